"""Averages and products: 14 persons and 10 500 yuan are 750 each; 20 yuan for each of 22 is 440; 45 seats in 2 buses are 90."""

import itertools
import re

from django.utils.translation import gettext as _

from .printed import Span, plain
from .relation import Relation, ids
from .told import alike

_EACH = re.compile(
    r"(人|户|月|家|名|会员|职工|工会|企业|社区|次|场|期|件|班|个|季度?|周|天|年|床|份)?均|平均|每(?:一)?[个位]?(人|户|月|家|名|会员|职工|学生|队|组|批|车|桌|箱|支队伍|次|场|期|件|班|季度?|周|天|年|桶|袋|份|辆|台|个|单位|工会|企业|社区)|各"
)
_COUNTED_BY = {
    "人": ("person", "person_time"),
    "名": ("person", "person_time"),
    "会员": ("person",),
    "职工": ("person", "person_time"),
    "学生": ("person",),
    "户": ("household",),
    "月": ("month",),
    "家": ("union", "enterprise", "unit"),
    "单位": ("unit", "enterprise", "union"),
    "工会": ("union",),
    "企业": ("enterprise",),
    "社区": ("community",),
    "次": ("event", "meeting", "lecture", "course", "person_time"),
    "场": ("event", "meeting", "lecture"),
    "期": ("issue", "course", "event"),
    "班": ("course", "class_group", "issue"),
    "件": ("case", "piece"),
    "季": ("quarter",),
    "季度": ("quarter",),
    "周": ("week",),
    "天": ("day",),
    "年": ("year",),
    "辆": ("vehicle",),
    "台": ("machine",),
    "桶": ("barrel",),
    "袋": ("bag",),
    "份": ("copy",),
    "个": ("item", "place", "unit", "union", "community", "enterprise", "project", "team"),
    "队": ("team",),
    "组": ("group", "team"),
    "批": ("batch",),
    "车": ("vehicle",),
    "箱": ("box",),
}
_PER = {
    "person": ("person", "person_time"),
    "member": ("person",),
    "household": ("household",),
    "union": ("union", "unit"),
    "enterprise": ("enterprise", "unit"),
    "unit": ("unit", "union", "enterprise"),
    "community": ("community",),
    "month": ("month",),
    "quarter": ("quarter",),
    "week": ("week",),
    "day": ("day",),
    "year": ("year",),
    "event": ("event", "meeting", "lecture", "course", "issue"),
    "issue": ("issue", "course"),
    "course": ("course", "issue"),
    "batch": ("batch",),
    "vehicle": ("vehicle",),
    "barrel": ("barrel",),
    "bag": ("bag",),
}
# What is fixed for each or earned by each is no share of a total that stands beside it.
_NO_SHARE = re.compile(
    r"最高|最低|上限|下限|封顶|标准|保额|赔付|保障|不超过|不低于|至少|限额|收入|工资|产值|面积|预算|起付|以上|定额|补助线|年龄|学历|"
    r"提高到|增加到|调整|原来|由|从"
)
_FACTOR = 8  # further away than this, the three figures hardly speak of the same thing


def averages(telling):
    """All relations of a total, a number and an average."""
    for group in telling.by_sentence.values():
        for one in group:
            if _is_average(telling, one):
                relation = _average(telling, one, group)
                if relation:
                    yield relation
        yield from _seats(group)
        yield from _rhythms(telling, group)


def _is_average(telling, one):
    if one.span is None or one.is_rate or one.claim.measure == "target":
        return False
    label = _own_words(telling, one)
    return bool(one.claim.per and one.claim.per in _PER) or bool(_EACH.search(label)) or _beside_average(telling, one)


def _beside_average(telling, one):
    """平均每人500元、大米20斤: what stands behind a 、 is told for each as well."""
    if not one.place or not re.search(
        r"^[^，,。；;]{0,3}、[^，,。；;]{0,5}$", telling.between(telling.told[one.place - 1], one)
    ):
        return False
    before = telling.told[one.place - 1]
    return before.clause == one.clause and before.unit != one.unit and bool(_EACH.search(_own_words(telling, before)))


def _own_words(telling, one):
    """The words between the claim and the claim or comma before it."""
    return re.split(r"[，,、；;：:（(]", one.lead)[-1]


