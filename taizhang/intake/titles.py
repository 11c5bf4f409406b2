"""What titles, lines above the heads and names of sheets say: the year, and whose table it is."""

import re
import unicodedata

_CHINESE_YEAR = re.compile(r"([一二][零〇○九八七六五四三二一]{3})年")
_STATED_UNIT = re.compile(r"(?:填报|报送|上报|单位|工会)(?:单位|名称|工会)?(?:\([^)]*\))?\s*[::]\s*([^\s::]{2,40})")
_TITLE_END = re.compile(
    r"(?:(?:19|20)\d{2}\s*年?度?)?\s*(?:工会)?(?:会员|职工|员工|人员|工作|活动|组织)?(?:情况)?"
    r"(?:花名册|名册|登记表|台账|统计表|明细表|一览表|情况表|汇总表|名单|报表).*\Z"
)
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


def year_in(texts):
    """The one year that some texts name, or None when they name none or several."""
    years = set()
    for text in texts:
        plain = unicodedata.normalize("NFKC", text)
        years.update(int(year) for year in re.findall(r"(?<!\d)((?:19|20)\d{2})\s*年", plain))
        years.update(
            int(
                "".join(
                    str("〇一二三四五六七八九".index(letter.replace("零", "〇").replace("○", "〇"))) for letter in year
                )
            )
            for year in _CHINESE_YEAR.findall(plain)
        )
    if not years:
        years = {int(year) for text in texts for year in re.findall(r"(?<!\d)((?:19|20)\d{2})(?!\d)", text)}
    return years.pop() if len(years) == 1 else None
