"""Aid stations: set up, brought up to date, closed; the figures of FA-06."""

from datetime import date

import pytest

from taizhang.aid import actions
from taizhang.aid.approvals import ROUTES
from taizhang.aid.indicators.households import APPLICATION_ROUTES
from taizhang.kernel import ledger
from taizhang.kernel.acts import SYSTEM
from taizhang.kernel.periods import Period
from taizhang.kernel.verdicts import Refused


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
