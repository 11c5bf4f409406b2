"""Aid stations: set up, brought up to date, closed; the figures of FA-06."""

from datetime import date

import pytest

from taizhang.aid import actions
from taizhang.aid.approvals import ROUTES
from taizhang.aid.indicators.households import APPLICATION_ROUTES
from taizhang.kernel import approvals, ledger, rulebook
from taizhang.kernel.acts import SYSTEM
from taizhang.kernel.periods import Period
from taizhang.kernel.verdicts import Refused
from taizhang.members import actions as members


def read(code, unit, year=2008):
    return ledger.value(code, unit, Period.year(year)).number


def test_a_station_stands_from_its_day_to_its_end(cast):
    made = actions.stations.set_up_station(
        cast.mill, by=cast.mill_clerk, on=date(2008, 5, 1), name="纺织厂帮扶站", staff=2, has_plaque=True
    )
    assert read("FA-06:家数", cast.town) == 1 and read("FA-06:人数", cast.town) == 2
    assert read("aid.stations_standard_share", cast.town) == 0
    actions.stations.change_station(made, by=cast.mill_clerk, on=date(2008, 5, 1), has_rules=True)
    assert read("aid.stations_standard_share", cast.town) == 100
    actions.stations.close_station(made, by=SYSTEM, on=date(2009, 6, 1), why="并入镇帮扶中心")
    assert read("aid.stations_standing", cast.town) == 1 and read("aid.stations_standing", cast.town, 2009) == 0
    with pytest.raises(Refused):
        actions.stations.close_station(made, by=SYSTEM, on=date(2009, 6, 2), why="")
    assert list(ledger.differences()) == []


def test_nobody_keeps_the_station_of_a_union_beside(cast):
    with pytest.raises(Refused):
        actions.stations.set_up_station(cast.mill, by=cast.port_chair, on=date(2008, 5, 1), name="站")


def test_cases_sent_up_count_every_way_of_approval():
    assert set(APPLICATION_ROUTES) == {route.code for route in ROUTES}


def test_an_application_that_goes_to_the_union_above_is_one_item_of_the_row(cast):
    """FA-06:件数 at the base union and at the town; once for a case, however many unions above look at it."""
    rulebook.load()
    fund = actions.funds.set_up_fund(
        cast.town, by=cast.town_chair, on=date(2008, 3, 1), name="帮扶资金", source="地方财政", earmark="帮扶"
    )
    programme = actions.programmes.lay_down(
        cast.town, by=cast.town_chair, on=date(2008, 3, 1), name="困难补助", kind="AW-12", year=2008, concerns="member",
        rules=[], amounts={"how": "fixed", "amount": "500"}, route="aid.two_levels", method="cash", fund=fund,
        opens_on=date(2008, 3, 1), closes_on=date(2008, 3, 31),
    )  # fmt: skip
    programme = actions.programmes.open_programme(programme, by=cast.town_chair, on=date(2008, 3, 1))
    member = members.admit(cast.mill, by=SYSTEM, on=date(2005, 3, 1), name="工友甲", sex="女")
    one = actions.applications.apply(
        programme, by=cast.mill_clerk, on=date(2008, 3, 10), person=member.person, unit=cast.mill
    )
    actions.applications.send_up(one, by=cast.mill_clerk, on=date(2008, 3, 11))
    assert read("FA-06:件数", cast.town) == 0
    for chair in (cast.mill_chair, cast.town_chair):
        approvals.approve(approvals.of(one), by=chair, on=date(2008, 3, 12))
    assert (
        read("FA-06:件数", cast.town) == read("FA-06:件数", cast.mill) == read("aid.stations_passed_up", cast.town) == 1
    )
    assert list(ledger.differences()) == []
