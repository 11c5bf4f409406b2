"""The pages of care and benefits, as a clerk and a chair use them."""

import io
from datetime import date, timedelta

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from taizhang.kernel import ledger
from taizhang.kernel.acts import SYSTEM
from taizhang.kernel.models import ActLog
from taizhang.kernel.periods import Period
from taizhang.members import actions as members
from taizhang.welfare import actions
from taizhang.welfare.models import (
    Benefit,
    Campaign,
    Donation,
    Event,
    Gathering,
    Handout,
    Item,
    Placement,
    Recipient,
    Visit,
)
from taizhang.welfare.tests import factories

pytestmark = pytest.mark.django_db
YEAR = Period.year(2008)
LISTS = (
    "home",
    "event_list",
    "visit_list",
    "gathering_list",
    "item_list",
    "plan_list",
    "handout_list",
    "campaign_list",
    "benefit_list",
    "blooddrive_list",
    "placement_list",
)
FILES = {
    "event_detail": "event",
    "visit_detail": "visit",
    "gathering_detail": "gathering",
    "item_detail": "item",
    "plan_detail": "plan",
    "handout_detail": "handout",
    "campaign_detail": "call",
    "donation_detail": "gift",
    "benefit_detail": "benefit",
    "blooddrive_detail": "drive",
    "placement_detail": "placement",
}


def url(name, *args):
    return reverse(f"welfare:{name}", args=args)


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("name", LISTS)
def test_lists_empty_and_filled(cast, as_, name, language):
    assert as_(cast.mill_clerk, language).get(url(name)).status_code == 200


@pytest.mark.parametrize("name", LISTS)
def test_lists_of_the_year(year, cast, as_, name):
    assert as_(cast.mill_clerk).get(url(name)).status_code == 200
    assert as_(cast.town_chair).get(url(name)).status_code == 200


@pytest.mark.parametrize("name", FILES)
def test_files_open_to_the_mill_and_hide_from_the_port(year, cast, as_, name):
    page = url(name, getattr(year, FILES[name]).pk)
    assert as_(cast.mill_clerk).get(page).status_code == 200
    assert as_(cast.auditor).get(page).status_code == 200
    assert as_(cast.port_chair).get(page).status_code == 404


def test_an_event_is_reported_and_its_visit_recorded(cast, rules, as_):
    factories.person(cast.mill, "田小满")
    clerk = as_(cast.mill_clerk)
    sent = clerk.post(
        url("event_report"),
        {
            "who": "田小满",
            "kind": "生病住院",
            "on": "2008-03-06",
            "reported_on": "2008-03-07",
            "detail": "骨折，三病区",
        },
    )
    assert sent.status_code == 302, sent.context["form"].errors
    event = Event.objects.get()
    assert event.person.name == "田小满" and event.due_on == date(2008, 3, 12)  # three working days, over a weekend
    page = clerk.get(event.get_absolute_url()).content.decode()
    assert "骨折" not in page and "****" in page
    shown = clerk.post(url("event_reveal", event.pk), {"why": "准备走访"})
    assert "骨折" in shown.content.decode() and "no-store" in shown.headers["Cache-Control"]
    assert ActLog.objects.filter(code="welfare.reveal").count() == 1
    form = clerk.get(url("visit_record"), {"event": event.pk}).content.decode()
    assert "田小满" in form
    too_much = {"on": "2008-03-10", "occasion": "看望慰问", "visitors": "主席", "events": [event.pk], "cash": "1000.01"}
    assert clerk.post(url("visit_record"), too_much).status_code == 422  # above the standard
    done = clerk.post(
        url("visit_record"),
        too_much | {"cash": "300", "gift": "水果", "quantity": "1", "measure_unit": "篮", "people": "石家嫂 50"},
    )
    assert done.status_code == 302, done.context["form"].errors
    visit = Visit.objects.get()
    assert [(one.name, one.cash) for one in visit.visited.all()] == [("田小满", 300), ("石家嫂", 50)]
    assert Event.objects.get().state == Event.State.VISITED
    book = openpyxl.load_workbook(io.BytesIO(clerk.get(url("visit_export")).content)).active
    assert [row[2] for row in book.iter_rows(values_only=True)] == ["姓名", "田小满", "石家嫂"]


