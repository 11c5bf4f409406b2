"""Settlement: what must hold for any claim, and worked lines that can be checked by hand."""

import random
import time
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as some

from taizhang.mutualaid.rules.sentences import packed, told
from taizhang.mutualaid.rules.settlement import (
    FIXED,
    Bill,
    Cover,
    Standing,
    Terms,
    Used,
    settle,
    terms_on,
)

CATEGORIES = ("门诊", "住院", "癌症")
YEAR = Standing(date(2008, 1, 1), date(2008, 12, 31))
LATER = date(2008, 12, 31)
NEW = date(2008, 11, 1)

yuan = some.decimals(min_value=0, max_value=50_000, places=2)
ceiling = some.none() | some.decimals(min_value=1, max_value=5_000, places=2)
percents = some.decimals(min_value=0, max_value=100, places=1)


@some.composite
def bands(draw):
    steps = sorted(set(draw(some.lists(some.integers(1, 20_000), max_size=2))))
    return (*((Decimal(step), draw(percents)) for step in steps), (None, draw(percents)))


@some.composite
def covers(draw):
    found = []
    for layer in range(1, draw(some.integers(1, 3)) + 1):
        for category in draw(some.sets(some.sampled_from(CATEGORIES), min_size=1)):
            found.append(
                Cover(
                    layer, f"第{layer}重", category, bands=draw(bands()), deductible=draw(some.sampled_from((Decimal(0), Decimal(100)))),
                    deductible_yearly=draw(some.booleans()), claim_ceiling=draw(ceiling), year_ceiling=draw(ceiling),
                )
            )  # fmt: skip
    return tuple(found)


@some.composite
def editions(draw):
    days = sorted(draw(some.sets(some.dates(date(2007, 6, 1), date(2008, 12, 1)), min_size=1, max_size=3)))
    return tuple(
        Terms(number, day, draw(covers()), draw(some.sampled_from((60, 400))), draw(ceiling), draw(ceiling))
        for number, day in enumerate(days, 1)
    )


@some.composite
def bills(draw):
    days = some.dates(date(2007, 12, 1), date(2008, 12, 31))
    lines = draw(some.lists(some.tuples(days, some.sampled_from(CATEGORIES), yuan), min_size=1, max_size=6))
    return tuple(Bill(number, *line) for number, line in enumerate(lines, 1))


@settings(max_examples=200, deadline=None)
@given(bills(), editions(), some.randoms(use_true_random=False))
def test_whatever_is_claimed_the_promises_of_the_terms_hold(claimed, terms, shuffle):
    found = settle(claimed, terms, YEAR, submitted_on=LATER)
    assert found.total == sum(found.by_category().values()) == sum(line.amount for line in found.lines)
    for line in found.lines:
        assert line.amount >= 0
        assert line.amount == line.amount.quantize(Decimal("0.01"))
        assert line.terms == terms_on(terms, line.bill.on)
        cover = (
            next((one for one in line.terms.of(line.bill.category) if one.layer == line.layer), None)
            if line.terms
            else None
        )
        if cover is None:
            assert line.amount == 0
    for bill in claimed:
        assert sum(line.amount for line in found.lines if line.bill is bill) <= bill.self_paid
    _within_the_ceilings(found)
    mixed = list(claimed)
    shuffle.shuffle(mixed)
    assert settle(mixed, terms[::-1], YEAR, submitted_on=LATER) == found


def _within_the_ceilings(found):
    """No ceiling of any edition is passed by the lines that it settled; a line that would have passed it is cut."""
    claim, year, whole = {}, {}, {}
    for line in found.lines:
        if not line.amount:
            continue
        cover = next(one for one in line.terms.of(line.bill.category) if one.layer == line.layer)
        for sums, key, most in (
            (claim, (line.layer, line.bill.category), cover.claim_ceiling),
            (year, (line.year, line.layer, line.bill.category), cover.year_ceiling),
            (whole, "claim", line.terms.claim_ceiling),
            (whole, line.year, line.terms.year_ceiling),
        ):
            sums[key] = sums.get(key, Decimal(0)) + line.amount
            assert most is None or sums[key] <= most


@settings(max_examples=60, deadline=None)
@given(bills(), covers(), some.decimals(min_value=1, max_value=5_000, places=2))
def test_two_claims_of_a_year_never_pass_its_ceiling_either(claimed, held, most):
    used, terms = Used(), (Terms(1, date(2007, 1, 1), held, 400, year_ceiling=most),)
    first = settle(claimed, terms, YEAR, submitted_on=LATER, used=used)
    assert (dict(used.given), dict(used.whole)) == ({}, {})  # what is handed in stays as it is
    for line in first.lines:
        used.given[line.year, line.layer, line.bill.category] += line.amount
        used.deducted[line.year, line.layer, line.bill.category] += line.deducted
        used.whole[line.year] += line.amount
    second = settle(claimed, terms, YEAR, submitted_on=LATER, used=used)
    assert first.total + second.total <= most


BEFORE = Terms(
    1, date(2008, 1, 1),
    (
        Cover(1, "互助金", "住院", bands=((None, Decimal(30)),)),
        Cover(1, "互助金", "癌症", bands=((None, Decimal(50)),)),
        Cover(1, "互助金", "门诊", bands=((None, Decimal(20)),), year_ceiling=Decimal(500)),
    ),
)  # fmt: skip
AFTER = Terms(
    2, NEW,
    (
        Cover(1, "互助金", "住院", bands=((None, Decimal(50)),)),
        Cover(1, "互助金", "癌症", bands=((None, Decimal(80)),)),
        Cover(1, "互助金", "门诊", bands=((None, Decimal(20)),), year_ceiling=Decimal(800)),
    ),
)  # fmt: skip


