"""The figures of many units at once, of whatever level: a whole table is a few questions to the ledger, however many rows it has.

Where all units asked for have roll-ups, these answer. Else the lines are added up once, each at the place where it happened, and carried
up the tree in memory. A person who is named at several places counts once at each unit that has them below; a rate is the numerator
and the base of that very unit; nothing is averaged.
"""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from django.db import connection
from django.db.models import BigIntegerField, Case, F, Max, Min, Sum, When
from django.db.models.functions import Cast, Substr

from taizhang.kernel import reading, totals
from taizhang.kernel.manifest import Indicator, registry
from taizhang.kernel.models import Unit
from taizhang.kernel.periods import Period

EVERYWHERE = 255  # a reach that no path is longer than
SLICE = 900


@dataclass(frozen=True)
class Column:
    """A figure of one period for many units: `numbers` stand in the order of the units, None where a rate has no base."""

    indicator: Indicator
    period: Period
    numbers: list
    numerators: list
    denominators: list | None = None

    def figure(self, row, unit):
        """The same number of one row as a Figure, for pages."""
        base = None if self.denominators is None else Decimal(self.denominators[row])
        number = self.numbers[row]
        number = None if number is None else Decimal(number)
        return reading.Figure(self.indicator, unit, self.period, number, Decimal(self.numerators[row]), base)


def columns_by_unit(columns, unit, units, *, as_of=None, tree="then"):
    """[Column] for `columns`, [(Indicator, Period)], over `units`, which stand at or below `unit`.

    On the tree of then a unit that was moved has what happened at all its places below `unit`.
    """
    by_period = defaultdict(list)
    for indicator, period in columns:
        by_period[period].append(indicator)
    counted = {}
    for period, indicators in by_period.items():
        asked = reading._ask(unit, period, "subtree", "", as_of, tree)
        counted[period] = counted_by_unit(reading.terms_of(indicators), asked, units)
    return [_column(indicator, period, counted[period], len(units)) for indicator, period in columns]


def counted_by_unit(terms, asked, units):
    """{term: [count in the measure's smallest unit, one for each of the units]}."""
    rows = _Rows.of(asked, units)
    answered = _rolled_up(terms, asked, rows)
    left = terms - answered.keys()
    return answered | (_Fold(left, asked, rows).counted() if left else {})


def _column(indicator, period, counted, length):
    numerators = _added(indicator.numerator, counted, length)
    if not indicator.is_ratio:
        return Column(indicator, period, numerators, numerators)
    bases = _added(indicator.denominator, counted, length)
    factor, decimals = 100 if indicator.percent else 1, indicator.decimals
    numbers = [
        reading.rounded(Decimal(above) / Decimal(base) * factor, decimals) if base else None
        for above, base in zip(numerators, bases, strict=True)
    ]
    return Column(indicator, period, numbers, numerators, bases)


def _added(terms, counted, length):
    """The terms of an indicator added up, row by row: whole numbers where the measures have no decimals, else Decimals."""
    if not terms:
        return [0] * length
    scale = max(registry.measures[term.measure].scale for term in terms)
    weights = [term.sign * 10 ** (scale - registry.measures[term.measure].scale) for term in terms]
    if len(terms) == 1 and weights == [1]:
        sums = counted[terms[0]]
    else:
        lists = [counted[term] for term in terms]
        sums = [sum(weight * n for weight, n in zip(weights, row, strict=True)) for row in zip(*lists, strict=True)]
    return [Decimal(total).scaleb(-scale) for total in sums] if scale else sums


# --- rows -------------------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Rows:
    """The places of the units asked for."""

    paths: list  # for each row its places
    at: dict  # path → row
    shortest: int

    @classmethod
    def of(cls, asked, units):
        tops = asked.unit.paths if asked.tree == "then" else [asked.unit.path]
        paths = [
            [path for path in (one.paths if asked.tree == "then" else [one.path]) if path.startswith(tuple(tops))]
            for one in units
        ]
        at = {path: row for row, places in enumerate(paths) for path in places}
        return cls(paths, at, min(map(len, at), default=Unit.steplen))

    def above(self, path, reach=0):
        """The rows at which a line at this path counts."""
        ends = range(self.shortest, len(path) + 1, Unit.steplen)
        return {self.at[path[:end]] for end in ends if end >= reach and path[:end] in self.at}


def _rolled_up(terms, asked, rows):
    """What stands ready, if each row is one place and all of them have roll-ups."""
    if any(len(places) != 1 for places in rows.paths):
        return {}
    paths = [places[0] for places in rows.paths]
    answered = {}
    for term, by_path in totals.ready(terms, asked, totals.CHILD, paths).items():
        scale = registry.measures[term.measure].scale
        answered[term] = [int(by_path[path].scaleb(scale)) * term.sign for path in paths]
    return answered