def test_namesakes_must_be_told_apart(cast, as_):
    first = factories.person(cast.mill, "王建国", born=date(1960, 1, 1), group="一车间")
    factories.person(cast.mill, "王建国", born=date(1981, 1, 1), group="二车间")
    form = {"who": "王建国", "kind": "结婚", "on": "2008-03-06", "reported_on": "2008-03-06"}
    clerk = as_(cast.mill_clerk)
    refused = clerk.post(url("event_report"), form)
    number = first.memberships.get().pk
    assert refused.status_code == 422 and f"#{number}" in refused.content.decode()
    assert clerk.post(url("event_report"), form | {"who": f"王建国 #{number}"}).status_code == 302
    assert Event.objects.get().person == first


def test_goods_come_in_and_go_out_with_a_signature(cast, rules, as_):
    clerk = as_(cast.mill_clerk)
    taken = {
        "on": "2008-01-10",
        "name": "食用油",
        "quantity": "20",
        "measure_unit": "桶",
        "way": "购入",
        "cost": "1000",
    }
    assert clerk.post(url("item_take"), taken).status_code == 302
    assert clerk.post(url("item_take"), taken | {"measure_unit": "元"}).status_code == 422  # money is no goods
    oil = Item.objects.get()
    opened = clerk.post(url("handout_open"), {"kind": "AW-06", "name": "春节慰问", "since": "2008-01-20"})
    assert opened.status_code == 302
    handout = Handout.objects.get()
    assert clerk.post(url("handout_offer", handout.pk), {"item": oil.pk, "quantity": "1"}).status_code == 302
    factories.person(cast.mill, "田小满")
    listed = clerk.post(
        url("handout_enlist", handout.pk), {"names": "田小满\n石家嫂 150", "cash": "100", "note": "特困职工"}
    )
    assert listed.status_code == 302
    rows = list(Recipient.objects.order_by("id"))
    assert [(row.name, row.cash, row.person_id is not None) for row in rows] == [
        ("田小满", 100, True),
        ("石家嫂", 150, False),
    ]
    signed = clerk.post(url("handout_sign", handout.pk), {"chosen": [row.pk for row in rows], "on": "2008-01-21"})
    assert signed.status_code == 302
    assert Item.objects.get().on_hand == 18
    assert "18桶" in clerk.get(oil.get_absolute_url()).content.decode()
    assert clerk.get(url("handout_roster", handout.pk)).content[:2] == b"PK"
    assert clerk.post(url("recipient_unsign", rows[0].pk), {"why": "点错人"}).status_code == 302
    assert Item.objects.get().on_hand == 19 and ledger.value("AW-06:金额", cast.mill, YEAR).number == 150


def test_the_love_supermarket_serves_who_is_listed_once_within_the_points(year, cast, as_):
    clerk, row = as_(cast.mill_clerk), year.customer
    page = url("recipient_serve", row.pk)
    assert clerk.post(page, {"on": "2008-03-11", f"item_{year.item.pk}": "11"}).status_code == 422
    assert clerk.post(page, {"on": "2008-03-11", f"item_{year.item.pk}": "9"}).status_code == 302
    assert clerk.post(page, {"on": "2008-03-12", f"item_{year.item.pk}": "1"}).status_code == 422  # one round each
    assert ledger.value("AW-16:人数", cast.mill, YEAR).number == 1
    assert ledger.value("AW-16:数量", cast.mill, YEAR, where="实物=大米").number == 9


