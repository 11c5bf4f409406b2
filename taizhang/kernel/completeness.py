"""Who has recorded and who has not: the question behind every zero. "None" may be said only where enough units have written their books.

A unit has recorded a month when a standing line of the standard counts says that something happened there in it. Nobody is expected who
was founded or ended within the month, who is excused (`Manifest.excused`), or who is no union of its own (a group, a department).
"""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import connection
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


def written(unit, period, *, as_of=None, paths=None):
    """{(unit key, month "2008-05"): Written} of the subtree, or of the places named: every unit's own book, in one question."""
    place = within(unit.paths) if paths is None else Q(path__in=paths)
    facts = Fact.objects.filter(
        place, measure__startswith="work.", occurred_on__gte=period.start, occurred_on__lt=period.until
    )
    facts = facts.filter(posted_at__lte=as_of) if as_of else facts
    rows = facts.order_by().annotate(month=MonthOf("occurred_on")).values_list("unit_id", "month")
    told = rows.annotate(net=Sum("sign"), lines=Count("pk", filter=Q(sign=1)), first=Min("posted_at"))
    return {(key, month): Written(lines, first) for key, month, net, lines, first in told if net > 0}


SEVERAL = 900  # places that are asked for together


def _told(unit, period, expected):
    """The (unit key, month) that are written now: asked of the entries alone, which an index answers, then where there are none."""
    keys = {path: one.pk for units in expected.values() for one in units for path in one.paths}
    told = {(keys[path], month) for path, month in _entries(unit, period) if path in keys}
    silent = [
        (path, month)
        for month, units in expected.items()
        for one in units
        if (one.pk, month) not in told
        for path in one.paths
    ]
    paths = sorted(_anything(silent))
    for start in range(0, len(paths), SEVERAL):
        told |= written(unit, period, paths=paths[start : start + SEVERAL]).keys()
    return told


def _anything(silent):
    """The paths where some other line of the standard counts stands in a month that has no entry."""
    found = set()
    for start in range(0, len(silent), SEVERAL):
        some = silent[start : start + SEVERAL]
        rows = ", ".join(["(%s, %s, %s)"] * len(some))
        day = "CAST(p.{} AS date)" if connection.vendor == "postgresql" else "p.{}"
        sql = f"""WITH p (path, first, until) AS (VALUES {rows}) SELECT DISTINCT p.path FROM p CROSS JOIN kernel_fact f
            WHERE f.path = p.path AND f.occurred_on >= {day.format("first")} AND f.occurred_on < {day.format("until")}
            AND f.measure LIKE %s"""  # noqa: S608  words of ours
        days = [(path, f"{month}-01", f"{_next(month)}-01") for path, month in some]
        with connection.cursor() as cursor:
            cursor.execute(sql, [*(word for row in days for word in row), "work.%"])
            found |= {path for (path,) in cursor.fetchall()}
    return found


def _next(month):
    """The month after "2008-12": "2009-01"."""
    year, number = map(int, month.split("-"))
    return f"{year + number // 12}-{number % 12 + 1:02}"


def _entries(unit, period):
    """(path, month) of standing entries."""
    facts = Fact.objects.filter(
        within(unit.paths), measure="work.entries", occurred_on__gte=period.start, occurred_on__lt=period.until
    )
    lines = facts.order_by().annotate(month=MonthOf("occurred_on")).values_list("path", "month").annotate(n=Count("pk"))
    net = Counter({(path, month): number for path, month, number in lines})
    with (
        connection.cursor() as cursor
    ):  # what was taken back, from its few postings on: one line is nothing with the other
        cursor.execute(
            """SELECT f.path, f.occurred_on FROM kernel_posting p CROSS JOIN kernel_fact f WHERE p.reverses_id > 0
            AND f.posting_id = p.id AND f.measure = 'work.entries' AND f.occurred_on >= %s AND f.occurred_on < %s""",
            [period.start, period.until],
        )
        net.subtract(line for path, on in cursor.fetchall() for line in [(path, str(on)[:7])] * 2)
    return [line for line, number in net.items() if number > 0]


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
    """The Completeness of a unit's subtree in a period, as known now or at a moment. A handful of questions, however many units."""
    if as_of is not None:
        today = timezone.localtime(as_of).date() + timedelta(days=1)
    months, due, missing = expected(unit, period, today=today), Counter(), Counter()
    told = _told(unit, period, months) if as_of is None else written(unit, period, as_of=as_of)
    for month, units in months.items():
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
