"""The words that a report uses for its unit and its period. Reports are Chinese whatever language the reader has chosen."""

import re

from django.utils import translation

from taizhang.kernel.periods import Period

OWN = "zh-hans"
NUMERALS = "一二三四五六七八九十"


def in_chinese():
    """Labels and definitions inside a report are read in Chinese."""
    return translation.override(OWN)


def chinese_number(number):
    """一, 十, 十一, 二十: enough for headings."""
    if number <= 10:
        return NUMERALS[number - 1]
    tens, ones = divmod(number, 10)
    return ("" if tens == 1 else NUMERALS[tens - 1]) + "十" + (NUMERALS[ones - 1] if ones else "")


def day_words(day):
    """2008年12月31日."""
    return f"{day.year}年{day.month}月{day.day}日"


def period_words(period):
    """2008年, 2008年上半年, 2008年第三季度, 2008年5月, or from day to day."""
    code, year = period.code(), period.start.year
    if re.fullmatch(r"\d{4}", code):
        return f"{year}年"
    if code[4:5] == "H":
        return f"{year}年{'上' if code[-1] == '1' else '下'}半年"
    if code[4:5] == "Q":
        return f"{year}年第{'一二三四'[int(code[-1]) - 1]}季度"
    if re.fullmatch(r"\d{4}-\d{2}", code):
        return f"{year}年{period.start.month}月"
    if period.days == 1:
        return day_words(period.start)
    if period.start.year == period.last_day.year:
        return f"{day_words(period.start)}至{period.last_day.month}月{period.last_day.day}日"
    return f"{day_words(period.start)}至{day_words(period.last_day)}"


# How a union speaks of its whole area, where its kind says it better than the skeleton; and which Party body leads it.
PLACES = {
    "national_federation": "全国", "province_federation": "全省", "city_federation": "全市", "county_federation": "全县",
    "district_federation": "全区", "industry_union": "全系统", "system_union": "全系统", "park_general_union": "全区", "park_union": "全区",
}  # fmt: skip
PARTY = {
    "town_joint_union": "镇党委", "town_general_union": "镇党委", "street_general_union": "街道党工委", "street_union": "街道党工委",
    "park_general_union": "开发区党工委", "park_union": "园区党工委", "community_union": "社区党组织", "village_union": "村党组织",
}  # fmt: skip


def report_words(unit, period, place, parent):
    """What the patterns of a skeleton may use: <unit>, <this>, <end> …"""
    is_year = period == Period.year(period.start.year)
    return {
        "unit": unit.name,
        "upper": parent.name if parent else "上级工会",
        "place": PLACES.get(unit.kind, place),
        "party": PARTY.get(unit.kind, "党组织"),
        "period": period_words(period),
        "year": period.start.year,
        "this": "一年来" if is_year else {"H1": "上半年", "H2": "下半年"}.get(period.code()[4:], "这一时期"),
        "span": "全年" if is_year else {"H1": "上半年", "H2": "下半年"}.get(period.code()[4:], "期间"),
        "end": _by_the_end(period, is_year),
        "next": "明年" if is_year else "下一步",
    }


def _by_the_end(period, is_year):
    """到2008年底, 到2008年6月底, 到2008年12月10日."""
    last = period.last_day
    if is_year:
        return f"到{last.year}年底"
    return f"到{last.year}年{last.month}月底" if period.until.day == 1 else f"到{day_words(last)}"


def where_words(chips):
    """A filter as a reader understands it: 类型为社区工会或机关工会；事项含“太极拳”."""
    spoken = {"=": "为", "!=": "不为", "~": "含", ">=": "不小于", "<=": "不大于", ">": "大于", "<": "小于"}
    said = []
    for word, operator, value in chips:
        if not value:
            said.append(f"{word}{'为空' if operator == '=' else '不为空'}")
        elif operator == "~":
            said.append(f"{word}含“{value}”")
        else:
            said.append(f"{word}{spoken[operator]}{value.replace('|', '或')}")
    return "；".join(said)
