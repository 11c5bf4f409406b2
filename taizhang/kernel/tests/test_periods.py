"""Periods: every spelling, half open, and the same days of last year."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.kernel.periods import Period, UnknownPeriod


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2008", date(2008, 1, 1), date(2008, 12, 31)),
        ("2008年", date(2008, 1, 1), date(2008, 12, 31)),
        ("2008H1", date(2008, 1, 1), date(2008, 6, 30)),
        ("2008h2", date(2008, 7, 1), date(2008, 12, 31)),
        ("2008Q3", date(2008, 7, 1), date(2008, 9, 30)),
        ("2008-05", date(2008, 5, 1), date(2008, 5, 31)),
        ("2008-W01", date(2007, 12, 31), date(2008, 1, 6)),
        ("2008S", date(2007, 10, 1), date(2008, 9, 30)),
        ("2008-06-30", date(2008, 6, 30), date(2008, 6, 30)),
        ("2007-12-01..2008-02-29", date(2007, 12, 1), date(2008, 2, 29)),
    ],
)
def test_a_period_is_read_in_every_spelling(text, first, last):
    period = Period.parse(text)
    assert (period.start, period.last_day) == (first, last)
    assert Period.parse(period.code()) == period


@pytest.mark.parametrize(
    "text", ["", "二〇〇八", "2008H3", "2008Q5", "2008-13", "2008-02-30", "0000", "2008-W60", "2009-01-01..2008-01-01"]
)
def test_a_text_that_is_no_period_is_refused_with_a_sentence(text):
    with pytest.raises(UnknownPeriod) as refused:
        Period.parse(text)
    assert str(refused.value)


def test_last_years_period_ends_with_the_same_month():
    assert Period.parse("2008-02").a_year_before() == Period.parse("2007-02")
    assert Period.parse("2009-02").a_year_before() == Period.parse("2008-02")
    assert Period.between(date(2008, 1, 1), date(2008, 2, 29)).a_year_before().start == date(2007, 1, 1)


def test_terms_and_statistical_years():
    assert Period.term(date(2006, 3, 18), 3).last_day == date(2009, 3, 17)
    assert Period.statistical_year(2008) == Period.parse("2008S")
    assert Period.to_date(date(2008, 12, 10)) == Period.parse("2008-01-01..2008-12-10")


days = st.dates(date(1990, 1, 1), date(2050, 12, 31))


@given(days, days)
def test_the_months_of_a_period_are_the_period(one, other):
    period = Period.between(min(one, other), max(one, other))
    months = list(period.months())
    assert months[0].start == period.start and months[-1].until == period.until
    assert sum(month.days for month in months) == period.days
    assert all(left.until == right.start for left, right in pairwise(months))


@given(days, days)
def test_the_code_of_a_period_reads_back(one, other):
    period = Period.between(min(one, other), max(one, other))
    assert Period.parse(period.code()) == period