def _things(telling, one):
    """The units of measure that the average is told for: 每人 → persons. Empty: 平均 alone, any count will do."""
    found = _EACH.search(_own_words(telling, one))
    if not found and _beside_average(telling, one):
        found = _EACH.search(_own_words(telling, telling.told[one.place - 1]))
    word = (found[1] or found[2]) if found else ""
    return _COUNTED_BY.get(word) or _PER.get(one.claim.per) or ()


def _average(telling, one, group):
    label = _own_words(telling, one)
    if _NO_SHARE.search(label) or _NO_SHARE.search(one.tail[:6]):
        return None
    things = _things(telling, one)
    group = [
        other
        for other in group
        if not re.search(r"[；;]", telling.between(*sorted((other, one), key=lambda told: told.place)))
    ]
    around = group if len(group) > 2 else _with_sentence_before(telling, one, group)
    others = [other for other in around if other is not one and other.span and not other.is_rate]
    totals = [
        other
        for other in others
        if _of_one_thing(other, one) and not _is_average(telling, other) and not other.claim.per
    ]
    counts = [other for other in others if _counts(other, things, one)]
    pairs = [(whole, count) for whole in totals for count in counts if whole is not count]
    for whole, count in sorted(pairs, key=lambda pair: abs(pair[0].place - one.place) + abs(pair[1].place - one.place)):
        if _fits(whole, count, one):
            return _told_average(whole, count, one, True)
    if "person" in things and not counts:
        for whole in totals:
            everybody = _everybody(telling, whole, one)
            if everybody:
                return _told_average(whole, everybody, one, True)
    if len(pairs) == 1 and _stand_together(telling, *pairs[0], one):
        return _told_average(*pairs[0], one, False)
    return None


_RAISED = re.compile(r"捐|募|筹|收缴|收取")
_GIVEN = re.compile(r"资助|救助|发放|补助|帮扶|慰问|支付|用于")
_STAFF = re.compile(r"(?:会员|职工|员工|教师|教工|教职工)(?:总数|人数)?(?:共|有|共有)?$")


def _everybody(telling, whole, one):
    """价值4020元,每人60元 in a school of 67: the number of all staff or members, told elsewhere in the report, when it fits exactly."""
    if one.claim.hedge != "exact" or whole.claim.hedge != "exact" or not one.claim.value:
        return None
    for other in telling.told:
        if (
            other.unit == "person"
            and other.claim.value is not None
            and other.claim.value * one.claim.value == whole.claim.value
            and other.claim.value >= 20
            and other.claim.report == one.claim.report
            and (_STAFF.search(other.lead) or _STAFF.match(other.tail.lstrip("名位人个")[:3]))
        ):
            return other
    return None


def _of_one_thing(whole, one):
    """A total in what the average is told in; persons may be added up as person-times."""
    return whole.unit == one.unit or {whole.unit, one.unit} == {"person", "person_time"}


def _with_sentence_before(telling, one, group):
    before = telling.by_sentence.get(one.sentence - 1, []) if one is group[0] else []
    return [other for other in before if other.paragraph == one.paragraph] + group


def _counts(other, things, one):
    if other.claim.value <= 0:
        return False
    if things:
        return other.unit in things
    return (
        other.unit in ("person", "person_time", "household", "union", "enterprise", "unit", "month")
        and other.unit != one.unit
    )


def _fits(whole, count, one):
    """Whether the total divided by the number gives the average printed, rounded or cut off as printed; or multiplies to the total."""
    if one.claim.value == 0 or count.span.low <= 0:
        return False
    if all(told.claim.hedge == "exact" for told in (whole, count, one)):
        gap = abs(whole.claim.value - one.claim.value * count.claim.value)
        if gap == 0 or not _is_mean(one):
            return gap <= (whole.step / 2 if whole.step > 1 else 0)
    allowed = one.span
    if one.claim.hedge == "exact":
        allowed = Span(one.claim.value - one.step / 2, one.claim.value + one.step)
    return whole.span.over(count.span).meets(allowed)


def _is_mean(one):
    """平均、人均: a quotient that may be rounded. 每人20元 is a price."""
    return "均" in one.lead[-8:]


def _stand_together(telling, whole, count, one):
    """The three stand in one stretch with nothing between that breaks it, and are not of quite different size."""
    chain = sorted((whole, count, one), key=lambda told: told.place)
    between = [telling.between(*pair) for pair in itertools.pairwise(chain)]
    near = all(len(words) <= 24 and not re.search(r"[。；;\n]", words) for words in between[:-1])
    near = near and len(between[-1]) <= 24 and not re.search(r"[；;\n]", between[-1])
    if not near or chain[-1].place - chain[0].place > 3:
        return False
    if any(re.search(r"其中|另|还|同时|各类|先后|部分|为此|最", words) for words in between):
        return False
    if _RAISED.search(whole.lead) and _GIVEN.search(between[0]):
        return False  # what was raised need not all have been given
    expected = whole.claim.value / count.claim.value
    return expected / _FACTOR <= one.claim.value <= expected * _FACTOR


