"""Looking for findings: relations, jumps, outliers, what is told twice, silence. Reads the ledger only, so it knows no capability's tables.

Every function gives `Found`s of a subtree and asks as many questions however many units stand in it (a handful; for outliers and doubles
two for each kind of work). `Search.run()` gives all of them.
"""

import hashlib
import json
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import F, Max, Min, Sum

from taizhang.kernel import completeness, reading, rulebook
from taizhang.kernel.counts import FLOWS
from taizhang.kernel.figures import resolve
from taizhang.kernel.manifest import Relation
from taizhang.kernel.models import Fact, Unit, within
from taizhang.kernel.periods import Period
from taizhang.quality import relations, rules
from taizhang.quality.models import Finding

Family = Finding.Family
NOT_COMPARED = ("work.entries", "work.goods")  # a line is a line; goods are counted in units that do not compare
NUMBERS = tuple(measure.code for measure in FLOWS if measure.code not in NOT_COMPARED)
SCALES = {measure.code: measure.scale for measure in FLOWS}
MONEY = "work.money"
AFTER_THE_END = "quality.after_the_end"
MOST_BEHIND = 20  # records that a finding names


@dataclass(frozen=True)
class Found:
    """What a check found at a unit; `code` and `case` tell it from others of the same family."""

    unit_id: int
    family: str
    code: str
    case: str
    year: int
    said: dict
    figures: tuple = ()
    behind: tuple = ()
    firm: bool = False
    told: tuple | None = None  # what the explanation holds for; by default all of `said`

    @property
    def key(self):
        return self.unit_id, self.family, self.code, self.case

    @property
    def digest(self):
        """Changes when the numbers change: an explanation holds for the numbers that it explained."""
        words = json.dumps(self.said if self.told is None else list(self.told), sort_keys=True, default=str)
        return hashlib.sha256(words.encode()).hexdigest()[:32]


def plain(number):
    """A number as JSON and people write it."""
    text = f"{Decimal(number):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


