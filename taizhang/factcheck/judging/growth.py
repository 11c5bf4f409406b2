"""Growth: from 30 % to 50 % is 20 points; 12 after 9 is 3 more; 6120 after 5430 is 12.7 % more."""

import itertools
import re

from django.utils.translation import gettext as _

from .printed import Span, plain, point
from .relation import Relation, ids
from .told import alike

_FROM = re.compile(r"(?:由|从)[^，,。；;]{0,16}$")
_TO = re.compile(
    r"^[^，,。；;]{0,6}[，,]?(?:逐步|大幅|逐年|已经?|一举|又)?(?:增加|提高|提升|上升|增长|扩大|发展|壮大|上涨|上调|调整?|下降|降低|减少|缩减|下调|降|升|增|减)?(?:到了?|至|为|(?<!组)(?<!构)成)"
)
_UP = re.compile(r"增|提|升|扩|涨|壮大|上调|多")
_DOWN = re.compile(r"降|减|缩|下调|少")
_LAST = re.compile(r"上年|去年|上一年|前一年|上年度|同期|上届|原来|原有")
_MORE = re.compile(r"增长|增加|新增|净增|提高|提升|上升|上涨|多|下降|降低|减少|少|增幅|降幅|翻")


def growth(telling):
    """All relations between a figure and what it was before."""
    for group in telling.by_sentence.values():
        used = set()
        yield from _from_to(telling, group, used)
        yield from _against_last(telling, group, used)


# --- from … to … ------------------------------------------------------------------------------------------------------------------


def _from_to(telling, group, used):
    for place, (before, after) in enumerate(itertools.pairwise(group)):
        if before.span is None or after.span is None or before.claim.unit != after.claim.unit:
            continue
        lead, between = telling.text[before.clause[0] : before.number[0]], telling.between(before, after)
        if not (_FROM.search(lead) and _TO.search(_without_unit(between))) or len(between) > 20:
            continue
        used.update((before.place, after.place))
        direction = _direction(between) or _direction(lead[: _FROM.search(lead).start()][-6:])
        change = _change_behind(telling, after, group[place + 2 :])
        again = _change_behind(telling, change, group[place + 3 :]) if change else None
        used.update(one.place for one in (change, again) if one)
        yield _moved(before, after, direction, change)
        if again and again.is_rate != change.is_rate:
            yield _moved(before, after, direction, again)


def _without_unit(words):
    return re.sub(r"^[%％名人家个件户元万亿册条项次余多]+", "", words)


def _direction(words):
    if _UP.search(words):
        return 1
    return -1 if _DOWN.search(words) else 0


def _change_behind(telling, after, rest):
    """净增150人; 提高20个百分点; 增长12.5%: how much it moved, told right behind."""
    for one in rest[:1]:
        between = telling.between(after, one)
        if one.span is None or len(between) > 16 or re.search(r"[。；;]", between) or not _MORE.search(between):
            return None
        if one.is_rate or after.is_rate or alike(one, after):
            return one
    return None


def _moved(before, after, direction, change):
    difference = after.claim.value - before.claim.value
    words = {"before": plain(before.claim.value), "after": plain(after.claim.value), "by": plain(abs(difference))}
    if direction and difference and (difference > 0) != (direction > 0):
        sentence = (
            _("From %(before)s to %(after)s is a fall, and the text speaks of a rise.")
            if direction > 0
            else _("From %(before)s to %(after)s is a rise, and the text speaks of a fall.")
        ) % words
        return Relation("growth", ids(before, after), False, sentence, before.claim.value, after.claim.value)
    if change is None:
        sentence = (
            _("From %(before)s%% to %(after)s%%: %(by)s percentage points.")
            if before.is_rate
            else _("From %(before)s to %(after)s: a difference of %(by)s.")
        ) % words
        return Relation("growth", ids(before, after), True, sentence, abs(difference), abs(difference))
    return _told_change(before, after, change)


# --- against last year --------------------------------------------------------------------------------------------------------------


