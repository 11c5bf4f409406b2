"""Who has recorded and who has not: the question behind every zero. "None" may be said only where enough units have written their books.

A unit has recorded a month when a standing line of the standard counts says that something happened there in it. Nobody is expected who
was founded or ended within the month, who is excused (`Manifest.excused`), or who is no union of its own (a group, a department).
"""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Min, Q, Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from taizhang.kernel import rulebook
from taizhang.kernel.manifest import registry
from taizhang.kernel.models import Fact, Unit, within
from taizhang.kernel.months import MonthOf

THRESHOLD = "quality.zero_claim_share"
NOT_EXPECTED = ("team",)  # families of units that keep no book of their own


@dataclass(frozen=True)
class Written:
    """What a unit has written about a month: how many lines, and when the first of them came in."""

    lines: int
    first_at: object


@dataclass(frozen=True)
class Completeness:
    """How complete the books of a unit's subtree are: months of units that should be written, and those that are."""

    unit: Unit
    due: int
    recorded: int
    units: int
    whole: int  # units with every month written
    silent: tuple  # keys of units with a month missing, those with most missing first
    rule: object = None

    @property
    def allows(self):
        """May a zero be told as "none"? Only where somebody was to write, and as many have as the rulebook asks for; else all of them."""
        if self.rule is None:
            return 0 < self.due == self.recorded
        return bool(self.due) and bool(self.rule.met_by(self.recorded, self.due))

    def basis(self):
        """What a zero rests on, in a line."""
        words = {"whole": self.whole, "units": self.units, "recorded": self.recorded, "due": self.due}
        return (
            _("%(whole)s of %(units)s units recorded every month, %(recorded)s of %(due)s months of units are recorded")
            % words
        )

    def missing(self):
        """Why a zero may not be told: what is not there."""
        if not self.due:
            return _("no unit was expected to record in this period, so nothing can be said")
        words = {
            "missing": self.due - self.recorded, "due": self.due, "silent": len(self.silent), "units": self.units,
            "share": self.rule.requirement() if self.rule else "",
        }  # fmt: skip
        return (
            _("%(missing)s of %(due)s months are not recorded (%(silent)s of %(units)s units); needed: %(share)s")
            % words
        )


def written(unit, period, *, as_of=None):
    """{(unit key, month "2008-05"): Written} of the subtree: every unit's own book, in one question."""
    facts = Fact.objects.filter(
        within(unit.paths), measure__startswith="work.", occurred_on__gte=period.start, occurred_on__lt=period.until
    )
    facts = facts.filter(posted_at__lte=as_of) if as_of else facts
    rows = facts.order_by().annotate(month=MonthOf("occurred_on")).values_list("unit_id", "month")
    told = rows.annotate(net=Sum("sign"), lines=Count("pk", filter=Q(sign=1)), first=Min("posted_at"))
    return {(key, month): Written(lines, first) for key, month, net, lines, first in told if net > 0}


def keepers(unit):
    """The unions of the subtree that keep a book of their own, in the order of the tree."""
    kinds = [code for code, kind in registry.unit_kinds.items() if kind.is_union and kind.family not in NOT_EXPECTED]
    return Unit.objects.below(unit).filter(kind__in=kinds).exclude(code__contains="~")


def expected(unit, period, *, today=None, units=None):
    """{month: [unit, …]}: who is to write each month of the period that is over."""
    today = today or timezone.localdate()
    units = list(keepers(unit)) if units is None else units
    free = _excused(unit)
    return {
        f"{month.start:%Y-%m}": [one for one in units if _stood(one, month) and not _is_free(free[one.pk], month)]
        for month in period.months()
        if month.until <= today
    }


def _stood(unit, month):
    return (unit.since is None or unit.since <= month.start) and (unit.until is None or unit.until >= month.until)


def _excused(unit):
    found = defaultdict(list)
    for manifest in registry.manifests.values():
        for tell in manifest.excused:
            for key, first, last in tell(unit):
                found[key].append((first, last or date.max))
    return found


def _is_free(times, month):
    return any(first < month.until and month.start <= last for first, last in times)


def of(unit, period, *, as_of=None, today=None):
    """The Completeness of a unit's subtree in a period, as known now or at a moment. Three questions, however many units."""
    if as_of is not None:
        today = timezone.localtime(as_of).date() + timedelta(days=1)
    told, due, missing = written(unit, period, as_of=as_of), Counter(), Counter()
    for month, units in expected(unit, period, today=today).items():
        for one in units:
            due[one.pk] += 1
            if (one.pk, month) not in told:
                missing[one.pk] += 1
    return Completeness(
        unit=unit,
        due=due.total(),
        recorded=due.total() - missing.total(),
        units=len(due),
        whole=len(due) - len(missing),
        silent=tuple(key for key, _number in missing.most_common()),
        rule=rulebook.find(THRESHOLD, unit, period.last_day),
    )
