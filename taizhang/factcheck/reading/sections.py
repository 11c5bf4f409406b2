"""Reports, headings and sentences: the order in which the text is to be read.

Headings: 一、 (一) 1、 1. (1) ① at the beginning of a line or of a sentence, and short lines without a full stop. A style that
appears below another is one level deeper, whichever numerals it uses.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass

from .claims import Report, Section

_TITLE_WORDS = r"(?:总结|汇报|报告|小结|情况|讲话|申请|计划|要点|回顾|述职|材料|篇|范文)"
_INDEXED = re.compile(
    rf"^[ \t\u3000【\[]{{0,8}}(?P<stem>[^。；\n]{{0,60}}?(?:{_TITLE_WORDS})[^。；，,\n]{{0,16}}?)?"
    rf"(?:第?[(（【\[篇]{{0,2}}|第)(?P<number>[一二三四五六七八九十]{{1,2}}|\d{{1,2}})"
    rf"(?:篇|[)）】\]])?(?P<rest>[:：].{{0,50}}|[】\]]?)[ \t\u3000】\]]{{0,8}}$"
)
_TITLE = re.compile(rf"^[^。；！？\n]{{2,50}}{_TITLE_WORDS}[^。；！？\n]{{0,12}}$")
_NUMERALS = "一二三四五六七八九十"
_STYLES = (
    ("chinese", re.compile(r"([一二三四五六七八九十]{1,3})(?:、|[，.．:：](?!\d))")),
    ("bracketed", re.compile(r"[(（]([一二三四五六七八九十]{1,3})[)）][、，.]?")),
    ("ordinal", re.compile(r"第([一二三四五六七八九十]{1,3})(?:部分|章|节)[、，,:：\s]?")),
    ("arabic", re.compile(r"(\d{1,2})(?:、|[.．](?!\d)|，(?![\d万])|[)）])")),
    ("arabic_bracketed", re.compile(r"[(（](\d{1,2})[)）][、.]?")),
    ("circled", re.compile(r"([①-⑳⑴-⒇⒈-⒛])、?")),
)
_PLAN = re.compile(
    r"计划|打算|安排|下一步|下步|思路|今后|明年|来年|下半年(?:工作|的)|展望|努力方向|工作目标|奋斗目标|下阶段|下年度|(?:新的一|20\d\d|20xx|2_{1,4}|_{2,4})年(?:度)?(?:工会)?(?:工作)?(?:的)?"
    r"(?:主要)?(?:工作)?(?:安排|计划|打算|思路|要点|目标|重点)"
)
_NOT_PLAN = re.compile(r"完成|落实|执行|情况|回顾|总结|实施了|目标管理")
_SENTENCE = re.compile(r"[^。！？!?；;\n\r]{1,4000}[。！？!?；;]?[”’」』）)]{0,2}")
_CLOSED = re.compile(r"[。！？；，、：,;:!?.][”’」』）)]{0,2}$")
_LINE = re.compile(r"[^\r\n]{1,20000}")
_BLANKS = " \t\u3000\xa0"
_HEADING_LIMIT = 60
_RUN_IN = re.compile(r"(?<=[。；！？”])(?:[一二三四五六七八九十]{1,2}、|[(（][一二三四五六七八九十]{1,2}[)）])")
_BARE_HEADING = re.compile(r"^[^\d。；！？，,]{4,28}[。]?$|^[^\d。；！？]{2,14}[，、][^\d。；！？]{2,16}$")


@dataclass(frozen=True)
class Heading:
    """A heading where it stands: the style of its number, the number, whether it came without one."""

    start: int
    end: int
    style: str
    number: int
    title: str


def reports_of(raw, noise):
    """The reports of a file, at least one; what stands before the first of several is left to nobody."""
    starts = _indexed_titles(raw, noise)
    if len(starts) < 2:
        start, title = _first_line(raw, noise)
        return (Report(1, title, start, len(raw)),)
    ends = [start for start, _, _ in starts[1:]] + [len(raw)]
    return tuple(
        Report(number, title, start, end)
        for number, ((start, title, _), end) in enumerate(zip(starts, ends, strict=True), start=1)
    )


def _indexed_titles(raw, noise):
    """Title lines that carry a running number (工作总结篇1, 范文二), the longest run 1, 2, 3 … with one stem."""
    runs = {}
    for line in _LINE.finditer(raw):
        text = line.group().strip(_BLANKS)
        hit = _INDEXED.match(text) if len(text) <= 90 and not _inside(line.start(), noise) else None
        if not hit or not (hit["stem"] or "篇" in text):
            continue
        stem = re.sub(r"[\s【】\[\]：:（(]|第$", "", hit["stem"] or "篇")
        stem = "篇" if stem.startswith(("篇", "第")) else stem
        run = runs.setdefault(stem, [])
        if number_of(hit["number"]) == len(run) + 1:
            run.append((line.start(), text, stem))
    return max(runs.values(), key=len, default=[])


def _first_line(raw, noise):
    for line in _LINE.finditer(raw):
        text = line.group().strip(_BLANKS)
        if text and not _inside(line.start(), noise):
            return line.start(), text if len(text) <= 50 and not _CLOSED.search(text) else ""
    return 0, ""


def _inside(offset, noise):
    """Whether an offset lies in one of the stretches of noise, which are in order and apart."""
    at = bisect_right(noise, offset, key=lambda piece: piece.start) - 1
    return at >= 0 and offset < noise[at].end


def number_of(text):
    """十二 → 12, ③ → 3, 4 → 4."""
    if text.isascii() and text.isdigit():
        return int(text)
    if len(text) == 1 and text not in _NUMERALS:
        for first in (0x2460, 0x2474, 0x2488):
            if first <= ord(text) < first + 20:
                return ord(text) - first + 1
        return 0
    tens, found, ones = text.partition("十")
    if not found:
        return _NUMERALS.find(text[:1]) + 1
    return (_NUMERALS.find(tens) + 1 if tens else 1) * 10 + (_NUMERALS.find(ones) + 1 if ones else 0)


def headings_of(raw, report, noise):
    """The headings of one report in order, numbered ones also inside a line that lost its break."""
    found = []
    for line in _LINE.finditer(raw, report.start, report.end):
        if _inside(line.start(), noise):
            continue
        begin = line.start() + len(line.group()) - len(line.group().lstrip(_BLANKS))
        text = raw[begin : line.end()].rstrip(_BLANKS)
        if begin == report.start and _TITLE.match(text):
            continue
        heading = _numbered(text, begin) or _bare(text, begin, report)
        if heading:
            found.append(heading)
        for inner in _RUN_IN.finditer(text):
            heading = _numbered(text[inner.start() : inner.start() + 2 * _HEADING_LIMIT], begin + inner.start())
            if heading:
                found.append(heading)
    return found


def _numbered(text, begin):
    for style, pattern in _STYLES:
        hit = pattern.match(text)
        if hit:
            stop = re.search(r"[。；！？\n]", text[hit.end() : hit.end() + _HEADING_LIMIT])
            length = stop.start() if stop else min(len(text) - hit.end(), _HEADING_LIMIT)
            title = text[hit.end() : hit.end() + length].strip(_BLANKS)
            return Heading(begin, begin + hit.end() + length, style, number_of(hit.group(1)), title)
    return None


def _bare(text, begin, report):
    """An unnumbered slogan on a line of its own."""
    if begin - report.start < 2 or len(text) > 30 or _CLOSED.search(text) or not _BARE_HEADING.match(text):
        return None
    if text.endswith(("：", ":")) or (_TITLE.match(text) and begin - report.start < 80):
        return None
    return Heading(begin, begin + len(text), "bare", 0, text)


def sections_of(raw, report, noise):
    """The sections of one report: the opening as "0", then every heading with its path."""
    found, stack, used = [], [], {}
    headings = _without_needless(headings_of(raw, report, noise))
    plan = False
    first = headings[0].start if headings else report.end
    found.append(Section("0", report.title, 0, report.start, first, report.number))
    for at, heading in enumerate(headings):
        end = headings[at + 1].start if at + 1 < len(headings) else report.end
        level = _level(stack, heading)
        del stack[level:]
        above = ".".join(number for _, number, _ in stack)
        plan = _is_plan(heading, level, plan)
        number = _own_number(heading, above, used, level)
        stack.append((heading.style, number, heading.number))
        path = ".".join(number for _, number, _ in stack)
        found.append(Section(path, heading.title, level + 1, heading.start, end, report.number, plan))
    return tuple(found)


def _without_needless(headings):
    """Slogans on lines of their own are headings only where no heading has a number."""
    numbered = sum(1 for heading in headings if heading.style != "bare")
    return [heading for heading in headings if heading.style != "bare" or numbered < 3 or _PLAN.search(heading.title)]


def _level(stack, heading):
    """How deep a heading stands. A list that begins again at 1 under a later number lies below it (八、明年工作 一、… 二、…)."""
    levels = [level for level, (style, _, _) in enumerate(stack) if style == heading.style]
    if not levels:
        return 0 if heading.style == "bare" else len(stack)
    following = [level for level in levels if stack[level][2] == heading.number - 1]
    if following:
        return following[-1]
    if heading.number == 1 and stack[levels[-1]][2] >= 2 and levels[-1] == len(stack) - 1 and len(levels) < 2:
        return len(stack)
    return levels[-1]


def _own_number(heading, above, used, level):
    """The printed number; a repeated one gets a letter, a missing one the next."""
    key = (above, heading.style, level)
    seen = used.setdefault(key, [])
    number = heading.number or len(seen) + 1
    seen.append(number)
    return str(number) if seen.count(number) == 1 else f"{number}{'abcdefghijklmnop'[min(seen.count(number), 16) - 1]}"


def _is_plan(heading, level, before):
    says = bool(_PLAN.search(heading.title)) and not _NOT_PLAN.search(heading.title)
    return says if level == 0 else before or says


def sentences_of(clean):
    """(start, end) of every sentence of a clean text; a semicolon ends one as a full stop does."""
    return tuple(hit.span() for hit in _SENTENCE.finditer(clean))
