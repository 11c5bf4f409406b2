"""The calendar counts as the Civil Code does."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.kernel import calendar
from taizhang.kernel.calendar import MONTHS, NATURAL, WORKING, YEARS, deadline

day = datetime.date
DAYS = st.dates(day(2003, 1, 1), day(2040, 12, 31))
NUMBERS = st.integers(0, 400)


def test_natural_days_do_not_count_the_first_day():
    assert calendar.natural_days_after(day(2026, 3, 2), 15) == day(2026, 3, 17)


def test_natural_days_that_end_in_a_festival_end_after_it():
    # 20 days after 11 September 2026 end on 1 October; the holiday lasts until the 7th.
    assert calendar.natural_days_after(day(2026, 9, 11), 20, rest=False) == day(2026, 10, 1)
    assert calendar.natural_days_after(day(2026, 9, 11), 20) == day(2026, 10, 8)


def test_natural_days_that_end_on_a_sunday_end_on_monday():
    assert calendar.natural_days_after(day(2026, 3, 13), 9) == day(2026, 3, 23)


def test_a_swapped_weekend_is_worked_and_its_weekday_is_not():
    assert calendar.is_working_day(day(2024, 9, 29))  # a Sunday, worked for the national day
    assert calendar.is_rest_day(day(2024, 10, 4))


def test_working_days_skip_the_swapped_weekend_rightly():
    assert calendar.working_days_after(day(2024, 9, 27), 2) == day(2024, 9, 30)
    assert calendar.working_days_after(day(2024, 9, 30), 1) == day(2024, 10, 8)


def test_months_end_on_the_corresponding_day():
    assert calendar.months_after(day(2026, 1, 15), 2, rest=False) == day(2026, 3, 15)


@pytest.mark.parametrize(
    ("first", "months", "last"),
    [
        (day(2025, 1, 31), 1, day(2025, 2, 28)),
        (day(2024, 1, 31), 1, day(2024, 2, 29)),
        (day(2024, 8, 31), 6, day(2025, 2, 28)),
        (day(2024, 12, 31), 12, day(2025, 12, 31)),
        (day(2024, 11, 30), 1, day(2024, 12, 30)),
    ],
)
def test_months_without_the_corresponding_day_end_with_the_month(first, months, last):
    assert calendar.months_after(first, months, rest=False) == last


def test_a_leap_day_ends_on_the_28th_in_a_common_year():
    assert calendar.years_after(day(2024, 2, 29), 1, rest=False) == day(2025, 2, 28)


def test_deadline_says_why_it_moved():
    found = deadline(day(2026, 9, 11), 20)
    assert (found.counted, found.last, found.moved) == (day(2026, 10, 1), day(2026, 10, 8), True)
    assert "2026-10-08" in found.sentence()


def test_the_last_day_still_belongs_to_the_period():
    found = deadline(day(2026, 3, 2), 15)
    assert not found.is_over(day(2026, 3, 17))
    assert found.is_over(day(2026, 3, 18))
    assert found.days_left(day(2026, 3, 16)) == 1


def test_deadline_refuses_what_is_no_time():
    with pytest.raises(ValueError, match="人"):
        deadline(day(2026, 3, 2), 3, "人")


def test_a_negative_period_is_refused():
    with pytest.raises(ValueError, match="negative"):
        calendar.working_days_after(day(2026, 3, 2), -1)


def test_years_beyond_the_table_are_counted_with_a_caveat():
    beyond = calendar.LAST_KNOWN + 2
    assert calendar.is_rest_day(day(beyond, 10, 1))
    assert str(beyond) in calendar.caveat(beyond)
    assert calendar.caveat(2024) == ""


def test_fixed_festivals_agree_with_the_announced_ones():
    """The fallback names days that were really festivals in every year of the table from 2014 on."""
    from chinese_calendar import constants

    for year in range(2014, calendar.LAST_KNOWN + 1):
        for festival in calendar._fixed_festivals(year):
            assert festival in constants.holidays, festival


@given(DAYS, NUMBERS)
def test_a_statutory_period_never_ends_on_a_day_of_rest(first, number):
    last = calendar.natural_days_after(first, number)
    assert calendar.is_working_day(last)
    assert last >= first + datetime.timedelta(days=number)


@given(DAYS, NUMBERS)
def test_working_days_after_holds_exactly_that_many(first, number):
    last = calendar.working_days_after(first, number)
    assert calendar.working_days_between(first, last) == number


@given(DAYS, st.integers(1, 60))
def test_working_days_before_and_after_meet(first, number):
    start = calendar.working_days_before(first, number)
    assert calendar.working_days_after(start - datetime.timedelta(days=1), number) < first


@given(DAYS, st.integers(0, 120))
def test_months_keep_the_day_or_end_the_month(first, number):
    last = calendar.months_after(first, number, rest=False)
    assert (last.year * 12 + last.month) - (first.year * 12 + first.month) == number
    assert last.day == first.day or ((last + datetime.timedelta(days=1)).day == 1 and last.day < first.day)


@given(DAYS, st.integers(0, 60), st.sampled_from([NATURAL, WORKING, MONTHS, YEARS]))
def test_deadlines_grow_with_their_number(first, number, unit):
    assert deadline(first, number, unit).last <= deadline(first, number + 1, unit).last
