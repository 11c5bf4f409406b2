"""Totals and parts (57 = 38 + 19), totals told after their parts, what came in, went out and is left."""

import re

from django.utils.translation import gettext as _

from . import families
from .printed import plain, total
from .relation import Relation, ids
from .told import alike

_OPENS = re.compile(r"其中|包括|包含|按.{1,10}?[分计]|分别[为是有]?|分为|分成|[（(：:]\s*$|即")
_CLOSED_MARK = re.compile(r"按.{1,10}?分|分别[为是有]|分为|分成")
_NEW_START = re.compile(
    r"全年|今年|本年|年内|一年来|累计|另外?|同时|此外|还[有在为组开举]|先后|新增|新发展|平均|人均|户均|每|同比|比上年|比去年|较上年|较去年|"
    r"去年|上年|组织|开展|举办|召开|共[计有]?|总计|合计|占|增长|增加|下降|减少|明年|计划|争取"
)
_OVERLAPPING = re.compile(
    r"女|党员|农民工|少数民族|困难|劳模|青年|年轻|\d+岁|本科|学历|以上|骨干|代表|先进|模范|优秀|单亲|残疾|退休|干部|重点|规模|新|主要|大病"
)
_AND_OTHERS = re.compile(r"等")
_TOTAL_AFTER = re.compile(r"(?:以上|两项|三项|四项|几项)?.{0,4}?(?:合计|共计|总计|总共|一共|共)[^，,。；;]{0,8}$")
_STRICT_TOTAL_AFTER = re.compile(
    r"^[，,、]?\s*(?:以上|两项|三项|四项|两者|三者)?(?:合计|共计|总计|总共|一共)[^，,。；;]{0,6}$"
)


def sums(telling):
    """All relations of totals and parts."""
    found = []
    for group in telling.by_paragraph.values():
        found += _announced(telling, group)
        found += _alternating(telling, group)
    for group in telling.by_sentence.values():
        found += _told_after(telling, group)
        found += _left_over(telling, group)
        found += _of_a_hundred(group)
        found += _votes(telling, group)
    return _without_rivals(found)


def _without_rivals(found):
    """Parts that make one total exactly are not the parts of another that stands beside it."""
    complete = [set(relation.claims) for relation in found if relation.holds]
    return [
        relation
        for relation in found
        if relation.holds
        or not any(len(set(relation.claims) & claims) >= len(relation.claims) - 1 for claims in complete)
    ]


# --- a total, then its parts ------------------------------------------------------------------------------------------------------


def _announced(telling, group):
    """Totals whose parts follow: behind 其中, in brackets, behind a colon, or because the parts are a closed family."""
    for place, whole in enumerate(group):
        if not _may_be_total(whole):
            continue
        parts, closed = _parts_behind(telling, whole, group[place + 1 :])
        if len(parts) > 1:
            relation = _judged(whole, parts, closed)
            if relation:
                yield relation
        elif len(parts) == 1:
            relation = _one_part(telling, whole, parts[0])
            if relation:
                yield relation


def _may_be_total(told):
    return told.span is not None and not told.is_rate and not told.claim.per and told.claim.kind in ("count", "money")


def _parts_behind(telling, whole, rest):
    """([parts], closed): the claims that stand behind the total as its parts, and whether the words say that they are all of it."""
    parts, closed, marked, last = [], False, False, whole
    for one in rest:
        between = telling.between(last, one)
        if "\n" in between or one.sentence > whole.sentence + 1:
            break
        if not marked:
            opening = _OPENS.search(between)
            if whole.claim.role == "part" and one.claim.group == whole.claim.group:
                break
            if not opening and whole.claim.role == "total" and one.claim.group == whole.claim.group:
                opening = True
            if not opening and not _is_family(telling, whole, one, rest):
                if not alike(one, whole) and not re.search(r"[。；;]", between) and not parts:
                    last = one
                    if one.clause != whole.clause:
                        break
                    continue
                break
            if opening is not True and opening and _ends_before(between, opening):
                break
            marked = True
            closed = bool(_CLOSED_MARK.search(between))
        elif _breaks(between, parts):
            break
        if not alike(one, whole) or one.claim.per:
            if parts and _close_by(between):
                last = one
                continue
            break
        if one.span is None or one.claim.hedge == "range":
            return parts, False
        if _AND_OTHERS.search(one.lead) and not re.search(r"等级|等次", one.lead):
            return parts, False
        parts.append(one)
        last = one
    if parts and _AND_OTHERS.match(parts[-1].tail.lstrip("名人个家件次元户支项")):
        closed = False
    return parts, closed or families.closed([_label(part) for part in parts])