def _against_last(telling, group, used):
    """12家,比上年的9家增加3家; 6120元,上年5430元,增长12.7%."""
    for change in group:
        if change.place in used or change.span is None or not _is_change(change):
            continue
        earlier = [one for one in group if one.place != change.place and one.span is not None and not _is_change(one)]
        last = [one for one in earlier if _LAST.search(_label(one)) and one.place not in used]
        now = [
            one
            for one in earlier
            if one not in last
            and one.place < change.place
            and not one.claim.per
            and any(alike(one, old) for old in last)
        ]
        if len(last) != 1 or len(now) != 1 or not (change.is_rate or alike(change, now[0])):
            continue
        if change.is_rate and now[0].is_rate and change.unit == "percent" and now[0].unit != "percent":
            continue
        relation = _told_change(last[0], now[0], change)
        if relation:
            used.add(change.place)
            yield relation


def _label(one):
    lead = re.split(r"[，,；;（(]", one.lead)[-1]
    return lead or one.lead


def _is_change(one):
    lead = re.split(r"[，,；;、（(]", one.lead)[-1]
    return bool(one.claim.change) or bool(
        re.search(r"(?:增长|增加|净增|提高|提升|上升|上涨|多|下降|降低|减少|少|增幅|降幅)了?(?:达|为)?$", lead.strip())
    )


def _told_change(before, after, change):
    """The relation of two figures and how much the text says lies between them."""
    fall = _direction(change.lead[-8:]) < 0 or change.claim.change == "down"
    low, high = (after.span, before.span) if fall else (before.span, after.span)
    difference = high - low
    exact = abs(after.claim.value - before.claim.value)
    if fall != (after.claim.value < before.claim.value) and exact:
        words = {"before": plain(before.claim.value), "after": plain(after.claim.value)}
        sentence = (
            _("From %(before)s to %(after)s is a rise, and the text speaks of a fall.")
            if fall
            else _("From %(before)s to %(after)s is a fall, and the text speaks of a rise.")
        ) % words
        return Relation("growth", ids(before, after, change), False, sentence, before.claim.value, after.claim.value)
    if change.is_rate and not before.is_rate:
        return _in_percent(before, after, change, difference, exact)
    holds = _differs_by(before, after, change, difference, exact)
    words = {
        "before": plain(before.claim.value),
        "after": plain(after.claim.value),
        "by": plain(exact),
        "printed": plain(change.claim.value),
    }
    if change.is_rate and not holds and change.unit == "percent" and before.claim.value:
        relative = exact / before.claim.value * 100
        if point(relative).meets(_loosely(change)):
            sentence = (
                _("From %(before)s%% to %(after)s%%: %(by)s percentage points, or %(printed)s%% more than before.")
                % words
            )
            return Relation("growth", ids(before, after, change), True, sentence, relative, change.claim.value)
    sentence = (
        _("From %(before)s to %(after)s: the difference is %(by)s, as printed.")
        if holds
        else _("From %(before)s to %(after)s the difference is %(by)s, but %(printed)s is printed.")
    ) % words
    return Relation("growth", ids(before, after, change), holds, sentence, exact, change.claim.value)


def _differs_by(before, after, change, difference, exact):
    """Whether two figures differ by what is printed: exactly, where all three are printed to the same digit."""
    told = (before, after, change)
    if all(one.claim.hedge == "exact" for one in told) and len({one.step for one in told}) == 1:
        return abs(exact - change.claim.value) <= (change.step if change.is_scaled else 0)
    return difference.meets(_loosely(change))


def _in_percent(before, after, change, difference, exact):
    if before.span.low <= 0 or change.unit == "percentage_point":
        return None
    rate = Span(difference.low / before.span.high * 100, difference.high / before.span.low * 100)
    holds = rate.meets(_loosely(change))
    expected = exact / before.claim.value * 100
    words = {
        "before": plain(before.claim.value),
        "high": plain(max(before.claim.value, after.claim.value)),
        "low": plain(min(before.claim.value, after.claim.value)),
        "rate": plain(expected.quantize(change.step / 10)),
        "printed": plain(change.claim.value),
    }
    sentence = (
        _("(%(high)s − %(low)s) ÷ %(before)s = %(rate)s%%: that is the growth printed.")
        if holds
        else _("(%(high)s − %(low)s) ÷ %(before)s = %(rate)s%%, but the growth printed is %(printed)s%%.")
    ) % words
    return Relation("growth", ids(before, after, change), holds, sentence, expected, change.claim.value)


def _loosely(change):
    """What a printed change allows: rounded or cut off after its last digit."""
    if change.claim.hedge != "exact":
        return change.span
    if change.is_rate or change.step != 1:
        return Span(change.claim.value - change.step / 2, change.claim.value + change.step)
    return point(change.claim.value)
