"""How the pages of a box divide: by the random keys of the sheets, so that a page tells nothing about when a sheet came.

Only the root page can hold few sheets, and it holds all there are. A page that is full splits in two by the next bit of the keys;
whoever knows that a page changed last knows one of about a hundred sheets and more, never which.
"""

FULL = 256


def bits_of(key):
    """The random key (32 hexadecimal digits) as a text of 128 bits."""
    return f"{int(key, 16):0128b}"


def page_for(pages, key):
    """Which of the pages (texts of bits) the key belongs to: the one that its bits begin with."""
    bits = bits_of(key)
    return next(page for page in pages if bits.startswith(page))


def put(bits, sheets, key, sheet):
    """{bits: sheets} that take the place of a page when a sheet is put in; one page, or two when it has grown too full."""
    sheets = {**sheets, key: sheet}
    if len(sheets) <= FULL or len(bits) >= 40:
        return {bits: dict(sorted(sheets.items()))}
    halves = {f"{bits}0": {}, f"{bits}1": {}}
    for one in sorted(sheets):
        halves[bits + bits_of(one)[len(bits)]][one] = sheets[one]
    return halves