_AMONG = re.compile(r"其中|包括")
_ELSE = re.compile(r"此外|另外|同时|全年|今年以来|新增|新发展|还[有在为组开举]|平均|人均|同比|比上年|较上年|比去年")


def _alternating(telling, group):
    """125人次、6.25万元。其中春节慰问80人、4万元;“五一”慰问45人、2.25万元: the parts of several totals told in turn."""
    start, end = group[0].bounds[0], group[-1].bounds[1]
    for mark in _AMONG.finditer(telling.text, start, end):
        behind = [one for one in group if one.number[0] > mark.end() and one.bounds[0] <= mark.start() < one.bounds[1]]
        for place, one in enumerate(behind):
            if place and _ELSE.search(telling.between(behind[place - 1], one)):
                behind = behind[:place]
                break
        before = [
            one for one in group if one.number[1] <= mark.start() and behind and one.sentence >= behind[0].sentence - 2
        ]
        yield from _told_in_turn(before, [one for one in behind if _may_be_total(one)])


def _told_in_turn(before, behind):
    """The sums of every unit of measure; one that comes out exactly says that the list is complete for the others too."""
    sets, agreed = [], []
    for unit in dict.fromkeys(_heads(one) for one in behind):
        parts = [one for one in behind if _heads(one) == unit]
        wholes = [
            one for one in reversed(before) if _may_be_total(one) and (_heads(one) == unit or alike(one, parts[0]))
        ]
        if len(parts) < 2 or not wholes:
            continue
        whole = next((one for one in wholes if adds_up(one, parts)), None)
        if whole:
            agreed.append(len(parts))
            yield _sum(whole, parts, True)
        else:
            sets.append((wholes[0], parts))
    for whole, parts in sets:
        if (
            len(parts) in agreed
            and whole.claim.hedge == "exact"
            and all(one.claim.value < whole.claim.value for one in parts)
        ):
            yield _sum(whole, parts, False)


def _heads(told):
    """Persons and person-times are one thing where the parts are told as the other."""
    return "person" if told.unit == "person_time" else told.unit


def _ends_before(between, opening):
    """A full stop between the mark and the part: what follows speaks of something else."""
    return bool(re.search(r"[。；;]", between[opening.end() :]))


def _close_by(between):
    """Another count of the same thing: 社区工会10家、会员300人."""
    return len(between) <= 14 and not re.search(r"[。；;]", between)


def _breaks(between, parts):
    words = re.sub(r"^[^，,、；;。]*", "", between, count=1) if parts else between
    return bool(
        re.search(r"[。]", between) or _NEW_START.search(words) or len(re.split(r"[，,；;、]", between)[-1]) > 18
    )


def _is_family(telling, whole, one, rest):
    """Parts without a mark, when their names leave no doubt: 职工120人,男80人,女40人."""
    between = telling.between(whole, one)
    if len(between) > 16 or re.search(r"[。；;\n]", between) or not alike(one, whole):
        return False
    run = [other for other in rest if other.sentence == one.sentence and alike(other, whole)][:6]
    labels = [_label(other) for other in run]
    if any(other.span is None or other.span.low > whole.span.high for other in run[:2]):
        return False
    if (
        whole.claim.role == "part"
        or families.closed([_label(whole), *labels[:2]])
        or families.closed([_label(whole), labels[0]])
    ):
        return False
    return families.closed(labels[:2]) or families.closed(labels)


