"""Figures that no numeral prints: prizes and champions, stars, lists that can be counted, all and none, 每周五开展."""

import re
from dataclasses import dataclass
from decimal import Decimal

from taizhang.intake.numerals import numeral

_PLACES = {
    "冠": 1,
    "亚": 2,
    "季": 3,
    "金": 1,
    "银": 2,
    "铜": 3,
    "特": 1,
    "一": 1,
    "二": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "1": 1,
    "2": 2,
    "3": 3,
}
_PRIZE = re.compile(
    r"(?P<grade>[特一二三四五123])等奖(?!学金)|(?P<champion>[冠亚季])军|(?P<metal>[金银铜])(?:奖|牌)(?!章)|(?:排名|名列|位列|位居|居|列|获|总分|团体|成绩|综合|考核)(?:[\u4e00-\u9fff]{0,6}?)第(?P<place>[一二三四五六七八九十\d]{1,2})(?=[，。；、的）)]|$)"
)
_COUNTED_BEFORE = re.compile(
    r"[\d一二两三四五六七八九十几]{1,3}(?:个|项|次|枚|块|名|人|件|人次)(?:(?![获得夺捧])[\u4e00-\u9fff“”]){0,4}$"
)
_COUNTED_AFTER = re.compile(
    r"[”’]?(?:各|共|有|获得者)?[\d一二两三四五六七八九十]{1,3}(?:个|名|项|人|件|篇|枚|块|次|位)"
)
_STAR = re.compile(r"(?P<n>[一二三四五六七八九1-9])星(?:级|(?=(?:基层|职工|企业)?工会|以上|标准))")
_NAME = r"[\u4e00-\u9fffA-Za-z\dⅠ-Ⅹ“”（）()]{2,16}"
_LISTS = (
    (
        re.compile(
            rf"(?:下设|内设|设立了?|设有|成立了?|组建了?)(?P<list>{_NAME}(?:、{_NAME}){{1,11}}(?:(?:和|及|以及){_NAME})?)"
        ),
        r"(?:委员会|小组|部|室|中心|站|队|协会|社团|俱乐部|沙龙|组|会|社|班|房|吧)",
        "group",
    ),
    (
        re.compile(rf"(?:如|包括|即|分别是|有)[:：](?P<list>{_NAME}(?:、{_NAME}){{2,14}}(?:(?:和|及|以及){_NAME})?)"),
        r"(?:标|项目|工程|公司|企业|社区|村|厂|工会|学校|段|广场|单位)",
        "item",
    ),
)
_PLACE = r"(?:(?![和及与等有将对为使让])[\u4e00-\u9fffA-Za-z\d]){2,12}"
_TYPED = re.compile(
    rf"(?P<list>{_PLACE}(?:、{_PLACE}){{1,14}})(?P<kind>等[\u4e00-\u9fff]{{0,6}}(?:工会|企业|公司|社区|学校|村)|(?<=社区工会)|(?<=企业工会)|(?<=村工会)|(?<=公司工会))(?=[^。；，\n]{{0,36}}?(?:达到|通过|建成|荣获|获得|被评|被命名|被授予))"
)
_FOUNDED = re.compile(
    r"新?(?:组建|成立|建立)了?(?P<name>[\u4e00-\u9fff]{2,14}?(?:公司|超市|厂|村|社区|广场|酒店|商场|学校|合作社|医院|集团|协会)(?:联合)?工会)(?!小组|委员会|和|、|的|组织网络|工作)"
)
_UNANIMOUS = re.compile(
    r"(?:全票|一致)(?:表决)?(?:通过|同意|赞成)|全部(?:为|按时|及时|按期|建会|建立|建起|组建|签订|签约|签署|入会|加入|参保|办结|达标|合格)了?[\u4e00-\u9fff]{0,6}"
)
_NONE = re.compile(
    r"(?:做到|实现|确保|全年|期间|保持|均)?(?:了)?(?P<zero>无一(?:件|例|起|人|名|家|户|次)?[\u4e00-\u9fff]{0,8}?(?:漏报|迟报|漏办|迟办|遗漏|漏|误|中暑|上访|投诉|事故|伤亡|违纪|掉队)|零(?:投诉|事故|上访|差错|违纪|工伤|伤亡|遗漏|积案|拖欠|中暑)|无(?:人)?(?:中暑|事故|安全事故|重大事故|上访)(?=[，。；、]|现象|事件|发生))"
)
_EVERY = re.compile(
    r"每(?P<span>周[一二三四五六日](?!次)|天|日|周|月|季度?|学期)(?P<rest>[^，。；！？\n\d一二两三四五六七八九十]{0,14}?(?:活动|例会|月报|周报|汇报|学习|训练|检查|上报|督导|督查|会议|报告|值班|走访|排练|巡查|公示|通报|研讨|会))"
)
_EACH_ONE = re.compile(
    r"[每一](?P<span>天|日|周|月|季|学期)一(?P<what>[查会报评访训测议课讲练赛考检题学]|调度|通报|督导|上报|总结)(?!次)"
)
_OTHER_FIGURE = re.compile(r"\d|[一二两三四五六七八九十]{1,3}(?:次|场|期|回|个|人|名|小时|份|篇|元)")
_SPANS = {
    "天": "day",
    "日": "day",
    "周": "week",
    "月": "month",
    "季": "quarter",
    "季度": "quarter",
    "学期": "school-term",
}


