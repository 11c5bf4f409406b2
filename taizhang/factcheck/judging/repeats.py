"""The same fact told twice, an amount in capitals against its figures, persons told as person-times, a list and its number."""

import re
from collections import defaultdict

from django.utils.translation import gettext as _

from .printed import plain
from .relation import Relation, ids

# What there is one of at a time: told twice with other figures, one of them is wrong.
_STANDING = re.compile(
    r"^(?:工会)?(?:会员|工会会员|职工|教职工|在职职工|在职教职工|员工|女职工|女会员|女工|农民工会员|基层工会(?:组织)?|社区工会|机关工会|非公企业工会|企业工会|"
    r"工会小组|分会|分工会|职工代表|教职工代表|代表|会员代表|离退休(?:教师|职工|教职工|人员)|退休(?:教师|职工|教职工|人员)|工会委员|委员|专职工会干部|"
    r"工会干部|支行|网点|车间|班组|建会企业|规模以上企业|困难职工|特困职工|在档困难职工|建档困难职工|会员总数|会员人数|职工总数|职工人数)$"
)
_OPENERS = re.compile(
    r"^(?:我[校镇厂行街县区司院]|本[单位校镇院]*|全[镇校厂行街县区市院公司系统处]+|公司|学校|工会|镇|目前|现|已|到年底|截至[^，,]*|年末|年底|今年|全年|一年来|共|总|"
    r"一共|累计|先后|拥有|共有|现有|有|下辖|辖|设有|设|组织|为|对|向|给|使|让|把|将|帮助)+"
)
_WHOSE = re.compile(
    r"^(?:集团|分行|后勤|本会|基层|分)*工会(?=(?:会员|委员))|(?<=会员)(?:总数|总人数|人数)$|(?<=职工)(?:总数|总人数|人数)$"
)
_CLOSERS = re.compile(r"(?:共有?|共计|达到?|为|有|已达|增加到|发展到|合计|总计|累计|约|近|各|计)+$")
_TOTALS = re.compile(r"全年|一年来|今年|共|累计|总计")
_OTHER_THING = re.compile(
    r"其中|新[增建发入]|去年|上年|往年|计划|目标|力争|明年|下半年|净增|同比|增加|减少|第[一二三四五六]|平均|每|另|多数|部分|不足|超过"
)


def repeats(telling):
    """All relations of one fact told more than once."""
    yield from _same_fact(telling)
    yield from _two_notations(telling)


# --- the same fact in two places ---------------------------------------------------------------------------------------------------


def _same_fact(telling):
    groups = defaultdict(list)
    for told in telling.told:
        key = _key(told)
        if key:
            groups[(told.claim.report, key, _kind_of(told))].append(told)
    for (_report, key, _unit), several in groups.items():
        several = [one for one in several if one.span is not None]
        for number, first in enumerate(several):
            for second in several[number + 1 : number + 3]:
                relation = _compared(telling, first, second, key)
                if relation:
                    yield relation
                    break


def _kind_of(told):
    unit = told.claim.unit
    return (
        "body" if unit in ("union", "enterprise", "unit", "community") else "times" if unit == "person_time" else unit
    )


def _key(told):
    """What a claim counts, without the words that open and close the phrase; "" where that says too little."""
    if told.is_rate or told.claim.per or told.claim.change or told.claim.measure in ("target", "rule"):
        return ""
    if told.claim.kind not in ("count", "money"):
        return ""
    if re.match(r"个社区(?:都|已经?)?(?:建起|建立|成立|组建)了?工会", told.tail):
        return "社区工会"
    lead = re.split(r"[，,、；;：:。（(“”\"]", told.lead)[-1].strip()
    lead = re.sub(r"^(?:其中|包括)", "", lead)
    lead = _CLOSERS.sub("", _OPENERS.sub("", _CLOSERS.sub("", lead)))
    tail = re.match(r"[名位个家户件条项次场人册元]*([一-鿿]{2,12})", told.tail)
    noun = told.claim.noun or (tail[1] if tail else "")
    lead = _WHOSE.sub("", lead)
    for words in (lead, noun):
        if _STANDING.match(words):
            return words
    if told.claim.role == "part":
        return ""
    whole = lead + ("·" + noun if noun and noun not in lead else "")
    return whole if len(lead) >= 4 and len(whole) <= 24 else ""


def _compared(telling, first, second, key):
    """Two tellings of one thing: agreeing, or in the way of each other; nothing where they may well speak of two things."""
    if second.number[0] - first.number[1] < 12 or first.clause == second.clause:
        return None
    agree = first.span.meets(second.span)
    words = {"first": plain(first.claim.value), "second": plain(second.claim.value), "what": key.replace("·", "")}
    if agree:
        if not _worth_saying(first, second, key):
            return None
        if first.claim.value != second.claim.value and first.claim.hedge == second.claim.hedge:
            return None
        sentence = _("“%(what)s” is told twice, and the figures agree (%(first)s, %(second)s).") % words
        return Relation("duplicate", ids(first, second), True, sentence, first.claim.value, second.claim.value)
    if not _surely_one_thing(telling, first, second, key):
        return None
    sentence = _("“%(what)s” is told twice with different figures: %(first)s and %(second)s.") % words
    return Relation("duplicate", ids(first, second), False, sentence, first.claim.value, second.claim.value)


