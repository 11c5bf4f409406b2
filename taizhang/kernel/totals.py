"""Answering from roll-ups: what stands ready up to the mark, and the few lines behind it, added in memory.

Only questions that roll-ups can answer exactly are answered here: the whole subtree, the tree as it was, as known now, whole months, no
filter of the reader's own, terms that some indicator declares. `ready` leaves everything else out, and `reading.py` asks the facts.

Two or three small queries, and yet one moment: what lies up to the mark never changes, so only the lines behind the mark decide what
"now" is, and they are read in one statement. The statement that reads roll-ups says which mark they belong to; if somebody folded in
between, the question is asked again.
"""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from os.path import commonprefix

from django.db import connection
from django.db.models import Max
from django.db.models.functions import Substr

from taizhang.kernel.manifest import registry
from taizhang.kernel.models import Fact, Unit
from taizhang.kernel.rollups import ANY, NUMBERS, Roll, ahead, in_portions, kept, known_before, span_of

LONG_TAIL = 2000  # so many lines behind the mark, and the facts themselves are asked
PATIENCE = 3  # how often a question is asked again when somebody folds in between
MONTH, CHILD = "month", "child"
BEFORE = "0000-00"  # the key of what a balance was before the first month


def ready(terms, asked, by=None, children=()):
    """{term: {key: Decimal}} of the terms that roll-ups answer. Keys: None; the path of a child; or a month as text.

    By month a balance is told as what it was before (`BEFORE`) and what each month changed. `children`: the paths asked for, at or below
    the unit and not necessarily of one level.
    """
    places = list(children) if by == CHILD else [asked.unit.path]
    if not places or not _is_plain(asked, by):
        return {}
    chosen = [one for one in (_Wanted.of(term, asked.period, by) for term in terms) if one]
    if not chosen:
        return {}
    found = _found(chosen, asked.period, by, places, _Answer)
    return found.numbers() if found else {}


def _found(chosen, period, by, places, kind):
    """The answer of some terms at some places, of one moment; None where roll-ups do not know."""
    series = {name for one in chosen for name in one.series()}
    for _ in range(PATIENCE):
        state = _state(places, series)
        if state is None:
            return None
        answer = kind(chosen, period, by, places, *state)
        if answer.is_found():
            return answer
    return None


def behind(terms, asked):
    """{term: Behind} of the terms that roll-ups answer: how many lines stand behind each and what they add up to."""
    if not _is_plain(asked, None):
        return {}
    here, root = asked.unit.path, asked.unit.path[: Unit.steplen]
    chosen = [one for one in (_Wanted.of(term, asked.period, CHILD) for term in terms) if one]
    found = _found(chosen, asked.period, CHILD, sorted({here, root}), _Lines) if chosen else None
    if found is None:
        return {}
    told = {}
    for term, totals in found.numbers().items():
        lines, people = found.lines[term], found.people[term]
        unnamed = found.unnamed[term][here] if term.how == "distinct" else lines[here]
        scale = registry.measures[term.measure].scale if term.how == "distinct" else 0  # lines count whole persons
        total = totals[here].scaleb(scale)
        told[term] = Behind(unnamed + people[here], total, lines[here], people[here], lines[root])
    return told


@dataclass(frozen=True)
class Behind:
    """What stands behind a figure: how many lines are shown for it and what they add up to; then for those who look for them how many
    lines there are, subjects that count, and lines of the term in the whole tree."""

    number: int
    total: Decimal
    lines: int
    people: int
    in_tree: int


def last_month(place, until):
    """The last month, as (year, month), not after the day `until` in which anything happened at a place or below.

    (0, 0) if nothing did; None where roll-ups do not know. Asked of each series: one look into the index, however long the history.
    """
    state = _state([place])
    if state is None:
        return None
    newest = "SELECT MAX(span) FROM kernel_rollsum WHERE place = %s AND series_id = s.id AND span BETWEEN 10000 AND %s"
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT MAX(({newest})) FROM kernel_rollseries s",  # noqa: S608  words of ours
            [place, until.year * 100 + until.month],
        )
        (rolled,) = cursor.fetchone()
    behind = Fact.objects.filter(pk__gt=state[0]).annotate(inside=Substr("path", 1, len(place)))
    fresh = behind.filter(inside=place, occurred_on__lte=until).aggregate(last=Max("occurred_on"))["last"]
    return max(divmod(rolled or 0, 100), (fresh.year, fresh.month) if fresh else (0, 0))


