"""A document as it is read aloud: no blanks beside figures, no line breaks of a page's width, no site's name inside a sentence.

A PDF says "社区工会 10 家" and breaks its lines anywhere; what figures say of each other does not change by that.
"""

from dataclasses import replace

from taizhang.factcheck.reading.stream import stream


def straightened(document):
    """The same document over its clean text: every place is moved, ids, quotes and values stay."""
    clean = stream(document.text, document.noise, paged=document.format == "pdf")
    if clean.clean == document.text:
        return document

    def moved(piece, *pairs):
        places = {name: tuple(clean.position(at) for at in getattr(piece, name)) for name in pairs}
        return replace(piece, start=clean.position(piece.start), end=clean.position(piece.end), **places)

    return replace(
        document,
        text=clean.clean,
        reports=tuple(moved(report) for report in document.reports),
        sections=tuple(moved(section) for section in document.sections),
        noise=(),
        claims=tuple(moved(claim, "number", "sentence") for claim in document.claims),
        damage=tuple(moved(damage) for damage in document.damage),
    )