_ANYBODY = re.compile(
    r"^(?:职工|教职工|员工|会员|工会会员|代表|职工代表|委员|女职工|女工|困难职工|特困职工|企业|车间|班组|工会干部)$"
)


def _worth_saying(first, second, key):
    """Two small numbers beside a common word agree by chance: 两名员工 here and 两名员工 there."""
    if first.claim.value < 5 or re.search(r"新[增建发入]|去年|上年", first.lead[-6:] + second.lead[-6:]):
        return False
    return not _ANYBODY.match(key) or (_as_a_whole(first) and _as_a_whole(second))


def _surely_one_thing(telling, first, second, key):
    """No year, place, part or plan tells them apart, and the thing is one that there is once."""
    if _speaks_of(first) != _speaks_of(second):
        return False
    if first.sentence == second.sentence or first.claim.hedge != "exact" or second.claim.hedge != "exact":
        return False
    for told in (first, second):
        before = re.split("[；;]", told.text[max(told.bounds[0], told.number[0] - 24) : told.number[0]])[-1]
        around = before + told.text[told.number[1] : min(told.bounds[1], told.number[1] + 12)]
        if _OTHER_THING.search(around) or _in_plan(telling, told):
            return False
        if _names_a_place(told):
            return False
    if not _same_period(first, second):
        return False
    if _STANDING.match(key):
        return _as_a_whole(first) and _as_a_whole(second)
    return all(_TOTALS.search(one.text[one.bounds[0] : one.number[0]][-30:]) for one in (first, second))


def _speaks_of(told):
    """Whose figure it is: a union below or beside by name, else the place and its union as one."""
    return told.claim.organisation if told.claim.scope in ("member_unit", "other") else ""


_WHOLE = re.compile(r"全体|全部|全员|现有|共有|全[镇校厂行街县区市院公司系统处体]|共|总|拥有|目前|下辖|在册")


def _as_a_whole(told):
    behind = told.text[told.number[1] : told.number[1] + 8]
    return bool(
        _WHOLE.search(told.text[told.clause[0] : told.number[0]] + told.tail[:6])
        or re.match("[名人]，?,?入会率", behind)
    )


def _same_period(first, second):
    one, other = first.claim.period, second.claim.period
    return one == other or not one or not other or {one, other} <= {"year", "as_of=year-end", "standing", ""}


def _in_plan(telling, told):
    return any(
        section.plan and section.start <= told.claim.start < section.end for section in telling.document.sections
    )


def _names_a_place(told):
    """Somebody below is named: 观山社区工会有会员62人 says nothing about the whole."""
    lead = told.text[told.bounds[0] : told.number[0]]
    return bool(
        re.search(r"[一-鿿]{2,}(?:社区|村|公司|厂|车间|分会|分工会|支行|学院|系)(?:工会)?[^，,。；;]{0,6}$", lead)
    ) and not re.search(r"(?:全公司|全系|(?:公司|集团|分行)(?:现|共|有|分?工会|全)|我公司|本公司)", lead)


# --- capitals and figures, two units of one amount ----------------------------------------------------------------------------------

_SAME_AMOUNT = re.compile(
    r"^(?:整|元|圆|元整|圆整|人民币)*\s*[（(，,]?\s*(?:小写|大写|即|折合|合人民币|¥|￥|人民币|RMB)[:：]?\s*[¥￥]?\s*$"
)
_CAPITALS = re.compile(r"[壹贰叁肆伍陆柒捌玖拾佰仟零两]")


def _two_notations(telling):
    """两仟元整(¥2000); 10500元,即1.05万元."""
    for first, second in zip(telling.told, telling.told[1:], strict=False):
        if first.unit != "yuan" or second.unit != "yuan" or first.span is None or second.span is None:
            continue
        between = telling.between(first, second)
        capitals = [
            bool(_CAPITALS.search(one.claim.quote)) or one.claim.origin == "capitals" for one in (first, second)
        ]
        beside = len(between) <= 10 and not re.search(r"[。；;\n]", between)
        if not beside or not (
            _SAME_AMOUNT.match(between) or (capitals[0] != capitals[1] and re.search(r"[（(¥￥写]", between))
        ):
            continue
        holds = first.span.meets(second.span)
        words = {"first": plain(first.claim.value), "second": plain(second.claim.value)}
        if any(capitals):
            sentence = (
                _("The amount in capitals and the amount in figures agree: %(first)s yuan.")
                if holds
                else _("The amount in capitals and the amount in figures differ: %(first)s and %(second)s yuan.")
            ) % words
        else:
            sentence = (
                _("%(first)s and %(second)s yuan are one amount, told in two ways.")
                if holds
                else _("%(first)s and %(second)s yuan are told as one amount, and they differ.")
            ) % words
        yield Relation("duplicate", ids(first, second), holds, sentence, first.claim.value, second.claim.value)


__all__ = ["repeats"]
