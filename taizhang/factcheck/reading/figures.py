"""Numerals with what belongs to them: 近400名, 60多万元, 12。2万元, 壹万伍仟余元, 4-8个百分点, 800到4000元, 三分之二, 八成.

Finds every place where a text says how many; `finding` decides which of them are claims. Sets the number apart from hedge, measure
word and noun; the values are Decimals in the unit's own scale (yuan, percent).
"""

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from math import prod

from taizhang.intake.numerals import numeral

from .units import measure_at, unit_of

_SMALL = "零〇一二两三四五六七八九十百千万亿廿卅"
_CAPITAL = "壹贰貳叁參肆伍陆陸柒捌玖拾佰仟萬億零万亿"
_ARABIC = (
    r"\d{1,3}(?:,\d{3}){1,4}(?:\.\d{1,4})?(?![\d])"  # 1,317.31
    r"|(?<![\d.])\d{1,3}(?: \d{3}){1,3}(?=(?:\.\d{1,2})?(?:多|余)?(?:万|元|名|人|户|家|册|份|件))"  # 20 680
    r"|\d{1,15}(?:\.\d{1,6}|。\d{1,4}(?=(?:余|多)?(?:[万亿]|元|%|个百分点)))?"  # 12。2
)
_MASK = r"\d{0,8}(?:_{1,20}|[xX×*]{2,8}|[□■?？]{2,8})(?:\.\d{1,4}|\d{1,8}(?:\.\d{1,4})?)?"
_NUMBER = re.compile(
    rf"(?P<mask>{_MASK})|(?P<arabic>{_ARABIC})|(?P<capital>[{_SMALL[1:]}]?[壹贰貳叁參肆伍陆陸柒捌玖拾佰仟萬億][{_CAPITAL}{_SMALL}]{{0,24}})|(?P<small>[{_SMALL}]{{1,24}}(?:点[{_SMALL[:12]}]{{1,6}}[万亿]?)?)|(?P<half>半)"
)
_MULTIPLIER = re.compile(r"[十百千万亿]{1,2}(?![\u4e00-\u9fff]{0,1}(?:火|丈|众))")
_FACTORS = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
_BEFORE = re.compile(
    r"(?:(?P<nearly>近|将近|接近|不到|不足|不满|未满|少于|低于|不超过|不多于|最多|至多)|(?P<about>约|大约|约为|大概|约有|约计|估计|左右)|(?P<atleast>超过|超|逾|愈|多于|大于|高于|不少于|不低于|至少|最少|突破|上|成|数|几|好几|达数|多达|高达)"
    r"|(?P<plain>共计|总计|合计|累计|共有|共|达到|达|为|有|计))\Z"
)
_ONLY_BEFORE_ROUND = ("上", "成", "数", "几", "好几")  # 上百, 数千; but 总数8640
_AFTER = re.compile(
    r"(?P<atleast>以上|之多|有余|开外|起步)|(?P<about>左右|上下|许)|(?P<nearly>以下|以内|之内)|(?P<range>不等)"
)
_REST = re.compile(r"(?P<digits>\d{1,4})(?P<times>[百千万]{0,2})(?=[元多余名人户家册份件])")
_COMES = re.compile("来[自到源访信电]")
_MORE = re.compile(r"多|余|几|来")
_JOIN = re.compile(r"(?:-{1,2}|[—–~～]{1,2}|至|到|、|或)(?:近|约)?")
_PER_HUNDRED = re.compile(
    rf"百分之(?P<cn>[{_SMALL}]{{1,8}}(?:点[{_SMALL[:12]}]{{1,4}})?|{_ARABIC}|百)|(?P<hundred>百分之?百|百分百)|(?P<arabic>{_ARABIC})(?P<percent>%|‰)"
)
_SLASHED = re.compile(r"(?<![\d/.])(?P<over>\d{1,2})/(?P<under>\d{1,3})(?=以上|左右|的|职工|会员|强|[，。])")
_FRACTION = re.compile(
    r"(?P<under>[二三四五六七八九十]{1,2}|\d{1,3})分之(?P<over>[一二两三四五六七八九十]{1,2}|\d{1,3})(?!一是)"
)
_TENTHS = re.compile(
    r"(?P<whole>[一二两三四五六七八九]|(?<!\d)[1-9])成(?P<part>[一二三四五六七八九](?![一二三四五六七八九个名人位家项次])|半)?(?!立|员|果|绩|效|为|长|功|都|本|交|熟|新|了|品|就|型|份|人|才|千|百|因|群|组|套|分|册)"
)
_HALF = re.compile(
    r"(?P<most>一大半|大半|过半|超半数|半数以上|一半以上|超过半数|过半数)(?!年|天|月|夜|辈|个|生)|(?P<half>一半|半数)(?!时间)|(?P<double>翻(?P<n>[一两三四五])番|翻了?(?P<n2>[一两三四五])番|翻番|翻了一倍)"
)
_CHANGE_OF_YUAN = re.compile(
    r"(?P<jiao>[\d一二两三四五六七八九零壹贰叁肆伍陆柒捌玖])角(?:零?(?P<fen>[\d一二两三四五六七八九壹贰叁肆伍陆柒捌玖])分)?整?|(?:零)?(?P<fen2>[\d一二两三四五六七八九壹贰叁肆伍陆柒捌玖])分(?!之|局|公司|钟|会|别|批|期)"
)
_PRICE = re.compile(r"(?:人民币|￥|¥|RMB)[:：]?")


