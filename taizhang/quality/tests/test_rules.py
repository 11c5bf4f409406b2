"""The robust statistics and the rules of findings, for any numbers."""

import math
import statistics
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from taizhang.quality import rules
from taizhang.quality.models import Finding, MonthBook

counts = st.integers(min_value=1, max_value=10**9)
quiet = settings(
    deadline=None, max_examples=50, suppress_health_check=[HealthCheck.too_slow]
)  # two cores for everybody
many = st.lists(counts, min_size=1, max_size=60)


@quiet
@given(many)
def test_the_median_lies_in_the_middle(values):
    spread = rules.Spread.of(values)
    assert spread.number == len(values)
    assert math.isclose(spread.middle, statistics.median(math.log(value) for value in values), abs_tol=1e-9)
    assert spread.unit >= 0


@quiet
@given(many, st.integers(min_value=2, max_value=1000))
def test_the_score_does_not_care_in_which_unit_one_counts(values, factor):
    """Yuan or fen: the same numbers stand out."""
    one, other = rules.Spread.of(values), rules.Spread.of([value * factor for value in values])
    for value in values:
        assert one.score(value) == pytest.approx(other.score(value * factor), rel=1e-4, abs=1e-4) or math.isinf(
            one.score(value)
        )


@quiet
@given(
    st.lists(st.integers(min_value=30, max_value=60), min_size=9, max_size=40), st.integers(min_value=1, max_value=3)
)
def test_a_few_wild_numbers_move_nothing(values, wild):
    """Up to a quarter of slips does not hide them: every one of them still stands out, and no honest number does."""
    spread = rules.Spread.of([*values, *[50_000 + n for n in range(wild)]])
    assert all(spread.stands_out(50_000 + n, score=3.5, times=4) for n in range(wild))
    assert not any(spread.stands_out(value, score=3.5, times=4) for value in values)


@quiet
@given(counts, st.integers(min_value=8, max_value=30))
def test_equal_numbers_never_stand_out_and_a_tenfold_one_does(value, times):
    spread = rules.Spread.of([value] * times)
    assert not spread.stands_out(value, score=3.5, times=4)
    assert spread.stands_out(value * 10, score=3.5, times=4) == (value * 10 >= rules.TELLING)


@quiet
@given(many, counts)
def test_what_stands_out_is_far_in_plain_words_too(values, value):
    spread = rules.Spread.of(values)
    if spread.stands_out(value, score=3.5, times=4):
        assert value >= 3.9 * spread.median or value * 3.9 <= spread.median
        assert max(value, spread.median) >= rules.TELLING


def test_below_ten_everything_is_possible():
    spread = rules.Spread.of([1] * 20)
    assert not spread.stands_out(9, score=3.5, times=4)
    assert rules.Spread.of([0, -3]) is None
    assert not spread.stands_out(0, score=3.5, times=4)


@quiet
@given(st.decimals(0, 10**9, places=2), st.decimals(0, 10**9, places=2))
def test_the_relations_are_those_of_arithmetic(left, right):
    assert rules.holds("<=", left, right) == (left <= right)
    assert rules.holds("=", left, right) == (left == right)
    assert rules.holds("<=", left, left) and rules.holds("=", right, right)


@quiet
@given(st.integers(1, 10**7), st.integers(1, 10**7))
def test_a_jump_is_more_than_the_percent_and_never_small(now, before):
    jumped = rules.jumped(Decimal(now), Decimal(before), percent=50, least=30)
    assert jumped == (max(now, before) >= 30 and abs(now - before) * 2 > before)


def test_half_more_is_no_jump_and_nothing_is_no_base():
    assert not rules.jumped(Decimal(60), Decimal(40), percent=50, least=30)
    assert rules.jumped(Decimal(61), Decimal(40), percent=50, least=30)
    assert not rules.jumped(Decimal(500), Decimal(0), percent=50, least=30)
    assert rules.growth(Decimal(61), Decimal(40)) == 52


def test_numbers_tell_an_event_or_do_not():
    one_visit = {"work.persons": Decimal(1), "work.money": Decimal(300)}
    lecture = {"work.persons": Decimal(48), "work.person_times": Decimal(96)}
    assert rules.tells(one_visit) and not rules.tells(one_visit, elsewhere=True)
    assert rules.tells(lecture, elsewhere=True)
    assert not rules.tells({"work.sessions": Decimal(1)})


@quiet
@given(st.integers(0, 50), st.integers(0, 50), st.booleans())
def test_a_month_is_one_of_four(records, late, brought):
    state = rules.month_state(records, min(late, records), brought=brought)
    assert (state == MonthBook.State.SILENT) == (records == 0)
    assert not brought or state in (MonthBook.State.SILENT, MonthBook.State.BROUGHT)
    assert state != MonthBook.State.LATE or min(late, records) * 2 > records


def test_late_counts_from_the_day_after_the_last():
    day = date(2026, 3, 1)
    assert not rules.is_late(day, day + timedelta(15), 15)
    assert rules.is_late(day, day + timedelta(16), 15)


def test_firm_findings_are_mended_and_others_explained_in_words():
    open_, firm = Finding(state="open"), Finding(state="open", firm=True)
    assert rules.may_explain(open_, "新办了运动会")
    assert not rules.may_explain(open_, " 。")
    assert not rules.may_explain(open_, "字" * 401)
    assert "改正" in str(rules.may_explain(firm, "新办了运动会").reason)
    assert not rules.may_explain(Finding(state="mended"), "新办了运动会")
    assert not rules.may_reopen(open_, "没有说清") and rules.may_reopen(Finding(state="explained"), "没有说清")
