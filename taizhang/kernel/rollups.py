"""Roll-ups: sums and numbers of people that stand ready for each place, month and kind, kept beside the ledger and never instead of it.

A roll-up says what the facts up to a *mark* add up to; what came after the mark is read from the ledger and added while a figure is
asked for (`totals.py`). So figures are exact at every moment although acts only append facts and touch no roll-up. `fold` moves the
mark in short transactions of its own: the worker calls it every minute, an import when it is through. Roll-ups are derived: `rebuild`
makes them anew, `differences` compares them with the facts. Reasons and measurements: docs/decisions/0014-rollups.md.

A place is a path of the tree (a fact counts at its own path and at those above, down to its `reach`). Places have roll-ups where the
place above them has many lines (`SPREAD_FROM`); below that, no question reads more lines than that.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from itertools import groupby

from django.db import connection, transaction
from django.db.models import BigIntegerField, Case, Count, F, Sum, Value, When
from django.db.models.functions import Length, Substr

from taizhang.kernel.counts import COLUMNS
from taizhang.kernel.filters import Where, parse_where
from taizhang.kernel.manifest import registry
from taizhang.kernel.models import Fact, Unit, Wording, path_end
from taizhang.kernel.months import MonthOf
from taizhang.kernel.tables import RollMark, RollPeople, RollPlace, RollSeries, RollSum

SPREAD_FROM = 20_000  # lines below a place from which on each place directly below it has roll-ups of its own
AT_ONCE = 50_000  # lines folded in one transaction
SLICE = 900  # SQLite reads no longer list at once
ANY = "*"  # in the place of a kind: all kinds together
NUMBERS = ("total", "unnamed", "lines", "unnamed_lines")  # of a sum; unnamed: of lines without a subject

# --- what is kept ---------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Slice:
    """A filter that a declared indicator asks with: the lines of a measure whose record said so, of these kinds (empty: any)."""

    measure: str
    text: str
    kinds: frozenset
    where: Where

    @property
    def name(self):
        return digest(self.text)


@dataclass(frozen=True)
class Crowd:
    """Subjects that a declared indicator counts once over several kinds, or under a filter."""

    measure: str
    kinds: tuple
    not_kind: tuple
    text: str

    @classmethod
    def of(cls, term):
        return cls(term.measure, tuple(sorted(term.kinds)), tuple(sorted(term.not_kind)), term.where)

    @property
    def series(self):
        """The name of its roll-ups: (measure, kind, slice)."""
        if not self.text and not self.not_kind and len(self.kinds) < 2:
            return self.measure, self.kinds[0] if self.kinds else ANY, ""
        return self.measure, ANY, digest("|".join(self.kinds) + "!" + "|".join(self.not_kind) + "?" + self.text)

    def counts(self, kind):
        return (not self.kinds or kind in self.kinds) and kind not in self.not_kind


@dataclass(frozen=True)
class Kept:
    """Everything that is kept beside the plain sums, worked out from the declared indicators."""

    slices: dict  # measure → [Slice, …]
    crowds: dict  # measure → [Crowd, …]
    each_kind: frozenset  # measures whose subjects are counted for every kind

    @property
    def mark(self):
        """A short name of all this: when it changes (an upgrade), the roll-ups are made anew."""
        return digest(repr((sorted(map(repr, self._all())), sorted(self.each_kind))))

    def _all(self):
        slices = ((one.measure, one.text, sorted(one.kinds)) for found in self.slices.values() for one in found)
        return [*slices, *(one for found in self.crowds.values() for one in found)]

    def slice_of(self, term):
        """The Slice that holds every line of the term, or None."""
        for one in self.slices.get(term.measure, ()):
            if one.text == term.where and (not one.kinds or (term.kinds and one.kinds.issuperset(term.kinds))):
                return one
        return None

    def crowd_of(self, term):
        """The series that counts the term's subjects, or None."""
        crowd = Crowd.of(term)
        plain = crowd.series[2] == "" and crowd.kinds and term.measure in self.each_kind
        return crowd.series if plain or crowd in self.crowds.get(term.measure, ()) else None


def digest(text):
    """A short name for a longer text."""
    return blake2b(text.encode(), digest_size=12).hexdigest()


def kept():
    """What the registry asks for; worked out again when more is declared."""
    return _kept(len(registry.indicators), len(registry.measures))


