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
from taizhang.kernel.models import Fact, Unit, path_end, within
from taizhang.kernel.months import MonthOf
from taizhang.kernel.periods import Period

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
YEAR = 12  # months that are asked for together


def _written_months(unit, months, due):
    """{unit key: bits}: the months that are written now, the first as bit 0. Asked of the entries alone, which an index answers, then where
    there are none. `due`: {(unit key, its paths): bits that are to be written}."""
    by_path = _entries(unit, months)
    found = {key: _together(by_path, paths) for key, paths in due}
    silent = [
        (path, months[place])
        for (key, paths), bits in due.items()
        if bits & ~found[key]
        for place in _places(bits & ~found[key])
        for path in paths
    ]
    owner = {path: key for key, paths in due for path in paths}
    place_of = {f"{month.start:%Y-%m}": place for place, month in enumerate(months)}
    period = Period(months[0].start, months[-1].until) if months else None  # nobody is silent without a month
    paths = sorted(_anything(silent))
    for start in range(0, len(paths), SEVERAL):
        some = paths[start : start + SEVERAL]
        asked = {owner[path] for path in some}
        for key, month in written(unit, period, paths=some):
            if key in asked:
                found[key] |= 1 << place_of[month]
    return found


def _together(by_path, paths):
    bits = 0
    for path in paths:
        bits |= by_path.get(path, 0)
    return bits


def _places(bits):
    """The numbers of the bits that are set."""
    return [place for place in range(bits.bit_length()) if bits >> place & 1]


def _anything(silent):
    """The paths where some other line of the standard counts stands in a month that has no entry. `silent`: [(path, month)]."""
    found = set()
    for start in range(0, len(silent), SEVERAL):
        some = silent[start : start + SEVERAL]
        rows = ", ".join(["(%s, %s, %s)"] * len(some))
        day = "CAST(p.{} AS date)" if connection.vendor == "postgresql" else "p.{}"
        sql = f"""WITH p (path, first, until) AS (VALUES {rows}) SELECT DISTINCT p.path FROM p CROSS JOIN kernel_fact f
            WHERE f.path = p.path AND f.occurred_on >= {day.format("first")} AND f.occurred_on < {day.format("until")}
            AND f.measure LIKE %s"""  # noqa: S608  words of ours
        days = [(path, str(month.start), str(month.until)) for path, month in some]
        with connection.cursor() as cursor:
            cursor.execute(sql, [*(word for row in days for word in row), "work.%"])
            found |= {path for (path,) in cursor.fetchall()}
    return found


def _entries(unit, months):
    """{path: bits} of the months with standing entries, the first as bit 0."""
    taken_back, found = _taken_back(months), {}
    for start in range(0, len(months), YEAR):
        some = months[start : start + YEAR]
        each = ", ".join(["COUNT(CASE WHEN occurred_on >= %s AND occurred_on < %s THEN 1 END)"] * len(some))
        places = " OR ".join(["(path >= %s AND path < %s)"] * len(unit.paths))
        sql = f"""SELECT path, {each} FROM kernel_fact WHERE measure = 'work.entries' AND ({places})
            AND occurred_on >= %s AND occurred_on < %s GROUP BY path"""  # noqa: S608  words of ours
        days = [day for month in some for day in (month.start, month.until)]
        inside = [end for path in unit.paths for end in (path, path_end(path))]
        with connection.cursor() as cursor:
            cursor.execute(sql, [*days, *inside, some[0].start, some[-1].until])
            rows = cursor.fetchall()
        for path, *numbers in rows:
            bits = 0
            for place, number in enumerate(numbers):
                if number and (not taken_back or number > 2 * taken_back[path, start + place]):
                    bits |= 1 << (start + place)
            found[path] = found.get(path, 0) | bits
    return found


def _taken_back(months):
    """{(path, number of the month): entries that were taken back}, from the few postings that take back on: one line is nothing with the
    other."""
    if not months:
        return Counter()
    number = {f"{month.start:%Y-%m}": place for place, month in enumerate(months)}
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT f.path, f.occurred_on FROM kernel_posting p CROSS JOIN kernel_fact f WHERE p.reverses_id > 0
            AND f.posting_id = p.id AND f.measure = 'work.entries' AND f.occurred_on >= %s AND f.occurred_on < %s""",
            [months[0].start, months[-1].until],
        )
        return Counter((path, number[str(on)[:7]]) for path, on in cursor.fetchall())


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
    today = today or timezone.localdate()
    months = [month for month in period.months() if month.until <= today]
    due = _due(unit, months)
    if as_of is None:
        told = _written_months(unit, months, due)
    else:
        told = _as_bits(written(unit, period, as_of=as_of), months)
    missing = {key: bits & ~told.get(key, 0) for (key, _paths), bits in due.items()}
    silent = sorted(
        (key for key, bits in missing.items() if bits),
        key=lambda key: (-missing[key].bit_count(), missing[key] & -missing[key]),
    )
    asked = [bits for bits in due.values() if bits]
    number = sum(bits.bit_count() for bits in asked)
    return Completeness(
        unit=unit,
        due=number,
        recorded=number - sum(bits.bit_count() for bits in missing.values()),
        units=len(asked),
        whole=len(asked) - len(silent),
        silent=tuple(silent),
        rule=rulebook.find(THRESHOLD, unit, period.last_day),
    )


def _due(unit, months):
    """{(unit key, its paths): bits} of the months that are to be written, the first as bit 0: `expected`, without the units themselves."""
    if not months:
        return {}
    rows = keepers(unit).values_list("pk", "path", "places", "since", "until")
    free, whole = _excused(unit), (1 << len(months)) - 1
    found = {}
    for key, path, places, since, until in rows:
        bits = whole
        stays = (since is None or since <= months[0].start) and (until is None or until >= months[-1].until)
        if not stays or key in free:
            bits = sum(
                1 << place
                for place, month in enumerate(months)
                if (since is None or since <= month.start)
                and (until is None or until >= month.until)
                and not _is_free(free.get(key, ()), month)
            )
        found[key, (*(there for _until, there in places), path)] = bits
    return found


def _as_bits(told, months):
    """{unit key: bits} of {(unit key, month)}."""
    number = {f"{month.start:%Y-%m}": place for place, month in enumerate(months)}
    found = defaultdict(int)
    for key, month in told:
        if month in number:
            found[key] |= 1 << number[month]
    return found
