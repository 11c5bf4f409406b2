"""The text as it is read: without noise, stray blanks and line breaks inside sentences, every character knowing where it stood.

Digits become plain ones here and commas Chinese ones, one for one; a quote is always cut from the text as given.
"""

import re
from array import array
from bisect import bisect_left
from dataclasses import dataclass

_PLAIN = {ord("０") + n: str(n) for n in range(10)} | str.maketrans("％．－＋￥（）／〇", "%.-+¥()/〇")
_FULL_COMMA = re.compile(r"(?<=[０-９])，(?=[０-９]{3}(?![０-９]))|(?<=\d)，(?=\d{3}(?:\.\d|万|亿|元|余))")
_SIGNS = (
    (re.compile(r"(?<!\d),|,(?!\d{3}(?!\d))"), "，"),
    (re.compile(r"(?<!\d):|:(?!\d)"), "："),
    (re.compile(r";"), "；"),
    (re.compile(r"!"), "！"),
    (re.compile(r"\?(?!\?)"), "？"),
)
_BLANKS = " \t\u3000\xa0\u2002\u2003\u2009\u200b\ufeff\x0b\x0c"
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff，。；：、！？“”‘’（）《》【】%]")
_BLANK = re.compile(rf"[{_BLANKS}]{{1,400}}")
_ENDS = "。；！？;!?：:…”》）)】"
_BREAK = re.compile(r"\r\n?|\n")
_NEW_PARAGRAPH = re.compile(
    rf"[{_BLANKS}]{{2}}|\t|[（(]?[一二三四五六七八九十\d]{{1,3}}[）)、.．，]|[①-⑳]|第[一二三四五六七八九十]{{1,3}}[，、]|[一二三四五六七八九十]是"
)
WRAPPED_FROM = 18  # a line shorter than that is a heading or a list entry, never broken by the width of a page


@dataclass(frozen=True)
class Stream:
    """`clean` text and for each of its characters the offset in the text as given."""

    raw: str
    clean: str
    places: array

    def span(self, start, end):
        """A stretch of the clean text as offsets in the text as given."""
        if start >= end:
            at = self.places[start] if start < len(self.places) else len(self.raw)
            return at, at
        return self.places[start], self.places[end - 1] + 1

    def position(self, offset):
        """Where an offset of the text as given stands in the clean text."""
        return bisect_left(self.places, offset)


def stream(raw, noise, *, paged=False):
    """The clean text of `raw` without the stretches of `noise` (sorted, apart); `paged`: its lines are known to be a page's."""
    plain = _FULL_COMMA.sub(",", raw).translate(_PLAIN)
    for pattern, sign in _SIGNS:
        plain = pattern.sub(sign, plain)
    gone = sorted([(piece.start, piece.end) for piece in noise] + _blanks(plain) + _wrapped_breaks(plain, paged))
    kept, places, at = [], array("L"), 0
    for start, end in gone:
        if start > at:
            kept.append(plain[at:start])
            places.extend(range(at, start))
        at = max(at, end)
    kept.append(plain[at:])
    places.extend(range(at, len(plain)))
    return Stream(raw, "".join(kept), places)


def _blanks(plain):
    """Blanks beside a Chinese character: they say nothing; between two numbers or Latin words they stay."""
    found = []
    for blank in _BLANK.finditer(plain):
        start, end = blank.span()
        before, after = plain[start - 1 : start], plain[end : end + 1]
        if _HAN.match(before or " ") or _HAN.match(after or " ") or before in ("", "\n") or after in ("", "\n"):
            found.append((start, end))
    return found


def _wrapped_breaks(plain, paged):
    """Line breaks that the width of a page made, inside sentences; only in a text that is broken so throughout."""
    breaks = list(_BREAK.finditer(plain))
    lines, at = [], 0
    for found in breaks:
        lines.append((at, found.start(), found.end()))
        at = found.end()
    long = [line for line in lines if line[1] - line[0] >= WRAPPED_FROM]
    if len(long) < (1 if paged else 4):
        return []
    width = sorted(end - start for start, end, _ in long)[int(len(long) * 0.9)]
    full = [line for line in long if line[1] - line[0] >= width * 0.8]
    open_ended = [line for line in full if plain[line[1] - 1] not in _ENDS]
    if not paged and (width > 120 or len(open_ended) < max(3, len(full) * 0.4)):
        return []
    return [(end, after) for _, end, after in open_ended if not _NEW_PARAGRAPH.match(plain, after)]