class Search:
    """One look over a subtree on a day, over some years."""

    def __init__(self, unit, on, years=None):
        self.unit, self.on = unit, on
        self.years = sorted(set(years or ()) | {on.year - 1, on.year})
        self.bound = Bounds(unit, on)

    def run(self):
        """Every Found."""
        found = [one for year in self.years for one in self.relations(year)]
        found += self.after_the_end()
        found += self.jumps()
        found += self.silences()
        for kind in self.kinds():
            book = KindBook(kind, self)
            found += [*book.outliers(), *book.doubles()]
        return found

    # --- relations and rates ------------------------------------------------------------------------------------------------------

    def relations(self, year):
        """Relations and rates that do not hold in the own figures of a unit."""
        period = Period.year(year)
        present = self._present(period)
        told = [one for one in relations.all_relations() if _is_told(one, present)]
        rates = [code for code in relations.bounded_rates() if _counts_in(code, present)]
        sides = [Relation.read(code) for one in told for code in (*one.left, *one.right)]
        now = reading.own_values(sorted({code for code, _, _ in sides} | set(rates)), self.unit, period)
        opening = self._opening(sorted({code for code, _, at_opening in sides if at_opening}), period)
        for key, figures in now.items():
            for one in told:
                yield from _broken(one, key, year, figures, opening.get(key, {}))
            for code in rates:
                yield from _out_of_bounds(code, key, year, figures)

    def _present(self, period):
        """The measures that any line below tells of, up to the end of the period: nobody asks for the others."""
        facts = Fact.objects.filter(within(self.unit.paths), occurred_on__lt=period.until)
        return set(facts.order_by().values_list("measure", flat=True).distinct())

    def _opening(self, codes, period):
        if not codes:
            return {}
        return reading.own_values(codes, self.unit, Period(period.start - timedelta(1), period.start))

    def after_the_end(self):
        """Work recorded at a unit on a day after it ended, year by year: it belongs to whoever took its place, or its day is wrong."""
        ended = dict(Unit.objects.below(self.unit).exclude(until=None).order_by().values_list("pk", "until"))
        by_year = defaultdict(list)
        facts = Fact.objects.filter(unit__in=list(ended), measure__in=list(SCALES), basis="")
        for key, one in records_of(facts.filter(occurred_on__gt=F("unit__until"))).items() if ended else ():
            if one.on.year in self.years:
                by_year[one.unit_id, one.on.year].append((one.on, key))
        for (key, year), rows in by_year.items():
            said = {"ended": ended[key].isoformat(), "records": len(rows)}
            behind = tuple(record for _on, record in sorted(rows)[:MOST_BEHIND])
            yield Found(key, Family.RELATION, AFTER_THE_END, f"{year}", year, said, behind=behind)

    # --- against last year ----------------------------------------------------------------------------------------------------------

    def jumps(self):
        """Kinds of work whose numbers changed too much against the same months of the year before: the year up to its last full quarter."""
        period = self.quarters()
        now, before = self._sums(period), self._sums(period.a_year_before())
        by_work = defaultdict(list)
        for (key, kind, measure), number in now.items():
            then = before.get((key, kind, measure), 0)
            least = self.bound.jump_least_money if measure == MONEY else self.bound.jump_least
            if rules.jumped(number, then, percent=self.bound.jump_percent, least=least):
                by_work[key, kind].append((measure, plain(then), plain(number), rules.growth(number, then)))
        for (key, kind), rows in by_work.items():
            rows = sorted(rows)
            yield Found(
                key, Family.JUMP, kind, f"{period.start.year}", period.start.year,
                {"period": period.code(), "rows": rows},
                figures=tuple((_code_of(kind, measure), each, number) for measure, then, now, _ in rows
                              for each, number in ((period.a_year_before().code(), then), (period.code(), now))),
            )  # fmt: skip

    def quarters(self):
        """This year up to its last full quarter; in the first quarter the whole of last year."""
        last = (self.on.month - 1) // 3 * 3
        return (
            Period(date(self.on.year, 1, 1), date(self.on.year, last + 1, 1)) if last else Period.year(self.on.year - 1)
        )

    def _sums(self, period):
        facts = self._facts().filter(occurred_on__gte=period.start, occurred_on__lt=period.until)
        rows = facts.values_list("unit_id", "kind", "measure").annotate(total=Sum("value"))
        return {
            (key, kind, measure): Decimal(total).scaleb(-SCALES[measure]) for key, kind, measure, total in rows if kind
        }

    def _facts(self):
        return Fact.objects.filter(within(self.unit.paths), measure__in=NUMBERS, basis="").order_by()

    # --- silence ----------------------------------------------------------------------------------------------------------------------

    def silences(self):
        """Units that recorded nothing in the last months that are over and whose days to record have passed."""
        last = self.on - timedelta(days=self.bound.record_days)
        until = last.replace(day=1)
        start = _months_before(until, 12)
        if start >= until:
            return
        period = Period(start, until)
        told = completeness.written(self.unit, period)
        silent = defaultdict(list)
        months = completeness.expected(self.unit, period, today=self.on)
        for month, units in sorted(months.items(), reverse=True):
            for one in units:
                if one.pk in silent or month == max(months):
                    silent[one.pk].append(month if (one.pk, month) not in told else "")
        for key, newest_first in silent.items():
            run = newest_first[: newest_first.index("")] if "" in newest_first else newest_first
            if len(run) >= self.bound.silent_months:
                yield Found(
                    key, Family.SILENCE, "", "", until.year, {"since": run[-1], "until": run[0], "months": len(run)}, told=(run[-1],)
                )  # fmt: skip

    # --- kinds of work -----------------------------------------------------------------------------------------------------------------

    def kinds(self):
        """The kinds of work recorded below in these years."""
        facts = self._facts().filter(occurred_on__gte=date(self.years[0], 1, 1)).exclude(kind="")
        return sorted(set(facts.values_list("kind", flat=True).distinct()))

    def judged(self, on, path):
        """Whether something that happened on a day at a place is looked at now."""
        return on.year in self.years and any(path.startswith(place) for place in self.unit.paths)


