"""The text of a report as a page shows it: paragraphs in reading order, cut into plain words, claims and damaged places.

A report of 600 pages would be a page that no browser likes: a text is shown in parts of about seventy-five pages each.
"""

import re
from dataclasses import dataclass, field
from itertools import pairwise

PART = 60_000  # characters shown at once
LONGEST_HEADING = 60  # a longer line is a sentence that begins with a number
_LINE = re.compile(r"[^\n]*")


@dataclass
class Piece:
    """Some characters of a paragraph: plain words, a claim, or a damaged place."""

    text: str
    claim: object = None
    damage: dict | None = None
    first: bool = True  # the first piece of its claim or damage


@dataclass
class Paragraph:
    """One paragraph: how it is set, its pieces, and the remarks for its margin."""

    start: int
    end: int
    style: str = "text"
    level: int = 0
    pieces: list = field(default_factory=list)

    @property
    def remarks(self):
        """Claims of this paragraph that somebody must look at."""
        return [piece.claim for piece in self.pieces if piece.claim and piece.first and piece.claim.standing.open]

    @property
    def damage(self):
        """Damaged places of this paragraph."""
        return [piece.damage for piece in self.pieces if piece.damage and piece.first]


def laid_out(opened):
    """All paragraphs of a check, with their headings, claims and damaged places."""
    document = opened.result["document"] or {}
    headings = {section["start"]: section for section in document.get("sections", ()) if "start" in section}
    titles = {report["start"] for report in document.get("reports", ()) if "start" in report}
    noise = [(one["start"], one["end"]) for one in document.get("noise", ()) if "start" in one]
    marks = _marks(opened)
    paragraphs = []
    at = 0
    for found in _LINE.finditer(opened.text):
        if not found.group().strip():
            continue
        paragraph = Paragraph(*found.span())
        while at < len(marks) and marks[at][1] <= paragraph.start:
            at += 1
        paragraph.pieces = list(_pieces(opened.text, paragraph, marks[at : at + 400]))
        _set(paragraph, found.group(), headings, titles, noise)
        paragraphs.append(paragraph)
    return paragraphs


def _set(paragraph, line, headings, titles, noise):
    """Whether a paragraph is a title, a heading, noise of a web page, or text."""
    begin = paragraph.start + len(line) - len(line.lstrip())
    end = paragraph.end - (len(line) - len(line.rstrip()))
    if any(start <= begin and end <= stop for start, stop in noise):
        paragraph.style = "noise"
        return
    if len(line.strip()) > LONGEST_HEADING:
        return
    section = headings.get(begin) or headings.get(paragraph.start)
    if begin in titles or paragraph.start in titles:
        paragraph.style = "title"
    elif section is not None and section.get("level") and "。" not in line.strip()[:-1]:
        paragraph.style, paragraph.level = "heading", min(int(section["level"]), 4)


def _marks(opened):
    """[(start, end, claim, damage)] in reading order; where two overlap, the claim stands and the damage gives way."""
    claims = [
        (claim.start, claim.end, claim, None) for claim in opened.claims if claim.is_figure or claim.standing.wrong
    ]
    damage = [(one["start"], one["end"], None, one) for one in opened.damage]
    free = [one for one in damage if not any(start < one[1] and one[0] < end for start, end, _c, _d in claims)]
    kept, last = [], 0
    for mark in sorted(claims + free, key=lambda mark: (mark[0], -mark[1])):
        if mark[0] >= last and mark[1] > mark[0]:
            kept.append(mark)
            last = mark[1]
    return kept


def _pieces(text, paragraph, marks):
    """The paragraph cut at its marks; a mark that crosses a line end stands in both paragraphs."""
    at = paragraph.start
    for start, end, claim, damage in marks:
        if start >= paragraph.end:
            break
        if end <= at:
            continue
        inside, out = max(start, at), min(end, paragraph.end)
        if inside > at:
            yield Piece(text[at:inside])
        yield Piece(text[inside:out], claim, damage, first=inside == start)
        at = out
    if at < paragraph.end:
        yield Piece(text[at : paragraph.end])


def parts(paragraphs):
    """The paragraphs in parts that a browser shows with ease: [[paragraph, …], …], at least one."""
    found, size = [[]], 0
    for paragraph in paragraphs:
        if size > PART:
            found.append([])
            size = 0
        found[-1].append(paragraph)
        size += paragraph.end - paragraph.start
    return found


def part_of(pages, place):
    """The number, from 1, of the part in which a character of the text stands."""
    for number, (part, following) in enumerate(pairwise([*pages, []]), start=1):
        if part and (not following or place < following[0].start):
            return number
    return 1
