"""Deputies: B sits on A's seat while A is away and not a day longer; hours uncovered add up whatever the order of entering."""

from datetime import date, timedelta

import pytest

from taizhang.kernel import approvals, deputies, ledger
from taizhang.kernel.acts import SYSTEM
from taizhang.kernel.models import ActLog
from taizhang.kernel.periods import Period
from taizhang.kernel.tests.test_approvals import ask, officer, record
from taizhang.kernel.tests.test_approvals import route as declared_route
from taizhang.kernel.verdicts import Refused

route = declared_route  # the fixture
SINCE = date(2008, 1, 1)
MONDAY, FRIDAY = date(2008, 5, 5), date(2008, 5, 9)


@pytest.fixture
def vice(cast):
    return officer(cast.mill, "副主席", "auditor")


@pytest.fixture
def duty(cast, vice):
    return deputies.set_duty(cast.mill, "chair", officer=cast.mill_chair, deputy=vice, by=cast.mill_clerk, on=SINCE)


def away(user, unit, first, last, **rest):
    return deputies.set_absence(user, unit, by=SYSTEM, first=first, last=last, **rest)


def figure(code, unit, period="2008", **rest):
    return ledger.value(code, unit, Period.parse(period), **rest).number


def test_the_deputy_takes_over_and_hands_back_by_the_calendar(cast, route, vice, duty):
    case = ask(route, record(cast.mill), cast)
    away(cast.mill_chair, cast.mill, MONDAY, FRIDAY)
    for day, waits in ((MONDAY - timedelta(1), 0), (MONDAY, 1), (FRIDAY, 1), (FRIDAY + timedelta(1), 0)):
        assert approvals.inbox(vice, day).count() == waits
        assert approvals.inbox(cast.mill_chair, day).count() == 1
    with pytest.raises(Refused):
        approvals.approve(case, by=vice, on=FRIDAY + timedelta(1))
    approvals.approve(case, by=vice, on=MONDAY)
    line = case.trail.get(verb="approve")
    assert (line.by, line.instead_of, line.mandate) == (vice, cast.mill_chair, "deputy")
    assert ActLog.objects.filter(code="approvals.approve").first().notes["instead_of"] == "梅厂长"
    assert figure("approvals.taken_over", cast.mill) == figure("RP-02:件数", cast.mill) == 1


def test_a_deputy_decides_nothing_that_the_officer_himself_may_not(cast, route, vice, duty):
    away(cast.mill_chair, cast.mill, MONDAY, FRIDAY)
    second = officer(cast.mill, "另一位主席")
    case = approvals.request(route, record(cast.mill), by=cast.mill_chair, on=MONDAY, amount=1)
    assert not approvals.may_decide(vice, case, MONDAY)  # it would be A's own decision on A's own request
    assert approvals.may_decide(second, case, MONDAY)


def test_an_officer_whose_post_has_ended_has_no_deputy(cast, route, vice, duty):
    from taizhang.organisation import actions as organisation

    ask(route, record(cast.mill), cast)
    away(cast.mill_chair, cast.mill, MONDAY, FRIDAY)
    organisation.end_post(cast.mill_chair.posts.get(), by=SYSTEM, on=MONDAY)
    assert not approvals.inbox(vice, MONDAY).exists()


def test_hours_uncovered_are_those_of_which_both_are_away(cast, vice, duty):
    away(cast.mill_chair, cast.mill, MONDAY, FRIDAY)
    assert figure("approvals.absent_hours", cast.mill) == 40
    assert figure("approvals.uncovered_hours", cast.mill) == 0
    away(vice, cast.mill, FRIDAY, FRIDAY + timedelta(5), part="morning")
    assert figure("approvals.uncovered_hours", cast.mill) == 4
    assert figure("approvals.cover_of_absences", cast.mill) == 90
    assert not list(ledger.differences())


def test_the_order_of_entering_does_not_matter(cast, vice, duty):
    away(vice, cast.mill, date(2008, 5, 8), date(2008, 5, 12))
    away(cast.mill_chair, cast.mill, MONDAY, FRIDAY)
    assert figure("approvals.uncovered_hours", cast.mill) == 16


