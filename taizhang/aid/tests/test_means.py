"""The formula of means: worked by hand, at its limits, and as a property."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.aid.models import Assessment, Household
from taizhang.aid.rules import means

LIMITS = {
    "deep": (Decimal(1), "<="),
    "relative": (Decimal(2), "<="),
    "edge": (Decimal("1.5"), "<="),
    "accident": (Decimal(3), "<="),
}
Category = Household.Category
yuan = st.decimals(min_value=0, max_value=900_000, places=2)


def reckoned(income, spending=0, members=3, line=200, **more):
    """The reckoning of a household with today's scheme."""
    given = {"months": 12, "scheme": means.NOW, "limits": LIMITS, **more}
    return means.reckon(
        income=Decimal(income), spending=Decimal(spending), members=members, line=Decimal(line), **given
    )


@pytest.mark.parametrize(
    ("income", "spending", "category"),
    [
        (7200, 0, Category.DEEP),  # 7200 / 3 / 12 = 200: 以下 includes the number
        (Decimal("7200.01"), 0, Category.RELATIVE),
        (14400, 0, Category.RELATIVE),
        (Decimal("14400.01"), 0, Category.NONE),
        (20000, 12800, Category.DEEP),  # rigid spending is taken off
        (6000, 9000, Category.DEEP),  # and may be more than there is
    ],
)
def test_the_category_follows_from_the_line(income, spending, category):
    assert reckoned(income, spending).category == category


def test_a_sudden_event_opens_the_third_category_only_above_the_others():
    assert reckoned(30000, sudden=True).category == Category.ACCIDENT
    assert reckoned(7000, sudden=True).category == Category.DEEP
    assert reckoned(30000).category == Category.NONE


def test_the_older_scheme_has_other_limits():
    assert reckoned(7200, scheme=means.OLD).category == Category.LOW_INCOME
    assert reckoned(10800, scheme=means.OLD).category == Category.EDGE
    assert reckoned(10801, scheme=means.OLD).category == Category.NONE
    assert reckoned(21600, scheme=means.OLD, sudden=True).category == Category.ACCIDENT
    assert reckoned(21601, scheme=means.OLD, sudden=True).category == Category.NONE


def test_a_ground_of_exclusion_leaves_no_category():
    assert reckoned(1000, bars=["拥有或经常使用机动车"]).category == Category.NONE


def test_a_place_may_exclude_the_line_itself():
    assert reckoned(7200, limits={**LIMITS, "deep": (Decimal(1), "<")}).category == Category.RELATIVE


def test_what_is_shown_is_rounded_half_up_and_what_is_compared_is_not():
    found = reckoned(Decimal("7200.10"))
    assert found.per_head == Decimal("200.00")
    assert found.category == Category.RELATIVE


@given(income=yuan, spending=yuan, members=st.integers(1, 12), line=st.integers(50, 3000))
def test_more_income_never_makes_a_household_poorer(income, spending, members, line):
    order = [Category.DEEP, Category.RELATIVE, Category.NONE]
    less = reckoned(income, spending, members, line)
    more = reckoned(income + 1, spending, members, line)
    assert order.index(less.category) <= order.index(more.category)


@given(income=yuan, spending=yuan, members=st.integers(1, 12), line=st.integers(50, 3000), sudden=st.booleans())
def test_the_band_is_the_first_that_holds(income, spending, members, line, sudden):
    found = reckoned(income, spending, members, line, sudden=sudden)
    exact = (income - spending) / members / 12
    if found.category == Category.DEEP:
        assert exact <= line
    elif found.category == Category.RELATIVE:
        assert line < exact <= 2 * line
    else:
        assert exact > 2 * line
        assert (found.category == Category.ACCIDENT) == sudden


@given(st.dates(date(2001, 1, 1), date(2090, 1, 1)), st.integers(1, 36))
def test_the_months_before_a_day_begin_on_its_corresponding_day(on, months):
    first = means.first_day(on, months)
    apart = (on.year - first.year) * 12 + on.month - first.month
    assert (apart == months and first.day == on.day) or (apart == months - 1 and first.day == 1 and on.day > 28)


def test_the_reckoning_is_a_sentence():
    made = Assessment(
        on=date(2008, 3, 5), since=date(2007, 3, 5), members=3, wage=Decimal(9600), illness=Decimal(6000), per_head=Decimal(100),
        line=Decimal(200), line_place="石门县总工会", line_since=date(2007, 7, 1), multiple=Decimal(1), category="深度困难", bars=[],
    )  # fmt: skip
    said = means.arithmetic(made)
    assert "9600" in said and "6000" in said and "÷ 3" in said and "100" in said and "200" in said
    made.bars, made.category = ["两套以上住房"], ""
    assert means.arithmetic(made) != said