def _told_average(whole, count, one, holds):
    expected = whole.claim.value / count.claim.value
    words = {
        "total": plain(whole.claim.value),
        "count": plain(count.claim.value),
        "average": plain(expected),
        "printed": plain(one.claim.value),
    }
    sentence = (
        _("%(total)s ÷ %(count)s = %(average)s: that is the average printed.")
        if holds
        else _("%(total)s ÷ %(count)s = %(average)s, but the average printed is %(printed)s.")
    ) % words
    return Relation("average", ids(whole, count, one), holds, sentence, expected, one.claim.value)


# --- seats and persons --------------------------------------------------------------------------------------------------------------

_SEATS = re.compile(r"(\d{1,2})\s*座")


def _seats(group):
    """45座客车2辆 cannot take 96 persons at once."""
    vehicles = [one for one in group if one.unit == "vehicle" and one.span]
    people = [one for one in group if one.unit == "person" and one.span]
    if len(vehicles) != 1 or not people:
        return
    around = vehicles[0].clause_text
    seats = _SEATS.search(around)
    if not seats or re.search(r"批|往返|分次|趟|轮流|另|自行|步行", vehicles[0].sentence_text):
        return
    room = int(seats[1]) * vehicles[0].claim.value
    riders = min(people, key=lambda one: abs(one.place - vehicles[0].place))
    if riders.claim.value == int(seats[1]):
        return
    holds = riders.span.low <= room
    words = {
        "seats": seats[1],
        "vehicles": plain(vehicles[0].claim.value),
        "room": plain(room),
        "persons": plain(riders.claim.value),
    }
    sentence = (
        _("%(vehicles)s vehicles with %(seats)s seats each have %(room)s seats, enough for %(persons)s persons.")
        if holds
        else _("%(vehicles)s vehicles with %(seats)s seats each have %(room)s seats, too few for %(persons)s persons.")
    ) % words
    yield Relation("subset", ids(vehicles[0], riders), holds, sentence, room, riders.claim.value)


# --- so many a month, so many in the year ---------------------------------------------------------------------------------------------

_RHYTHM = re.compile(r"每(?:个)?(月|季度?|半年|周|星期)[^，,。；;]{0,16}$")
_IN_A_YEAR = {"月": (9, 12), "季": (4, 4), "季度": (4, 4), "半年": (2, 2), "周": (40, 53), "星期": (40, 53)}
_ALL_YEAR = re.compile(r"(?:全年|一年|年内|今年|一年来)[^，,。；;]{0,14}$")


def _rhythms(telling, group):
    """每月开展1次,全年共开展18次: twelve months make twelve."""
    for one, other in itertools.pairwise(group):
        if one.span is None or other.span is None or not alike(one, other) or one.unit == "person":
            continue
        often = _RHYTHM.search(one.text[one.clause[0] : one.number[0]])
        yearly = _ALL_YEAR.search(other.text[other.clause[0] : other.number[0]])
        between = telling.between(one, other)
        if (
            not (often and yearly)
            or len(between) > 40
            or "。" in between
            or re.search(r"其中|另|不少于|至少|以上", between)
        ):
            continue
        least, most = _IN_A_YEAR[often[1]]
        mean = "平均" in often[0] or "平均" in one.lead
        room = Span(
            (one.span.low - (one.step / 2 if mean else 0)) * least,
            (one.span.high + (one.step / 2 if mean else 0)) * most,
        )
        holds = other.span.low < room.high and room.low <= other.span.high if mean else room.meets(other.span)
        words = {
            "often": plain(one.claim.value),
            "most": most,
            "year": plain(one.claim.value * most),
            "printed": plain(other.claim.value),
        }
        sentence = (
            _("%(often)s × %(most)s = %(year)s: the rhythm agrees with the year (%(printed)s).")
            if holds
            else _("%(often)s × %(most)s = %(year)s, but %(printed)s are printed for the year.")
        ) % words
        yield Relation("average", ids(one, other), holds, sentence, one.claim.value * most, other.claim.value)


__all__ = ["averages"]