def test_an_appeal_from_the_call_to_the_settled_account(cast, rules, as_):
    chair, clerk = as_(cast.mill_chair), as_(cast.mill_clerk)
    call = {"kind": "AW-13", "matter": "为石大满募捐", "who": "石大满", "since": "2008-03-01"}
    assert clerk.post(url("campaign_call"), call).status_code == 422  # the chair calls
    assert chair.post(url("campaign_call"), call).status_code == 302
    campaign = Campaign.objects.get()
    gift = {"on": "2008-03-05", "donor": "个人", "who": "钱多多", "amount": "120.50"}
    assert clerk.post(url("campaign_give", campaign.pk), gift).status_code == 302
    both = gift | {"goods": "棉被", "quantity": "2", "measure_unit": "床"}
    assert clerk.post(url("campaign_give", campaign.pk), both).status_code == 422  # cash and goods stand apart
    assert clerk.post(url("campaign_give", campaign.pk), both | {"amount": ""}).status_code == 302
    first = Donation.objects.get(amount__isnull=False)
    assert first.receipt == "捐字〔2008〕1号"
    assert clerk.get(url("donation_receipt", first.pk)).content[:2] == b"PK"
    assert chair.post(url("campaign_settle", campaign.pk), {"on": "2008-03-20"}).status_code == 422
    over = {"on": "2008-03-20", "to": "石大满", "receipt": "石大满签收"}
    assert chair.post(url("campaign_hand_over", campaign.pk), over | {"amount": "120.50"}).status_code == 302
    quilts = Item.objects.get()
    assert (
        chair.post(url("campaign_hand_over", campaign.pk), over | {"item": quilts.pk, "quantity": "2"}).status_code
        == 302
    )
    assert chair.post(url("campaign_settle", campaign.pk), {"on": "2008-03-20"}).status_code == 302
    assert Item.objects.get().on_hand == 0
    assert clerk.get(url("campaign_account", campaign.pk)).content[:2] == b"PK"
    assert as_(cast.auditor).post(url("campaign_reopen", campaign.pk), {"why": "审计"}).status_code == 422


def test_a_benefit_is_planned_listed_delivered_and_signed(cast, rules, as_):
    factories.person(cast.mill, "田小满", born=date(1980, 2, 29))
    factories.person(cast.mill, "郑大寒", born=date(1975, 1, 20))
    chair, clerk = as_(cast.mill_chair), as_(cast.mill_clerk)
    plan = {
        "occasion": "生日",
        "name": "生日蛋糕",
        "since": "2007-01-01",
        "until": "2007-12-31",
        "goods": "蛋糕",
        "quantity": "1",
        "measure_unit": "个",
        "price": "98",
    }
    assert (
        chair.post(url("benefit_plan"), plan | {"goods": "", "cash": "100"}).status_code == 422
    )  # no cash at birthdays
    assert chair.post(url("benefit_plan"), plan).status_code == 302
    one = Benefit.objects.get()
    assert clerk.post(url("benefit_make", one.pk), {}).status_code == 302
    assert sorted(row.due_on for row in one.entitlements.all()) == [date(2007, 1, 20), date(2007, 2, 28)]
    rows = list(one.entitlements.order_by("due_on"))
    assert clerk.post(url("benefit_deliver", one.pk), {"chosen": [rows[0].pk], "on": "2007-01-20"}).status_code == 302
    assert (
        clerk.post(url("benefit_sign", one.pk), {"chosen": [row.pk for row in rows], "on": "2007-03-01"}).status_code
        == 302
    )
    assert clerk.post(url("entitlement_return", rows[1].pk), {"why": "地址有误"}).status_code == 302
    assert clerk.post(url("benefit_finish", one.pk), {}).status_code == 422
    assert clerk.get(url("benefit_roster", one.pk)).content[:2] == b"PK"
    assert ledger.value("welfare.served_share", cast.mill, Period.year(2007)).number == 50


def test_blood_donors_and_the_years_in_a_row(cast, rules, as_):
    clerk = as_(cast.mill_clerk)
    for year in (2005, 2007, 2008):
        assert (
            clerk.post(url("blooddrive_call"), {"on": f"{year}-06-14", "quota": "2", "station": "县血站"}).status_code
            == 302
        )
    for drive in cast.mill.pk and list(actions.services.BloodDrive.objects.all()):
        assert clerk.post(url("blooddrive_volunteer", drive.pk), {"people": "献血甲\n献血乙"}).status_code == 302
        chosen = [drive.volunteers.first().pk]
        assert (
            clerk.post(
                url("blooddrive_move", drive.pk), {"volunteers": chosen, "state": "已献血", "millilitres": "200"}
            ).status_code
            == 302
        )
    assert [one.streak for one in actions.services.BloodDrive.objects.order_by("on")] == [1, 1, 2]
    assert ledger.value("welfare.blood_years", cast.mill, YEAR).number == 2
    assert ledger.value("AW-20:人数", cast.mill, YEAR).number == 1
    assert ledger.value("AW-20:人次", cast.mill, YEAR).number == 2
    assert ledger.value("welfare.quota_share", cast.mill, YEAR).number == 50


