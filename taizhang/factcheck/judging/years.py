"""Years that cannot be: an anniversary that falls in another year, a congress before its time, a day that no month has."""

import re
from calendar import monthrange
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from .relation import Relation

# What is counted in anniversaries: the words, and the year from which they count.
_FOUNDED = (
    (r"建党|中国共产党成立|党的生日|建党节", 1921),
    (r"建军", 1927),
    (r"建国|新中国成立|中华人民共和国成立|国庆", 1949),
    (r"五四运动", 1919),
    (r"辛亥革命", 1911),
    (r"长征胜利", 1936),
    (r"抗(?:日)?战(?:争)?胜利|反法西斯战争胜利", 1945),
    (r"改革开放", 1978),
    (r"汶川(?:特大|大)?地震|5[.·、]?12[^，,。]{0,6}地震", 2008),
    (r"唐山(?:大)?地震", 1976),
    (r"香港回归", 1997),
    (r"澳门回归", 1999),
    (r"全国总工会成立|中华全国总工会成立|全总成立", 1925),
    (r"毛泽东(?:同志)?诞辰", 1893),
    (r"邓小平(?:同志)?诞辰", 1904),
    (r"雷锋(?:题词|同志题词)|向雷锋同志学习", 1963),
)
_CONGRESSES = {"十六": 2002, "十七": 2007, "十八": 2012, "十九": 2017, "二十": 2022}
_UNION_CONGRESSES = {"十四": 2003, "十五": 2008, "十六": 2013, "十七": 2018, "十八": 2023}
_DIGITS = {"〇": 0, "零": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_NUMBER = r"(\d{1,3}|[一二三四五六七八九十百零〇两]{1,6})"
_YEARS = re.compile(_NUMBER + r"\s*周年")
_CONGRESS = re.compile(r"(?<!工会)(?<!团)党的(二十|十[六七八九])大(?!工会)")
_UNION_CONGRESS = re.compile(r"(?:中国)?工会(十[四五六七八])大")
_AWAITED = re.compile(r"迎接|喜迎|喜庆|召开前|备战|将|即将|迎")
_DAY = re.compile(r"(?<!\d)(?:((?:19|20)\d\d)年)?(1[0-9]|0?[1-9])月(\d{1,2})[日号]")
_WEEKDAY = re.compile(r"((?:19|20)\d\d)年(\d{1,2})月(\d{1,2})日[（(](?:星期|周)([一二三四五六日天])[)）]")
_SPAN = re.compile(r"((?:19|20)\d\d)年?\s*(?:[-—–~～至到]|——)\s*((?:19|20)\d\d)年")


def numeral(words):
    """A small number in digits or in Chinese, 1 to 999."""
    if words.isdigit():
        return int(words)
    if not re.search("[十百]", words):
        return int("".join(str(_DIGITS[mark]) for mark in words))
    hundreds, mark, rest = words.partition("百")
    if not mark:
        hundreds, rest = "", words
    tens, mark, ones = rest.partition("十")
    if not mark:
        tens, ones = "0", rest
    ones = ones.lstrip("零〇")
    return (
        100 * (_DIGITS.get(hundreds, 1) if "百" in words else 0)
        + 10 * (_DIGITS.get(tens, 1) if tens != "0" else 0)
        + (_DIGITS.get(ones, 0) if ones else 0)
    )


def years(telling):
    """All relations between years that the text forces."""
    document = telling.document
    for report in document.reports:
        if report.year:
            yield from _anniversaries(telling, report)
            yield from _congresses(telling, report)
    yield from _days(telling)


def _claims_at(telling, start, end):
    return tuple(claim.id for claim in telling.document.claims if claim.start < end and start < claim.end)


def _anniversaries(telling, report):
    for found in _YEARS.finditer(telling.text, report.start, report.end):
        around = telling.text[max(report.start, found.start() - 14) : found.end() + 4]
        before = re.split(r"[。；;\n]", around[: min(14, found.start() - report.start)])[-1]
        for pattern, founded in _FOUNDED:
            event = re.search(pattern, before)
            if not event:
                continue
            told = numeral(found[1])
            named = re.search(
                r"((?:19|20)\d\d)年[^。；;\n]{0,30}$",
                telling.text[max(report.start, found.start() - 40) : found.start()],
            )
            year = int(named[1]) if named else report.year
            yield _forced(telling, found, founded, told, year, named)
            break


def _forced(telling, found, founded, told, year, named):
    holds = founded + told == year or (not named and founded + told in (year, year + 1) and _is_next(telling, found))
    words = {"founded": founded, "years": told, "year": founded + told, "printed": year}
    sentence = (
        _("%(founded)s + %(years)s = %(year)s: the anniversary falls in the year of the report.")
        if holds
        else _("%(founded)s + %(years)s = %(year)s, but the text speaks of %(printed)s.")
    ) % words
    claims = _claims_at(telling, found.start(), found.end())
    return Relation("duplicate", claims, holds, sentence, Decimal(year - founded), Decimal(told))


def _is_next(telling, found):
    """A plan speaks of the year to come."""
    return any(section.plan and section.start <= found.start() < section.end for section in telling.document.sections)


def _congresses(telling, report):
    for pattern, table in ((_CONGRESS, _CONGRESSES), (_UNION_CONGRESS, _UNION_CONGRESSES)):
        for found in pattern.finditer(telling.text, report.start, report.end):
            met = table[found[1]]
            before = telling.text[max(report.start, found.start() - 10) : found.start()]
            if report.year >= met or _AWAITED.search(before) or (report.year >= met - 1 and _is_next(telling, found)):
                continue
            sentence = _("“%(congress)s” met in %(met)s; a report on %(year)s cannot tell of it.") % {
                "congress": found[0],
                "met": met,
                "year": report.year,
            }
            claims = _claims_at(telling, found.start(), found.end())
            yield Relation("duplicate", claims, False, sentence, Decimal(met), Decimal(report.year))
            break  # said once is enough


def _days(telling):
    for found in _DAY.finditer(telling.text):
        year = int(found[1]) if found[1] else _report_year(telling, found.start())
        month, day = int(found[2]), int(found[3])
        longest = (
            monthrange(year, month)[1] if month <= 12 and year else (31 if month > 12 else monthrange(2000, month)[1])
        )
        if month > 12 or day > longest or day == 0:
            sentence = _("There is no %(day)s: that month has no such day.") % {"day": found[0]}
            yield Relation(
                "duplicate",
                _claims_at(telling, found.start(), found.end()),
                False,
                sentence,
                Decimal(longest),
                Decimal(day),
            )
    for found in _WEEKDAY.finditer(telling.text):
        relation = _weekday(telling, found)
        if relation:
            yield relation
    for found in _SPAN.finditer(telling.text):
        first, last = int(found[1]), int(found[2])
        if last < first:
            sentence = _("From %(first)s to %(last)s runs backwards.") % {"first": first, "last": last}
            yield Relation(
                "duplicate",
                _claims_at(telling, found.start(), found.end()),
                False,
                sentence,
                Decimal(first),
                Decimal(last),
            )


def _report_year(telling, place):
    for report in telling.document.reports:
        if report.start <= place < report.end:
            return report.year
    return None


def _weekday(telling, found):
    try:
        day = date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None
    told = "一二三四五六日天".index(found[4])
    told = 6 if told == 7 else told
    if day.weekday() == told:
        return None
    sentence = _("%(day)s was another day of the week.") % {"day": found[0].split("（")[0].split("(")[0]}
    return Relation(
        "duplicate",
        _claims_at(telling, found.start(), found.end()),
        False,
        sentence,
        Decimal(day.weekday() + 1),
        Decimal(told + 1),
    )