@lru_cache(maxsize=4)
def _kept(_indicators, _measures):
    kinds, crowds = {}, defaultdict(dict)
    for term in {term for found in registry.indicators.values() for term in found.numerator + found.denominator}:
        if registry.measures[term.measure].nature == "reading":
            continue
        if term.where:
            asked = kinds.setdefault((term.measure, term.where), [])
            asked.append(frozenset(term.kinds))
        if term.how == "distinct":
            crowds[term.measure][Crowd.of(term)] = True
    slices = defaultdict(list)
    for (measure, text), asked in sorted(kinds.items()):
        every = frozenset().union(*asked) if all(asked) else frozenset()
        slices[measure].append(Slice(measure, text, every, parse_where(text)))
    each_kind = frozenset(f"work.{count}" for count, how in COLUMNS.values() if how == "distinct")
    in_order = {measure: sorted(found, key=repr) for measure, found in crowds.items()}
    return Kept(dict(slices), in_order, each_kind)


# --- months and spans -------------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=4096)
def spans(month):
    """(year, month) of a month as text, as numbers: 2008, 200805. Sums are kept for these."""
    return int(month[:4]), int(month[:4]) * 100 + int(month[5:7])


@lru_cache(maxsize=4096)
def all_spans(month):
    """The spans in which a person of this month is counted once: the year, the month, quarter, half and statistical year."""
    year, number = int(month[:4]), int(month[5:7])
    at = year * 100
    return year, at + number, at + 20 + (number + 2) // 3, at + 30 + (number + 5) // 6, statistical(year + (number > 9))


def statistical(year):
    """The span of a statistical year: 1 October of the year before to 30 September."""
    return year * 100 + 40


def span_of(period):
    """The span that is exactly this period, or None."""
    start, until = period.start, period.until
    if start.day != 1 or until.day != 1:
        return None
    length, at = (until.year - start.year) * 12 + until.month - start.month, start.year * 100
    if length == 1:
        return at + start.month
    if length == 3 and start.month % 3 == 1:
        return at + 20 + (start.month + 2) // 3
    if length == 6 and start.month in (1, 7):
        return at + 30 + (start.month + 5) // 6
    if length == 12 and start.month == 1:
        return start.year
    return statistical(until.year) if length == 12 and start.month == 10 else None


# --- from lines to roll-ups -------------------------------------------------------------------------------------------------------


