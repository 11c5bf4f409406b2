"""Shares and rates: 10 of 15 are 66.7 %; no rate of coverage is more than a hundred."""

import re
from decimal import Decimal

from django.utils.translation import gettext as _

from .printed import plain, rounded_like
from .relation import Relation, ids
from .told import alike

GROWTH = re.compile(
    r"同比|环比|增长|增幅|增加|提高|提升|上升|上涨|下降|降低|减少|比上年|比去年|较上年|较去年|比上|比前|高于|低于|超|上调|下调|涨"
)
_SHARE = re.compile(r"占|[一-鿿]率|[一-鿿]面[达为]?|比例|比重|覆盖面|[一-鿿]成|面达")
# Which things a rate divides. A rate that is not named here is believed as it stands.
_RATES = (
    (r"入会率|会员率", {"person"}),
    (
        r"建会率|组建率|登记率|建制率|覆盖率|覆盖面|建会面",
        {"union", "enterprise", "unit", "community", "village", "person"},
    ),
    (r"签订率|签约率|履约率|续签率|合同签订", {"union", "enterprise", "unit", "contract", "person"}),
    (
        r"采纳率|采用率|录用率|兑现率|受理率|立案率|办结率|答复率|落实率|实施率|处理率|调解率|结案率|整改率|回复率|成功率|解决率|化解率|转化率",
        {"case", "piece", "item", "proposal", "place"},
    ),
    (r"回收率|有效率|返回率", {"copy", "sheet", "piece", "item", "book"}),
    (
        r"到会率|出席率|参会率|到课率|出勤率|参训率|合格率|及格率|通过率|参保率|参加率|参与率|持证率|录用率|就业率|体检率|上岗率|培训率|知晓率|投票率|获奖率|获奖面|受益面|参与面|参加面",
        {"person"},
    ),
    (r"得票率|赞成率|同意率", {"person", "sheet", "point"}),
    (r"达标率|完成率|合格率", {"union", "enterprise", "unit", "case", "item", "piece", "person", "yuan"}),
    (r"执行率|使用率|到位率|上缴率|收缴率", {"yuan", "union", "enterprise", "unit"}),
    (r"占", None),
)
_NEVER_ABOVE_100 = re.compile(
    r"入会率|建会率|组建率|登记率|覆盖率|覆盖面|签订率|签约率|采纳率|立案率|办结率|答复率|回收率|到会率|出席率|合格率|及格率|成功率|结案率|"
    r"满意率|满意度|参保率|参与率|整改率|知晓率|通过率|占"
)
_DISTANT = 4  # a rate further away than this factor speaks of something else


def shares(telling):
    """All relations of a rate and the two counts that it divides."""
    for told in telling.told:
        if told.claim.unit != "percent" or told.span is None:
            continue
        of_target = _of_target(telling, told)
        if of_target:
            yield of_target
            continue
        if told.claim.measure == "target":
            continue
        label = told.lead[-18:] + told.tail[:10]
        if told.claim.change or GROWTH.search(told.lead[-10:]) or GROWTH.search(told.tail[:4]):
            continue
        impossible = _impossible(told)
        if impossible:
            yield impossible
            continue
        relation = _share(telling, told, label)
        if relation:
            yield relation


def _impossible(told):
    """Nothing can be covered, signed or adopted to more than a hundred per cent."""
    if (
        told.span.low <= 100
        or not _NEVER_ABOVE_100.search(told.lead[-8:])
        or re.search(r"计划|任务|目标|完成", told.lead)
    ):
        return None
    sentence = _("A rate of this kind cannot be more than 100%%, and %(printed)s%% is printed.") % {
        "printed": plain(told.claim.value)
    }
    return Relation("ratio", ids(told), False, sentence, Decimal(100), told.claim.value)


def _things(told, label):
    """The units of measure that this rate may divide; None = any; () = a rate that nobody here knows."""
    lead = re.split(r"[，,；;（(]", told.lead)[-1] or told.lead
    for pattern, units in _RATES:
        if re.search(pattern, lead + told.tail[:8]):
            return units
    return None if _SHARE.search(label) else ()