@dataclass(frozen=True)
class Figure:
    """A number in the clean text with all that belongs to it."""

    start: int  # with the hedge before it
    end: int  # with measure word and hedge behind it
    number: tuple[int, int]  # the numeral alone
    value: Decimal | None
    hedge: str
    word: str  # the measure word as written, "" for none
    unit: str
    kind: str  # count | money | percent
    high: Decimal | None = None
    origin: str = "numeral"  # numeral | capitals
    prefix: str = ""  # the hedge or total word before it
    suffix: str = ""  # 余, 多, 左右 behind it
    mask: str = ""  # the masked numeral as printed
    spelled: str = ""  # small for a Chinese numeral, arabic, capital, half, form


def figures_of(clean, blocked):
    """All figures outside the blocked stretches (a bytearray over the clean text), in order."""
    found = []
    for finder in (_percents, _fractions, _tenths, _halves):
        found.extend(figure for figure in finder(clean) if not any(blocked[figure.number[0] : figure.number[1]]))
    taken = bytearray(blocked)
    for figure in found:
        taken[figure.number[0] : figure.end] = b"\1" * (figure.end - figure.number[0])
    found.extend(_numbers(clean, taken))
    return tuple(_ranges(clean, sorted(found, key=lambda figure: figure.number)))


def _value(text):
    if text[:1].isascii() and text[:1].isdigit():
        return Decimal(text.replace(",", "").replace(" ", "").replace("。", "."))
    if text and all(letter in _FACTORS for letter in text):
        return Decimal(prod(_FACTORS[letter] for letter in text))
    return numeral(text)


def _percents(clean):
    for hit in _PER_HUNDRED.finditer(clean):
        if hit["hundred"]:
            value = Decimal(100)
        else:
            value = _value(hit["cn"] or hit["arabic"])
        if value is None:
            continue
        value = value / 10 if hit["percent"] == "‰" else value
        yield _hedged(clean, hit.start(), hit.end(), value, "%", "percent", "percent", "form")


def _fractions(clean):
    for hit in (*_FRACTION.finditer(clean), *_SLASHED.finditer(clean)):
        over, under = _value(hit["over"]), _value(hit["under"])
        if under and over is not None and under != 100 and over < under:
            value = (over * 100 / under).quantize(Decimal("0.01")).normalize()
            yield _hedged(clean, hit.start(), hit.end(), value + 0, "分之", "percent", "percent", "form")


def _tenths(clean):
    for hit in _TENTHS.finditer(clean):
        part = Decimal(5) if hit["part"] == "半" else (numeral(hit["part"]) if hit["part"] else Decimal(0))
        yield _hedged(
            clean, hit.start(), hit.end(), _value(hit["whole"]) * 10 + part, "成", "percent", "percent", "form"
        )


