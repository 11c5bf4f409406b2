"""The rules of care and benefits, without a database."""

from datetime import date, timedelta
from decimal import Decimal
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.kernel.rulebook import RuleValue
from taizhang.kernel.steps import may_happen_on
from taizhang.welfare.models import Benefit, Campaign, Event, Placement, Visit
from taizhang.welfare.queries.stock import lowest
from taizhang.welfare.rules import benefits, donations, events, handouts, may_cost, services, stock

TODAY = date(2026, 11, 21)
days = st.dates(date(2005, 1, 1), date(2012, 12, 31))


def figure(value, operator="<=", unit="元"):
    """A figure of the rulebook."""
    return RuleValue("k", "标准", value, None, None, operator, "", unit, "办法", "", "K", "", None, None)


def test_what_is_given_stays_within_the_standard_all_visits_together():
    assert may_cost(Decimal(1000), figure(1000))
    assert not may_cost(Decimal("1000.01"), figure(1000))
    assert not may_cost(Decimal(600), figure(1000), already=Decimal(500))
    assert "1100" in may_cost(Decimal(600), figure(1000), already=Decimal(500)).reason
    assert may_cost(None, figure(1000)) and may_cost(Decimal(9999), None)


def test_a_matter_is_recorded_when_its_day_has_come():
    assert may_happen_on(TODAY, today=TODAY)
    assert not may_happen_on(TODAY + timedelta(1), today=TODAY)
    assert not may_happen_on(None, today=TODAY)
    assert not may_happen_on(date(20, 1, 1), today=TODAY)


def test_the_visit_is_due_after_working_days():
    days_of = figure(3, "", "个工作日")
    assert events.compute_due(date(2008, 3, 7), days_of) == date(2008, 3, 12)  # Friday, then Monday to Wednesday
    assert events.compute_due(date(2008, 3, 7), None) is None


def test_a_send_off_answers_a_retirement_and_nothing_else():
    ill = Event(kind=Event.Kind.ILLNESS, on=date(2008, 3, 1), name="某")
    leaver = Event(kind=Event.Kind.RETIREMENT, on=date(2008, 3, 1), name="某")
    on = date(2008, 3, 3)
    assert events.may_answer(ill, on, occasion=Visit.Occasion.EVENT)
    assert events.may_answer(leaver, on, occasion=Visit.Occasion.SEND_OFF)
    assert not events.may_answer(ill, on, occasion=Visit.Occasion.SEND_OFF)
    assert not events.may_answer(leaver, on, occasion=Visit.Occasion.EVENT)
    assert not events.may_answer(ill, date(2008, 2, 28), occasion=Visit.Occasion.EVENT)
    excused = Event(kind=Event.Kind.ILLNESS, on=date(2008, 3, 1), state=Event.State.EXCUSED, name="某")
    assert not events.may_answer(excused, on, occasion=Visit.Occasion.EVENT)


@given(st.lists(st.tuples(days, st.integers(-50, 50)), max_size=12), days)
def test_the_least_balance_is_what_looking_at_every_day_would_say(moves, day):
    moves.sort(key=lambda move: move[0])
    ends = [day, *(on for on, _amount in moves if on > day)]
    expected = min(sum(amount for on, amount in moves if on <= end) for end in ends)
    assert lowest(moves, day) == expected


def test_nothing_leaves_the_store_that_is_not_there():
    rice = SimpleNamespace(name="大米", amount=lambda quantity: f"{quantity}斤")
    assert stock.may_take_out(rice, Decimal(400), Decimal(400), TODAY, today=TODAY)
    refused = stock.may_take_out(rice, Decimal("400.001"), Decimal(400), TODAY, today=TODAY)
    assert not refused and "400斤" in refused.reason
    assert not stock.may_take_out(rice, Decimal(0), Decimal(400), TODAY, today=TODAY)