def _label(part):
    """What names a part: the words before its number since the part before, else the noun behind it."""
    lead = re.split(r"[，,、；;：:（(]|其中|包括|分别为?|和|及", part.lead)[-1].strip()
    lead = re.sub(r"^(?:有|为|是|达到?|共|分)+|(?:有|为|是|达到?|共|各)+$", "", lead)
    return lead if len(lead) > 0 else part.claim.noun or re.sub(r"^[名人个家件次元户支项]+", "", part.tail)[:8]


def _judged(whole, parts, closed):
    """The relation of a total and two or more parts, or nothing where the text does not say that the parts are all of it."""
    for count in range(len(parts), 1, -1):
        if count < len(parts) and count < 2:
            break
        chosen = parts[:count]
        if adds_up(whole, chosen):
            return _sum(whole, chosen, True)
    added, labels = total(part.span for part in parts), [_label(part) for part in parts]
    overlapping = any(_OVERLAPPING.search(label) for label in labels) and not families.closed(labels)
    if added.low > whole.span.high:
        if any(part.span.low > whole.span.high for part in parts):
            return None if overlapping and not closed else _sum(whole, parts, False)
        return None if overlapping else _sum(whole, parts, False)
    if closed and not overlapping:
        return _sum(whole, parts, False)
    if len(parts) > 2 and not overlapping and _parallel(labels, whole) and added.high * 100 >= whole.span.low * 85:
        return _sum(whole, parts, False)
    return None


def adds_up(whole, parts):
    """Whether the parts make the total as printed: exactly, but for hedges and for digits that were rounded away."""
    told = [whole, *parts]
    if any(one.claim.hedge != "exact" for one in told):
        return total(part.span for part in parts).meets(whole.span)
    gap = abs(sum(part.claim.value for part in parts) - whole.claim.value)
    steps = {one.step for one in told}
    rounded = [one.step for one in told if one.is_scaled]
    if rounded:
        return gap <= (max(rounded) if len(parts) > 2 else 0)
    return gap == 0 or (len(steps) > 1 and max(steps) > 1 and gap <= max(steps) / 2)


def adds_up_to(some, others):
    """Whether two groups of amounts make the same."""
    gap = abs(sum(one.claim.value for one in some) - sum(one.claim.value for one in others))
    return gap <= (max(one.step for one in (*some, *others)) if any(one.is_scaled for one in (*some, *others)) else 0)


def _parallel(labels, whole):
    """Parts that are named alike: 社区工会、机关工会、企业工会 of 基层工会."""
    ends = {label[-2:] for label in labels if len(label) > 2}
    return len(ends) == 1 and next(iter(ends)) in whole.sentence_text and len(labels) == len(set(labels))


def _sum(whole, parts, holds):
    added = sum(part.claim.value for part in parts)
    terms = " + ".join(plain(part.claim.value) for part in parts)
    words = {"terms": terms, "sum": plain(added), "total": plain(whole.claim.value)}
    if holds and added == whole.claim.value:
        sentence = _("%(terms)s = %(sum)s: the parts make the total.") % words
    elif holds:
        sentence = _("%(terms)s = %(sum)s: that agrees with the total as printed (%(total)s).") % words
    else:
        words["gap"] = plain(abs(added - whole.claim.value))
        sentence = (
            _("%(terms)s = %(sum)s, but the total printed is %(total)s: %(gap)s too many in the parts.")
            if added > whole.claim.value
            else _("%(terms)s = %(sum)s, but the total printed is %(total)s: %(gap)s missing in the parts.")
        ) % words
    return Relation("sum", ids(whole, *parts), holds, sentence, added, whole.claim.value)


def _one_part(telling, whole, part):
    """其中 with a single part: it cannot be more than the whole."""
    between = telling.between(whole, part)
    if not re.search(r"其中|当中", between) or len(between) > 40:
        return None
    return part_of(whole, part)