class Roll:
    """Roll-ups in memory: what some lines add to the sums and to the numbers of people, at the places that are wanted.

    `wanted`: a function (path, reach) → the places, among those at which such a line counts, that have roll-ups.
    """

    def __init__(self, wanted):
        self.wanted, self.kept = wanted, kept()
        self.sums = {}  # (place, series, span) → the NUMBERS of a sum
        self.people = Counter()  # (place, series, span) → subjects counted
        self.lines = Counter()  # place → lines
        self._places, self._series, self._joined, self._said = {}, {}, {}, {}

    def places(self, path, reach):
        found = self._places.get((path, reach))
        if found is None:
            found = self._places[path, reach] = tuple(self.wanted(path, reach))
        return found

    def learn(self, rows):
        """Ask which of the filters hold for the wordings of the lines: [(measure, kind, wording), …]."""
        asked = defaultdict(set)
        for measure, kind, wording in rows:
            for one in self.kept.slices.get(measure, ()):
                if not one.kinds or kind in one.kinds:
                    asked[one.text].add(wording)
        where = {one.text: one.where for found in self.kept.slices.values() for one in found}
        for text, wordings in asked.items():
            known = self._said.setdefault(text, {})
            fresh = sorted(wordings - known.keys())
            for start in range(0, len(fresh), SLICE):
                chunk = fresh[start : start + SLICE]
                held = Wording.objects.filter(where[text].condition(), pk__in=chunk).values_list("pk", flat=True)
                known.update(dict.fromkeys(chunk, False) | dict.fromkeys(held, True))

    def says(self, text, wording):
        return self._said.get(text, {}).get(wording, False)

    def series(self, measure, kind, basis, wording):
        """The series to which a line belongs: its kind, plain and under each filter that holds."""
        key = measure, kind, basis, wording
        found = self._series.get(key)
        if found is None:
            names = [""] if not basis else []
            for one in self.kept.slices.get(measure, ()):
                in_kind = not one.kinds or kind in one.kinds
                if in_kind and basis == one.where.basis and self.says(one.text, wording):
                    names.append(one.name)
            found = self._series[key] = [(measure, kind, name) for name in names]
        return found

    def add(self, rows):
        """Add lines to the sums: (measure, kind, basis, wording, path, reach, month, how many, *the NUMBERS of a sum)."""
        rows = list(rows)
        self.learn((row[0], row[1], row[3]) for row in rows)
        found, lines = {}, self.lines
        for measure, kind, basis, wording, path, reach, month, number, *sums in rows:
            series = self.series(measure, kind, basis, wording)
            for place in self.places(path, 0):
                lines[place] += number
            for place in self.places(path, reach):
                for one in series:
                    _add_up(found, (place, one, month), sums)
        for key, sums in found.items():
            self._spread_over(*key, sums)

    def _spread_over(self, place, series, month, sums):
        """A sum of one kind in one month is also one of all kinds, and of its year."""
        measure, kind, name = series
        for one in (series, (measure, ANY, name)) if kind else (series,):
            for span in spans(month):
                _add_up(self.sums, (place, one, span), sums)

    def add_people(self, rows):
        """Add lines of subjects to the numbers of people: (subject, measure, kind, basis, wording, path, reach, month, before, after).

        All lines of a subject come one after the other, those known before too: whether it counts is a matter of all of them.
        """
        rows = list(rows)
        self.learn((row[1], row[2], row[4]) for row in rows)
        for _subject, lines in groupby(rows, key=lambda row: row[0]):
            by_place = {}
            for _, measure, kind, basis, wording, path, reach, month, before, after in lines:
                series = self._crowds(measure, kind, basis, wording)
                for place in self.places(path, reach) if series else ():
                    for one in series:
                        months = by_place.setdefault((place, one), {})
                        was, now = months.get(month, (0, 0))
                        months[month] = was + before, now + after
            for (place, series), months in by_place.items():
                self._count(place, series, months)

    def _crowds(self, measure, kind, basis, wording):
        key = measure, kind, basis, wording
        known = self._joined.get(key)
        if known is not None:
            return known
        found = self._joined[key] = {(measure, kind, "")} if measure in self.kept.each_kind and not basis else set()
        for crowd in self.kept.crowds.get(measure, ()):
            if crowd.counts(kind) and (
                self.says(crowd.text, wording) and basis == parse_where(crowd.text).basis if crowd.text else not basis
            ):
                found.add(crowd.series)
        return found

    def _count(self, place, series, months):
        """One subject at one place: in which spans it counts now and did not before, or the other way round."""
        people = self.people
        if len(months) == 1:  # most subjects
            ((month, (was, now)),) = months.items()
            change = (now > 0) - (was > 0)
            if change:
                is_balance = registry.measures[series[0]].nature == "balance"
                for span in (spans if is_balance else all_spans)(month):
                    people[place, series, span] += change
            return
        if registry.measures[series[0]].nature == "balance":
            before = after = 0
            for month in sorted(months):
                was, now = months[month]
                change = ((after + now > 0) - (after > 0)) - ((before + was > 0) - (before > 0))
                before, after = before + was, after + now
                if change:
                    for span in spans(month):
                        people[place, series, span] += change
            return
        sums = defaultdict(lambda: [0, 0])
        for month, (was, now) in months.items():
            for span in all_spans(month):
                sums[span][0] += was
                sums[span][1] += now
        for span, (was, now) in sums.items():
            if (now > 0) != (was > 0):
                people[place, series, span] += (now > 0) - (was > 0)


