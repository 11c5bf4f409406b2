"""Reads about meetings: the register, what the rulebook asks, what counts elsewhere already, who has not met, what is due."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Max, Q
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from taizhang.kernel import rulebook
from taizhang.kernel.access import can
from taizhang.kernel.calendar import months_after
from taizhang.kernel.models import Fact, Unit
from taizhang.kernel.tracing import records_behind
from taizhang.meetings.models import Meeting, Resolution
from taizhang.organisation import kinds
from taizhang.ui import finding
from taizhang.ui.due import Due

Kind, State = Meeting.Kind, Meeting.State
KEYS = {
    Kind.COMMITTEE: "committee",
    Kind.CHAIRS: "chairs",
    Kind.PARTY: "party",
    Kind.AUDIT: "audit",
    Kind.WOMEN: "women",
    Kind.GROUP: "group",
}
RB08 = "RB-08"  # the row of the catalogue that a meeting is
SOON = timedelta(days=7)
MANY = 30


def register(user, *, under=None):
    """Meetings that the user may read, the latest first."""
    found = Meeting.objects.visible_to(user).standing()
    found = found.below(under) if under is not None else found
    adopted = Count("resolutions", filter=Q(resolutions__voided_at=None) & ~Q(resolutions__state="lost"))
    return found.select_related("unit").annotate(adopted=adopted).order_by("-on", "-id")


def resolutions(user, *, under=None):
    """Resolutions that the user may read: the open ones first, by their day."""
    found = Resolution.objects.visible_to(user).standing()
    found = found.below(under) if under is not None else found
    return found.select_related("unit", "meeting").order_by("-on", "meeting", "number")


def quorum_rule(meeting, on):
    """The rule on the quorum of this kind of meeting that binds the union, or None."""
    key = KEYS.get(meeting.kind)
    return rulebook.find(f"meetings.quorum.{key}", meeting.unit, on) if key else None


def pass_rule(meeting):
    """The rule on the votes that a collective decision needs, or None."""
    return rulebook.find("meetings.pass", meeting.unit, meeting.on)


def interval(kind, unit, on):
    """Months after which a body meets again, by the rulebook: (months, rule), or (None, None)."""
    rule = rulebook.find(f"meetings.every.{KEYS.get(kind, '')}", unit, on)
    return (int(rule.value), rule) if rule else (None, None)


def counted_elsewhere(meeting, on):
    """Titles of other records of the same union that count as a meeting of that day: a session of a congress, a plain entry."""
    return sorted(record.title() for _unit, _day, record in _counted([meeting.unit_id], [on]) if record != meeting)


def counted_plainly(units, days):
    """{(key of the union, day): [titles]} of what counts as a meeting there and is no meeting of this register."""
    found = defaultdict(set)
    for unit, day, record in _counted(units, days):
        if not isinstance(record, Meeting):
            found[unit, day].add(record.title())
    return {key: sorted(titles) for key, titles in found.items()}


def _counted(units, days):
    """[(key of the union, day, record)] of what counts as a meeting of unions on days, as known now."""
    facts = Fact.objects.filter(
        measure="work.sessions", kind=RB08, unit__in=units, occurred_on__in=days, sign=1, posting__reversal=None
    )
    told = facts.order_by().values_list("unit", "occurred_on", "posting__record_type", "posting__record_id")
    told = set(told)
    records = records_behind({(kind, pk) for _unit, _day, kind, pk in told})
    return [(unit, day, records[kind, pk]) for unit, day, kind, pk in told if (kind, pk) in records]


# --- regular meetings -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Regular:
    """A union and its body: when it met last, and by when it is to meet again."""

    unit: Unit
    last: date | None
    by: date | None

    def is_late(self, today):
        """The day has passed, or it never met."""
        return self.by is None or self.by < today


def regular(user, under, kind, today):
    """[Regular] of the unions at a unit and below, as the rule that binds the unit asks; nothing where no rule does."""
    months, _rule = interval(kind, under, today)
    if months is None:
        return []
    unions = Unit.objects.visible_to(user).below(under).filter(kind__in=kinds.codes(is_union=True), until=None)
    met = (
        Meeting.objects.standing().below(under).filter(kind=kind, state__in=(State.HELD, State.MINUTED), on__lte=today)
    )
    last = dict(met.order_by().values("unit").annotate(last=Max("on")).values_list("unit", "last"))
    found = [Regular(one, last.get(one.pk), next_by(last.get(one.pk), months)) for one in unions.order_by("path")]
    return sorted(found, key=lambda one: (one.by or date.min, one.unit.path))


def next_by(last, months):
    """The last day for the next meeting."""
    return months_after(last, months, rest=False) if last else None


# --- the desk -------------------------------------------------------------------------------------------------------------------


def due_items(user, unit, today):
    """Meetings without attendance or minutes, resolutions that are due, bodies that meet regularly and have not."""
    if can(user, "meetings.hold", unit):
        yield from _meetings_due(user, unit, today)
        yield from _bodies_due(unit, today)
    if can(user, "meetings.finish", unit):
        yield from _resolutions_due(user, unit, today)


def _meetings_due(user, unit, today):
    waiting = register(user, under=unit).filter(Q(state=State.CALLED, on__lte=today) | Q(state=State.HELD))
    for one in waiting.order_by("on", "id")[:MANY]:
        is_held = one.state == State.HELD
        page = "meeting_minute" if is_held else "meeting_hold"
        words = _("held, no minutes yet") if is_held else _("nobody noted who was present")
        late = "amber" if one.on >= today - SOON else "red"
        yield Due(
            one.title(), reverse(f"meetings:{page}", args=[one.pk]), _("Write the minutes") if is_held else _("Note attendance"),
            one.unit, one.on, words, late,
        )  # fmt: skip


def _resolutions_due(user, unit, today):
    waiting = resolutions(user, under=unit).filter(state=Resolution.State.OPEN, due_on__lte=today + SOON)
    for one in waiting.order_by("due_on", "id")[:MANY]:
        words = _("responsible: %s") % one.owner
        tone = "red" if one.due_on < today else "amber"
        yield Due(one.title(), one.get_absolute_url(), _("Carry out"), one.unit, one.due_on, words, tone)


def _bodies_due(unit, today):
    """Only bodies that have met before: a union that keeps no register of meetings is not reminded of one."""
    met = Meeting.objects.standing().filter(unit=unit, state__in=(State.HELD, State.MINUTED), on__lte=today)
    for kind, last in met.order_by().values("kind").annotate(last=Max("on")).values_list("kind", "last"):
        months, _rule = interval(kind, unit, today)
        by = next_by(last, months) if months else None
        called = Meeting.objects.standing().filter(unit=unit, kind=kind, state=State.CALLED).exists()
        if by and by <= today + SOON and not called:
            yield Due(
                _("Call the next meeting: %s") % Kind(kind).label, reverse("meetings:meeting_call") + f"?unit={unit.code}&kind={kind}",
                _("Call"), unit, by, _("met last on %s") % date_format(last), "red" if by < today else "amber",
            )  # fmt: skip


def found_items(user, text, limit):
    """Meetings and resolutions for the search over everything."""
    found = finding.by_name(((Meeting, "calendar"),), user, text.strip(), limit)
    rows = resolutions(user).filter(words__contains=text.strip())[: max(0, limit - len(found))]
    return found + [finding.Found(one.title(), one.get_absolute_url(), one.meeting.title(), "gavel") for one in rows]