def _share(telling, told, label):
    things = _things(told, label)
    if things == ():
        return None
    known = things is not None or "占" in label
    near = [one for one in telling.by_sentence[told.sentence] if _is_count(one, things)]
    behind = [one for one in near if one.place > told.place]
    before = [one for one in near if one.place < told.place]
    if told.claim.value == 100:
        return _of_all(before, told)
    pairs = _pairs(before) + (_pairs(before + behind[:1]) if behind else [])
    for part, whole in pairs:
        if _fits(part, whole, told):
            return _told_share(part, whole, told, True)
    named = _of_named(telling, told, before)
    if named:
        return named
    if told.step < 1 or "占" in label:
        for part, whole in _pairs_of_paragraph(telling, told, before, things):
            if _fits(part, whole, told):
                return _told_share(part, whole, told, True)
    accused = _accused(telling, told, before, behind) if known else None
    return _told_share(*accused, told, False) if accused else None


def _is_count(one, things):
    if one.span is None or one.is_rate or one.claim.per or one.claim.measure == "target" or not one.span.is_narrow:
        return False
    return (things is None and one.unit not in ("year", "month", "day", "hour")) or one.unit in (things or ())


def _pairs(claims):
    """(part, whole) of the same kind of thing, nearest first."""
    pairs = []
    for part in reversed(claims):
        for whole in reversed(claims):
            if part is not whole and alike(part, whole) and part.claim.value <= whole.claim.value:
                pairs.append((part, whole))
    return pairs


def _pairs_of_paragraph(telling, told, before, things):
    """The nearest count in the sentence against any larger one told earlier in the paragraph."""
    if not before:
        return []
    part = before[-1]
    earlier = [
        one
        for one in telling.by_paragraph[told.paragraph]
        if one.place < told.place and _is_count(one, things) and alike(one, part) and one is not part
    ]
    return [(part, whole) for whole in reversed(earlier) if whole.claim.value > part.claim.value]


def _fits(part, whole, told):
    ratio = part.span.over(whole.span)
    return ratio is not None and told.span.low <= ratio.high * 100 and ratio.low * 100 <= told.span.high


_TARGET = re.compile(
    r"(?:完成|占)[^，,。；;]{0,10}(?:目标|任务|计划|指标|定额|总数|总人数|人数|总量|全部)[^，,。；;]{0,8}$"
)


def _of_target(telling, told):
    """新发展会员640人,完成年度目标500人的128%: against the target that is named between them."""
    around = [one for one in telling.by_sentence[told.sentence] if one.place in (told.place - 1, told.place - 2)]
    if len(around) != 2 or any(one.span is None or one.is_rate for one in around) or not alike(*around):
        return None
    done, target = around
    if (
        not target.claim.value
        or not _TARGET.search(target.lead)
        or not re.fullmatch(r"[一-鿿]{0,4}的\s*", telling.between(target, told))
    ):
        return None
    return _told_share(done, target, told, _fits(done, target, told))


_WHOLE_NAMED = re.compile(
    r"占(?:全[镇校厂公司街区县市系统]{1,2})?(?:工会)?(会员|职工|教职工|员工|代表|企业|工会|社区|基层工会)(?:总数|总人数|人数|总量)?的?[约近]?\s*$"
)


def _of_named(telling, told, before):
    """占会员总数的45.1%: against the number of members, wherever the report tells it."""
    named = _WHOLE_NAMED.search(told.lead)
    if not named or not before:
        return None
    part, name = before[-1], named[1]
    wholes = [
        one
        for one in telling.told
        if one.claim.report == told.claim.report
        and one is not part
        and one.span is not None
        and alike(one, part)
        and one.claim.value > part.claim.value
        and re.search(
            rf"(?<!女)(?<!男)(?<!新){name}(?:总数|总人数|人数)?(?:共|有|共有|达|达到|为|已达|[约近])*$", one.lead
        )
        and not re.search(r"其中|女|新[发增入]|上年|去年|农民工", one.lead[-12:])
    ]
    for whole in sorted(wholes, key=lambda one: abs(one.place - told.place)):
        if _fits(part, whole, told):
            return _told_share(part, whole, told, True)
    values = {one.claim.value for one in wholes}
    if (
        len(values) == 1
        and wholes[0].claim.hedge == part.claim.hedge == told.claim.hedge == "exact"
        and _adjacent([part], told)
    ):
        expected = part.claim.value / wholes[0].claim.value * 100
        if expected / _DISTANT <= told.claim.value <= expected * _DISTANT:
            return _told_share(part, wholes[0], told, False)
    return None


