"""How a claim is settled: a pure function from expenses and terms to awards, each with the steps by which it was found.

The order is part of the rule, so the order in which somebody typed the lines is not: expenses are taken by their day, then by their
number; within an expense the layers of cover by their number, each from what the one before has left over. For each layer

1. the edition in force on the day of the expense is found (never the newest, never that of the claim);
2. the deductible is taken off: once a claim, or once a year where the terms say so;
3. the rate is applied to the rest, band by band where there are bands, and the result is rounded once, half up, to the fen;
4. the ceilings cut it: of the claim and of the person's year, first those of the layer and category, then those of the whole product.

Ceilings have no fractions of a fen, so nothing is rounded after step 3, and the sum of the lines is the claim. Amounts are Decimal
yuan, rates percent. Nothing here reads a table or a clock: 1,000 claims a second are settled by one processor (bench/mutualaid.py).
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

FEN = Decimal("0.01")
NOTHING = Decimal(0)
RATE, FIXED = "rate", "fixed"


@dataclass(frozen=True)
class Cover:
    """One benefit of an edition: what a layer gives for a category. `bands`: ((up to or None, percent), …), rising."""

    layer: int
    name: str
    category: str
    method: str = RATE
    bands: tuple = ()
    fixed_sum: Decimal = NOTHING
    deductible: Decimal = NOTHING
    deductible_yearly: bool = False
    claim_ceiling: Decimal | None = None
    year_ceiling: Decimal | None = None


@dataclass(frozen=True)
class Terms:
    """An edition: in force from a day on, until the next one."""

    number: int
    valid_from: date
    covers: tuple
    window_days: int = 180
    claim_ceiling: Decimal | None = None
    year_ceiling: Decimal | None = None
    key: object = None

    def of(self, category):
        """The covers for a category, in the order of the layers."""
        return sorted((cover for cover in self.covers if cover.category == category), key=lambda cover: cover.layer)


@dataclass(frozen=True)
class Bill:
    """An expense to be settled: its line number, its day, what it was for, what the person paid herself."""

    number: int
    on: date
    category: str
    self_paid: Decimal
    key: object = None


@dataclass(frozen=True)
class Standing:
    """From when to when the person is covered; up to which day a first enrolment still waits."""

    covers_from: date
    covers_until: date
    waits_until: date | None = None


@dataclass
class Used:
    """What a year has given already: {(year, layer, category): yuan}, deductibles likewise, and {year: yuan} of the whole product."""

    given: dict = field(default_factory=lambda: defaultdict(Decimal))
    deducted: dict = field(default_factory=lambda: defaultdict(Decimal))
    whole: dict = field(default_factory=lambda: defaultdict(Decimal))

    def copy(self):
        """The same, to be counted on without touching the original."""
        return Used(
            defaultdict(Decimal, self.given), defaultdict(Decimal, self.deducted), defaultdict(Decimal, self.whole)
        )


@dataclass(frozen=True)
class Line:
    """An award: what a layer gives for an expense, the deductible it took, and its steps as (code, {words})."""

    bill: Bill
    terms: Terms | None
    layer: int
    amount: Decimal
    deducted: Decimal
    steps: tuple

    @property
    def year(self):
        """The year whose ceilings it uses up: that of the expense."""
        return self.bill.on.year


@dataclass(frozen=True)
class Settlement:
    """All lines of a claim; every sum is the sum of its lines."""

    lines: tuple

    @property
    def total(self):
        return sum((line.amount for line in self.lines), NOTHING)

    def by_category(self):
        """{category: yuan} in the order of the expenses."""
        found = {}
        for line in self.lines:
            found[line.bill.category] = found.get(line.bill.category, NOTHING) + line.amount
        return found


def terms_on(editions, day):
    """The edition in force on a day: the last one that began on it or before; None before the first."""
    begun = [terms for terms in editions if terms.valid_from <= day]
    return max(begun, key=lambda terms: terms.valid_from) if begun else None


def settle(bills, editions, standing, *, submitted_on, used=None):
    """Settle the expenses of one claim. `used` is left as it is."""
    count = _Count(used.copy() if used else Used())
    lines = []
    for bill in sorted(bills, key=lambda bill: (bill.on, bill.number)):
        terms = terms_on(editions, bill.on)
        lines += _settle_bill(bill, terms, standing, submitted_on, count)
    return Settlement(tuple(lines))


class _Count:
    """What has been given so far, in the year and in this claim."""

    def __init__(self, used):
        self.used = used
        self.given, self.deducted, self.reached = defaultdict(Decimal), defaultdict(Decimal), defaultdict(Decimal)
        self.whole = NOTHING


def _settle_bill(bill, terms, standing, submitted_on, count):
    why = _why_not(bill, terms, standing, submitted_on)
    if why:
        return [Line(bill, terms, 0, NOTHING, NOTHING, (why,))]
    opening = (
        ("edition", {"number": terms.number, "since": terms.valid_from.isoformat(), "on": bill.on.isoformat()}),
        ("self_paid", {"amount": bill.self_paid}),
    )
    lines, rest = [], bill.self_paid
    for cover in terms.of(bill.category):
        line = _settle_cover(bill, terms, cover, rest, count, opening if not lines else ())
        rest = max(NOTHING, rest - line.amount)
        lines.append(line)
    return lines


def _why_not(bill, terms, standing, submitted_on):
    """Why nothing is given for an expense at all: a step, or None."""
    if bill.on < standing.covers_from or bill.on > standing.covers_until:
        days = {"since": standing.covers_from.isoformat(), "until": standing.covers_until.isoformat()}
        return "not_covered_then", {"on": bill.on.isoformat(), **days}
    if standing.waits_until and bill.on <= standing.waits_until:
        return "waiting", {"on": bill.on.isoformat(), "until": standing.waits_until.isoformat()}
    if terms is None:
        return "no_edition", {"on": bill.on.isoformat()}
    last = bill.on + timedelta(terms.window_days)
    if submitted_on > last:
        return "too_late", {"days": terms.window_days, "last": last.isoformat()}
    if not terms.of(bill.category):
        return "category_not_covered", {"category": bill.category, "number": terms.number}
    return None


def _settle_cover(bill, terms, cover, rest, count, opening):
    here, year = (cover.layer, cover.category), (bill.on.year, cover.layer, cover.category)
    steps = [*opening]
    if cover.name:
        steps.append(("layer", {"name": cover.name, "rest": rest}))
    if cover.method == FIXED:
        amount, deducted = _fixed(cover, year, count, steps), NOTHING
    else:
        deducted = _deduct(cover, rest, here, year, count, steps)
        amount = _rated(cover, rest - deducted, here, count, steps)
    amount = _cut(amount, terms, cover, here, year, count, steps)
    count.given[here] += amount
    count.whole += amount
    count.used.given[year] += amount
    count.used.whole[bill.on.year] += amount
    _tell_what_is_left(terms, cover, year, count, steps)
    return Line(bill, terms, cover.layer, amount, deducted, tuple(steps))


def _fixed(cover, year, count, steps):
    given = count.used.given[year]
    amount = max(NOTHING, cover.fixed_sum - given)
    steps.append(("fixed", {"sum": cover.fixed_sum, "given": given, "amount": amount}))
    return amount


def _deduct(cover, rest, here, year, count, steps):
    if not cover.deductible:
        return NOTHING
    met = count.used.deducted[year] if cover.deductible_yearly else count.deducted[here]
    off = min(rest, max(NOTHING, cover.deductible - met))
    count.deducted[here] += off
    count.used.deducted[year] += off
    if off:
        code = "deductible_year" if cover.deductible_yearly else "deductible"
        steps.append((code, {"sum": cover.deductible, "off": off, "rest": rest - off}))
    return off


def _rated(cover, base, here, count, steps):
    """The share of `base`; its bands go on from where the earlier expenses of the claim have reached."""
    start = count.reached[here]
    end = count.reached[here] = start + base
    exact, floor = NOTHING, NOTHING
    for upto, percent in cover.bands:
        top = end if upto is None else min(end, upto)
        part = top - max(start, floor)
        if part > 0:
            exact += part * percent / 100
            if len(cover.bands) == 1:
                steps.append(("rate", {"base": base, "percent": percent, "amount": _rounded(exact)}))
            else:
                steps.append(("band", {"part": part, "percent": percent, "floor": floor, "upto": upto}))
        floor = floor if upto is None else upto
    amount = _rounded(exact)
    if len(cover.bands) > 1 or not base:
        steps.append(("sum", {"amount": amount}))
    return amount


def _rounded(exact):
    """To the fen, half up; the only place where anything is rounded."""
    return exact.quantize(FEN, rounding=ROUND_HALF_UP)


def _cut(amount, terms, cover, here, year, count, steps):
    """The amount within all four ceilings."""
    ceilings = (
        ("claim_ceiling", cover.claim_ceiling, count.given[here]),
        ("year_ceiling", cover.year_ceiling, count.used.given[year]),
        ("whole_claim_ceiling", terms.claim_ceiling, count.whole),
        ("whole_year_ceiling", terms.year_ceiling, count.used.whole[year[0]]),
    )
    for code, ceiling, given in ceilings:
        if ceiling is not None and amount > (left := max(NOTHING, ceiling - given)):
            steps.append((code, {"ceiling": ceiling, "given": given, "before": amount, "amount": left}))
            amount = left
    return amount


def _tell_what_is_left(terms, cover, year, count, steps):
    if cover.year_ceiling is not None:
        left = max(NOTHING, cover.year_ceiling - count.used.given[year])
        steps.append(("left", {"year": year[0], "category": cover.category, "left": left}))
    elif terms.year_ceiling is not None:
        left = max(NOTHING, terms.year_ceiling - count.used.whole[year[0]])
        steps.append(("left_whole", {"year": year[0], "left": left}))