class Bounds:
    """The thresholds of the rulebook for one unit and day, in few questions. `known` is False where one of them is laid down nowhere."""

    KEYS = (
        "fix_days", "record_days", "silent_months", "jump_percent", "jump_least", "jump_least_money", "outlier_score", "outlier_times",
        "outlier_least", "outlier_peers",
    )  # fmt: skip

    def __init__(self, unit, on):
        book = rulebook.ForUnit(unit, [f"quality.{key}" for key in self.KEYS])
        found = {key: book.find(f"quality.{key}", on) for key in self.KEYS}
        self.known = all(found.values())
        for key, rule in found.items():
            setattr(self, key, 0 if rule is None else float(rule.value) if key == "outlier_score" else int(rule.value))


def _counts_in(code, measures):
    """Whether the numerator of a figure, or the figure, counts any of the measures."""
    return any(term.measure in measures for term in resolve(code).numerator)


def _is_told(relation, measures):
    return any(_counts_in(Relation.read(told)[0], measures) for told in (*relation.left, *relation.right))


def _broken(relation, key, year, figures, opening):
    left, right = (_side(side, figures, opening) for side in (relation.left, relation.right))
    if left is None or right is None or rules.holds(relation.sign, left, right):
        return
    numbers = [
        (*_named(told, year), plain((opening if Relation.read(told)[2] else figures)[Relation.read(told)[0]].number))
        for told in (*relation.left, *relation.right)
        if Relation.read(told)[0] in (opening if Relation.read(told)[2] else figures)
    ]
    said = {"left": plain(left), "right": plain(right), "sign": relation.sign}
    yield Found(key, Family.RELATION, relation.code, f"{year}", year, said, figures=tuple(numbers), firm=relation.firm)


def _side(codes, figures, opening):
    """The sum of a side; None where a rate in it has no base."""
    total = Decimal(0)
    for told in codes:
        code, sign, at_opening = Relation.read(told)
        figure = (opening if at_opening else figures).get(code)
        number = Decimal(0) if figure is None else figure.number
        if number is None:
            return None
        total += sign * number
    return total


def _named(told, year):
    """(code, period) of a figure that a relation names."""
    code, _sign, at_opening = Relation.read(told)
    return code, f"{year - 1}" if at_opening else f"{year}"


def _out_of_bounds(code, key, year, figures):
    number = figures[code].number
    if number is None or 0 <= number <= 100:
        return
    said = {"rate": plain(number), "above": plain(figures[code].numerator), "base": plain(figures[code].denominator)}
    yield Found(
        key, Family.RELATION, f"rate:{code}"[:60], f"{year}", year, said, figures=((code, f"{year}", plain(number)),)
    )


COLUMN_OF = {
    "work.persons": "人数", "work.person_times": "人次", "work.households": "户数", "work.enterprises": "家数", "work.items": "件数",
    "work.sessions": "场次", "work.money": "金额",
}  # fmt: skip


def _code_of(kind, measure):
    """The figure of a kind's column: AW-16:人数."""
    return f"{kind}:{COLUMN_OF[measure]}"


