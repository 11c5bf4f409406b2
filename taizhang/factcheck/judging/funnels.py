"""Funnels: what was carried out is not more than what was taken up, and that not more than what came in; persons and person-times."""

import itertools
import re

from django.utils.translation import gettext as _

from .printed import plain
from .relation import Relation, ids
from .sums import part_of
from .told import alike

# Each funnel: its stages in order, as words before or behind the number; and the units of measure that pass through it.
_ITEMS = {"item", "piece", "proposal", "case", "article", "letter", "document", "place"}
_FUNNELS = (
    (_ITEMS, (r"收到|征集|收集|提出|提交|征求|接到|梳理", r"立案|采纳|吸纳|通过|入选", r"实施|落实|办结|答复|解决")),
    (_ITEMS, (r"受理|接待|接到|收到|排查|查出|发现|调解|处理", r"办结|结案|成功|化解|整改|解决|答复")),
    (_ITEMS | {"award"}, (r"申报|上报|推荐|参评|参赛", r"获奖|获评|立项|入选|采用|刊用")),
    ({"copy", "sheet", "item", "piece"}, (r"发放|发出|下发|印发", r"收回|回收|返回", r"有效")),
    ({"person"}, (r"应到|应参加|应出席", r"实到|到会|出席|参会|实际")),
    ({"person"}, (r"参训|参加培训|培训|参考|报考|报名", r"合格|及格|通过|取得|考取|录取|拿到")),
    ({"person"}, (r"登记|求职", r"达成|意向", r"上岗|录用|就业")),
    (
        {"person", "household", "item", "piece", "case"},
        (r"申请|提出申请", r"批准|获批|审批通过|核准|审核通过", r"领取|兑付|发放到位"),
    ),
    ({"person", "unit", "union", "enterprise"}, (r"申报|推荐|上报|参评", r"评为|获评|获得|授予|入选|当选")),
)
_OTHER_TIME = re.compile(r"上年|去年|往年|历年|累计|结转|遗留|另|此外|同时|还|明年|计划|目标|争取|每")


def funnels(telling):
    """All relations of stages that cannot grow."""
    for group in telling.by_sentence.values():
        yield from _stages(telling, group)
        yield from _so_many_have(telling, group)
        yield from _persons_and_times(telling, group)


def _stages(telling, group):
    seen = set()
    for units, stages in _FUNNELS:
        chain = []
        for one in group:
            if one.span is None or one.unit not in units or one.claim.per or one.claim.kind != "count":
                continue
            stage = _stage(one, stages)
            if stage is not None and not _OTHER_TIME.search(_clause_so_far(one)):
                chain.append((stage, one))
        for (earlier, whole), (later, part) in itertools.pairwise(chain):
            if later > earlier and alike(whole, part) and part.place not in seen and _near(telling, whole, part):
                seen.add(part.place)
                yield _stage_relation(whole, part)


def _clause_so_far(one):
    return one.text[one.clause[0] : one.number[0]]


def _stage(one, stages):
    """Which stage the words of a claim name: those right before its number first."""
    lead = re.split(r"[，,；;、（(：:]", one.lead)[-1]
    for words in (lead[-8:], one.tail[:6]):
        named = [(found.start(), number) for number, stage in enumerate(stages) for found in re.finditer(stage, words)]
        if named:
            return max(named)[1]
    return None


def _near(telling, whole, part):
    between = telling.between(whole, part)
    return part.place - whole.place <= 2 and len(between) <= 30 and not re.search(r"[。；;\n]", between)


def _stage_relation(whole, part):
    holds = part.span.low <= whole.span.high
    words = {"first": plain(whole.claim.value), "then": plain(part.claim.value)}
    sentence = (
        _("%(then)s of %(first)s: the later stage is not more than the earlier one.")
        if holds
        else _("%(then)s after %(first)s: the later stage cannot be more than the earlier one.")
    ) % words
    return Relation("subset", ids(whole, part), holds, sentence, whole.claim.value, part.claim.value)


def _so_many_have(telling, group):
    """全镇15个社区有10个社区建起了工会: part and whole in one breath."""
    for whole, part in itertools.pairwise(group):
        if whole.span is None or part.span is None or whole.is_rate or not alike(whole, part) or part.claim.per:
            continue
        between = telling.between(whole, part)
        if re.fullmatch(r"[一-鿿]{1,8}(?:中|里|当中)?[，,]?(?:已经?|就|共|目前|现)?有\s*", between) and re.search(
            r"全|共|现有|应|辖", whole.lead[-6:]
        ):
            yield part_of(whole, part)


def _persons_and_times(telling, group):
    """参加500人、320人次: every person comes at least once."""
    for one, other in itertools.pairwise(group):
        if {one.unit, other.unit} != {"person", "person_time"} or one.span is None or other.span is None:
            continue
        between = telling.between(one, other)
        if len(between) > 6 or not re.fullmatch(r"[人名位]?[，,、/（(]?(?:共|计|共计|合计|合)?", between):
            continue
        persons, times = (one, other) if one.unit == "person" else (other, one)
        holds = persons.span.low <= times.span.high
        words = {"persons": plain(persons.claim.value), "times": plain(times.claim.value)}
        sentence = (
            _("%(persons)s persons, %(times)s person-times: every person was counted at least once.")
            if holds
            else _("%(persons)s persons cannot make only %(times)s person-times: every person counts at least once.")
        ) % words
        yield Relation("unit", ids(one, other), holds, sentence, persons.claim.value, times.claim.value)
