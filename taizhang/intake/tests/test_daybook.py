"""Days in columns of their own, as account books have them."""

import pytest

from taizhang.intake import queries
from taizhang.kernel.access import SYSTEM

from .factories import workbook
from .test_other_unions import street  # noqa: F401  the street and its communities

pytestmark = pytest.mark.django_db


def days(rows, **more):
    seen = queries.preview("entries", workbook(rows, **more), by=SYSTEM, name="台账.xlsx")
    return [(row.values["matter"], row.values["on"] and row.values["on"].isoformat()) for row in seen.rows]


def test_year_month_and_day_stand_in_three_columns(street):  # noqa: F811
    rows = [
        ["年", "月", "日", "单位", "目录号", "事项", "人次"],
        [2009, 3, 1, "望湖社区", "AC-05", "甲", 5],
        ["", "", 8, "望湖社区", "AC-05", "乙", 6],
        ["", "4月", "２日", "望湖社区", "AC-05", "丙", 7],
        [2010, 1, "", "望湖社区", "AC-05", "丁", 7],
        ["合计", "", "", "", "", "", 25],
    ]
    assert days(rows) == [("甲", "2009-03-01"), ("乙", "2009-03-08"), ("丙", "2009-04-02"), ("丁", "2010-01-01")]


def test_the_year_stands_above_month_and_day(street):  # noqa: F811
    rows = [
        ["望湖社区工会活动登记簿", "", "", "", "", ""],
        ["2009年", "", "摘要", "目录号", "单位", "人次"],
        ["月", "日", "", "", "", ""],
        [5, 12, "甲", "AC-05", "望湖社区", 5],
        ["〃", 13, "乙", "AC-05", "望湖社区", 6],
    ]
    merges = {"表1": ["A2:B2", "C2:C3", "D2:D3", "E2:E3", "F2:F3"]}
    assert days(rows, merges=merges) == [("甲", "2009-05-12"), ("乙", "2009-05-13")]


def test_the_year_may_stand_in_the_title(street):  # noqa: F811
    rows = [
        ["2009年活动登记簿", "", "", "", "", ""],
        ["月", "日", "事项", "目录号", "单位", "人次"],
        [5, 12, "甲", "AC-05", "望湖社区", 5],
        [2, 30, "乙", "AC-05", "望湖社区", 5],
    ]
    seen = queries.preview("entries", workbook(rows), by=SYSTEM, name="台账.xlsx")
    assert seen.rows[0].values["on"].isoformat() == "2009-05-12"
    assert [row.rejected for row in seen.rows] == [False, True]