def test_back_earlier_and_a_pair_that_ends_are_counted_anew(cast, vice, duty):
    absence = away(cast.mill_chair, cast.mill, MONDAY, FRIDAY)
    other = away(vice, cast.mill, MONDAY, FRIDAY)
    assert figure("approvals.uncovered_hours", cast.mill) == 40
    deputies.end_absence(other, by=vice, on=date(2008, 5, 7))
    assert figure("approvals.uncovered_hours", cast.mill) == 16
    deputies.end_absence(absence, by=cast.mill_chair, on=MONDAY)
    assert (absence.voided_at is not None, figure("approvals.absent_hours", cast.mill)) == (True, 0)


def test_hours_fall_into_their_months(cast, vice, duty):
    away(cast.mill_chair, cast.mill, date(2008, 4, 28), date(2008, 5, 6))
    # 1 to 3 May are days of rest; Sunday 4 May is worked in exchange
    assert figure("approvals.absent_hours", cast.mill, "2008-04") == 24
    assert figure("approvals.absent_hours", cast.mill, "2008-05") == 24


def test_somebody_is_always_in_post_is_a_figure(cast, vice, duty):
    assert figure("approvals.always_in_post", cast.mill, "2008-05") == 100
    away(cast.mill_chair, cast.mill, MONDAY, FRIDAY)
    away(vice, cast.mill, FRIDAY, FRIDAY)
    hours = figure("approvals.duty_hours", cast.mill, "2008-05")
    share = figure("approvals.always_in_post", cast.mill, "2008-05")
    assert hours > 150 and share == round((hours - 8) / hours * 100, 2)


def test_a_month_is_counted_when_it_is_over(cast, vice, duty):
    assert deputies.count_months(duty.counted_until + timedelta(15)) == 0
    later = (duty.counted_until + timedelta(40)).replace(day=1)
    before = figure("approvals.duty_hours", cast.mill, str(later.year))
    assert deputies.count_months(later) == 1
    assert deputies.count_months(later) == 0
    duty.refresh_from_db()
    assert duty.counted_until == later - timedelta(1)
    assert figure("approvals.duty_hours", cast.mill, str(later.year)) > before
    assert not list(ledger.differences())


def test_who_is_in_post(cast, vice, duty):
    away(cast.mill_chair, cast.mill, MONDAY, FRIDAY)
    rows = {one.post.role: one for one in deputies.in_post([cast.mill], MONDAY)}
    assert rows["chair"].covered and rows["chair"].present == (vice,)
    away(vice, cast.mill, MONDAY, MONDAY)
    rows = {one.post.role: one for one in deputies.in_post([cast.mill], MONDAY)}
    assert not rows["chair"].covered


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"deputy": "mill_chair"}, "自己不能做自己的B岗"),
        ({"officer": "mill_clerk"}, "不在这个岗位上"),
        ({}, "已经设了"),
    ],
)
def test_a_pair_that_makes_no_sense_is_refused(cast, vice, duty, change, words):
    people = {"officer": cast.mill_chair, "deputy": vice}
    people.update({name: getattr(cast, person) for name, person in change.items()})
    with pytest.raises(Refused, match=words):
        deputies.set_duty(cast.mill, "chair", by=SYSTEM, on=SINCE, **people)


def test_days_away_are_entered_once_by_those_who_may(cast, duty):
    with pytest.raises(Refused, match="早于"):
        away(cast.mill_chair, cast.mill, FRIDAY, MONDAY)
    with pytest.raises(Refused, match="没有任职"):
        away(cast.port_chair, cast.mill, MONDAY, FRIDAY)
    deputies.set_absence(cast.mill_clerk, cast.mill, by=cast.mill_clerk, first=MONDAY, last=MONDAY, part="morning")
    deputies.set_absence(cast.mill_clerk, cast.mill, by=cast.mill_clerk, first=MONDAY, last=MONDAY, part="afternoon")
    with pytest.raises(Refused, match="重叠"):
        away(cast.mill_clerk, cast.mill, MONDAY, FRIDAY)
    with pytest.raises(Refused):
        deputies.set_absence(cast.mill_chair, cast.mill, by=cast.port_chair, first=MONDAY, last=FRIDAY)