def _halves(clean):
    for hit in _HALF.finditer(clean):
        if hit["double"]:
            times = {"一": 100, "两": 300, "三": 700}.get(hit["n"] or hit["n2"] or "一", 100)
            yield _hedged(clean, hit.start(), hit.end(), Decimal(times), "番", "percent", "percent", "form")
        else:
            figure = _hedged(clean, hit.start(), hit.end(), Decimal(50), "半", "percent", "percent", "form")
            yield replace(figure, hedge="at_least") if hit["most"] else figure


def _hedged(clean, start, end, value, word, unit, kind, spelled, number=None, more="", origin="numeral", mask=""):
    """A figure with the hedges around it."""
    prefix, begin, hedge = _prefix(clean, start)
    after = _AFTER.match(clean, end)
    suffix, finish = more, end
    if after:
        suffix, finish = (more or after.group()), after.end()
        hedge = after.lastgroup if hedge == "exact" else hedge
    if more:
        hedge = {"来": "about"}.get(more, "at_least") if hedge == "exact" else ("about" if hedge == "nearly" else hedge)
    hedge = {"atleast": "at_least"}.get(hedge, hedge)
    return Figure(
        begin,
        finish,
        number or (start, end),
        value,
        hedge,
        word,
        unit,
        kind,
        None,
        origin,
        prefix,
        suffix,
        mask,
        spelled,
    )


def _prefix(clean, start):
    """`(word, where it begins, hedge)` of what stands right before a numeral."""
    price = _PRICE.search(clean, max(0, start - 5), start)
    if price and price.end() == start:
        start = price.start()
    for length in (4, 3, 2, 1):
        hit = _BEFORE.fullmatch(clean, max(0, start - length), start) if start - length >= 0 else None
        if hit:
            kind = hit.lastgroup
            if hit.group() in _ONLY_BEFORE_ROUND and clean[start : start + 1] not in "十百千万亿":
                return "", start, "exact"
            return hit.group(), hit.start(), {"atleast": "at_least", "plain": "exact"}.get(kind, kind)
    return "", start, "exact"


def _numbers(clean, taken):
    at = 0
    while hit := _NUMBER.search(clean, at):
        at = hit.end()
        if any(taken[hit.start() : hit.end()]):
            at = _past(taken, hit)
            continue
        figure = _number(clean, hit)
        if figure:
            at = max(at, figure.end)
            yield figure


def _past(taken, hit):
    """Where to go on when a numeral lies half in a name: after the name."""
    for offset in range(hit.start(), hit.end()):
        if taken[offset]:
            while offset < len(taken) - 1 and taken[offset]:
                offset += 1
            return max(offset, hit.start() + 1)
    return hit.end()


