"""Workbooks of events, donations and recipients: clean, messy, twice, undone."""

from datetime import date
from decimal import Decimal

import pytest

from taizhang.intake import actions as intake
from taizhang.kernel import ledger
from taizhang.kernel.periods import Period
from taizhang.kernel.verdicts import Refused
from taizhang.testing.world import workbook
from taizhang.welfare import actions
from taizhang.welfare.models import Campaign, Donation, Event, Item, Recipient
from taizhang.welfare.tests import factories

pytestmark = pytest.mark.django_db
YEAR = Period.year(2008)


def taken(importer, content, *, by, unit):
    """Look at the workbook as the page does, then carry the import out."""
    return intake.run(intake.take_in(importer, content, by=by, unit=unit, name="表.xlsx"), by=by)


def test_events_come_in_with_their_due_days(cast, rules):
    person = factories.person(cast.mill, "田小满")
    sheet = workbook(
        ("会员事项登记", "", "", ""),
        ("姓名", "事由", "日期", "上报日期"),
        ("田小满", "住院", "2008.3.6", "2008-03-07"),
        ("石 家嫂", "丧事", "2008年3月8日", ""),
        ("田小满", "升学", "2008-03-09", ""),
    )
    batch = taken("welfare_events", sheet, by=cast.mill_clerk, unit=cast.mill)
    assert (batch.entering, batch.counts["rejected"]) == (2, 1)
    ill = Event.objects.get(person=person)
    assert (ill.kind, ill.due_on) == ("生病住院", date(2008, 3, 12))
    assert taken_again(sheet, cast) == 0
    intake.undo(batch, by=cast.mill_clerk)
    assert Event.objects.standing().count() == 0 and list(ledger.differences()) == []


def taken_again(sheet, cast):
    """How many rows the same workbook would bring a second time."""
    return intake.take_in("welfare_events", sheet, by=cast.mill_clerk, unit=cast.mill, name="表.xlsx").entering


def test_an_import_of_events_is_not_undone_under_a_visit(cast, rules):
    sheet = workbook(("姓名", "事由", "日期"), ("石家嫂", "结婚", "2008-03-06"))
    batch = taken("welfare_events", sheet, by=cast.mill_clerk, unit=cast.mill)
    event = Event.objects.get()
    actions.visit(cast.mill, by=cast.mill_clerk, on=event.reported_on, visitors="工会", people=[{"event": event}])
    with pytest.raises(Refused):
        intake.undo(batch, by=cast.mill_clerk)


def test_donations_get_their_receipts_in_the_order_of_the_rows(cast, rules):
    call = factories.appeal(cast.mill, since=date(2008, 3, 1))
    person = factories.person(cast.mill, "田小满")
    actions.give(call, by=cast.mill_clerk, on=date(2008, 3, 2), who="先捐的", amount=Decimal(10))
    sheet = workbook(
        ("日期", "捐款人", "人数", "捐款金额", "物品", "数量", "计量单位"),
        ("2008.3.5", "田小满", "", "100元", "", "", ""),
        ("2008.3.5", "二车间", 25, 1250, "", "", ""),
        ("2008.3.6", "", "", 5, "", "", ""),
        ("2008.3.6", "石家嫂", "", "", "棉被", 2, "床"),
        ("2008.3.6", "钱物不分", "", 5, "棉被", 2, "床"),
        ("合计", "", "", 1355, "", "", ""),
    )
    batch = taken("welfare_donations", sheet, by=cast.mill_clerk, unit=cast.mill)
    assert batch.entering == 4 and batch.counts["rejected"] == 1
    gifts = list(Donation.objects.filter(batch=batch).order_by("number"))
    assert [gift.number for gift in gifts] == [2, 3, 4, 5]
    assert gifts[0].person == person and gifts[1].donor == Donation.Donor.UNIT
    assert gifts[2].donor == Donation.Donor.ANONYMOUS and Item.objects.get().on_hand == 2
    assert ledger.value("AW-13:金额", cast.mill, YEAR).number == 1365
    again = intake.take_in("welfare_donations", sheet, by=cast.mill_clerk, unit=cast.mill, name="表.xlsx")
    assert again.entering == 0
    intake.undo(batch, by=cast.mill_clerk)
    assert ledger.value("AW-13:金额", cast.mill, YEAR).number == 10 and Item.objects.get().on_hand == 0
    assert list(ledger.differences()) == []


def test_a_donation_without_an_open_call_is_rejected(cast, rules):
    sheet = workbook(("日期", "捐款人", "金额"), ("2008-03-05", "石家嫂", 5))
    seen = intake.take_in("welfare_donations", sheet, by=cast.mill_clerk, unit=cast.mill, name="表.xlsx")
    assert seen.entering == 0 and not Campaign.objects.exists()


def test_a_list_of_recipients_comes_in_with_its_portions(cast, rules):
    rice = factories.goods(cast.mill)
    handout = factories.handout(cast.mill)
    actions.offer(handout, by=cast.mill_clerk, item=rice, quantity=Decimal(20))
    person = factories.person(cast.mill, "田小满")
    factories.person(cast.mill, "王建国", born=date(1960, 1, 1))
    factories.person(cast.mill, "王建国", born=date(1981, 1, 1))
    sheet = workbook(
        ("领取人", "类别", "慰问金(元)"),
        ("田小满", "特困", 200),
        ("石家嫂", "柳林社区", 100),
        ("田小满", "特困", 200),
        ("王建国", "", 100),
    )
    batch = taken("welfare_recipients", sheet, by=cast.mill_clerk, unit=cast.mill)
    rows = list(Recipient.objects.order_by("id"))
    assert [(row.person, row.cash, [str(one) for one in row.portions.all()]) for row in rows] == [
        (person, 200, ["20斤"]),
        (None, 100, ["20斤"]),
    ]
    assert batch.counts["rejected"] == 1  # namesakes must be told apart
    intake.undo(batch, by=cast.mill_clerk)
    assert Recipient.objects.standing().count() == 0
