"""Acts of care and benefits: what they refuse, what they leave behind."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction

from taizhang.kernel import ledger
from taizhang.kernel.acts import SYSTEM
from taizhang.kernel.models import ActLog
from taizhang.kernel.periods import Period
from taizhang.kernel.verdicts import Refused
from taizhang.members import actions as members
from taizhang.welfare import actions, papers
from taizhang.welfare.models import Benefit, Donation, Entitlement, Event, Handout, Item, Movement, Recipient
from taizhang.welfare.queries import benefits as entitled
from taizhang.welfare.queries.stock import lowest_from
from taizhang.welfare.tests import factories
from taizhang.word.document import paragraphs
from taizhang.word.package import to_bytes

pytestmark = pytest.mark.django_db
YEAR = Period.year(2008)
DAY = factories.DAY


def visit(unit, people, *, by=SYSTEM, on=DAY, **details):
    """A visit by the chair."""
    return actions.visit(unit, by=by, on=on, visitors="工会主席", people=people, **details)


def test_an_event_is_reported_once_and_by_who_may(cast, rules):
    who = factories.person(cast.mill)
    event = factories.event(cast.mill, who, by=cast.mill_clerk)
    assert ActLog.objects.get(code="welfare.report_event").notes == {"name": "田小满", "kind": "生病住院"}
    with pytest.raises(Refused):
        factories.event(cast.mill, who)
    with pytest.raises(Refused):
        factories.event(cast.mill, who, kind=Event.Kind.BIRTH, by=cast.port_chair)
    with pytest.raises(Refused):
        factories.event(cast.mill, who, kind=Event.Kind.BIRTH, on=DAY, reported_on=date(2008, 3, 1))
    assert Event.objects.get() == event


def test_what_was_given_before_counts_toward_the_standard(cast, rules):
    event = factories.event(cast.mill)
    visit(cast.mill, [{"event": event, "cash": Decimal(600)}])
    with pytest.raises(Refused, match="1000"):
        visit(cast.mill, [{"event": event, "cash": Decimal(401)}])
    visit(cast.mill, [{"event": event, "cash": Decimal(400)}])
    assert ledger.value("AW-10:人次", cast.mill, YEAR).number == 2
    assert ledger.value("AW-10:人数", cast.mill, YEAR).number == 1


def test_somebody_off_the_register_counts_once_by_name(cast, rules):
    for _time in range(2):
        visit(cast.mill, [{"name": "石家嫂"}])
    visit(cast.port, [{"name": "石家嫂"}])  # another union's namesake
    assert ledger.value("AW-10:人数", cast.mill, YEAR).number == 1
    assert ledger.value("AW-10:人数", cast.federation, YEAR).number == 2


def test_a_visit_with_goods_from_the_store_that_is_voided_brings_them_back(cast, rules):
    rice = factories.goods(cast.mill)
    seen = visit(cast.mill, [{"name": "石家嫂", "item": rice, "quantity": Decimal(20)}])
    assert Item.objects.get().on_hand == 380
    assert ledger.value("AW-10:数量", cast.mill, YEAR, where="实物=大米").number == 20
    actions.void(seen, by=SYSTEM, why="登记重了")
    assert Item.objects.get().on_hand == 400 and list(ledger.differences()) == []
    with pytest.raises(Refused):
        actions.void(seen, by=SYSTEM, why="再来一次")


def test_a_refusal_leaves_nothing_behind(cast, rules):
    rice = factories.goods(cast.mill, quantity=10)
    logs = ActLog.objects.count()
    with pytest.raises(Refused):
        visit(
            cast.mill,
            [
                {"name": "甲", "item": rice, "quantity": Decimal(6)},
                {"name": "乙", "item": rice, "quantity": Decimal(6)},
            ],
        )
    assert (Item.objects.get().on_hand, Movement.objects.count(), ActLog.objects.count()) == (10, 1, logs)


def test_a_movement_of_yesterday_does_not_take_what_left_today(cast, rules):
    rice = factories.goods(cast.mill, quantity=100, on=date(2008, 3, 1))
    visit(cast.mill, [{"name": "甲", "item": rice, "quantity": Decimal(90)}], on=date(2008, 3, 20))
    assert lowest_from(rice, date(2008, 3, 10)) == 10
    with pytest.raises(Refused):
        visit(cast.mill, [{"name": "乙", "item": rice, "quantity": Decimal(20)}], on=date(2008, 3, 10))
    with pytest.raises(Refused):
        actions.void(Movement.objects.get(way="购入"), by=SYSTEM, why="记错")
    with pytest.raises(Refused):  # stocktaking of a day gone by may not make a later day negative
        actions.count_stock(rice, by=SYSTEM, on=date(2008, 3, 5), counted=Decimal(80), remark="")


def test_the_database_refuses_a_negative_store(cast, rules):
    rice = factories.goods(cast.mill, quantity=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        Item._base_manager.filter(pk=rice.pk).update(on_hand=-1)


def test_labour_protection_is_planned_bought_and_issued(cast, rules):
    plan = actions.plan_goods(
        cast.mill,
        by=cast.mill_clerk,
        year=2008,
        quarter=3,
        name="绿豆",
        measure_unit="斤",
        quantity=Decimal(300),
        budget=Decimal(1500),
        people=100,
        heat=True,
    )
    with pytest.raises(Refused):
        actions.plan_goods(
            cast.mill, by=cast.mill_clerk, year=2008, quarter=3, name="绿豆", measure_unit="斤", quantity=Decimal(1)
        )
    actions.take_in(
        cast.mill,
        by=cast.mill_clerk,
        on=date(2008, 7, 1),
        name="",
        measure_unit="",
        quantity=Decimal(300),
        cost=Decimal("1480.50"),
        plan=plan,
    )
    handout = factories.handout(
        cast.mill, kind=Handout.Kind.PROTECTION, name="三季度防暑", since=date(2008, 7, 5), plan=plan
    )
    people = factories.crowd(cast.mill, 10)
    actions.enlist(handout, by=cast.mill_clerk, people=people)
    actions.sign(handout, by=cast.mill_clerk, recipients=list(handout.recipients.all()), on=date(2008, 7, 6))
    assert ledger.value("AW-17:金额", cast.mill, YEAR).number == Decimal("1480.5")
    assert ledger.value("AW-17:数量", cast.mill, YEAR, where="实物=绿豆").number == 30
    assert ledger.value("AW-17:人数", cast.mill, YEAR).number == 10
    with pytest.raises(Refused):
        actions.void(plan, by=SYSTEM, why="不要了")


def test_weddings_are_answered_by_a_benefit_of_their_own(cast, rules):
    """AW-11: events on file make the list; the same wedding is not answered twice."""
    pair = [factories.person(cast.mill, name) for name in ("田小满", "郑大寒")]
    for who in pair:
        factories.event(cast.mill, who, kind=Event.Kind.MARRIAGE)
    plan = {"since": date(2008, 1, 1), "until": date(2008, 12, 31), "cash": Decimal(500)}
    first = actions.plan_benefit(
        cast.mill, by=cast.mill_chair, occasion=Benefit.Occasion.MARRIAGE, name="结婚慰问", **plan
    )
    assert actions.make_list(first, by=cast.mill_clerk, on=DAY)["added"] == 2
    other = actions.plan_benefit(
        cast.town, by=cast.town_chair, occasion=Benefit.Occasion.MARRIAGE, name="镇结婚慰问", **plan
    )
    assert actions.make_list(other, by=cast.town_chair, on=DAY) == {"added": 0, "dropped": 0, "elsewhere": 2}
    actions.sign_benefit(first, by=cast.mill_clerk, entitlements=list(first.entitlements.all()), on=date(2008, 3, 20))
    assert ledger.value("AW-11:金额", cast.mill, YEAR).number == 1000
    assert ledger.value("AW-11:人数", cast.mill, YEAR).number == 2


def test_the_database_refuses_a_second_entitlement(cast, rules):
    factories.person(cast.mill)
    one = actions.plan_benefit(
        cast.mill,
        by=SYSTEM,
        occasion="节日",
        festival="中秋节",
        name="中秋",
        since=date(2008, 9, 14),
        until=date(2008, 9, 14),
        goods="月饼",
        quantity=Decimal(1),
        measure_unit="盒",
    )
    actions.make_list(one, by=SYSTEM, on=DAY)
    row = one.entitlements.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        _insert_twice(row)


def _insert_twice(row):
    """The same row once more, past the act."""
    with connection.cursor() as cursor:
        columns = [field.column for field in Entitlement._meta.concrete_fields if not field.primary_key]
        names = ", ".join(f'"{name}"' for name in columns)
        cursor.execute(
            f"INSERT INTO welfare_entitlement ({names}) SELECT {names} FROM welfare_entitlement WHERE id = %s", [row.pk]
        )


def test_who_left_before_it_was_delivered_is_dropped_and_who_was_struck_stays_off(cast, rules):
    keep, gone, struck = (factories.person(cast.mill, name) for name in ("田小满", "郑大寒", "何立夏"))
    one = actions.plan_benefit(
        cast.mill,
        by=SYSTEM,
        occasion="生日",
        name="生日",
        since=date(2008, 1, 1),
        until=date(2008, 12, 31),
        goods="蛋糕",
        quantity=Decimal(1),
        measure_unit="个",
    )
    actions.make_list(one, by=SYSTEM, on=DAY)
    members.leave(gone.memberships.get(), by=SYSTEM, on=date(2008, 4, 1), why="辞职")
    actions.strike(one.entitlements.get(person=struck), by=SYSTEM, why="本人放弃")
    assert actions.make_list(one, by=SYSTEM, on=date(2008, 4, 2)) == {"added": 0, "dropped": 1, "elsewhere": 0}
    assert [row.person for row in entitled.listed(one)] == [keep]


def test_round_birthdays_of_retirees(cast, rules):
    """RW-03: seventy, not seventy-one; kept memberships count."""
    old = factories.person(cast.mill, "老寿星", born=date(1938, 5, 1))
    factories.person(cast.mill, "差一岁", born=date(1937, 5, 1))
    members.keep(old.memberships.get(), by=SYSTEM, on=date(2006, 1, 1), why="退休")
    one = actions.plan_benefit(
        cast.mill,
        by=SYSTEM,
        occasion="整寿",
        name="祝寿",
        since=date(2008, 1, 1),
        until=date(2008, 12, 31),
        cash=Decimal(200),
    )
    actions.make_list(one, by=SYSTEM, on=DAY)
    assert [row.person for row in entitled.listed(one)] == [old]


def test_a_signature_of_a_finished_hand_out_stays(cast, rules):
    handout = factories.handout(cast.mill)
    actions.enlist(handout, by=SYSTEM, people=["石家嫂"], cash=Decimal(100))
    row = Recipient.objects.get()
    with pytest.raises(Refused):
        actions.sign(handout, by=SYSTEM, recipients=[row], on=date(2008, 3, 1))  # before the hand-out began
    actions.sign(handout, by=SYSTEM, recipients=[row], on=DAY)
    with pytest.raises(Refused):
        actions.sign(handout, by=SYSTEM, recipients=[row], on=DAY)
    with pytest.raises(Refused):
        actions.strike_off(row, by=SYSTEM, why="写错")
    actions.finish_handout(handout, by=SYSTEM)
    with pytest.raises(Refused):
        actions.unsign(row, by=SYSTEM, why="点错")
    with pytest.raises(Refused):
        actions.enlist(handout, by=SYSTEM, people=["迟来的"])


def test_a_gift_is_not_voided_under_what_was_handed_over(cast, rules):
    call = factories.appeal(cast.mill)
    gift = actions.give(call, by=SYSTEM, on=DAY, who="石家嫂", amount=Decimal(100))
    actions.hand_over(call, by=SYSTEM, on=DAY, to="石大满", receipt="签收", amount=Decimal(100))
    with pytest.raises(Refused):
        actions.void(gift, by=SYSTEM, why="记错")
    actions.void(call.handovers.get(), by=SYSTEM, why="没有转交")
    actions.void(gift, by=SYSTEM, why="记错")
    assert ledger.value("welfare.held_money", cast.mill, YEAR).number == 0
    again = actions.give(call, by=SYSTEM, on=DAY, who="石家嫂", amount=Decimal(100))
    assert again.number == 2  # a number is given out once


def test_papers_carry_what_they_must(cast, rules):
    call = factories.appeal(cast.mill)
    gift = actions.give(call, by=SYSTEM, on=DAY, who="石家嫂", amount=Decimal("1203.50"))
    words = _words(papers.receipt(gift))
    assert "捐字〔2008〕1号" in words and "壹仟贰佰零叁元伍角" in words and "2008年3月10日" in words
    published = _words(papers.account(call, on=DAY))
    assert "石家嫂" not in published and "石*嫂" in published and "结余1203.50元" in published
    assert to_bytes(papers.receipt(gift)) == to_bytes(papers.receipt(gift))


def _words(document):
    return "".join(run.text for _style, runs in paragraphs(document) for run in runs)


def test_goods_of_a_gift_go_through_the_store(cast, rules):
    call = factories.appeal(cast.mill)
    gift = actions.give(call, by=SYSTEM, on=DAY, who="石家嫂", goods="棉被", quantity=Decimal(2), measure_unit="床")
    assert gift.item.on_hand == 0 and Item.objects.get().on_hand == 2
    with pytest.raises(Refused):
        actions.hand_over(call, by=SYSTEM, on=DAY, to="石大满", receipt="签收", item=gift.item, quantity=Decimal(3))
    with pytest.raises(Refused, match="棉被"):
        actions.settle(call, by=SYSTEM, on=DAY)
    actions.hand_over(call, by=SYSTEM, on=DAY, to="石大满", receipt="签收", item=gift.item, quantity=Decimal(2))
    actions.settle(call, by=SYSTEM, on=DAY)
    assert Donation.objects.get().value == "棉被2床"
