"""Periods that stay chosen, and steps between them."""

import pytest
from django.http import Http404

from taizhang.kernel.periods import Period
from taizhang.ui import places


def request_of(rf, user, query="", session=None):
    request = rf.get(f"/?{query}")
    request.user, request.session = user, {} if session is None else session
    return request


@pytest.mark.parametrize(
    ("period", "by", "expected"),
    [
        ("2008", -1, "2007"),
        ("2008H1", -1, "2007H2"),
        ("2008Q4", 1, "2009Q1"),
        ("2008-12", 1, "2009-01"),
        ("2008-01", -1, "2007-12"),
    ],
)
def test_step_keeps_the_length(period, by, expected):
    assert places.step(Period.parse(period), by).code() == expected


def test_step_of_any_days_is_unknown():
    assert places.step(Period.parse("2008-01-05..2008-03-07"), 1) is None


def test_period_stays_chosen(rf, cast):
    session = {}
    assert places.chosen_period(request_of(rf, cast.mill_chair, "period=2008H1", session)).code() == "2008H1"
    assert places.chosen_period(request_of(rf, cast.mill_chair, "", session)).code() == "2008H1"


def test_any_days_can_be_chosen(rf, cast):
    assert (
        places.chosen_period(request_of(rf, cast.mill_chair, "from=2008-01-05&to=2008-03-07")).code()
        == "2008-01-05..2008-03-07"
    )


def test_nonsense_becomes_the_latest_year_with_data(rf, cast):
    chosen = places.chosen_period(request_of(rf, cast.mill_chair, "period=99999"), cast.mill)
    assert chosen == places.latest_period(cast.mill)


def test_unit_begins_at_the_own_post_and_stays_chosen(rf, cast):
    session = {}
    assert places.chosen_unit(request_of(rf, cast.town_chair, "", session)) == cast.town
    assert places.chosen_unit(request_of(rf, cast.town_chair, "unit=F-T-M", session)) == cast.mill
    assert places.chosen_unit(request_of(rf, cast.town_chair, "", session)) == cast.mill


def test_another_union_is_hidden(rf, cast):
    with pytest.raises(Http404):
        places.chosen_unit(request_of(rf, cast.port_chair, "unit=F-T-M"))


def test_a_stranger_is_nowhere(rf, cast):
    assert places.here(request_of(rf, cast.stranger)) is None


def test_way_down_is_open_where_the_user_may_go(cast):
    assert [(unit.code, may) for unit, may in places.crumbs(cast.mill, cast.town_chair)] == [
        ("F", False),
        ("F-T", True),
        ("F-T-M", True),
    ]