@dataclass(frozen=True)
class Implied:
    """A figure that the words imply, where they stand."""

    start: int
    end: int
    value: Decimal
    unit: str
    kind: str  # count | percent | rank | title
    origin: str  # names | universal | implied | numeral
    period: str = ""


def implied_of(clean):
    """All of them, in order; `finding` drops those that a printed figure already says."""
    found = [*_prizes(clean), *_stars(clean), *_lists(clean), *_universals(clean), *_every(clean)]
    return sorted(found, key=lambda implied: implied.start)


def _prizes(clean):
    for hit in _PRIZE.finditer(clean):
        before, after = clean[max(0, hit.start() - 12) : hit.start()], clean[hit.end() : hit.end() + 8]
        if not hit["place"] and (_COUNTED_BEFORE.search(before) or _COUNTED_AFTER.match(after)):
            yield Implied(*hit.span(), Decimal(_PLACES.get(hit.group()[0], 0)), "rank", "title", "numeral")
            continue
        letter = hit["grade"] or hit["champion"] or hit["metal"]
        place = _PLACES[letter] if letter else _place(hit["place"])
        if place:
            yield Implied(*hit.span(), Decimal(place), "rank", "rank", "numeral")
            if hit["grade"] and place > 1:
                yield Implied(*hit.span(), Decimal(1), "award", "title", "implied")


def _place(text):
    value = Decimal(text) if text.isascii() else numeral(text)
    return int(value) if value else 0


def _stars(clean):
    for hit in _STAR.finditer(clean):
        if clean[hit.start() - 1 : hit.start()] == "“" and re.match(r"[^”，。]{2,10}”", clean[hit.end() :][:12]):
            continue  # “五星级职工之家” is a name
        yield Implied(*hit.span(), Decimal(_place(hit["n"])), "star", "rank", "numeral")


def _lists(clean):
    for pattern, ending, unit in _LISTS:
        for hit in pattern.finditer(clean):
            names = re.split(r"、|和|以及|及", hit["list"])
            typed = [name for name in names if re.search(ending + r"(?:等|[（(][^）)]{0,10}[）)])?$", name)]
            if re.match(r"等?[一二两三四五六七八九十\d]{1,3}(?:个|家|支|项)", clean[hit.end("list") :][:6]):
                continue
            if len(typed) >= max(2, len(names) - 1) and not re.search(r"\d+(?:个|家|名)", hit["list"]):
                yield Implied(hit.start("list"), hit.end("list"), Decimal(len(names)), unit, "count", "names")
    for hit in _TYPED.finditer(clean):
        names = hit["list"].split("、")
        if len(names) >= 3 and not re.search(r"[\d一二两三四五六七八九十](?:个|家)", hit.group()):
            yield Implied(
                hit.start(),
                hit.end(),
                Decimal(len(names)),
                "union" if "工会" in hit.group() else "unit",
                "count",
                "names",
            )
    for hit in _FOUNDED.finditer(clean):
        yield Implied(*hit.span(), Decimal(1), "union", "count", "names")


def _universals(clean):
    for hit in _UNANIMOUS.finditer(clean):
        if clean[hit.start() - 1 : hit.start()] not in ("没", "未", "不"):
            yield Implied(*hit.span(), Decimal(100), "percent", "percent", "universal")
    for hit in _NONE.finditer(clean):
        yield Implied(*hit.span("zero"), Decimal(0), "item", "count", "universal")


def _every(clean):
    for hit in _EACH_ONE.finditer(clean):
        yield Implied(*hit.span(), Decimal(1), "event", "count", "implied", f"recurring={_SPANS[hit['span']]}")
    for hit in _EVERY.finditer(clean):
        if not _OTHER_FIGURE.search(re.split("[，。；、]", clean[hit.end() : hit.end() + 6])[0]):
            span = "week" if hit["span"][0] == "周" else _SPANS[hit["span"]]
            yield Implied(*hit.span(), Decimal(1), "event", "count", "implied", f"recurring={span}")
