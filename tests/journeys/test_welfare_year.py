"""A union's year of care: visits, goods, an appeal and birthdays, each with the figures that its report prints, and when they were true."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from taizhang.kernel import ledger, rulebook
from taizhang.kernel.acts import SYSTEM
from taizhang.kernel.periods import Period
from taizhang.kernel.verdicts import Refused
from taizhang.members import actions as members
from taizhang.welfare import actions
from taizhang.welfare.models import Benefit, Campaign, Donation, Event, Handout, Item, Recipient, Visit
from taizhang.welfare.queries import donations as accounts
from taizhang.welfare.queries.stock import balance_on
from taizhang.welfare.tests.factories import crowd, event, person

pytestmark = pytest.mark.django_db
YEAR = Period.year(2008)


def figure(code, unit, period=YEAR, **asked):
    return ledger.value(code, unit, period, **asked).number


@pytest.fixture
def rules(db):
    rulebook.load()


def visited(unit, people, *, on, by, companions=()):
    """Events of these people on a day, all answered by one visit three days later."""
    events = [event(unit, one, on=on, by=by) for one in people]
    return actions.visit(
        unit,
        by=by,
        on=on + timedelta(days=3),
        visitors="工会主席、女工委员",
        people=[{"event": one, "cash": Decimal(200)} for one in events],
        companions=companions,
    )


def test_82_visits_to_56_persons_and_a_joint_one_counts_once_above(cast, rules):
    """AW-10: 人次 each visit, 人数 each person once, over two unions; a joint visit once at the county."""
    mill, port = crowd(cast.mill, 40), crowd(cast.port, 16, label="港")
    visited(cast.mill, mill, on=date(2008, 2, 18), by=cast.mill_clerk)  # 40 visits
    visited(cast.mill, mill[:20], on=date(2008, 5, 19), by=cast.mill_clerk)  # 20 of them again
    joint = visited(cast.port, port, on=date(2008, 9, 1), by=cast.port_chair, companions=[cast.mill])  # 16 together
    visited(cast.mill, mill[:6], on=date(2008, 12, 1), by=cast.mill_clerk)  # 6 a third time

    assert figure("AW-10:人次", cast.federation) == 82
    assert figure("AW-10:人数", cast.federation) == 56
    assert figure("AW-10:金额", cast.federation) == 82 * 200
    # each of the two shows the joint visit in its own report
    assert (figure("AW-10:人次", cast.port), figure("AW-10:人数", cast.port)) == (16, 16)
    assert (figure("AW-10:人次", cast.mill), figure("AW-10:人数", cast.mill)) == (66 + 16, 40 + 16)
    assert figure("AW-10:人次", cast.town) == 82  # the town stands over the mill alone
    # as of the half-year: the same two figures, earlier
    assert figure("AW-10:人次", cast.federation, Period.parse("2008H1")) == 60
    assert figure("AW-10:人数", cast.federation, Period.parse("2008H1")) == 40
    # every event was answered, in time: three days later, three working days allowed
    assert figure("welfare.event_cases", cast.federation) == 82
    assert figure("welfare.in_time_share", cast.federation) == 100
    # the joint visit turns out to be a mistake: its events wait again, and the figures follow
    actions.void(joint, by=cast.port_chair, why="登记重了")
    assert figure("AW-10:人次", cast.federation) == 66
    assert Event.objects.filter(state=Event.State.WAITING).count() == 16
    assert list(ledger.differences()) == []


def test_rice_oil_and_quilts_beside_cash(cast, rules):
    """AW-06: 400 jin of rice, 20 barrels of oil, 16 pieces of clothes and quilts to 20 households; 4,000 yuan in cash beside them."""
    clerk, unit = cast.mill_clerk, cast.mill
    take = {"by": clerk, "on": date(2008, 1, 10)}
    rice = actions.take_in(unit, name="大米", measure_unit="斤", quantity=Decimal(500), cost=Decimal(900), **take).item
    oil = actions.take_in(unit, name="食用油", measure_unit="桶", quantity=Decimal(20), cost=Decimal(1000), **take).item
    quilts = actions.take_in(
        unit, name="衣被", measure_unit="件", quantity=Decimal(16), way="受赠", source="县慈善总会", **take
    ).item

    handout = actions.open_handout(
        unit, by=clerk, kind=Handout.Kind.GOODS, name="春节慰问特困职工", since=date(2008, 1, 28)
    )
    actions.offer(handout, by=clerk, item=rice, quantity=Decimal(20))
    actions.offer(handout, by=clerk, item=oil, quantity=Decimal(1))
    people = crowd(unit, 20)
    assert actions.enlist(handout, by=clerk, people=people, cash=Decimal(200)) == 20
    with pytest.raises(Refused):  # once a hand-out
        actions.enlist(handout, by=clerk, people=people[:1])
    listed = list(Recipient.objects.filter(handout=handout))
    actions.sign(handout, by=clerk, recipients=listed[:12], on=date(2008, 1, 29))
    actions.sign(handout, by=clerk, recipients=listed[12:], on=date(2008, 2, 2))

    clothes = actions.open_handout(unit, by=clerk, kind=Handout.Kind.GOODS, name="衣被发放", since=date(2008, 1, 29))
    actions.offer(clothes, by=clerk, item=quilts, quantity=Decimal(2))
    actions.enlist(clothes, by=clerk, people=people[:8])
    actions.sign(clothes, by=clerk, recipients=list(clothes.recipients.all()), on=date(2008, 1, 30))

    def goods(words, period=YEAR):
        return figure("AW-06:数量", unit, period, where=f"实物={words}")

    assert (goods("大米"), goods("食用油"), goods("衣被")) == (400, 20, 16)
    assert figure("AW-06:数量", unit, where="计量单位=斤") == 400
    assert figure("AW-06:金额", unit) == 4000  # cash alone: goods are not turned into money
    assert figure("AW-06:人数", unit) == 20 and figure("AW-06:人次", unit) == 28
    assert figure("welfare.goods_bought", unit) == 1900
    # in store, at any day and by item
    assert [balance_on(rice, day) for day in (date(2008, 1, 10), date(2008, 1, 31), date(2008, 2, 2))] == [
        500,
        260,
        100,
    ]
    january = Period.parse("2008-01")
    assert figure("welfare.stock", unit, january, where="实物=大米") == 260
    assert figure("welfare.stock", unit, where="实物=大米") == 100
    assert goods("大米", january) == 240
    # nothing leaves that is not there
    again = actions.open_handout(unit, by=clerk, kind=Handout.Kind.GOODS, name="补发", since=date(2008, 3, 1))
    actions.offer(again, by=clerk, item=oil, quantity=Decimal(1))
    actions.enlist(again, by=clerk, people=["镇外困难户"])
    with pytest.raises(Refused, match="食用油"):
        actions.sign(again, by=clerk, recipients=list(again.recipients.all()), on=date(2008, 3, 1))
    assert Item.objects.get(pk=oil.pk).on_hand == 0
    # stocktaking finds two jin short
    actions.count_stock(rice, by=clerk, on=date(2008, 6, 30), counted=Decimal(98), remark="盘亏，鼠咬")
    assert figure("welfare.stock", unit, where="实物=大米") == 98
    assert list(ledger.differences()) == []


def test_an_appeal_is_accounted_for_to_the_last_yuan(cast, rules):
    """AW-13: 15,000 yuan collected and 10,000 from the county charity, handed over whole; AW-14 of the town stands apart."""
    chair, unit = cast.mill_chair, cast.mill
    sick = person(unit, "石大满")
    call = actions.call(
        unit, by=chair, kind=Campaign.Kind.APPEAL, matter="为白血病会员石大满募捐", who=sick, since=date(2008, 3, 1)
    )
    givers = crowd(unit, 30)
    for giver in givers:
        actions.give(call, by=cast.mill_clerk, on=date(2008, 3, 5), who=giver, amount=Decimal(100))
    workshop = actions.give(
        call,
        by=cast.mill_clerk,
        on=date(2008, 3, 8),
        donor=Donation.Donor.UNIT,
        who="二车间",
        people=110,
        amount=Decimal(11500),
    )
    actions.give(call, by=cast.mill_clerk, on=date(2008, 3, 9), donor=Donation.Donor.ANONYMOUS, amount=Decimal("500"))
    actions.give(
        call,
        by=cast.mill_clerk,
        on=date(2008, 4, 2),
        donor=Donation.Donor.BODY,
        who="县慈善总会",
        amount=Decimal(10000),
    )
    assert (workshop.number, workshop.receipt) == (31, "捐字〔2008〕31号")
    assert figure("AW-13:金额", unit) == 15000  # what the union collected
    assert figure("welfare.granted_money", unit) == 10000
    assert figure("AW-13:人数", unit) == 30 + 110 + 1
    # nobody hands over more than there is on that day, and nobody settles while something is held
    with pytest.raises(Refused):
        actions.hand_over(call, by=chair, on=date(2008, 3, 20), to="石大满", receipt="收条", amount=Decimal(15001))
    actions.hand_over(call, by=chair, on=date(2008, 3, 20), to="石大满", receipt="石大满签收", amount=Decimal(15000))
    with pytest.raises(Refused, match=r"10000\.00"):
        actions.settle(call, by=chair, on=date(2008, 4, 3))
    actions.hand_over(call, by=chair, on=date(2008, 4, 3), to="石大满", receipt="石大满签收", amount=Decimal("9999.50"))
    with pytest.raises(Refused, match=r"0\.50"):
        actions.settle(call, by=chair, on=date(2008, 4, 3))
    actions.hand_over(call, by=chair, on=date(2008, 4, 4), to="石大满", receipt="石大满签收", amount=Decimal("0.50"))
    assert actions.settle(call, by=chair, on=date(2008, 4, 4)).state == Campaign.State.CLOSED
    with pytest.raises(Refused):
        actions.give(call, by=cast.mill_clerk, on=date(2008, 4, 5), who="迟来的", amount=Decimal(10))
    # the account at any date
    assert accounts.as_on(call, date(2008, 3, 31)) == (15000, 0, 15000)
    assert figure("welfare.held_money", unit, Period.to_date(date(2008, 4, 2))) == 10000
    assert figure("welfare.held_money", unit) == 0 and figure("welfare.handed_over_money", unit) == 25000
    assert figure("welfare.handed_over_share", unit) == 100

    # the disaster collection: the union's own 3,800 yuan, and the town-wide 612,480 beside it
    relief = actions.call(
        cast.town, by=cast.town_chair, kind=Campaign.Kind.CHARITY, matter="为汶川灾区捐款", since=date(2008, 5, 13)
    )
    giving = {"by": cast.town_chair, "on": date(2008, 5, 16)}
    actions.give(relief, donor=Donation.Donor.UNIT, who="镇机关", people=38, amount=Decimal(3800), **giving)
    total = actions.give(relief, donor=Donation.Donor.TERRITORY, amount=Decimal(612480), **giving)
    assert total.receipt == ""
    assert figure("AW-14:金额", cast.town) == 3800
    assert figure("AW-14:金额", cast.town, where="备注~全镇统计数") == 612480
    assert accounts.account(relief).held == 3800
    assert list(ledger.differences()) == []


def test_forty_birthday_cakes_each_once(cast, rules):
    """AW-18: everybody in membership gets one cake a year; who joins later is added, who is transferred gets no second one."""
    chair, unit = cast.mill_chair, cast.mill
    people = crowd(unit, 38)
    plan = {"occasion": Benefit.Occasion.BIRTHDAY, "goods": "生日蛋糕", "quantity": Decimal(1), "measure_unit": "个"}
    year = {"since": date(2008, 1, 1), "until": date(2008, 12, 31)}
    with pytest.raises(Refused, match="300"):  # the ceiling of the rulebook
        actions.plan_benefit(unit, by=chair, name="2008年会员生日", price=Decimal(301), **plan, **year)
    cakes = actions.plan_benefit(unit, by=chair, name="2008年会员生日", price=Decimal(98), **plan, **year)
    assert actions.make_list(cakes, by=cast.mill_clerk, on=date(2008, 1, 2))["added"] == 38
    for place in range(2):  # two join in spring
        person(unit, f"新会员{place}", born=date(1985, 11, 3 + place), on=date(2008, 4, 1))
    again = actions.make_list(cakes, by=cast.mill_clerk, on=date(2008, 4, 2))
    assert (again["added"], cakes.entitlements.filter(late=True).count()) == (2, 2)

    first_half = [one for one in cakes.entitlements.standing() if one.due_on <= date(2008, 6, 30)]
    actions.deliver(cakes, by=cast.mill_clerk, entitlements=first_half, on=date(2008, 6, 30))
    with pytest.raises(Refused):  # once
        actions.deliver(cakes, by=cast.mill_clerk, entitlements=first_half[:1], on=date(2008, 6, 30))
    half = figure("AW-18:人数", unit, Period.parse("2008H1"))
    assert half == len(first_half)
    rest = [one for one in cakes.entitlements.standing() if one.due_on > date(2008, 6, 30)]
    actions.sign_benefit(cakes, by=cast.mill_clerk, entitlements=rest, on=date(2008, 12, 20))
    assert figure("AW-18:人数", unit) == 40
    assert figure("AW-18:数量", unit, where="实物=生日蛋糕") == 40
    assert figure("welfare.served_share", unit) == 100
    assert actions.finish(cakes, by=cast.mill_clerk).state == Benefit.State.CLOSED

    # the port's list does not bring somebody who had his cake at the mill
    members.transfer(people[5].memberships.get(), by=SYSTEM, to=cast.port, on=date(2008, 2, 1))
    port = actions.plan_benefit(cast.port, by=cast.port_chair, name="港区会员生日", price=Decimal(80), **plan, **year)
    done = actions.make_list(port, by=cast.port_chair, on=date(2008, 7, 1))
    assert (done["added"], done["elsewhere"]) == (0, 1)
    assert list(ledger.differences()) == []


def test_retirees_come_or_are_seen_at_home(cast, rules):
    """RW-02 and RW-04: twelve invited, nine come, three are seen at home; five are sent off with a thermos flask each."""
    chair, unit = cast.mill_chair, cast.mill
    retirees = [f"退休{place}" for place in range(12)]
    day = actions.convene(unit, by=chair, on=date(2008, 10, 7), kind="返校返厂", name="重阳返厂日", lunch=True)
    actions.invite(day, by=chair, people=retirees)
    guests = list(day.guests.all())
    actions.answer(day, by=chair, guests=guests[:9], answer="到会")
    actions.answer(day, by=chair, guests=guests[9:], answer="因故未到", why="行动不便")
    actions.hold(day, by=chair)
    assert figure("welfare.home_share", unit) == 0
    actions.see_at_home(
        day,
        by=chair,
        guests=guests[9:],
        on=date(2008, 10, 9),
        visitors="退休组长",
        gift="水果",
        quantity=Decimal(1),
        measure_unit="篮",
    )
    assert (figure("RW-02:场次", unit), figure("RW-02:人次", unit)) == (1, 9 + 3)
    assert figure("RW-02:人数", unit) == 12 and figure("welfare.home_share", unit) == 100

    leavers = [
        event(unit, person(unit, f"离岗{place}"), kind=Event.Kind.RETIREMENT, on=date(2008, 12, 1))
        for place in range(5)
    ]
    actions.visit(
        unit,
        by=chair,
        on=date(2008, 12, 3),
        occasion=Visit.Occasion.SEND_OFF,
        visitors="工会主席",
        people=[{"event": one, "gift": "保温杯", "quantity": Decimal(1), "measure_unit": "只"} for one in leavers],
    )
    assert figure("RW-04:人数", unit) == 5
    assert figure("RW-04:数量", unit, where="实物=保温杯") == 5
    assert list(ledger.differences()) == []