def part_of(whole, part):
    """The relation that a part is not more than its whole."""
    holds = part.span.low <= whole.span.high
    words = {"part": plain(part.claim.value), "whole": plain(whole.claim.value)}
    sentence = (
        _("%(part)s is a part of %(whole)s and is not more than it.")
        if holds
        else _("%(part)s is told as a part of %(whole)s, and a part cannot be more than the whole.")
    ) % words
    return Relation("subset", ids(whole, part), holds, sentence, whole.claim.value, part.claim.value)


# --- the parts, then their total --------------------------------------------------------------------------------------------------


def _told_after(telling, group):
    """拨款20万元,自筹15万元,共计35万元."""
    for place, whole in enumerate(group):
        if place < 2 or not _may_be_total(whole):
            continue
        lead = telling.text[max(whole.clause[0], whole.number[0] - 16) : whole.number[0]] or whole.lead
        if not _TOTAL_AFTER.search(lead) or re.search(r"其中|均|各", lead):
            continue
        parts = _run_before(telling, whole, group[:place])
        if len(parts) < 2:
            continue
        counts = range(len(parts), 1, -1)
        complete = next((parts[-count:] for count in counts if adds_up(whole, parts[-count:])), None)
        if complete:
            yield _sum(whole, complete, True)
            continue
        family = next(
            (parts[-count:] for count in counts if families.closed([_label(part) for part in parts[-count:]])), None
        )
        if family or (_strictly_total(telling, parts[-1], whole) and not _may_overlap(parts)):
            yield _sum(whole, family or parts, False)


def _strictly_total(telling, last, whole):
    """合计、共计 right behind the last part: nothing else can be meant."""
    return _STRICT_TOTAL_AFTER.search(re.sub(r"^[^，,、；;]*", "", telling.between(last, whole)))


def _may_overlap(parts):
    return len(parts) > 6 or any(_OVERLAPPING.search(_label(part)) for part in parts)


def _run_before(telling, whole, before):
    """The claims of the same unit that stand together before a total."""
    parts = []
    for one in reversed(before):
        if not alike(one, whole) or one.claim.per or not _may_be_total(one):
            if parts and one.clause == parts[-1].clause:
                continue
            break
        if parts and (_breaks(telling.between(one, parts[-1]), parts) or len(telling.between(one, parts[-1])) > 40):
            break
        parts.append(one)
        if re.search(r"其中|共计|合计", one.lead):
            return []
    return parts[::-1]


# --- what came in, went out and is left --------------------------------------------------------------------------------------------

_IN, _OUT, _LEFT = re.compile(r"收入|筹集|收缴"), re.compile(r"支出|开支|使用"), re.compile(r"结余|节余|余额|结存")
_OPENING = re.compile(r"上年|去年|年初|期初|上期")


def _left_over(telling, group):
    """收入30万元,支出28万元,结余2万元."""
    among = _told_among(telling, group)
    money = [one for one in group if one.claim.unit == "yuan" and one.span and not one.claim.per and one not in among]
    came = [
        one for one in money if _IN.search(one.lead) and not _OUT.search(one.lead) and not _OPENING.search(one.lead)
    ]
    went = [one for one in money if _OUT.search(one.lead) and not _LEFT.search(one.lead)]
    left = [one for one in money if _LEFT.search(one.lead)]
    before = _came_before(telling, group) if went and left and not came else []
    opening = [one for one in left if _OPENING.search(one.lead)]
    left = [one for one in left if one not in opening]
    if len(before) == len(went) == len(left) == 1 and not opening and adds_up(before[0], [*went, *left]):
        came = before
    if not (len(came) == len(went) == len(left) == 1 and len(opening) < 2):
        return
    if "其中" in group[0].sentence_text and not _told_among(telling, group):
        return
    if re.search(r"累计", left[0].lead) and not opening:
        return
    holds = adds_up(came[0], [*went, *left]) if not opening else adds_up_to(opening + came, went + left)
    exact = came[0].claim.value - went[0].claim.value + sum(one.claim.value for one in opening)
    terms = " + ".join(plain(one.claim.value) for one in [*opening, *came]) + f" − {plain(went[0].claim.value)}"
    words = {"terms": terms, "left": plain(exact), "printed": plain(left[0].claim.value)}
    sentence = (
        _("%(terms)s = %(left)s: that is the balance printed.")
        if holds
        else _("%(terms)s = %(left)s, but the balance printed is %(printed)s.")
    ) % words
    yield Relation("sum", ids(*came, *went, *opening, *left), holds, sentence, exact, left[0].claim.value)


