"""双亮双促: duties written, plaque hung, identities shown, duties checked."""

from datetime import date

import pytest

from taizhang.committees import actions
from taizhang.kernel import ledger
from taizhang.kernel.acts import SYSTEM
from taizhang.kernel.periods import Period
from taizhang.kernel.verdicts import Refused

pytestmark = pytest.mark.django_db
DAY, LATER = date(2008, 3, 3), date(2008, 4, 7)


def value(code, unit):
    return ledger.value(code, unit, Period.year(2008)).number


def test_the_plaque_counts_once_and_the_chair_with_it(cast, there):
    assert value("committees.plaque", cast.town) == 1
    assert value("committees.chairs_displayed", cast.town) == 1
    assert value("OM-14:家数", cast.town) == 1
    assert value("OM-14:人数", cast.town) == 1
    actions.show(there.other, by=cast.mill_clerk, on=LATER, how="桌牌")
    assert value("committees.officers_displayed", cast.town) == 2
    assert value("OM-14:人数", cast.town) == 1  # a chair; other officers are counted apart


def test_duties_are_checked_after_the_identity_was_shown(cast, there):
    with pytest.raises(Refused, match="亮身份"):
        actions.check(there.other, by=SYSTEM, on=LATER, by_whom="上级工会", result="good")
    with pytest.raises(Refused, match="需要改进"):
        actions.check(there.officer, by=SYSTEM, on=LATER, by_whom="上级工会", result="poor")
    actions.check(there.officer, by=cast.mill_clerk, on=LATER, by_whom="上级工会", result="good")
    actions.check(there.officer, by=SYSTEM, on=LATER, by_whom="上级工会", result="fair", findings="走访记录不全")
    there.display.refresh_from_db()
    assert there.display.state == "checked"
    assert value("committees.duties_done", cast.mill) == 50
    with pytest.raises(Refused, match="结束"):
        actions.void(there.display, by=SYSTEM, why="写错了")


def test_an_ended_display_counts_no_more(cast, there):
    actions.end_display(there.display, by=SYSTEM, on=LATER, why="换届")
    assert value("committees.plaque", cast.town) == 0
    assert value("committees.officers_displayed", cast.town) == 0
    with pytest.raises(Refused, match="已结束"):
        actions.show(there.other, by=SYSTEM, on=LATER)
    actions.announce(cast.mill, by=cast.mill_clerk, on=LATER, how="新一届")
    assert list(ledger.differences()) == []