@pytest.mark.parametrize("measure_unit", ["元", "万元", "角", ""])
def test_money_is_no_goods(measure_unit):
    assert not stock.may_name_goods("慰问金", measure_unit)
    assert stock.may_name_goods("大米", "斤")


def test_points_bound_what_is_taken():
    assert handouts.may_spend(10, 10, "某")
    assert not handouts.may_spend(10, 11, "某")
    assert not handouts.may_spend(10, 0, "某")


def test_a_call_is_settled_to_the_last_fen_and_the_last_piece():
    campaign = Campaign(kind=Campaign.Kind.APPEAL)
    day = {"on": TODAY, "today": TODAY}
    assert donations.may_settle(campaign, left=Decimal(0), goods_left=[], **day)
    assert "0.01" in donations.may_settle(campaign, left=Decimal("0.01"), goods_left=[], **day).reason
    assert "棉被1件" in donations.may_settle(campaign, left=Decimal(0), goods_left=["棉被1件"], **day).reason


def test_birthdays_and_festivals_are_answered_in_kind():
    plan = {
        "festival": "",
        "since": date(2008, 1, 1),
        "until": date(2008, 12, 31),
        "worth": Decimal(90),
        "ceiling": figure(300),
    }
    birthday = Benefit.Occasion.BIRTHDAY
    assert benefits.may_plan(occasion=birthday, cash=None, goods="蛋糕", **plan)
    assert not benefits.may_plan(occasion=birthday, cash=Decimal(90), goods="", **plan)
    assert not benefits.may_plan(occasion=Benefit.Occasion.FESTIVAL, cash=None, goods="月饼", **plan)
    moon = plan | {"festival": "中秋节", "ceiling": figure(2000)}
    assert benefits.may_plan(occasion=Benefit.Occasion.FESTIVAL, cash=None, goods="月饼", already=1910, **moon)
    assert not benefits.may_plan(occasion=Benefit.Occasion.FESTIVAL, cash=None, goods="月饼", already=1911, **moon)
    assert benefits.may_plan(occasion=Benefit.Occasion.MARRIAGE, cash=Decimal(90), goods="", **plan)


@given(st.dates(date(1930, 1, 1), date(1990, 12, 31)), days)
def test_everybody_has_one_birthday_in_any_twelve_months(born, since):
    until = since + timedelta(days=364 if not _spans_leap_day(since) else 365)
    day = benefits.birthday_in(born, since, until)
    assert day is not None and since <= day <= until
    assert (day.month, day.day) in {(born.month, born.day), (2, 28)}


def _spans_leap_day(since):
    return any(
        since <= date(year, 2, 29) <= since + timedelta(days=365)
        for year in (since.year, since.year + 1)
        if year % 4 == 0
    )


def test_blood_is_given_from_eighteen_to_fifty_five():
    bounds = {"first": figure(18, ">=", "周岁"), "last": figure(55, "<=", "周岁")}
    assert services.may_volunteer("某", 18, **bounds) and services.may_volunteer("某", 55, **bounds)
    assert not services.may_volunteer("某", 17, **bounds) and not services.may_volunteer("某", 56, **bounds)
    assert services.may_volunteer("某", None, **bounds)


def test_a_streak_is_unbroken():
    assert services.compute_streak({2004, 2005, 2007, 2008}, 2008) == 2
    assert services.compute_streak({2004, 2005, 2006}, 2008) == 0


def test_a_school_place_goes_forward_only():
    State = Placement.State
    asked = Placement(state=State.ASKED, asked_on=date(2008, 4, 1))
    assert services.may_step(asked, State.NEGOTIATING, date(2008, 4, 2), today=TODAY)
    assert not services.may_step(asked, State.NEGOTIATING, date(2008, 3, 31), today=TODAY)
    placed = Placement(state=State.PLACED, asked_on=date(2008, 4, 1))
    assert not services.may_step(placed, State.FAILED, date(2008, 9, 1), today=TODAY)
