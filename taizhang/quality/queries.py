"""Reads about findings and months: the register, who answers for them, the map of months, what is due."""

from collections import defaultdict
from datetime import timedelta

from django.db.models import Case, Count, IntegerField, Min, Q, Value, When
from django.db.models.functions import Substr
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from taizhang.kernel import completeness
from taizhang.kernel.access import can
from taizhang.kernel.models import Fact, Post, Unit, within
from taizhang.kernel.months import MonthOf
from taizhang.kernel.periods import Period
from taizhang.kernel.tracing import records_behind
from taizhang.quality import rules
from taizhang.quality.models import Excuse, Finding, MonthBook
from taizhang.ui.due import Due

ANSWERABLE = ("clerk", "chair")  # who puts it right, in this order; of the unit itself, else of the nearest above


def findings(user, under=None):
    """Findings that the user may read: open ones first, the most urgent at the top."""
    found = Finding.objects.visible_to(user).standing()
    found = found.below(under) if under is not None else found
    place = Case(When(state=Finding.State.OPEN, then=Value(0)), default=Value(1), output_field=IntegerField())
    return (
        found.select_related("unit", "noted_by")
        .annotate(settled=place)
        .order_by("settled", "due_on", "unit__path", "id")
    )


def answerable(units, on):
    """{unit key: (names, unit)}: who answers for the books of each unit, at the unit or at the nearest above. One question."""
    paths = {path for one in units for path in (*one.ancestor_paths(), one.path)}
    posts = Post.objects.in_force(on).filter(role__in=ANSWERABLE, unit__path__in=paths).select_related("user", "unit")
    by_path = defaultdict(list)
    for post in posts.order_by("pk"):
        by_path[post.unit.path].append(post)
    found = {}
    for one in units:
        nearest = next((by_path[path] for path in [one.path, *reversed(one.ancestor_paths())] if by_path[path]), [])
        role = next((role for role in ANSWERABLE if any(post.role == role for post in nearest)), "")
        chosen = [post for post in nearest if post.role == role]
        found[one.pk] = (chosen[0].unit, [post.user.name for post in chosen]) if chosen else None
    return found


def behind(finding, user):
    """[record] behind a finding that the user may see, and how many others there are."""
    pairs = [tuple(pair) for pair in finding.behind]
    found = records_behind(pairs)
    seen = tuple(user.paths()) if user.pk is not None else ("",)
    visible = (
        [found[pair] for pair in pairs if pair in found and found[pair].unit.path.startswith(seen)] if seen else []
    )
    return visible, len(pairs) - len(visible)


def standing_keys(unit):
    """{key: Finding} of what is on file at the units that stand below now."""
    rows = Finding.objects.standing().below(unit)
    return {(one.unit_id, one.family, one.code, one.case): one for one in rows}


def open_years(unit):
    """The years of findings that are open."""
    rows = Finding.objects.standing().below(unit).filter(state=Finding.State.OPEN)
    return sorted(set(rows.order_by().values_list("year", flat=True).distinct()))


# --- months ---------------------------------------------------------------------------------------------------------------------------


def last_months(on, days, number=12):
    """The Period of the last months that are over and whose days to record have passed."""
    until = (on - timedelta(days=days)).replace(day=1)
    return Period(_before(until, number), until)


def _before(first, number):
    month = first.year * 12 + first.month - 1 - number
    return first.replace(year=month // 12, month=month % 12 + 1)


def months_as_told(unit, period, on, days):
    """{(unit key, month): (state, records, late)} of every month that was to be recorded."""
    told = _records(unit, period, days)
    began = _began(unit)
    found = {}
    for month, units in completeness.expected(unit, period, today=on).items():
        ends = Period.parse(month).last_day
        for one in units:
            records, late = told.get((one.pk, month), (0, 0))
            brought = one.pk in began and rules.is_late(ends, began[one.pk], days)
            found[one.pk, month] = rules.month_state(records, late, brought=brought), records, late
    return found


def _records(unit, period, days):
    """{(unit key, month): [standing records, those recorded late]}."""
    facts = Fact.objects.filter(
        within(unit.paths),
        measure__startswith="work.",
        sign=1,
        occurred_on__gte=period.start,
        occurred_on__lt=period.until,
    )
    names = ("unit_id", "month", "posting__record_type", "posting__record_id")
    rows = facts.order_by().annotate(month=MonthOf("occurred_on")).values_list(*names)
    rows = rows.annotate(
        on=Min("occurred_on"), first=Min("posted_at"), stands=Count("pk", filter=Q(posting__reversal=None))
    )
    found = defaultdict(lambda: [0, 0])
    for key, month, _type, _record, on, first, stands in rows.iterator():
        if stands:
            found[key, month][0] += 1
            found[key, month][1] += rules.is_late(on, timezone.localdate(first), days)
    return {key: tuple(numbers) for key, numbers in found.items()}


def _began(unit):
    """{unit key: the day on which its first line came in}."""
    rows = Fact.objects.filter(within(unit.paths)).order_by().values_list("unit_id").annotate(first=Min("posted_at"))
    return {key: timezone.localdate(first) for key, first in rows}


def month_map(unit, period):
    """{(path of a child or of the unit, month): {state: number}} of the unit and its children, in one question."""
    length = len(unit.path) + Unit.steplen
    rows = MonthBook.objects.standing().below(unit).filter(month__gte=period.start, month__lt=period.until).order_by()
    rows = rows.annotate(place=Substr("unit__path", 1, length)).values_list("place", "month", "state")
    found = defaultdict(dict)
    for place, month, state, number in rows.annotate(number=Count("pk")):
        found[place, f"{month:%Y-%m}"][state] = number
    return found


def months(user, under, month=None):
    """The months of units that the user may read."""
    found = MonthBook.objects.visible_to(user).standing().below(under).select_related("unit")
    found = found.filter(month=month) if month else found
    return found.order_by("-month", "unit__path")


def last_books(unit, number=12):
    """The last months of one unit, newest first."""
    return list(MonthBook.objects.standing().filter(unit=unit).select_related("unit").order_by("-month")[:number])


def size(unit):
    """How many units stand at and below a unit."""
    return Unit.objects.below(unit).count()


# --- excuses ---------------------------------------------------------------------------------------------------------------------------


def excuses(user, under):
    """Who need not record, of those that the user may read."""
    return Excuse.objects.visible_to(user).standing().below(under).select_related("unit").order_by("-first", "-id")


def excused(unit):
    """(unit key, first day, last day) of those below a unit who need not record: what the kernel asks."""
    rows = Excuse.objects.standing().filter(within(unit.paths, "unit__path"))
    return rows.order_by().values_list("unit_id", "first", "last")


# --- the desk --------------------------------------------------------------------------------------------------------------------------


def due_items(user, unit, today):
    """Open findings of the unit, for whoever can settle them: one line with the first last day."""
    if unit is None or not can(user, "quality.explain", unit):
        return
    found = Finding.objects.visible_to(user).standing().filter(state=Finding.State.OPEN).below(unit)
    told = found.order_by().aggregate(
        number=Count("pk"), first=Min("due_on"), late=Count("pk", filter=Q(due_on__lt=today))
    )
    if not told["number"]:
        return
    yield Due(
        title=_("%s findings in the books wait to be mended or explained") % told["number"],
        url=f"{reverse('quality:finding_list')}?unit={unit.code}&state=open",
        button=_("See which"),
        unit=unit,
        by=told["first"],
        words=_("%s are overdue.") % told["late"] if told["late"] else "",
        tone="red" if told["late"] else "amber",
    )
