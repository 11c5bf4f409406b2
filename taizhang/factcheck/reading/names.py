"""Numerals that are no figures: dates, ordinals of meetings, document numbers, names and slogans. Found first and set aside.

Each has its kind (date, ordinal, title) and, where the name says how many, a value: “四好” 4, 十佳 10, 七届十次 10.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from taizhang.intake.numerals import numeral

_C = "零〇一二三四五六七八九十"
_YEAR = (
    rf"(?:(?:19|20)\d{{2}}|20[xX×]{{2}}|20_{{1,2}}|[xX×]{{4}}|_{{1,20}}|[二一][〇零○O九][{_C}]{{2}}"
    r"|(?<![\d.])[0-2]\d(?=年(?:度|初|底|末|的|来|\d|[上下]半|[，,])))"
)
_DATE = re.compile(
    rf"{_YEAR}[-—~～至到、]{{1,2}}{_YEAR}(?:年(?:度)?|学年(?:度)?)?"
    rf"|{_YEAR}(?:年度?|学年度?)(?:[上下]半年|第?[一二三四1-4]季度|(?:[_xX×]{{1,12}}|\d{{1,2}}|[{_C}]{{1,3}})月份?(?:(?:[_xX×]{{1,12}}|\d{{1,2}}|[{_C}]{{1,3}})[日号])?)?"
    rf"|(?:19|20)\d{{2}}[-./]\d{{1,2}}[-./]\d{{1,2}}|(?:19|20)\d{{2}}\.\d{{1,2}}(?=[-—]|至)"
    rf"|(?:元|正|腊|冬|闰)?(?<![\d.])(?:\d{{1,2}}|[{_C}元正腊]{{1,3}}|_{{1,12}})月份?(?:上旬|中旬|下旬|初|底|末)?(?:(?:\d{{1,2}}|[{_C}]{{1,3}}|_{{1,12}})[日号](?!楼|线|文|通知|厂|院|门))?"
    rf"(?:[-—~～至到、和,，](?:(?:\d{{1,2}}|[{_C}]{{1,3}})月份?)?(?:\d{{1,2}}|[{_C}]{{1,3}})[日号月]份?)?"
    rf"|(?<![\d.])\d{{1,2}}[-—~～至到]\d{{1,2}}月份?"
    rf"|(?<![\d.])\d{{1,2}}[日号](?!楼|线|文|通知|厂|院|门|令|公告|台)"
    rf"|(?<![\d.:：])(?:[01]?\d|2[0-4])[:：][0-5]\d(?:[:：][0-5]\d)?(?:[-—~～至到](?:[01]?\d|2[0-4])[:：][0-5]\d)?"
    rf"|[上下]午(?:\d{{1,2}}|[{_C}两]{{1,3}})(?:点|时)(?:\d{{1,2}}分|半|[{_C}]{{1,3}}分)?"
    rf"|第?[一二三四1-4](?<!第)季度|(?:星期|礼拜|周)[一二三四五六日天末](?![年期])"
    rf"|(?:初[一二三四五六七八九十]|除夕|大年[初三二][一二三四五六七八九十]?)(?!级|年级|中|班|[的]?学生|教|备|组)"
    rf"|(?:(?<=[年在于到至从])|(?<=今年)|(?<=[。；，\n]))(?:1[0-2]|[1-9])份(?=[，,]|以来|底|初|起|开始|组织|举办|开展|召开|参加|进行|对|我|在)"
    rf"|[（(](?:19|20)\d{{2}}[）)]|(?<!\d)(?:19|20)\d{{2}}(?=[”\"]|奥运|世博|届|级|新|春节|迎新|[.．、，,]?\s?$)"
)
_SPANNED = re.compile(
    rf"(?:近|最近|过去|前|这|今后|未来|头)?(?:\d{{1,2}}|[{_C}两几]{{1,3}}|多|数|一两)(?:个)?(?:多)?年(?:多)?(?:来|间|以来|中|里|内|前|后|之后|以上|以内|多来|一度|级)"
    rf"|(?:近|最近|过去|前|这|今后|未来|头|当|同|全|整|半|新的|又|再|每)(?:[{_C}两半几]{{1,2}}|\d{{1,2}})?年|(?:[{_C}两]{{1,2}}|\d{{1,2}})年(?:前|后|内|里|间|中|多|时间)"
    rf"|一年(?!级)|半年|(?:[{_C}两]{{1,2}}|\d{{1,2}})个?(?:多)?月(?:来|以来|前|后|内|间)"
    rf"|[一二三四五六]年级|[高初大][一二三四](?=年级|[教全毕备学、]|级|班|组|$)|一季|四季|一天天|一日|百日(?=内)|一周(?!年|[一二三四五六七八九\d])"
)
_ORDINAL = re.compile(
    rf"第(?P<edition>[{_C}百]{{1,4}}|\d{{1,3}})届(?:第?(?P<session>[{_C}]{{1,3}}|\d{{1,2}})次)?"
    rf"|(?P<edition2>[{_C}]{{1,3}}|(?<!\d)\d{{1,2}}|[xX×_]{{1,4}})届(?:第?(?P<session2>[{_C}]{{1,3}}|\d{{1,2}})(?:次|中)(?:全(?:体)?(?:委)?(?:会)?)?(?:、(?:[{_C}]{{1,3}})中)?)(?:全会)?"
    rf"|(?P<edition3>[{_C}]{{1,3}})届(?=职代会|教代会|工代会|人大|党代会|工会|全国|全委|全会|省|市|县|区|职工代表|教职工代表|会员代表|委员会|运动会|理事会|常委)"
    rf"|第(?P<time>[{_C}百]{{1,4}}|\d{{1,3}})(?P<timeword>次)"
    rf"|第(?P<other>[{_C}百]{{1,4}}|\d{{1,4}})(?:个)?(?:条|章|款|项|期|批次|批|轮|阶段|步|季度|学期|季|组|部分|板块|单元|课|讲|场|号|页|代|产业|版|类|方面|台|支柱|回|天|站|级|套|部|局|分局|公司|队|车间|厂|工区|项目部|小学|中学|医院|幼儿园|航运|党支部|支部|工会小组|小组|人民医院|实验|职业|附属|建筑|工程|村|社区|师|团|区|周|月|年|把手|书记|家|人民|纪|党|小|中|高|初)"
)
_RANKED = re.compile(
    rf"第(?P<rank>[{_C}百]{{1,4}}|\d{{1,3}})(?:、?(?P<rank2>[{_C}]{{1,3}}|\d{{1,3}}))?(?:名次|名(?!单|义|称)|位(?!置)|等奖|名)"
)
_DOCUMENT = re.compile(
    rf"[〔\[【［（(](?:(?:19|20)\d{{0,2}}|20[xX×_]{{2}}|[xX×_]{{2,4}})[〕\]】］）)]第?(?P<serial>\d{{1,4}}|[xX×_]{{1,4}})号(?:文件?|通知)?"
    rf"|(?<![\d.])(?P<serial2>\d{{1,4}})号(?:文件|文(?!化|体|明|艺)|令|公告|通知|会议纪要|决议)"
    rf"|[{_C}\d]{{1,4}}号(?:楼|线|厂房|院|门|台风|桥|码头|机组|船|地块|公馆|井|矿)"
)
_SLOGAN = re.compile(
    "|".join(
        pattern
        for line in Path(__file__).with_name("slogans.txt").read_text(encoding="utf-8").splitlines()
        if not line.startswith("#")
        for pattern in line.split("  ")
    )
)
_NUMBERING = re.compile(
    r"(?m)^\d{1,2}[.．](?=\d{1,5}(?:人|名|家|户|个|月|日|年))|(?:^|(?<=[。；：！？:;]))(?:\d{1,2}(?:、|[.．](?!\d)|[)）])|[(（]\d{1,2}[)）]|[(（]?[一二三四五六七八九十]{1,3}[)）、]|[①-⑳⑴-⒇⒈-⒛])"
    r"|(?:[(（]\d{1,2}[)）])(?=[\u4e00-\u9fff《“])|[一二三四五六七八九十]{1,2}是(?=[\u4e00-\u9fff“《])"
)
_CODE = re.compile(
    r"[A-WYZa-wyz][A-Za-z]{0,11}[-—]?\d{1,8}[A-Za-z\d.-]{0,10}|(?<![\d.])\d{1,5}[A-WYZa-wyz][A-Za-z]{0,3}(?![A-Za-z元%])\d{0,4}|(?<![\d.])1[3-9]\d{9}(?!\d)|(?<!\d)0\d{2,3}[-—]?\d{7,8}(?!\d)|(?<!\d)\d{13,}(?!\d)|\d{2,5}(?:热线|平台)|"
    r"[A-Za-z\d._-]{2,30}@[A-Za-z\d.-]{2,30}"
)
_SIZES = re.compile(
    r"\d[×xX*]\d{2,4}米?(?:接力)?|\d{1,3}分\d{1,2}秒(?:\d{1,3})?|\d{1,3}比\d{1,3}(?!例)|[一二三四五六七八九]班[一二三四五六七八九]?制"
)
_LATIN_UNIT = re.compile(r"^\d{1,5}(?:m2|m|kg|KG|Kg|km|KM|g|t|h|cm|mm|kw|KW|kwh|KWH|MB|M)\Z")
_QUOTED = re.compile(r"[“\"‘「『][^”\"’」』“\n]{1,40}[”\"’」』]")
_BOOK = re.compile(r"《[^《》\n]{1,80}》|〈〈?[^〈〉\n]{1,60}〉〉?")
_HOW_MANY = re.compile(
    r"(?:^|(?<=[“\"‘「『的区市省县级届全]))(?P<n>[一二两双三四五六七八九十百千万]{1,3}|\d{1,4})(?P<word>项|个|佳|大|好|有|比|杰|优|条|家|名|人|日|天|强|心|送|查|亮|创|评|化|无|不|抓|坚持|年|星|新|早|小|必|一|进|到|保|联|访|帮|讲|看|谈|争|促|学|知|定|多|严|重)"
)
_PARADE = re.compile(
    r"(?P<n>[百千万])(?P<word>人|名|家|户|村|企|店|岗|车|所|校|师|吨|场|册)(?!次|民|均|事|力|才|多|余)[\u4e00-\u9fff]{0,10}?(?:行动|活动|签名|签字|健步行|健步走|长跑|大合唱|合唱|誓师|大会|培训|工程|计划|进|访|行|大走访|大培训|大练兵|赛|服务|帮|万|千|百)"
)
_YEARS_LONG = re.compile(
    r"(?P<n>[一二两三四五六七八九十]{1,2}|(?<!\d)\d{1,2})(?P<word>年)(?=(?:发展|战略|规划|行动计划|奋斗目标|目标|计划|攻坚))"
)
_LAYERS = re.compile(r"(?P<n>[两三四])(?P<word>重)(?=(?:医疗|互助|健康)?(?:保障|保险|防线|关爱))")
_CAMPAIGN = re.compile(r"(?P<n>百)(?P<word>日)(?=安全|集中|攻坚|竞赛|劳动|大战|行动|会战|无|整治|冲刺|赛|活动|专项)")
_WORD_UNITS = {
    "佳": "person",
    "杰": "person",
    "优": "person",
    "日": "day",
    "天": "day",
    "人": "person",
    "名": "person",
    "家": "enterprise",
    "户": "household",
    "年": "year",
    "强": "rank",
    "重": "layer",
}


_NUMERALS = frozenset("零〇一二两三四五六七八九十百千万亿0123456789.")


@dataclass(frozen=True)
class Name:
    """A stretch set aside: what kind it is, and the number it carries if it says how many."""

    start: int
    end: int
    kind: str  # date | ordinal | title | rank | numbering
    value: Decimal | None = None
    unit: str = ""
    high: Decimal | None = None
    hedge: str = "exact"


def names_of(clean):
    """Everything in a clean text that only looks like a figure, in order and apart; the more telling one wins."""
    found = [Name(*hit.span(), "numbering") for hit in _NUMBERING.finditer(clean)]
    found += [
        Name(*hit.span(), "title")
        for hit in _BOOK.finditer(clean)
        if re.search(r"\d|[一二三四五六七八九十百千万]", hit.group())
    ]
    found += [_document(hit) for hit in _DOCUMENT.finditer(clean)]
    found += [_ranked(hit) for hit in _RANKED.finditer(clean)]
    found += [_ordinal(hit) for hit in _ORDINAL.finditer(clean)]
    found += [_named(hit, "about") for hit in _PARADE.finditer(clean)]
    found += [_named(hit, "exact") for hit in _CAMPAIGN.finditer(clean)]
    found += [_named(hit, "exact") for hit in _YEARS_LONG.finditer(clean)]
    found += [_named(hit, "exact") for hit in _LAYERS.finditer(clean)]
    found += [_slogan(hit) for hit in _SLOGAN.finditer(clean) if _whole(hit, clean)]
    found += [name for hit in _QUOTED.finditer(clean) for name in _quoted(hit, clean)]
    found += [Name(*hit.span(), "date") for hit in _DATE.finditer(clean) if _is_date(hit, clean)]
    found += [
        Name(*hit.span(), "date") for hit in _SPANNED.finditer(clean) if _whole(hit, clean) and not _steady(hit, clean)
    ]
    found += [Name(*hit.span(), "title") for hit in _SIZES.finditer(clean)]
    found += [Name(*hit.span(), "title") for hit in _CODE.finditer(clean) if not _LATIN_UNIT.match(hit.group())]
    return _apart([name for name in found if name], len(clean))


def _apart(names, length):
    """In order of how telling they are, each only where no other was taken."""
    taken, kept = bytearray(length + 1), []
    for name in names:
        if not any(taken[name.start : name.end]):
            taken[name.start : name.end] = b"\1" * (name.end - name.start)
            kept.append(name)
    return tuple(sorted(kept, key=lambda name: name.start))


_ALONE = {"十": 10, "百": 100, "千": 1000, "万": 10_000}


def _number(text):
    if not text:
        return None
    if text in _ALONE:
        return Decimal(_ALONE[text])
    if text.isascii():
        return Decimal(text) if text.isdigit() else None
    return numeral(text)


def _document(hit):
    serial = hit["serial"] or hit["serial2"]
    return Name(*hit.span(), "ordinal", _number(serial) if serial and serial.isdigit() else None, "doc_no")


def _ranked(hit):
    high = _number(hit["rank2"])
    return Name(*hit.span(), "rank", _number(hit["rank"]), "rank", high, "range" if high else "exact")


def _ordinal(hit):
    said = (
        hit["session"]
        or hit["session2"]
        or hit["edition"]
        or hit["edition2"]
        or hit["edition3"]
        or hit["time"]
        or hit["other"]
    )
    unit = "ordinal" if not hit["other"] else ""
    return Name(*hit.span(), "ordinal", _number(said), unit)


def _named(hit, hedge):
    unit = _WORD_UNITS.get(hit["word"], "item")
    return Name(*hit.span(), "title", _number(hit["n"]), unit, None, hedge)


def _slogan(hit):
    says = _HOW_MANY.match(hit.group())
    return Name(
        *hit.span(),
        "title",
        _number(says["n"]) if says and says["n"] not in "一双" else None,
        _WORD_UNITS.get(says["word"], "item") if says else "",
    )


def _quoted(hit, clean):
    """A short name in quotation marks with a numeral at its head: “四好”, “三项集体合同”, “百日安全生产无事故”."""
    inner = hit.group()[1:-1]
    if len(inner) > 16 or re.search(r"[，。；：]", inner):
        return
    says = _HOW_MANY.match(inner)
    if says and says["n"] not in ("一", "双"):
        yield Name(*hit.span(), "title", _number(says["n"]), _WORD_UNITS.get(says["word"], "item"))
    elif re.search(r"\d|[一二两三四五六七八九十百千万]", inner):
        yield Name(*hit.span(), "title")


def _whole(hit, clean):
    """Not a piece cut out of a longer numeral: 十一 in 一百一十一, 119 in 1190."""
    start, end = hit.span()
    before, first = clean[start - 1 : start], clean[start]
    last, after = clean[end - 1], clean[end : end + 1]
    return (
        not ((before in _NUMERALS and first in _NUMERALS) or (last in _NUMERALS and after in _NUMERALS))
        or not before + after
    )


def _is_date(hit, clean):
    """Not 10月 inside 10个月, not a figure of money."""
    return not clean.startswith(("元", "%"), hit.end()) and hit.group() not in ("_",)


def _steady(hit, clean):
    """三年任期, 连续三年, 五年以上工龄 are figures, not stretches of time told in passing."""
    return bool(re.search(r"连续$|保持$|已有$|满$", clean[max(0, hit.start() - 3) : hit.start()]))
