"""Which year a report is about: as it says, or as its anniversaries force it."""

import re
from collections import Counter

from taizhang.intake.numerals import numeral

_EXPLICIT = re.compile(r"((?:19|20)\d{2})年(?!.{0,4}(?:颁布|成立|建成|以来))")
_OPENING = 400
_C = r"[一二三四五六七八九十百]{1,4}|\d{1,3}"
# what is remembered, and the year it happened
_REMEMBERED = (
    (re.compile(rf"(?:建党|中国共产党成立|党的生日|建党节)({_C})周年"), 1921),
    (re.compile(rf"(?:建国|新中国成立|中华人民共和国成立|国庆)({_C})周年"), 1949),
    (re.compile(rf"(?:汶川|5[、.·]12|五一二|大地震)[\u4e00-\u9fff]{{0,6}}?({_C})周年"), 2008),
    (re.compile(rf"(?:改革开放)({_C})周年"), 1978),
    (re.compile(rf"(?:建军|解放军成立)({_C})周年"), 1927),
    (re.compile(rf"(?:抗战胜利|抗日战争胜利)({_C})周年"), 1945),
    (re.compile(rf"(?:长征胜利)({_C})周年"), 1936),
    (re.compile(rf"(?:五四运动)({_C})周年"), 1919),
    (re.compile(rf"(?:香港回归)({_C})周年"), 1997),
    (re.compile(rf"(?:澳门回归)({_C})周年"), 1999),
    (re.compile(rf"(?:全总成立|中华全国总工会成立)({_C})周年"), 1925),
)
_HALF = re.compile(r"上半年|下半年")


def remembered(text):
    """(start, end, year) for every anniversary that says which year it is."""
    for pattern, happened in _REMEMBERED:
        for hit in pattern.finditer(text):
            count = int(hit[1]) if hit[1].isdigit() else int(numeral(hit[1]) or 0)
            if 0 < count < 200:
                yield hit.start(), hit.end(), happened + count


def year_of(title, text):
    """`(year or None, half or None)` of a report from its title, its opening, its anniversaries, its commonest year."""
    half = _HALF.search(title) or (_HALF.search(text[:120]) if re.search(r"上半年(?:工会)?工作", text[:200]) else None)
    told = {"上半年": 1, "下半年": 2}[half.group()] if half else None
    for place in (title, text[:_OPENING]):
        years = [int(year) for year in _EXPLICIT.findall(place)]
        if years:
            return years[0], told
    forced = [year for _, _, year in remembered(text)]
    if forced:
        return Counter(forced).most_common(1)[0][0], told
    years = [int(year) for year in _EXPLICIT.findall(text)]
    return (Counter(years).most_common(1)[0][0] if years else None), told