def _months_before(first, number):
    month = first.year * 12 + first.month - 1 - number
    return date(month // 12, month % 12 + 1, 1)


# --- one kind of work -----------------------------------------------------------------------------------------------------------------


@dataclass
class Told:
    """A record as the ledger tells it: where, when, what, how much."""

    unit_id: int
    path: str
    unit_kind: str
    on: date
    matter: str
    posted: object
    numbers: dict = field(default_factory=dict)
    who: str = ""  # the person that it names, where it names one

    def may_be(self, other):
        """Whether both may tell of the same: not where they name different persons."""
        return not (self.who and other.who) or self.who == other.who


def records_of(facts, latest=None):
    """{(type, key): Told} of the records behind standing lines, each where it counts first; `latest`: at most so many lines, the newest."""
    rows = facts.filter(sign=1, posting__reversal=None, reach=0).order_by()
    names = ("posting__record_type", "posting__record_id", "unit_id", "path", "unit__kind", "measure")
    rows = rows.values_list(*names).annotate(
        total=Sum("value"), on=Min("occurred_on"), matter=Max("matter"), at=Min("posted_at"), who=Max("subject")
    )
    found = {}
    for record_type, record, key, path, kind, measure, total, on, matter, at, who in (
        rows.order_by("-on")[:latest] if latest else rows
    ):
        one = found.setdefault((record_type, record), Told(key, path, kind, on, matter, at))
        one.who = max(one.who, who)
        if one.unit_id == key and total > 0:
            one.numbers[measure] = Decimal(total).scaleb(-SCALES[measure])
    return found


class KindBook:
    """All records of one kind of work, wherever: what is usual, for each unit and for units of a kind."""

    def __init__(self, kind, search):
        self.kind, self.search = kind, search
        self.records = records_of(Fact.objects.filter(kind=kind, measure__in=NUMBERS, basis=""))
        kinds = {one.unit_id: one.unit_kind for one in self.records.values()}
        self.usual = Usual(self.records.values(), search.bound, kinds)

    def outliers(self):
        """Records with a number far from what is usual at the unit, or at like units where it has few records itself."""
        for (record_type, record), one in self.records.items():
            if not self.search.judged(one.on, one.path):
                continue
            rows = self.usual.outstanding(one.unit_id, one.numbers)
            if rows:
                said = {"on": one.on.isoformat(), "matter": one.matter, "rows": rows}
                yield Found(
                    one.unit_id, Family.OUTLIER, self.kind, f"{record_type}:{record}", one.on.year, said,
                    behind=((record_type, record),),
                    told=tuple((measure, number) for measure, number, *_ in rows),
                )  # fmt: skip

    def doubles(self):
        """Records of the same day, matter and numbers: the later ones are told twice, at the same unit or at another."""
        alike = defaultdict(list)
        for key, one in self.records.items():
            if one.matter and rules.tells(one.numbers):
                alike[one.on, one.matter, frozenset(one.numbers.items())].append((one.posted, key, one))
        for same in alike.values():
            if len(same) > 1:
                yield from self._told_twice(sorted(same, key=lambda row: row[:2]))

    def _told_twice(self, same):
        for at, (_posted, key, one) in enumerate(same):
            far = rules.tells(one.numbers, elsewhere=True)
            earlier = [row for row in same[:at] if one.may_be(row[2]) and (far or row[2].unit_id == one.unit_id)]
            if not earlier or not self.search.judged(one.on, one.path):
                continue
            units = len({row[2].unit_id for row in earlier} - {one.unit_id})
            said = {"on": one.on.isoformat(), "matter": one.matter, "number": len(earlier) + 1, "elsewhere": units}
            behind = (key, *(row[1] for row in earlier[: MOST_BEHIND - 1]))
            yield Found(one.unit_id, Family.DOUBLE, self.kind, f"{key[0]}:{key[1]}", one.on.year, said, behind=behind)


class Usual:
    """What is usual of one kind of work: spreads by unit and measure, and by kind of unit and measure."""

    def __init__(self, told, bound, kinds):
        """`kinds`: {unit key: its kind}."""
        self.bound, self.kinds = bound, kinds
        own, like = defaultdict(list), defaultdict(list)
        for one in told:
            for measure, number in one.numbers.items():
                own[one.unit_id, measure].append(number)
                like[self.kinds.get(one.unit_id, ""), measure].append(number)
        self.own = {key: rules.Spread.of(numbers) for key, numbers in own.items()}
        self.like = {key: rules.Spread.of(numbers) for key, numbers in like.items()}

    def outstanding(self, unit_id, numbers):
        """[(measure, number, median, score, "own" or "like", how many)] of the numbers that stand out."""
        rows = []
        for measure, number in sorted(numbers.items()):
            spread, of = self.spread(unit_id, measure)
            if spread and spread.stands_out(
                float(number), score=self.bound.outlier_score, times=self.bound.outlier_times
            ):
                score = min(99.9, abs(spread.score(float(number))))
                rows.append(
                    (measure, plain(number), plain(round(spread.median, 1)), round(score, 1), of, spread.number)
                )
        return rows

    def spread(self, unit_id, measure):
        """(the spread to compare with, "own" or "like"): the unit's own, if it has enough records; else that of like units."""
        own = self.own.get((unit_id, measure))
        if own and own.number >= self.bound.outlier_least:
            return own, "own"
        like = self.like.get((self.kinds.get(unit_id, ""), measure))
        return (like, "like") if like and like.number >= self.bound.outlier_peers else (None, "")
