"""What titles, lines above the heads and names of sheets say: the year, and whose table it is."""

import re
import unicodedata

_CHINESE_YEAR = re.compile(r"([一二][零〇○九八七六五四三二一]{3})年")
_YEARS = re.compile(r"(?<!\d)(?:((?:19|20)\d{2})\s*[-—–~至、]+\s*)?((?:19|20)\d{2})\s*年")
_FILLED_IN = re.compile(r"(?:填报|填表|填写|制表|上报|报送|报表|打印)(?:日期|时间)\s*[::]?[\s\d年月日./-]*")
_STATED_UNIT = re.compile(r"(?:填报|报送|上报|单位|工会)(?:单位|名称|工会)?(?:\([^)]*\))?\s*[::]\s*([^\s::]{2,40})")
_TITLE_END = re.compile(
    r"(?:(?:19|20)\d{2}\s*年?度?)?\s*(?:工会)?(?:会员|职工|员工|人员|工作|活动|组织)?(?:情况)?"
    r"(?:花名册|名册|登记表|台账|统计表|明细表|一览表|情况表|汇总表|名单|报表).*\Z"
)
_MONEY_ABOVE = re.compile(r"单位\s*[::]\s*[^,;。]{0,12}?([亿万千百]?元)|\(([亿万千百]元)\)")
_MONEY = {"亿元": 100_000_000, "万元": 10_000, "千元": 1_000, "百元": 100, "元": 1}
_NUMBERING = re.compile(
    r"[一二三四五六七八九十]+[、.]|[((][一二三四五六七八九十\d]+[))]|第[一二三四五六七八九十\d]+[章部组]"
)


def stated_units(text):
    """What in a title or a line between rows may be a unit's name: 填报单位:棉纺厂工会, 棉纺厂工会2008年会员名册."""
    plain = unicodedata.normalize("NFKC", text).strip()
    found = _STATED_UNIT.search(plain)
    named = [found.group(1)] if found else []
    bare = _TITLE_END.sub("", _NUMBERING.sub("", plain)).strip()
    return [*named, plain, bare] if 2 <= len(bare) <= 40 else named


def stated_money(text):
    """The unit of money that a line above the heads names: 单位：万元 → (10000, "万元"); None when it names none."""
    found = _MONEY_ABOVE.search(unicodedata.normalize("NFKC", text)) if "元" in text and len(text) < 80 else None
    words = found and (found.group(1) or found.group(2))
    return (_MONEY[words], words) if words else None


def year_in(texts, sheet=""):
    """The one year that the lines above the heads name, or the name of the sheet where they name several; None when neither does.

    The day on which the table was filled in says nothing about its year, unless nothing else does.
    """
    plain = [unicodedata.normalize("NFKC", text) for text in texts]
    bare = [_FILLED_IN.sub("", text) for text in plain]
    years = _years_in([*bare, unicodedata.normalize("NFKC", sheet)]) or _years_in(plain)
    if len(years) > 1:
        named = _years_in([unicodedata.normalize("NFKC", sheet)])
        years = named if len(_years_in(bare)) > 1 else years
    return years.pop() if len(years) == 1 else None


def _years_in(texts):
    """The years that texts name with 年, or else in plain digits."""
    years = set()
    for text in texts:
        years.update(int(year) for pair in _YEARS.findall(text) for year in pair if year)
        years.update(
            int(
                "".join(
                    str("〇一二三四五六七八九".index(letter.replace("零", "〇").replace("○", "〇"))) for letter in year
                )
            )
            for year in _CHINESE_YEAR.findall(text)
        )
    if not years:
        years = {int(year) for text in texts for year in re.findall(r"(?<!\d)((?:19|20)\d{2})(?!\d)", text)}
    return years