def told_at(place, first, until):
    """{(measure, kind)} that lines at a place or below speak of, in the months from the day `first` up to the day `until`, and some
    that were taken back; None where roll-ups do not know. Readings are not among them. One look into the index for each series.
    """
    state = _state([place])
    if state is None:
        return None
    there = "SELECT 1 FROM kernel_rollsum WHERE place = %s AND series_id = s.id AND span BETWEEN %s AND %s"
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT s.measure, s.kind FROM kernel_rollseries s WHERE s.slice = '' AND EXISTS ({there})",  # noqa: S608  words of ours
            [place, first.year * 100 + first.month, until.year * 100 + until.month],
        )
        found = set(cursor.fetchall())
    if state[1]:  # few: read and not put in order, for which another index would be chosen
        behind = (
            Fact.objects.filter(pk__gt=state[0]).annotate(inside=Substr("path", 1, len(place))).filter(inside=place)
        )
        found |= set(behind.values_list("measure", "kind"))
    return found


def _is_plain(asked, by):
    if asked.scope != "subtree" or asked.as_of or asked.tree != "then" or asked.where or asked.unit.places:
        return False  # a unit that moved has facts at several places
    return asked.period.until.day == 1 and (by != MONTH or asked.period.start.day == 1)


def _state(places, series=()):
    """(the mark, lines behind it, {key: name} of those of the series that stand there) if all the places have roll-ups and are up to
    date enough, else None."""
    above = sorted({place[: -Unit.steplen] for place in places} - {""})
    marks = ", ".join(["%s"] * len(above))
    spread = f"(SELECT COUNT(*) FROM kernel_rollplace WHERE path IN ({marks}) AND spread)" if above else "0"  # noqa: S608
    mark = "(SELECT mark FROM kernel_rollmark WHERE id = 1)"
    behind = f"SELECT id FROM kernel_fact WHERE id > {mark} ORDER BY id LIMIT {LONG_TAIL + 1}"  # noqa: S608
    measures = sorted({measure for measure, _kind, _slice in series})
    known = f"s.measure IN ({', '.join(['%s'] * len(measures))})" if series else "s.id = 0"
    sql = f"""SELECT m.mark, m.declared, {spread}, (SELECT COUNT(*) FROM ({behind}) AS behind), s.id, s.measure, s.kind, s.slice
        FROM kernel_rollmark m LEFT JOIN kernel_rollseries s ON {known} WHERE m.id = 1"""  # noqa: S608  names of ours
    with connection.cursor() as cursor:
        cursor.execute(sql, [*above, *measures])
        rows = cursor.fetchall()
    if not rows:
        return None
    mark, declared, ready_above, tail = rows[0][:4]
    if not mark or ready_above < len(above) or declared != kept().mark or tail > LONG_TAIL:
        return None
    wanted = set(series)
    return mark, tail, {row[4]: row[5:] for row in rows if row[5:] in wanted}


@dataclass(frozen=True)
class _Wanted:
    """A term and where its number stands: series of sums with a weight each, and a series of people."""

    term: object
    sums: tuple  # (series, weight)
    people: tuple | None

    @classmethod
    def of(cls, term, period, by):
        """The _Wanted of a term, or None where roll-ups do not have it."""
        nature, name, people = registry.measures[term.measure].nature, "", None
        if nature == "reading" or (nature == "flow" and period.start.day != 1):
            return None
        if term.where:
            found = kept().slice_of(term)
            if found is None:
                return None
            name = found.name
        if term.how == "distinct":
            people = kept().crowd_of(term)
            if people is None or (nature == "flow" and by != MONTH and span_of(period) is None):
                return None
        return cls(term, _series(term, name), people)

    def series(self):
        """The names of all its series."""
        return [*(name for name, _weight in self.sums), *([self.people] if self.people else [])]


def _series(term, name):
    """The series, with a weight each, whose sums make the term's: its kinds, or all kinds but those that it leaves out."""
    if term.kinds:
        weights = {kind: 1 for kind in term.kinds if kind not in term.not_kind}
    else:
        weights = {ANY: 1, "": 1} | dict.fromkeys(term.not_kind, -1)
        if "" in term.not_kind:
            del weights[""]
    return tuple(((term.measure, kind, name), weight) for kind, weight in weights.items())


