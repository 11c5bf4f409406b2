"""Survey rounds: launched, answered, persons found, verified, filed; what is late stands on the desk."""

from datetime import date

import pytest

from taizhang.aid import actions, queries
from taizhang.aid.models import Finding, Household
from taizhang.aid.tests import factories
from taizhang.aid.tests.factories import number
from taizhang.kernel import ledger
from taizhang.kernel.acts import SYSTEM
from taizhang.kernel.periods import Period
from taizhang.kernel.verdicts import Refused

YEAR = Period.year(2008)
LAUNCHED, DUE = date(2008, 3, 3), date(2008, 3, 31)


@pytest.fixture
def held(cast):
    """A round of the town, in which the mill takes part."""
    factories.lay_line(cast.federation)
    return actions.surveys.launch_survey(
        cast.town, by=cast.town_chair, on=LAUNCHED, name="2008年困难职工摸底", due_on=DUE, units=[cast.mill]
    )


def report(owed, by=SYSTEM, **changes):
    given = {
        "on": date(2008, 3, 10),
        "name": "季白露",
        "cause": "收入低",
        "id_number": number(date(1970, 2, 3), 2),
        "phone": "13900000022",
    }
    return actions.surveys.report_finding(owed, by=by, **{**given, **changes})


def read(code, unit):
    return ledger.value(code, unit, YEAR).number


def test_a_round_from_launch_to_file(cast, held):
    owed = held.returns.get()
    found = report(owed, by=cast.mill_clerk)
    other = report(owed, by=cast.mill_clerk, name="阮立冬", id_number="")
    assert read("AW-02:人数", cast.town) == 2 and read("AW-02:场次", cast.town) == 1
    with pytest.raises(Refused):
        actions.surveys.file_finding(found, by=cast.mill_clerk, on=date(2008, 3, 12))
    actions.surveys.verify_finding(found, by=cast.mill_clerk, on=date(2008, 3, 12), qualifies=True, visitors="柯经办")
    with pytest.raises(Refused):
        actions.surveys.verify_finding(other, by=cast.mill_clerk, on=date(2008, 3, 12), qualifies=False)
    actions.surveys.verify_finding(
        other, by=cast.mill_clerk, on=date(2008, 3, 12), qualifies=False, reason="收入超过标准"
    )
    actions.surveys.send_return(owed, by=cast.mill_clerk, on=date(2008, 3, 20), visited=40)
    filed = actions.surveys.file_finding(found, by=cast.mill_clerk, on=date(2008, 3, 21))
    assert filed.household.status == Household.Status.VERIFIED
    assert filed.household.head.phone.reveal() == "13900000022"
    assert read("aid.found_persons", cast.federation) == 2
    assert read("aid.found_verified_share", cast.federation) == 50
    assert read("aid.found_filed_persons", cast.federation) == 1
    assert read("AW-02:户数", cast.town) == 40
    assert read("aid.returns_in_time_share", cast.town) == 100
    ((_owed, counts),) = queries.surveys.returns(held, cast.town_chair)
    assert (counts["found"], counts["verified"], counts["rejected"], counts["filed"], counts["open"]) == (2, 1, 1, 1, 0)
    assert actions.surveys.close_survey(held, by=cast.town_chair, on=date(2008, 4, 1)).closed_on
    with pytest.raises(Refused):
        report(owed, name="又一人", id_number="")
    assert list(ledger.differences()) == []


def test_a_round_is_closed_when_nothing_is_open(cast, held):
    owed = held.returns.get()
    with pytest.raises(Refused):
        actions.surveys.close_survey(held, by=SYSTEM, on=date(2008, 4, 1))
    found = report(owed)
    actions.surveys.send_return(owed, by=SYSTEM, on=date(2008, 3, 20))
    with pytest.raises(Refused):
        actions.surveys.close_survey(held, by=SYSTEM, on=date(2008, 4, 1))
    actions.surveys.withdraw_finding(found, by=SYSTEM, why="报错了")
    assert read("AW-02:人数", cast.town) == 0
    assert actions.surveys.close_survey(held, by=SYSTEM, on=date(2008, 4, 1))


def test_a_person_is_found_once_in_a_round(held):
    owed = held.returns.get()
    report(owed)
    with pytest.raises(Refused):
        report(owed)
    assert Finding.objects.count() == 1


def test_a_union_beside_takes_no_part(cast):
    with pytest.raises(Refused):
        actions.surveys.launch_survey(cast.town, by=SYSTEM, on=LAUNCHED, name="摸底", due_on=DUE, units=[cast.port])
    with pytest.raises(Refused):
        actions.surveys.launch_survey(
            cast.town, by=cast.mill_clerk, on=LAUNCHED, name="摸底", due_on=DUE, units=[cast.mill]
        )


def test_what_is_owed_stands_on_the_desk_until_it_is_in(cast, held):
    due = list(queries.due.due_items(cast.mill_clerk, cast.mill, date(2008, 4, 2)))
    assert [(one.by, one.tone) for one in due] == [(DUE, "red")]
    actions.surveys.send_return(held.returns.get(), by=cast.mill_clerk, on=date(2008, 4, 2))
    assert list(queries.due.due_items(cast.mill_clerk, cast.mill, date(2008, 4, 2))) == []
    assert read("aid.returns_in_time_share", cast.town) == 0


def test_visits_checks_and_requests_fall_due(cast):
    factories.lay_line(cast.federation)
    home = factories.filed(cast.mill)
    actions.own.take_request(
        home, by=SYSTEM, on=date(2009, 1, 5), kind="查阅复制", words="要一份复印件", asked_by="何春生"
    )
    factories.surveyed(cast.mill, name="季白露", id_number=number(date(1970, 2, 3), 2), family=(), on=date(2009, 2, 20))
    due = list(queries.due.due_items(cast.mill_clerk, cast.mill, date(2009, 3, 1)))
    assert sorted((one.by, one.tone) for one in due) == [
        (date(2009, 2, 4), "red"),
        (date(2009, 2, 25), "red"),
        (date(2009, 3, 5), "amber"),
    ]
    assert list(queries.due.due_items(cast.port_chair, cast.port, date(2009, 3, 1))) == []