def _add_up(sums, key, numbers):
    """Add the NUMBERS of some lines to what is known of the key."""
    known = sums.get(key)
    if known is None:
        sums[key] = list(numbers)
    else:
        total, unnamed, lines, unnamed_lines = numbers
        known[0] += total
        known[1] += unnamed
        known[2] += lines
        known[3] += unnamed_lines


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the ledger behind the mark, as far as roll-ups go."""

    measure: str
    kind: str
    basis: str
    wording: int
    path: str
    reach: int
    month: str
    value: int
    sign: int
    subject: str

    def as_sum(self):
        """As `Roll.add` takes it."""
        unnamed = (0, self.sign, 0) if self.subject else (self.value, self.sign, self.sign)
        place = (self.measure, self.kind, self.basis, self.wording, self.path, self.reach, self.month)
        return (*place, 1, self.value, *unnamed)

    def as_person(self):
        """As `Roll.add_people` takes it, new."""
        place = (self.measure, self.kind, self.basis, self.wording, self.path, self.reach, self.month)
        return (self.subject, *place, 0, self.value)


def ahead(facts):
    """The `Line`s of some facts."""
    names = ("measure", "kind", "basis", "wording_id", "path", "reach", "month", "value", "sign", "subject")
    return [Line(*row) for row in facts.order_by().annotate(month=MonthOf("occurred_on")).values_list(*names)]


def _said(measures):
    """The wording of a line where a filter may look at it, else 0: lines that say different things are added up together."""
    cases = []
    for measure in measures:
        slices = kept().slices.get(measure, ())
        kinds = {kind for one in slices for kind in one.kinds}
        if slices:
            any_kind = {} if any(not one.kinds for one in slices) else {"kind__in": sorted(kinds)}
            cases.append(When(measure=measure, **any_kind, then=F("wording_id")))
    return Case(*cases, default=Value(0), output_field=BigIntegerField())


def sum_rows(facts, place="path"):
    """The lines of `facts` as `Roll.add` takes them; `place`: the part of the path that is wanted."""
    unnamed, unnamed_lines = (Sum(Case(When(subject="", then=F(one)), default=Value(0))) for one in ("value", "sign"))
    rows = facts.order_by().annotate(said=_said(kept().slices), month=MonthOf("occurred_on"))
    named = rows.values_list("measure", "kind", "basis", "said", place, "reach", "month")
    return named.annotate(
        number=Count("pk"), total=Sum("value"), unnamed=unnamed, lines=Sum("sign"), unnamed_lines=unnamed_lines
    )


def people_rows(facts, mark):
    """The lines of `facts` as `Roll.add_people` takes them; those up to the mark were counted before."""
    counted = counted_measures()
    before = Sum(Case(When(pk__lte=mark, then=F("value")), default=Value(0)))
    # The measure is looked at through an expression: an index on it would be the wrong one to choose.
    rows = facts.annotate(of=Case(When(measure__in=list(counted), then=Value(1)), default=Value(0))).filter(of=1)
    rows = rows.exclude(subject="").annotate(said=_said(counted), month=MonthOf("occurred_on")).order_by("subject")
    named = rows.values_list("subject", "measure", "kind", "basis", "said", "path", "reach", "month")
    return named.annotate(before=before, after=Sum("value"))


def known_before(facts):
    """The lines of subjects up to the mark, as `Roll.add_people` takes them: known, and nothing new."""
    return [(*row[:-2], row[-1], row[-1]) for row in people_rows(facts, 0)]


def counted_measures():
    """The measures of which anybody counts the subjects."""
    return kept().each_kind | kept().crowds.keys()


def subjects_of(facts):
    """The subjects that these lines name and that anybody counts."""
    counted = counted_measures()
    named = facts.exclude(subject="").order_by().values_list("subject", "measure").distinct()
    return sorted({subject for subject, measure in named if measure in counted})


def _plainly(rows):
    """The rows of a query as the driver gives them: Django's converters cost more than the question."""
    sql, params = rows.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        yield from cursor


def in_portions(found):
    """A long list in parts that the database takes at once."""
    for start in range(0, len(found), SLICE):
        yield found[start : start + SLICE]


# --- folding ----------------------------------------------------------------------------------------------------------------------