def _told_among(telling, group):
    """What stands between the one 其中 of a sentence and the balance: the parts of what was spent or came in."""
    marks = [hit.start() + group[0].bounds[0] for hit in re.finditer("其中", group[0].sentence_text)]
    balance = [one for one in group if _LEFT.search(one.lead)]
    if len(marks) != 1 or len(balance) != 1 or balance[0].number[0] < marks[0]:
        return []
    return [one for one in group if marks[0] < one.number[0] < balance[0].number[0]]


def _came_before(telling, group):
    """The income that the sentence before tells: its total, not the parts."""
    earlier = telling.by_sentence.get(group[0].sentence - 1, [])
    return [
        one
        for one in earlier[:1]
        if one.paragraph == group[0].paragraph and one.unit == "yuan" and one.span and _IN.search(one.lead)
    ]


# --- votes --------------------------------------------------------------------------------------------------------------------------

_VOTES = (r"赞成|(?<!不)同意", r"反对|不同意", r"弃权")
_VOTERS = re.compile(r"实到|(?<!应)出席|(?<!应)到会|(?<!应)参会|收回|有效票")
_CAME = re.compile(r"[名位人个]*[^，,。；;]{0,8}(?:出席|到会|参会|参加(?:了?会议|了?表决|了?大会|$))")


def _votes(telling, group):
    """实到149人,赞成145票,反对2票,弃权2票: everybody who was there has voted in one way."""
    named = [[one for one in group if one.span and re.search(pattern, one.lead[-6:])] for pattern in _VOTES]
    if any(len(one) != 1 or one[0].is_rate for one in named):
        return
    votes = [one for (one,) in named]
    there = [
        one
        for one in telling.by_paragraph[group[0].paragraph]
        if one.span and one.unit == "person" and one.sentence >= group[0].sentence - 2 and _was_there(one)
    ]
    there = [one for one in there if one.place < votes[0].place][-1:]
    if there:
        yield _sum(there[0], votes, adds_up(there[0], votes))


def _was_there(one):
    return bool(_VOTERS.search(one.lead[-6:]) or _CAME.match(one.tail))


# --- shares that must make a hundred ------------------------------------------------------------------------------------------------

_SATISFIED = (r"(?<!不)(?<!基本)(?<!较)满意", r"(?:基本|较为?|比较)满意", r"不满意")


def _of_a_hundred(group):
    """满意85%,基本满意12%,不满意3%: all answers make a hundred per cent."""
    shares = [one for one in group if one.claim.unit == "percent" and one.span and not one.claim.change]
    if len(shares) < 3:
        return
    chosen = []
    for pattern in _SATISFIED:
        named = [one for one in shares if re.search(pattern, one.lead[-8:])]
        if len(named) != 1:
            return
        chosen += named
    added = sum(one.claim.value for one in chosen)
    slack = sum(one.step for one in chosen) / 2
    holds = abs(added - 100) <= slack
    terms = " + ".join(plain(one.claim.value) for one in chosen)
    sentence = (
        _("%(terms)s = 100%%: the answers make the whole.")
        if holds
        else _("%(terms)s = %(sum)s%%, but all answers together make 100%%.")
    ) % {"terms": terms, "sum": plain(added)}
    yield Relation("sum", ids(*chosen), holds, sentence, shares[0].claim.value * 0 + 100, added)


__all__ = ["part_of", "sums"]
