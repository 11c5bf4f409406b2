"""Dates in every spelling that turned up, and some that cannot be dates."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.intake.dates import read_date

JUNE = date(2008, 6, 1)


@pytest.mark.parametrize(
    ("cell", "day", "problems"),
    [
        (date(2006, 4, 10), date(2006, 4, 10), []),
        (datetime(2006, 4, 10, 8, 30), date(2006, 4, 10), []),
        ("2006-04-10", date(2006, 4, 10), []),
        ("2006-04-10 00:00:00", date(2006, 4, 10), []),
        ("2006.4.10", date(2006, 4, 10), ["date_dotted"]),
        ("2005年1月3日", date(2005, 1, 3), ["date_chinese"]),
        ("2005 年 1 月 3 号", date(2005, 1, 3), ["date_chinese"]),
        ("2006/4/10", date(2006, 4, 10), ["date_slashed"]),
        ("2006-4-10", date(2006, 4, 10), ["date_unpadded"]),
        ("20060410", date(2006, 4, 10), ["date_compact"]),
        (20060410.0, date(2006, 4, 10), ["date_compact"]),
        (38784.0, date(2006, 3, 8), ["date_serial"]),
        ("38784", date(2006, 3, 8), ["date_serial"]),
        ("二〇〇六年四月十日", date(2006, 4, 10), ["date_chinese_numerals"]),
        ("二○○八年十二月廿五日", date(2008, 12, 25), ["date_chinese_numerals"]),
        ("２００６．４．１０", date(2006, 4, 10), ["date_full_width", "date_dotted"]),
        ("2008年6月", JUNE, ["date_month_only"]),
        ("2008.6", JUNE, ["date_month_only"]),
        (2008.6, JUNE, ["date_month_only"]),
        ("2008-6", JUNE, ["date_month_only"]),
        ("6月", JUNE, ["date_year_from_title", "date_month_only"]),
        ("6月3日", date(2008, 6, 3), ["date_year_from_title"]),
        ("2008年6月3日至5日", date(2008, 6, 3), ["date_range"]),
        ("2008.6.3-6.5", date(2008, 6, 3), ["date_range"]),
        ("2008年3月—5月", date(2008, 3, 1), ["date_range", "date_month_only"]),
        ("06.4.10", date(2006, 4, 10), ["date_dotted", "date_two_digit_year"]),
    ],
)
def test_a_date_is_read(cell, day, problems):
    read, notes = read_date(cell, year=2008, coarse="month")
    assert (read, [problem for problem, _treatment, _params in notes]) == (day, problems)


@pytest.mark.parametrize(
    ("cell", "problem"),
    [
        ("0000-00-00", "date_impossible"),
        ("2006.2.30", "date_impossible"),
        (0.0, "date_impossible"),
        ("0001-01-01", "date_out_of_range"),
        ("年底", "date_unreadable"),
        (2008.1, "date_ambiguous"),
        ("3/4/2006", "date_ambiguous"),
        ("2008年", "date_unreadable"),
        (True, "date_unreadable"),
        (float("nan"), "date_unreadable"),
        ("x" * 10_000, "date_unreadable"),
        (-5.0, "date_unreadable"),
    ],
)
def test_what_is_no_date_is_rejected(cell, problem):
    day, notes = read_date(cell, coarse="month")
    assert (day, notes[-1][:2]) == (None, (problem, "rejected"))


def test_a_day_without_a_year_needs_one_from_the_title():
    assert read_date("6月3日")[1] == (("date_no_year", "rejected", {}),)


@given(st.one_of(st.text(), st.floats(), st.integers(), st.dates(), st.datetimes(), st.booleans()))
def test_no_cell_breaks_the_reading_of_dates(cell):
    day, notes = read_date(cell, year=2008, coarse="year")
    assert day is None or isinstance(day, date)
    assert day is not None or notes[-1][1] == "rejected"


@given(st.dates(min_value=date(1900, 1, 1)))
def test_what_was_repaired_is_fine_the_second_time(day):
    for text in (
        f"{day.year}.{day.month}.{day.day}",
        f"{day.year}年{day.month}月{day.day}日",
        f"{day.year}/{day.month}/{day.day}",
        f"{day.year:04d}{day.month:02d}{day.day:02d}",
    ):
        assert read_date(text)[0] == day
    assert read_date(day.isoformat()) == (day, ())
