"""When a figure holds: the date words of its sentence, else those of its paragraph and report.

Spoken as the labelled texts speak: year, year=2020, h1, month=06, day=05-28, ytd=12-10, as_of=11-09, term=8th, last-2-years,
recurring=month, standing, target-next-year.
"""

import re

from taizhang.intake.numerals import numeral

_C = "零〇一二两三四五六七八九十"
_RECURRING = (
    (r"每(?:年|学年)|一年一(?:次|度)|逐年|年年|按年", "year"),
    (r"每半年|半年(?:召开|一次|开展|检查|一)", "half-year"),
    (r"每(?:个)?季度?|按季度?|一季一", "quarter"),
    (r"每(?:个)?月|按月|逐月|一月一|月均|月月", "month"),
    (r"每(?:个)?(?:周|星期)|每周[一二三四五六日]|一周一", "week"),
    (r"每(?:天|日)|一天一|天天", "day"),
    (r"每(?:个)?学期|一学期一", "school-term"),
    (r"年初召开一次|年终.{0,4}一次", "year"),
)
_RECURRINGS = tuple((re.compile(pattern), name) for pattern, name in _RECURRING)
_TARGET = (
    (re.compile(r"下半年"), "target-h2"),
    (re.compile(r"明年|来年|下(?:一)?年度?|新的一年"), "target-next-year"),
)
_AS_OF = re.compile(
    r"(?:截止|截至|至|到)(?:今年|目前为止|目前)?(?:(\d{4})年)?(?:(\d{1,2})月(?:份)?(?:(\d{1,2})[日号]|(底|末))?)?"
)
_MONTH_DAY = re.compile(rf"(\d{{1,2}}|[{_C}]{{1,3}}|元|正|腊)月(?:份)?(?:(\d{{1,2}}|[{_C}]{{1,3}})[日号])?")
_MONTHS = re.compile(r"(\d{1,2})(?:月)?(?:份)?[-—~～至到](\d{1,2})月")
_YEAR = re.compile(r"((?:19|20)\d{2})年")
_LAST = re.compile(
    rf"(?:近|最近|过去|前|这)?(\d{{1,2}}|[{_C}]{{1,2}})(?:个)?年(?:多)?(?:来|间|以来|中|里|内)|近(\d{{1,2}}|[{_C}]{{1,2}})年"
)
_TERM = re.compile(
    rf"第?([{_C}]{{1,3}}|\d{{1,2}})届(?:教代会|职代会|工会|委员会|工代会|会员代表大会)?(?:[\u4e00-\u9fff]{{0,6}})?(?:以来|期间|任期)|本届|任期内|任期以来"
)
_HALF = re.compile(r"上半年|下半年")
_NOW = re.compile(r"现有|目前|现已|截止|截至|到目前|至今|年底|年末|已有|共有|拥有|现在")
_STANDING = re.compile(r"规定|制度|标准|由.{0,4}组成|下设|实行|原则|办法|限额|不得|应当|必须")
_CUMULATIVE = re.compile(r"累计|历年|自成立|成立以来|开业以来|开放以来|运行以来")


def _small(text):
    if text.isascii() and text.isdigit():
        return int(text)
    value = {"元": 1, "正": 1, "腊": 12}.get(text) or numeral(text)
    return int(value) if value is not None else 0


def period(near, around, *, stock, plan, half, year, per_month=False):
    """The period of a figure: `near` is its clause so far, `around` its sentence so far, `half` and `year` those of the report."""
    for text in (near, around):
        found = _told(text, text is near)
        if found:
            return found
    if plan:
        return "target-h2" if half == 1 else "target-next-year"
    if stock:
        return f"as_of={'mid-year' if half == 1 else 'year-end'}"
    if half:
        return f"h{half}"
    return f"year={year}" if year else "year"


def _told(text, close):
    if close:
        for pattern, name in _RECURRINGS:
            if pattern.search(text[-24:]):
                return f"recurring={name}"
    for pattern, name in _TARGET:
        if pattern.search(text) and re.search(r"力争|争取|确保|目标|计划|打算|要|将|达到|实现|完成", text):
            return name
    return _dated(text) or _long(text)


def _dated(text):
    for hit in _AS_OF.finditer(text):
        if hit[2]:
            return f"ytd={int(hit[2]):02d}-{int(hit[3]):02d}" if hit[3] else f"ytd={int(hit[2]):02d}"
        if hit.group() in ("截止目前", "截至目前", "到目前为止", "至目前"):
            return "ytd"
    span = _MONTHS.search(text)
    if span:
        return f"month={int(span[1]):02d}..{int(span[2]):02d}"
    hits = list(_MONTH_DAY.finditer(text))
    if hits:
        month, day = _small(hits[-1][1]), hits[-1][2]
        if 1 <= month <= 12:
            return f"event={month:02d}-{_small(day):02d}" if day else f"month={month:02d}"
    if "上半年" in text:
        return "h1"
    if "下半年" in text:
        return "h2"
    years = _YEAR.findall(text)
    return f"year={years[-1]}" if years else ""


def _long(text):
    term = _TERM.search(text)
    if term:
        return f"term={_small(term[1])}" if term[1] else "term"
    last = _LAST.search(text)
    if last:
        return f"last-{_small(last[1] or last[2])}-years"
    return ""


def measure(near, unit, kind, *, plan):
    """flow, stock, cumulative, rate, target or rule, from the words in front of the figure."""
    if plan or re.search(
        r"力争|争取(?:达|实现|完成|新建|年内|年底|明年|到20|在)|目标(?:是|为)|计划(?:新|发展|组织|建)|确保.{0,12}达",
        near,
    ):
        return "target"
    if kind == "percent":
        return "rate"
    if _CUMULATIVE.search(near):
        return "cumulative"
    if _NOW.search(near):
        return "stock"
    return "rule" if _STANDING.search(near) else "flow"