def test_a_school_place_from_request_to_answer(year, cast, as_):
    clerk, page = as_(cast.mill_clerk), url("placement_answer", year.placement.pk)
    assert "田小苗" not in clerk.get(year.placement.get_absolute_url()).content.decode()
    assert clerk.post(page, {"to": "协调中", "on": "2008-04-01"}).status_code == 302
    assert clerk.post(page, {"to": "已入学", "on": "2008-08-20", "result": "实验小学一年级"}).status_code == 302
    assert clerk.post(page, {"to": "未解决", "on": "2008-08-21"}).status_code == 422
    assert Placement.objects.get().ended_on == date(2008, 8, 20)
    assert ledger.value("AW-19:人数", cast.mill, YEAR).number == 1


def test_what_is_due_stands_on_the_start_page_and_the_desk(year, cast, as_):
    page = as_(cast.mill_clerk).get(url("home")).content.decode()
    for words in ("田小满", "退休老李", "2008年生日蛋糕", "慰问特困职工"):
        assert words in page
    assert "田小满" in as_(cast.mill_clerk).get(reverse("desk:due")).content.decode()


def test_retirees_are_invited_from_the_register_and_seen_at_home(year, cast, as_):
    clerk, gathering = as_(cast.mill_clerk), year.gathering
    rows = [guest.pk for guest in gathering.guests.filter(answer="因故未到")]
    seen = clerk.post(
        url("gathering_see", gathering.pk), {"guests": rows, "on": "2008-03-12", "visitors": "退休组长", "cash": "100"}
    )
    assert seen.status_code == 302
    assert Gathering.objects.get().guests.filter(answer="已上门看望").count() == 1
    assert ledger.value("RW-02:人次", cast.mill, YEAR).number == 2


def test_a_record_is_voided_with_a_reason_and_a_role(year, cast, as_):
    page = url("record_void", "visit", year.visit.pk)
    assert as_(cast.auditor).post(page, {"why": "审计"}).status_code == 422
    assert as_(cast.mill_clerk).post(page, {"why": "登记重了"}).status_code == 302
    assert ledger.value("AW-10:人次", cast.mill, YEAR).number == 0
    assert as_(cast.mill_clerk).get(url("record_void", "person", 1)).status_code == 404


def test_a_joint_visit_is_seen_by_both_unions(cast, rules, as_):
    event = factories.event(cast.mill)
    visit = actions.visit(
        cast.mill,
        by=cast.mill_clerk,
        on=date(2008, 3, 11),
        visitors="两会",
        people=[{"event": event}],
        companions=[cast.port],
    )
    page = as_(cast.port_chair).get(visit.get_absolute_url())
    assert page.status_code == 200 and event.get_absolute_url() not in page.content.decode()
    assert "田小满" in as_(cast.port_chair).get(url("visit_list")).content.decode()


@pytest.fixture
def cost():
    """How many queries a page needs."""

    def of(client, page):
        client.get(page)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(page).status_code == 200
        return len(asked)

    return of


@pytest.mark.parametrize(
    "name", ["event_list", "visit_list", "item_list", "handout_list", "benefit_list", "blooddrive_list"]
)
def test_more_rows_cost_no_more_queries(year, cast, as_, cost, name):
    clerk = as_(cast.mill_clerk)
    before = cost(clerk, url(name))
    one = factories.event(cast.mill, factories.person(cast.mill, "何立夏"))
    actions.visit(cast.mill, by=cast.mill_clerk, on=date(2008, 3, 12), visitors="工会", people=[{"event": one}])
    factories.goods(cast.mill, "面粉")
    factories.handout(cast.mill, name="又一次")
    assert cost(clerk, url(name)) == before


def test_the_ill_and_the_aged_are_seen_first(cast, rules, as_):
    for name, born in (("七十岁", date(1956, 1, 1)), ("八十岁", date(1946, 1, 1)), ("病人", date(1966, 1, 1))):
        person = factories.person(cast.mill, name, born=born)
        members.keep(person.memberships.get(), by=SYSTEM, on=date(2016, 1, 1), why="退休")
    recent = timezone.localdate() - timedelta(days=30)
    factories.event(cast.mill, person, on=recent)
    page = as_(cast.mill_clerk).get(url("retiree_list")).content.decode()
    assert page.index("病人") < page.index("八十岁") < page.index("七十岁")
    assert "八十岁" not in as_(cast.port_chair).get(url("retiree_list")).content.decode()