def announce():
    """Tell the folder that this transaction is about to take keys for facts. Called by the ledger before it takes them.

    On PostgreSQL keys are taken at once and seen at the end: the mark must stay below the keys of everybody who has not ended.
    An advisory lock that carries the last key taken so far says so, and goes away with the transaction. SQLite has one writer.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT pg_advisory_xact_lock_shared({_TAG} | ({_LAST_KEY}))")


_TAG = 0x7A7A << 48  # marks our locks among all advisory locks; the 48 bits below it hold a key
_LAST_KEY = "SELECT CASE WHEN is_called THEN last_value ELSE last_value - 1 END FROM kernel_fact_id_seq"
_OPEN = f"""SELECT MIN((classid::bigint << 32 | objid::bigint) & {(1 << 48) - 1}) FROM pg_locks
WHERE locktype = 'advisory' AND objsubid = 1 AND classid::bigint >> 16 = {0x7A7A} AND pid <> pg_backend_pid()
AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"""  # noqa: S608  numbers of ours


def _last_ended():
    """The highest key below which every line is there or never will be. The order of the two questions matters (decision 14)."""
    if connection.vendor != "postgresql":
        return Fact.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    with connection.cursor() as cursor:
        cursor.execute(_LAST_KEY)
        (last,) = cursor.fetchone()
        cursor.execute(_OPEN)
        (still_open,) = cursor.fetchone()
    return last if still_open is None else min(last, still_open)


def fold(at_once=None):
    """Bring the roll-ups up to the last act that has ended, in short transactions. Safe beside acts and beside itself."""
    while fold_some(at_once or AT_ONCE):
        pass


def fold_some(at_once=AT_ONCE):
    """Fold one portion; whether there may be more. Whoever finds another folder at work leaves it to that one."""
    if _is_up_to_date():
        return False
    with transaction.atomic():
        mark = RollMark.objects.select_for_update(skip_locked=connection.features.has_select_for_update_skip_locked)
        mark = mark.filter(pk=1).first()
        if mark is None:
            return False
        if mark.declared != kept().mark:
            _forget(mark)
        upto = _portion(mark.mark, at_once)
        if upto <= mark.mark:
            return False
        _fold_lines(mark.mark, upto)
        mark.mark = upto
        mark.save()
    return True


def _is_up_to_date():
    """Whether there is nothing to fold: asked without a lock, for mostly there is nothing."""
    mark, _new = RollMark.objects.get_or_create(pk=1)
    last = Fact.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    return mark.mark >= last and (mark.declared == kept().mark or not last)


def _portion(mark, at_once):
    ended = _last_ended()
    lines = Fact.objects.filter(pk__gt=mark, pk__lte=ended).order_by("pk").values_list("pk", flat=True)
    last = lines[at_once - 1 : at_once]
    return next(iter(last), max(mark, ended))


def _forget(mark):
    for model in (RollSum, RollPeople, RollPlace):
        model.objects.all().delete()
    mark.mark, mark.declared = 0, kept().mark
    mark.save()


def rebuild():
    """Make all roll-ups anew from the facts. Until it is through, figures are read from the facts themselves."""
    with transaction.atomic():
        RollMark.objects.get_or_create(pk=1)
        _forget(RollMark.objects.select_for_update().get(pk=1))
    fold()


def _fold_lines(mark, upto):
    fresh = Fact.objects.filter(pk__gt=mark, pk__lte=upto)
    _spread_before(fresh, mark)
    spread = set(RollPlace.objects.filter(spread=True).values_list("path", flat=True))
    roll = Roll(lambda path, reach: _ready_places(path, reach, spread))
    roll.add(_plainly(sum_rows(fresh)))
    known = Fact.objects.filter(pk__lte=upto)
    for some in in_portions(subjects_of(fresh)):
        roll.add_people(_plainly(people_rows(known.filter(subject__in=some), mark)))
    _write(roll)


def _spread_before(fresh, mark):
    """Let the places spread that these lines make large, before they are folded: so few old lines as possible are read again."""
    known, coming = {path: (lines, spread) for path, lines, spread in RollPlace.objects.values_list()}, Counter()
    for path, number in fresh.order_by().values_list("path").annotate(number=Count("pk")):
        for end in range(Unit.steplen, len(path) + 1, Unit.steplen):
            coming[path[:end]] += number
    for path, number in sorted(coming.items()):  # from the top downwards
        lines, spread = known.get(path, (0, False))
        above = path[: -Unit.steplen]
        if spread or (above and not known.get(above, (0, False))[1]):
            continue
        if lines + number >= SPREAD_FROM:
            roll = below(path, mark)
            _write(roll)
            RollPlace.objects.update_or_create(
                path=path, defaults={"spread": True}, create_defaults={"spread": True, "lines": 0}
            )
            known |= {path: (lines, True)} | {place: (n, False) for place, n in roll.lines.items()}


def _ready_places(path, reach, spread):
    """The places at which a line counts and which have roll-ups: the root, and all directly below a place that is spread."""
    step = Unit.steplen
    for end in range(step, len(path) + 1, step):
        if end > step and path[: end - step] not in spread:
            return
        if end >= reach:
            yield path[:end]


def below(path, upto):
    """The Roll of the places directly below `path` ("": of the roots), from all lines up to a key."""
    length = len(path) + Unit.steplen
    facts = Fact.objects.annotate(length=Length("path")).filter(length__gte=length, pk__lte=upto)
    if path:
        facts = facts.filter(path__gte=path, path__lt=path_end(path))
    roll = Roll(lambda path, reach: [path[:length]] if length >= reach else ())
    roll.add(_plainly(sum_rows(facts.annotate(place=Substr("path", 1, length)), "place")))
    roll.add_people(_plainly(people_rows(facts, 0)))
    return roll


def _write(roll):
    series = _series_keys({one for _, one, _ in (*roll.sums, *roll.people)})
    sums = sorted((place, series[one], span, *map(int, sums)) for (place, one, span), sums in roll.sums.items())
    _add_to("kernel_rollsum", ("place", "series_id", "span"), NUMBERS, sums)
    people = sorted((place, series[one], span, n) for (place, one, span), n in roll.people.items() if n)
    _add_to("kernel_rollpeople", ("place", "series_id", "span"), ("people",), people)
    places = ((place, n, False) for place, n in sorted(roll.lines.items()))
    _add_to("kernel_rollplace", ("path",), ("lines",), places, also=("spread",))


def _series_keys(names):
    known = {tuple(name): key for key, *name in RollSeries.objects.values_list("pk", "measure", "kind", "slice")}
    fresh = sorted(names - known.keys())
    made = RollSeries.objects.bulk_create([RollSeries(measure=m, kind=k, slice=s) for m, k, s in fresh])
    return known | {name: one.pk for name, one in zip(fresh, made, strict=True)}


_ARRAYS = {"place": "text", "path": "text", "series_id": "bigint", "span": "int", "spread": "boolean"}


def _add_to(table, keys, numbers, rows, also=()):
    """Add numbers to the rows that stand there, or put them there."""
    rows, columns = list(rows), (*keys, *numbers, *also)
    if not rows:
        return
    raised = ", ".join(f"{name} = {table}.{name} + excluded.{name}" for name in numbers)
    tail = f"ON CONFLICT ({', '.join(keys)}) DO UPDATE SET {raised}"
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            arrays = ", ".join(f"%s::{_ARRAYS.get(name, 'bigint')}[]" for name in columns)
            sql = f"INSERT INTO {table} ({', '.join(columns)}) SELECT * FROM unnest({arrays}) {tail}"  # noqa: S608  names are ours
            cursor.execute(sql, [list(column) for column in zip(*rows, strict=True)])
        else:
            marks = ", ".join(["%s"] * len(columns))
            sql = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks}) {tail}"  # noqa: S608  names are ours
            cursor.executemany(sql, rows)


# --- agreement --------------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Difference:
    """A roll-up that does not say what the facts say."""

    place: str
    series: tuple
    span: int
    facts: tuple
    rolled: tuple


def differences():
    """Roll-ups that differ from the facts up to the mark. Must be empty. Acts and folding may go on meanwhile."""
    mark = RollMark.objects.filter(pk=1).first()
    if mark is None:
        return
    places = RollPlace.objects.filter(spread=True).order_by("path").values_list("path", flat=True)
    for path in ["", *places]:
        yield from _compare(path)


def _compare(path):
    """The differences directly below a place; looked at again when somebody folded in between."""
    while True:
        mark = RollMark.objects.get(pk=1).mark
        found = list(_differences_below(path, mark))
        if not found or RollMark.objects.get(pk=1).mark == mark:
            return found


def _differences_below(path, mark):
    roll = below(path, mark)
    length = len(path) + Unit.steplen
    for model, numbers, counted in (
        (RollSum, NUMBERS, {key: tuple(sums) for key, sums in roll.sums.items()}),
        (RollPeople, ("people",), {key: (n,) for key, n in roll.people.items()}),
    ):
        nothing = (0,) * len(numbers)
        stored = _stored(model, numbers, path, length)
        for key in sorted(counted.keys() | stored.keys()):
            if counted.get(key, nothing) != stored.get(key, nothing):
                yield Difference(*key, counted.get(key, nothing), stored.get(key, nothing))


def _stored(model, numbers, path, length):
    rows = model.objects.annotate(length=Length("place")).filter(length=length)
    if path:
        rows = rows.filter(place__gte=path, place__lt=path_end(path))
    names = ("place", "series__measure", "series__kind", "series__slice", "span", *numbers)
    return {(place, (m, k, s), span): tuple(rest) for place, m, k, s, span, *rest in rows.values_list(*names)}
