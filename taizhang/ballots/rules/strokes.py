"""姓氏笔画: names in the order of the strokes of the surname, as ballot papers and lists of delegates have them.

Fewer strokes first; among equal counts the first stroke decides in the order 横竖撇点折, then the given name in the same way. A character
that the table lacks goes last, so that a person puts it right by hand (action order_candidates). The table: strokes.txt.
"""

from functools import lru_cache
from pathlib import Path

FIRST_STROKES = "横竖撇点折"
UNKNOWN = 99


@lru_cache(maxsize=1)
def _table():
    """({character: strokes}, {surname: place of its first stroke})."""
    strokes, firsts = {}, {}
    for line in Path(__file__).with_name("strokes.txt").read_text(encoding="utf-8").splitlines():
        head, _space, letters = line.partition(" ")
        if head.isdigit():
            strokes.update(dict.fromkeys(letters, int(head)))
        elif head in FIRST_STROKES:
            firsts.update(dict.fromkeys(letters, FIRST_STROKES.index(head)))
    return strokes, firsts


def strokes_of(letter):
    """Strokes of a character, or None."""
    return _table()[0].get(letter)


def order_of(name):
    """What names are sorted by."""
    strokes, firsts = _table()
    letters = "".join(name.split())
    surname = letters[:1]
    given = [strokes.get(letter, UNKNOWN) for letter in letters[1:]]
    return (strokes.get(surname, UNKNOWN), firsts.get(surname, UNKNOWN), surname, given, letters)


def is_known(name):
    """Whether the table can place the name."""
    return strokes_of("".join(name.split())[:1]) is not None


def ordered(names):
    """The names (or things with a `name`) in the order of surname strokes."""
    return sorted(names, key=lambda one: order_of(one if isinstance(one, str) else one.name))