# --- adding up --------------------------------------------------------------------------------------------------------------------


class _Fold:
    """Lines added up where they happened, then carried up the tree."""

    def __init__(self, terms, asked, rows):
        self.terms, self.asked, self.rows = sorted(terms, key=repr), asked, rows
        self.number = {term: n for n, term in enumerate(self.terms)}
        self.place = "path" if asked.tree == "then" else "unit__path"
        self.own = {}  # path → what happened there, one number a term
        self.here = defaultdict(
            lambda: [0] * len(self.terms)
        )  # row → what counts at this row and is not carried further
        self.level_by_level = []

    def counted(self):
        """{term: [count, one for each row]}."""
        companies, alone = reading._companies(self.terms)
        for company in companies:
            self._count(company, reading._together(company, self.asked, EVERYWHERE), by_kind=True)
        for term in alone:
            self._count([term], reading.term_facts(term, self.asked, reach=EVERYWHERE).order_by(), by_kind=False)
        self._carry()
        nothing = [0] * len(self.terms)
        lines = []
        for row, places in enumerate(self.rows.paths):
            found = [self.own[path] for path in places if path in self.own] + (
                [self.here[row]] if row in self.here else []
            )
            lines.append(
                found[0] if len(found) == 1 else [sum(numbers) for numbers in zip(*found, strict=True)] or nothing
            )
        counted = {term: [line[n] for line in lines] for n, term in enumerate(self.terms)}
        return counted | self._by_level()

    def _count(self, terms, facts, by_kind):
        if self.place != "path" and facts.filter(reach__gt=0).exists():
            self.level_by_level += terms  # on today's tree joint events count by who else stands below the same unit
        elif registry.measures[terms[0].measure].nature == "reading":
            self._count_readings(terms, facts, by_kind)
        elif terms[0].how == "distinct":
            self._count_people(terms, facts, by_kind)
        else:
            self._count_sums(terms, facts, by_kind)

    def _numbers(self, terms, by_kind):
        """A function (measure, kind) → the numbers of the terms that such a line counts for."""
        known = {}

        def numbers(measure, kind):
            if not by_kind:
                return (self.number[terms[0]],)
            if (measure, kind) not in known:
                known[measure, kind] = [
                    self.number[term]
                    for term in terms
                    if term.measure == measure and (not term.kinds or kind in term.kinds) and kind not in term.not_kind
                ]
            return known[measure, kind]

        return numbers

    def _line(self, path):
        line = self.own.get(path)
        if line is None:
            line = self.own[path] = [0] * len(self.terms)
        return line

    def _count_sums(self, terms, facts, by_kind):
        numbers = self._numbers(terms, by_kind)
        names = ("measure", "kind") if by_kind else ()
        rows = facts.values_list(*names, self.place).annotate(
            total=Cast(Sum("value"), BigIntegerField()), far=Max("reach")
        )
        far = 0
        for *name, path, total, reach in _plainly(rows):
            far = far or reach
            line = self._line(path)
            for n in numbers(*(name or ("", ""))):
                line[n] += total
        if far:
            self._take_back_far(numbers, facts, names)

    def _take_back_far(self, numbers, facts, names):
        """Lines that do not count all the way up: taken out of what is carried, counted at the rows that they reach."""
        rows = facts.filter(reach__gt=0).values_list(*names, self.place, "reach").annotate(total=Sum("value"))
        for *name, path, reach, total in _plainly(rows):
            for n in numbers(*(name or ("", ""))):
                self._line(path)[n] -= int(total)
                for row in self.rows.above(path, reach):
                    self.here[row][n] += int(total)

    def _count_people(self, terms, facts, by_kind):
        """Subjects, and lines that name none, in one reading of the lines."""
        numbers = self._numbers(terms, by_kind)
        names = ("measure", "kind") if by_kind else ()
        here = Case(When(subject="", then=F(self.place)))
        people = facts.values("subject", *names, here=here).annotate(
            net=Sum("value"), first=Min(self.place), last=Max(self.place), reaching=Max("reach")
        )
        apart, far = set(), 0
        for *name, path, subject, total, reach in _at_one_place(people, names):
            if subject:
                apart.add((subject, *name))
                continue
            far = far or reach
            line = self._line(path)
            for n in numbers(*(name or ("", ""))):
                line[n] += total
        if far:
            self._take_back_far(numbers, facts.filter(subject=""), names)
        for name, lines in self._at_several(apart, facts, names).items():
            net = defaultdict(int)
            for path, reach, value in lines:
                for row in self.rows.above(path, reach):
                    net[row] += value
            for n in numbers(*(name[1:] or ("", ""))):
                for row, value in net.items():
                    self.here[row][n] += value > 0

    def _at_several(self, apart, facts, names):
        """{(subject, measure, kind): [(path, reach, value)]} of these subjects, who are named at several places or not all the way up."""
        found, by_name = sorted({name[0] for name in apart}), defaultdict(list)
        for start in range(0, len(found), SLICE):
            rows = facts.filter(subject__in=found[start : start + SLICE])
            rows = rows.values_list("subject", *names, self.place, "reach").annotate(total=Sum("value"))
            for *name, path, reach, total in _plainly(rows):
                if tuple(name) in apart:
                    by_name[tuple(name)].append((path, reach, int(total)))
        return by_name

    def _count_readings(self, terms, facts, by_kind):
        numbers = self._numbers(terms, by_kind)
        names = ("unit_id", "kind", "matter", "measure", "occurred_on", "posting__record_type", "posting__record_id")
        rows = facts.values_list(*names, self.place, "reach").annotate(
            net=Sum("value"), lines=Sum("sign"), latest=Max("id")
        )
        told = defaultdict(list)
        for unit, kind, matter, measure, on, _type, _record, path, reach, net, _lines, latest in rows.filter(
            lines__gt=0
        ):
            told[unit, kind, matter, measure].append(((on, latest), path, reach, net))
        for (_unit, kind, _matter, measure), lines in told.items():
            for n in numbers(measure, kind):
                if len({path for _rank, path, _reach, _net in lines}) == 1 and not any(line[2] for line in lines):
                    self._line(lines[0][1])[n] += max(lines)[3]
                else:
                    self._read_apart(n, lines)

    def _read_apart(self, n, lines):
        """Readings of one thing taken at several places: at each row the last one below it."""
        for row in set().union(*(self.rows.above(path, reach) for _rank, path, reach, _net in lines)):
            below = [line for line in lines if row in self.rows.above(line[1], line[2])]
            self.here[row][n] += max(below)[3]

    def _carry(self):
        """Each place gives what it has to the place above."""
        step, known = Unit.steplen, defaultdict(list)
        for path in self.own:
            known[len(path)].append(path)
        for length in sorted(range(self.rows.shortest + step, max(known, default=0) + 1, step), reverse=True):
            for path in known[length]:
                above = path[:-step]
                if above in self.own:
                    self.own[above] = [a + b for a, b in zip(self.own[above], self.own[path], strict=True)]
                else:
                    self.own[above] = list(self.own[path])
                    known[len(above)].append(above)

    def _by_level(self):
        """Terms that are asked level by level, in grouped questions."""
        terms, told = set(self.level_by_level), {}
        if not terms:
            return told
        by_path = {}
        for length in sorted({len(path) for path in self.rows.at}):
            grouped = reading._grouped(terms, self.asked, Substr(self.place, 1, length), reach=length)
            grouped |= {term: self._one_by_one(term, length) for term in terms - grouped.keys()}
            for term, found in grouped.items():
                by_path |= {(term, path): total for path, total in found.items() if len(path) == length}
        for term in terms:
            scale = registry.measures[term.measure].scale
            told[term] = [
                int(sum(by_path.get((term, path), Decimal(0)) for path in places).scaleb(scale)) * term.sign
                for places in self.rows.paths
            ]
        return told

    def _one_by_one(self, term, length):
        return {path: reading.term_value(term, self.asked, path) for path in self.rows.at if len(path) == length}


def _plainly(rows):
    """The rows of a query as the driver gives them: Django's converters cost more than the question."""
    sql, params = rows.order_by().query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall()


def _at_one_place(people, names):
    """(measure, kind, path, "", how many count, how far up) of what stands at one place: lines without a subject, and subjects whose lines
    all stand there and count all the way up. And (measure, kind, None, subject, …) of each other subject."""
    one = "subject = '' OR (first = last AND reaching = 0)"
    said, groups = "".join(f"{name}, " for name in names), ", ".join([*names, "place", "who"])
    sql, params = people.order_by().query.sql_with_params()
    sql = f"""SELECT {said}CASE WHEN {one} THEN first END AS place,
        CASE WHEN {one} THEN '' ELSE subject END AS who, CAST(SUM(CASE WHEN subject = '' THEN net ELSE 1 END) AS BIGINT),
        MAX(CASE WHEN subject = '' THEN reaching ELSE 0 END)
        FROM ({sql}) AS people WHERE net > 0 OR subject = '' OR first <> last OR reaching > 0 GROUP BY {groups}"""  # noqa: S608  names are ours
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall()