def amounts(*claimed, terms=(BEFORE, AFTER), standing=YEAR, used=None, on=LATER):
    return [line.amount for line in settle(claimed, terms, standing, submitted_on=on, used=used).lines]


def test_an_expense_is_settled_by_the_terms_of_its_own_day():
    day = timedelta(1)
    assert amounts(Bill(1, NEW - day, "住院", Decimal(1000)), Bill(2, NEW, "住院", Decimal(1000))) == [300, 500]
    assert amounts(Bill(1, NEW - day, "癌症", Decimal(1000)), Bill(2, NEW, "癌症", Decimal(1000))) == [500, 800]


def test_a_raised_ceiling_counts_what_was_given_before():
    used = Used()
    used.given[2008, 1, "门诊"] = Decimal(480)
    assert amounts(Bill(1, date(2008, 10, 1), "门诊", Decimal(1000)), used=used) == [20]
    assert amounts(Bill(1, NEW, "门诊", Decimal(2000)), used=used) == [320]


def test_half_a_fen_is_rounded_up_once():
    assert amounts(Bill(1, date(2008, 9, 1), "住院", Decimal("0.05"))) == [Decimal("0.02")]  # 0.015
    assert amounts(Bill(1, date(2008, 9, 1), "住院", Decimal("33.35"))) == [Decimal("10.01")]  # 10.005


def test_bands_deductible_and_layers_follow_each_other():
    terms = Terms(
        1, date(2008, 1, 1),
        (
            Cover(1, "集团", "住院", bands=((Decimal(5000), Decimal(40)), (None, Decimal(60))), deductible=Decimal(500)),
            Cover(2, "公司", "住院", bands=((None, Decimal(50)),), claim_ceiling=Decimal(1000)),
        ),
    )  # fmt: skip
    found = settle((Bill(1, date(2008, 9, 1), "住院", Decimal(8500)),), (terms,), YEAR, submitted_on=LATER)
    # 8,500 − 500 = 8,000: 5,000 × 40 % + 3,000 × 60 % = 3,800; 4,700 are left, half of it is 2,350, cut to 1,000
    assert [line.amount for line in found.lines] == [3800, 1000]
    assert (found.lines[0].deducted, found.total) == (500, 4800)


def test_a_fixed_sum_is_given_once_a_year():
    terms = Terms(1, date(2008, 1, 1), (Cover(1, "保险", "癌症", method=FIXED, fixed_sum=Decimal(10000)),))
    day = date(2008, 9, 1)
    assert amounts(Bill(1, day, "癌症", Decimal(1)), Bill(2, day, "癌症", Decimal(1)), terms=(terms,)) == [10000, 0]


def test_why_nothing_is_given_is_said():
    waits = replace(YEAR, waits_until=date(2008, 1, 30))
    reasons = {
        "not_covered_then": (Bill(1, date(2007, 12, 31), "住院", Decimal(10)), YEAR, LATER, (BEFORE,)),
        "waiting": (Bill(1, date(2008, 1, 30), "住院", Decimal(10)), waits, LATER, (BEFORE,)),
        "no_edition": (Bill(1, date(2008, 5, 1), "住院", Decimal(10)), YEAR, LATER, (AFTER,)),
        "too_late": (Bill(1, date(2008, 1, 1), "住院", Decimal(10)), YEAR, LATER, (BEFORE,)),
        "category_not_covered": (Bill(1, date(2008, 11, 1), "身故", Decimal(10)), YEAR, LATER, (BEFORE,)),
    }
    for code, (bill, standing, on, terms) in reasons.items():
        [line] = settle((bill,), terms, standing, submitted_on=on).lines
        assert (line.amount, line.steps[0][0]) == (0, code)
        assert told(packed(line.steps)) == told(line.steps)


def test_every_step_becomes_a_sentence():
    terms = replace(
        BEFORE, claim_ceiling=Decimal(100), year_ceiling=Decimal(100),
        covers=(
            Cover(1, "互助金", "住院", bands=((Decimal(100), Decimal(10)), (None, Decimal(90))), deductible=Decimal(10),
                  deductible_yearly=True, claim_ceiling=Decimal(500), year_ceiling=Decimal(400)),
            Cover(2, "", "住院", bands=((None, Decimal(90)),), deductible=Decimal(10)),
        ),
    )  # fmt: skip
    found = settle((Bill(1, date(2008, 12, 1), "住院", Decimal(9000)),), (terms,), YEAR, submitted_on=LATER)
    words = [sentence for line in found.lines for sentence in told(packed(line.steps))]
    assert len(words) == sum(len(line.steps) for line in found.lines)
    assert not [sentence for sentence in words if "%(" in sentence or "Decimal" in sentence]


def test_a_thousand_claims_a_second_are_settled():
    """An order of magnitude only: the bench measures (bench/mutualaid.py)."""
    choose = random.Random(7)
    claims = [
        tuple(
            Bill(number, date(2008, choose.randint(1, 12), 5), choose.choice(CATEGORIES), Decimal(choose.randint(1, 900000)) / 100)
            for number in range(1, 4)
        )
        for _ in range(500)
    ]  # fmt: skip
    start = time.perf_counter()
    for claimed in claims:
        settle(claimed, (BEFORE, AFTER), YEAR, submitted_on=LATER)
    assert time.perf_counter() - start < 2.5