def _whole(period):
    """The fewest years and months that make up a period of whole months."""
    found, months = set(), list(period.months())
    while months:
        first = months[0].start
        take = 12 if first.month == 1 and len(months) >= 12 else 1
        found.add(first.year if take == 12 else first.year * 100 + first.month)
        months = months[take:]
    return found


class _Answer:
    """One attempt at a question: rows of roll-ups and of the tail, added to the terms that want them."""

    NUMBERS: tuple[str, ...] = NUMBERS[:2]  # of a sum that are read

    def __init__(self, chosen, period, by, places, mark, tail, names):
        self.chosen, self.period, self.by, self.places = chosen, period, by, places
        self.mark, self.tail, self.names = mark, tail, names  # names: {key: (measure, kind, slice)} of series
        self.counted = {one.term: defaultdict(int) for one in chosen}
        self.first = period.start.year * 100 + period.start.month
        self.last = period.last_day.year * 100 + period.last_day.month
        # The years before this one are added up whole; of it, the months are read (none, where it begins after the last).
        self.year = self.first // 100 if by == MONTH else (self.last + 88) // 100
        self.spans = {False: set(), True: set()}
        if period.start.day == 1:
            months = set(map(span_of, period.months())) if by == MONTH else set()
            self.spans = {False: months or _whole(period), True: months or {span_of(period)}}

    def is_found(self):
        """Read everything; False if the mark moved meanwhile."""
        roll = self._read_tail() if self.tail else None
        found = self._read()
        if found and roll is not None:
            self._add_roll(roll)
        return found

    def numbers(self):
        """{term: {key: Decimal}} in the measures' units."""
        told = {}
        for term, by_key in self.counted.items():
            scale, sign = -registry.measures[term.measure].scale, term.sign
            numbers = {key: Decimal(sign * n) for key, n in by_key.items()}
            if scale:
                numbers = {key: n.scaleb(scale) for key, n in numbers.items()}
            told[term] = defaultdict(Decimal, numbers)
        return told

    # --- which rows

    def _index(self, people):
        """{series: [(term, weight, which number)]}: who wants the rows of a series. Of sums, a term that counts subjects
        wants what the lines without one add up to."""
        index = defaultdict(list)
        for one in self.chosen:
            if not people:
                for series, weight in one.sums:
                    index[series] += self._of_sums(one, weight)
            elif one.people:
                index[one.people] += self._of_people(one)
        return index

    def _of_sums(self, one, weight):
        return [(self.counted[one.term], weight, 1 if one.people else 0)]

    def _of_people(self, one):
        return [(self.counted[one.term], 1, 0)]

    def _counts(self, measure, span, people):
        """Whether a row of this span belongs to the period: in it, or for a balance not after it."""
        if registry.measures[measure].nature == "balance":
            return span < self.year if span < 10_000 else self.year * 100 < span <= self.last
        return span in self.spans[people]

    def _read(self):
        """Add what stands ready, and ask of which mark it is, in one statement; False if it is of another."""
        at = "''" if self.by == CHILD else "0"
        nothing = ", 0" * (len(self.NUMBERS) - 1)
        mark = f"SELECT 0 AS people, 0 AS series, {at} AS at, mark{nothing} FROM kernel_rollmark WHERE id = 1"  # noqa: S608  ours
        parts, params = [mark], []
        wanted = {}
        for people in (False, True):
            index = self._index(people)
            wanted |= {(people, key): index[name] for key, name in self.names.items() if name in index}
            for words, said in self._parts(people, index):
                parts.append(words)
                params += said
        with connection.cursor() as cursor:
            cursor.execute(" UNION ALL ".join(parts), params)
            rows = cursor.fetchall()
        for people, series, key, *rest in rows:
            if not series:
                is_same = rest[0] == self.mark
                continue
            key = self._key(key) if self.by else None
            for counted, weight, which in wanted[bool(people), series]:
                counted[key] += weight * rest[which]
        return is_same

    def _parts(self, people, index):
        """The questions to a table of roll-ups: one to the flows, one or two to the balances."""
        keys = {True: [], False: []}
        for key, name in self.names.items():
            if name in index:
                keys[registry.measures[name[0]].nature == "balance"].append(key)
        for series, condition in ((keys[False], self._within(people)), *((keys[True], one) for one in self._up_to())):
            if series and condition[1]:
                yield self._part(people, series, condition)

    def _within(self, people):
        """SQL on spans of flows, with its numbers."""
        spans = sorted(self.spans[people])
        if self.by == MONTH:
            return "r.span BETWEEN %s AND %s", [self.first, self.last]
        return f"r.span IN ({', '.join(['%s'] * len(spans))})", spans

    def _up_to(self):
        """SQL on spans of balances, with its numbers: the years before, and the months of the last year unless it is whole."""
        yield "r.span < %s", [self.year]
        if self.last > self.year * 100:
            yield "r.span BETWEEN %s AND %s", [self.year * 100 + 1, self.last]

    def _part(self, people, series, condition):
        """A question to a table of roll-ups, by the columns of its index: place, series, span."""
        said, spans = condition
        years = self.by == MONTH and len(spans) == 1 and spans[0] < 10_000
        key = {MONTH: "0" if years else "r.span", CHILD: "r.place"}.get(self.by, "0")
        table, numbers = ("kernel_rollpeople", ["people"]) if people else ("kernel_rollsum", list(self.NUMBERS))
        single = key == "r.span" or (self.by == CHILD and said.startswith("r.span IN") and len(spans) == 1)
        added = [f"r.{number}" if single else f"CAST(SUM(r.{number}) AS BIGINT)" for number in numbers]
        added += ["0"] * (len(self.NUMBERS) - len(numbers))
        groups = "" if single else f" GROUP BY r.series_id{'' if key == '0' else ', ' + key}"
        places, keys = ", ".join(["%s"] * len(self.places)), ", ".join(map(str, series))
        sql = f"""SELECT {int(people)}, r.series_id, {key}, {", ".join(added)} FROM {table} r
            WHERE r.place IN ({places}) AND r.series_id IN ({keys}) AND {said}{groups}"""  # noqa: S608  names of ours
        return sql, [*self.places, *spans]

    def _key(self, said):
        if self.by == CHILD:
            return said
        return f"{said // 100:04}-{said % 100:02}" if said >= self.first else BEFORE

    # --- the lines behind the mark

    def _read_tail(self):
        """What the lines behind the mark add, as a Roll; the lines are read in one statement."""
        asked = set(self.places)
        lengths = sorted({len(place) for place in asked})

        def wanted(path, reach):
            return [path[:end] for end in lengths if reach <= end <= len(path) and path[:end] in asked]

        roll = Roll(wanted)
        lines = [line for line in ahead(self._behind()) if any(line.path[:end] in asked for end in lengths)]
        roll.add(line.as_sum() for line in lines)
        subjects = sorted({line.subject for line in lines if line.subject})
        for some in in_portions(subjects):
            before = known_before(Fact.objects.filter(subject__in=some, pk__lte=self.mark))
            fresh = [line.as_person() for line in lines if line.subject in set(some)]
            roll.add_people(sorted([*before, *fresh], key=lambda line: line[0]))
        return roll

    def _behind(self):
        """The lines behind the mark in the subtree. By substring: an index on the path would be the wrong one to choose."""
        common = commonprefix(self.places)  # noqa: RUF071 (paths of the tree, cut to whole steps below)
        common = common[: len(common) - len(common) % Unit.steplen]
        inside = Fact.objects.filter(pk__gt=self.mark).annotate(inside=Substr("path", 1, len(common)))
        return inside.filter(inside=common)

    def _add_roll(self, roll):
        for people, rows in ((False, roll.sums.items()), (True, ((key, [n]) for key, n in roll.people.items()))):
            index = self._index(people)
            for (place, series, span), numbers in rows:
                if series in index and self._counts(series[0], span, people):
                    key = self._key(place if self.by == CHILD else span) if self.by else None
                    for counted, weight, which in index[series]:
                        counted[key] += weight * numbers[which]


class _Lines(_Answer):
    """The same with the number of lines that stand behind it."""

    NUMBERS = NUMBERS

    def __init__(self, chosen, *rest):
        super().__init__(chosen, *rest)
        self.lines, self.unnamed, self.people = ({one.term: defaultdict(int) for one in chosen} for _ in range(3))

    def _of_sums(self, one, weight):
        counted = [(self.lines[one.term], weight, 2), (self.unnamed[one.term], weight, 3)]
        return [*super()._of_sums(one, weight), *counted]

    def _of_people(self, one):
        return [*super()._of_people(one), (self.people[one.term], 1, 0)]