def _number(clean, hit):
    """One numeral with its multiplier, hedges and measure word, or None when it says no amount."""
    kind, text = hit.lastgroup, hit.group()
    low, high, approximate = _said(kind, text, clean, hit)
    if low is None and kind != "mask":
        return None
    end, more = hit.end(), ""
    tail = _MORE.match(clean, end)
    if tail and (tail.group() in "多余" or text[-1:] in "十百千万0") and not _COMES.match(clean, end):
        more, end = tail.group(), tail.end()
    factor = 1
    times = _MULTIPLIER.match(clean, end) if kind in ("arabic", "mask") or more else None
    if times and not measure_at(clean, end):
        for letter in times.group():
            factor *= _FACTORS[letter]
        end = times.end()
        tail = _MORE.match(clean, end)
        if tail and not more and tail.group() in "多余":
            more, end = tail.group(), tail.end()
    rest = _REST.match(clean, end) if kind == "arabic" and factor > 1 and not more else None
    if rest:  # 2万4千
        low += Decimal(rest["digits"]) * prod(_FACTORS[letter] for letter in rest["times"]) / factor
        end = rest.end()
        tail = _MORE.match(clean, end)
        if tail and tail.group() in "多余":
            more, end = tail.group(), tail.end()
    number_end = end
    if kind == "small" and text in ("百", "千", "万", "亿", "百万", "千万", "百亿"):
        prefix = _prefix(clean, hit.start())[0]
        if not more and not prefix and clean[hit.start() - 1 : hit.start()] not in "上数几":
            return None
        approximate = "at_least" if clean[hit.start() - 1 : hit.start()] in "上数几" else approximate
    word = "%" if kind == "mask" and clean.startswith("%", end) else measure_at(clean, end)
    if word:
        end += len(word)
    change = _CHANGE_OF_YUAN.match(clean, end) if word in ("元", "圆") and low is not None else None
    if change:
        low += (_value(change["jiao"]) if change["jiao"] else 0) / Decimal(10) / factor
        low += (
            (_value(change["fen"] or change["fen2"]) if change["fen"] or change["fen2"] else 0) / Decimal(100) / factor
        )
        end = change.end()
    unit, scale = ("percent", 1) if word == "%" else unit_of(word, "") if word else ("", 1)
    figure = _hedged(
        clean,
        hit.start(),
        end,
        None,
        word,
        unit,
        {"yuan": "money", "percent": "percent"}.get(unit, "count"),
        kind,
        (hit.start(), number_end),
        more,
        "capitals" if kind == "capital" else "numeral",
        text if kind == "mask" else "",
    )
    if low is not None:
        figure = replace(figure, value=low * factor * scale, high=high * factor * scale if high is not None else None)
    if high is not None:
        figure = replace(figure, hedge="range")
    elif approximate and figure.hedge == "exact":
        figure = replace(figure, hedge=approximate)
    return figure


def _said(kind, text, clean, hit):
    """`(low, high, hedge)` of the bare numeral; 七八 is a range, 十几 and 几十 are at least that."""
    if kind == "mask":
        return None, None, ""
    if kind == "half":
        return Decimal("0.5"), None, ""
    if kind == "small":
        run = re.fullmatch(
            r"(十|[二三四五六七八九]十)?([一二两三四五六七八九])([二三四五六七八九])([十百千万]{0,2})", text
        )
        if run:
            tens, first, second = numeral(run[1]) if run[1] else 0, numeral(run[2]), numeral(run[3])
            factor = 1
            for letter in run[4]:
                factor *= _FACTORS[letter]
            if second - first in (1, 2) and first < second:
                return (tens + first) * factor, (tens + second) * factor, "range"
            return None, None, ""
        if re.fullmatch(r"[零〇一二三四五六七八九]{2,}", text):
            return None, None, ""
        if len(text) > 1 and text[0] in "百千万亿" and text not in ("百万", "千万", "百亿", "千亿", "万亿"):
            return None, None, ""
    return _value(text), None, ""


def _ranges(clean, figures):
    """Two figures joined by 至, 到, -, ~ of which the first has no measure word or the same one: one range."""
    kept = []
    for figure in figures:
        before = kept[-1] if kept else None
        if before and _joined(clean, before, figure):
            kept[-1] = _range(before, figure)
        else:
            kept.append(figure)
    return kept


def _joined(clean, low, high):
    between = clean[low.end : high.number[0]]
    if low.high is not None or low.value is None or high.value is None or not _JOIN.fullmatch(between):
        return False
    if between[0] in "、或" and (low.word or not (low.spelled == high.spelled == "small")):
        return False
    same = low.word in ("", high.word) or (low.kind == high.kind == "money") or (low.kind == high.kind == "percent")
    return same and (low.value < high.value or _scaled(low, high) < high.value) and (low.word or high.word) != ""


def _scaled(low, high):
    """3-5万元: the first takes the multiplier of the second."""
    if not low.word and high.kind == "money" and high.value >= 10**4 > low.value:
        return low.value * 10**4
    return low.value


def _range(low, high):
    """800到4000元不等 as one figure; both ends in the unit of the second."""
    bottom = low.value
    if (
        not low.word
        and high.kind == "money"
        and high.value >= 10**4
        and low.value < 1000
        and high.value >= 1000 * low.value
    ):
        bottom = low.value * 10**4
    return replace(
        high,
        start=low.start,
        number=(low.number[0], high.number[1]),
        value=bottom,
        high=high.value,
        hedge="range",
        prefix=low.prefix,
    )