def _of_all(before, told):
    """A hundred per cent beside two equal counts."""
    for part, whole in _pairs(before):
        if part.clause != whole.clause and (part.claim.value == whole.claim.value or _fits(part, whole, told)):
            return _told_share(part, whole, told, True)
    if len(before) == 2 and before[0].span.low > before[1].span.high and _adjacent(before, told) and _explicit(*before):
        return _told_share(before[1], before[0], told, False)
    return None


def _explicit(whole, part):
    """The words themselves set one count against the other: 应到、实到; 发出、收回; 职工、会员; 共有、已有."""
    return any(
        re.search(first, whole.words) and re.search(second, part.words)
        for first, second in (
            (r"应到|应参|应有|应[一-鿿]", r"实到|到会|出席|实[一-鿿]|参"),
            (r"发放|发出|下发", r"收回|回收|返回|有效"),
            (r"职工|教师|员工", r"会员|入会|参加|加入|报名|合格|女"),
            (
                r"收到|征集|提出|提交|受理|接到|查出|排查|征求|调解|处理|办理|接待",
                r"采纳|采用|录用|兑现|受理|立案|办结|答复|落实|实施|调解|成功|整改|解决|化解",
            ),
            (r"参训|参加|培训|报名|参考|考试|应考|参赛", r"合格|通过|及格|取得|录用|获奖"),
            (r"企业|工会|社区|单位", r"建会|建立|建起|签订|签|登记|组建|办理|成立|达标|覆盖"),
            (r"会员", r"女|农民工|参|党员"),
            (r"共|全", r"其中|已|有"),
            (r"计划|预算|任务", r"完成|执行|支出|实际"),
        )
    )


def _adjacent(before, told):
    """The rate is said right behind the counts: nothing but a comma and its own name stand between."""
    between = told.text[before[-1].number[1] : told.number[0]]
    return len(between) <= 26 and not re.search(r"[；;。]", between)


def _accused(telling, told, before, behind):
    """The one pair that the sentence sets against each other, or nothing where more than one reading is possible."""
    around = [one for one in before if alike(one, before[-1])] if before else []
    if behind and "占" in told.lead and not around[1:]:
        around = around[-1:] + [one for one in behind[:1] if alike(one, around[0])] if around else []
    if len(around) != 2:
        return None
    whole, part = sorted(around, key=lambda one: one.claim.value, reverse=True)
    others = [one for one in telling.by_sentence[told.sentence] if one.is_rate and one is not told]
    if others or part.claim.value == whole.claim.value or not _adjacent(before, told):
        return None
    if whole.place > part.place and not behind and "占" not in told.lead:
        return None
    if re.search(r"另|此外|同时|还|上年|去年|计划|目标|争取", told.text[around[0].number[1] : told.number[0]]):
        return None
    if not ("占" in told.lead or _explicit(whole, part)):
        return None
    expected = part.claim.value / whole.claim.value * 100
    return (part, whole) if expected / _DISTANT <= told.claim.value <= expected * _DISTANT else None


def _told_share(part, whole, told, holds):
    expected = part.claim.value / whole.claim.value * 100
    words = {
        "part": plain(part.claim.value),
        "whole": plain(whole.claim.value),
        "share": plain(rounded_like(expected, min(told.step, Decimal("0.1")))),
        "printed": plain(told.claim.value),
    }
    sentence = (
        _("%(part)s ÷ %(whole)s = %(share)s%%: that is the rate printed.")
        if holds
        else _("%(part)s ÷ %(whole)s = %(share)s%%, but the rate printed is %(printed)s%%.")
    ) % words
    return Relation("ratio", ids(whole, part, told), holds, sentence, expected, told.claim.value)
