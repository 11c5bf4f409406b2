"""The pages of mutual aid: seen by those who may, hidden from the rest, masked, and never dearer with more rows."""

import io
import zipfile
from datetime import date
from decimal import Decimal

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from taizhang.kernel.models import ActLog
from taizhang.members.tests import factories as members
from taizhang.mutualaid.models import Award, Claim, Edition, Enrolment, Product
from taizhang.mutualaid.tests import factories as make
from taizhang.mutualaid.urls import urlpatterns
from taizhang.testing.mutual import build

pytestmark = pytest.mark.django_db
OF = {  # which thing of the mill's year each address is about
    "product": "product", "edition": "draft", "season": "season", "premium": "season", "enrolment": "enrolment", "claim": "submitted",
    "claims": "product", "payment": "payment", "appeal": "appeal", "document": "document", "check": "check_up", "examination": "examination",
    "quota": "quota", "stay": "stay",
}  # fmt: skip
SPECIAL = {
    "enrolment_all": "season", "enrolment_add": "season", "edition_draft": "product", "season_open": "product", "payment_prepare": "product",
    "enrolment_pay": "unpaid", "claim_submit": "enrolment", "stay_nominate": "quota",
    "claim_correct": "paid", "claim_approve": "computed", "claim_paper": "computed",
    "claim_send_up": "computed",
    "payment_release": "prepared",
}  # fmt: skip
POSTED = ("claim_approve_all", "check_attend")


@pytest.fixture
def year(cast):
    membership = members.member(cast.mill, name="田小满", id_number=members.id_number(order=900))
    return build(cast, membership, members.member(cast.mill, name="郑大寒"), make.PNG)


def address(name, year):
    route = next(str(one.pattern) for one in urlpatterns if one.name == name)
    things = [getattr(year, SPECIAL.get(name) or OF[name.split("_")[0]])] if "<int:pk>" in route else []
    if "evidence_pk" in route:
        things.append(year.document)
    if "day_pk" in route:
        things.append(year.day)
    if "claim_pk" in route:
        things = [year.prepared, year.prepared.claims.get()]
    return reverse(f"mutualaid:{name}", args=[one.pk for one in things])


NAMES = [one.name for one in urlpatterns if one.name not in POSTED]


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_page_opens_above_and_is_hidden_beside(cast, as_, year, language):
    wrong = []
    clients = {name: as_(getattr(cast, name), language) for name in ("mill_clerk", "town_chair", "port_chair")}
    for name in NAMES:
        url, general = (
            address(name, year),
            "<int:pk>" not in next(str(one.pattern) for one in urlpatterns if one.name == name),
        )
        for person, client in clients.items():
            answer = client.get(url)
            expected = 200 if general or person != "port_chair" else 404
            if answer.status_code != expected and name != "enrolment_certificates":
                wrong.append(f"{name} as {person}: {answer.status_code}")
            if person == "port_chair" and "田小满" in b"".join(answer).decode(errors="replace"):
                wrong.append(f"{name} tells a stranger")
        if as_().get(url).status_code != 302:
            wrong.append(f"{name} is open")
    assert wrong == []


def test_sealed_things_stand_on_no_page(cast, as_, year):
    for name in NAMES:
        text = b"".join(as_(cast.mill_chair).get(address(name, year))).decode(errors="replace")
        for secret in ("肺炎", "血压偏高", "6228480000000001234"):
            assert secret not in text, name


def test_the_table_of_terms_is_data_entry(cast, as_, year):
    """From 1 November in-patient 50 %, cancer 80 %, out-patient limit raised: a page, not code."""
    chair = as_(cast.mill_chair)
    page = chair.get(address("edition_draft", year))
    rows = page.context["lines"].forms
    form = {
        "valid_from": "2030-11-01",
        "window_days": 180,
        "waiting_days": 0,
        "document": "文件",
        "lines-TOTAL_FORMS": len(rows),
        "lines-INITIAL_FORMS": 3,
    }
    for at, row in enumerate(rows):
        for name in row.fields:
            value = row.get_initial_for_field(row.fields[name], name)
            shown = row.fields[name].prepare_value(value)
            form[f"lines-{at}-{name}"] = "" if shown is None or shown is False else shown
    form["lines-1-bands"] = "5000：50; :70%"
    answer = chair.post(address("edition_draft", year), form)
    assert answer.status_code == 302
    fresh = Edition.objects.latest("number")
    assert [one.bands for one in fresh.benefits.all()] == [
        [[None, "40"]],
        [["5000", "50"], [None, "70"]],
        [[None, "80"]],
    ]
    wrong = chair.post(address("edition_draft", year), form | {"lines-1-bands": "много"})
    assert wrong.status_code == 422
    announce = reverse("mutualaid:edition_announce", args=[fresh.pk])
    assert "70" in chair.get(announce).content.decode()
    assert chair.post(announce, {"on": "2026-01-01"}).status_code == 302
    detail = chair.get(address("product_detail", year)).content.decode()
    assert "已公布" in detail
    assert as_(cast.mill_clerk).post(announce, {"on": "2026-01-01"}).status_code == 422


def test_a_claim_is_entered_line_by_line_and_a_doubt_is_confirmed(cast, as_, year):
    clerk, url = as_(cast.mill_clerk), address("claim_submit", year)
    form = {
        "on": "2008-12-05", "bank_name": "农行", "bank": "6228", "lines-TOTAL_FORMS": 3, "lines-INITIAL_FORMS": 0, "lines-0-on": "2008-09-01",
        "lines-0-category": "门诊", "lines-0-self_paid": "120.50", "lines-0-invoice": "另一张",
    }  # fmt: skip
    asked = clerk.post(url, form)
    assert asked.status_code == 422
    assert year.submitted.number in asked.content.decode()
    assert clerk.post(url, form | {"confirmed": "on"}).status_code == 302
    assert Claim.objects.latest("id").expenses.get().self_paid == Decimal("120.50")
    assert clerk.post(url, form | {"lines-0-invoice": "FP10", "confirmed": "on"}).status_code == 422
    assert clerk.post(url, form | {"lines-0-self_paid": ""}).status_code == 422


def test_the_calculator_writes_nothing(cast, as_, year):
    def rows():
        return [model.objects.count() for model in (Claim, Award, ActLog, Enrolment)]

    before, clerk = rows(), as_(cast.mill_clerk)
    form = {"product": year.product.pk, "on": "2008-12-05", "lines-TOTAL_FORMS": 4, "lines-INITIAL_FORMS": 0}
    for at, day in enumerate(("2008-10-31", "2008-11-01")):
        form |= {f"lines-{at}-on": day, f"lines-{at}-category": "住院", f"lines-{at}-self_paid": "1000"}
    answer = clerk.post(reverse("mutualaid:what_if"), form)
    assert [line.amount for line, _words in answer.context["answer"]["lines"]] == [270, 500]
    known = clerk.post(f"{reverse('mutualaid:what_if')}?enrolment={year.enrolment.pk}", form)
    assert known.context["answer"]["knows"]
    assert rows() == before


def test_lists_are_approved_together_each_with_its_verdict(cast, as_, year):
    chair = as_(cast.mill_chair)
    page = chair.get(reverse("mutualaid:claim_approvals"))
    assert [one.pk for one, _verdict in page.context["rows"]] == [year.computed.pk]
    chair.post(reverse("mutualaid:claim_approve_all"), {"claim": [year.computed.pk, year.refused.pk]})
    assert Claim.objects.get(pk=year.computed.pk).state == "approved"
    assert ActLog.objects.filter(code="mutualaid.approve", by=cast.mill_chair).count() == 1


def test_the_bank_list_is_an_act_with_a_purpose(cast, as_, year):
    url = reverse("mutualaid:payment_bank", args=[year.prepared.pk])
    assert as_(cast.mill_clerk).post(url, {"why": ""}).status_code == 422
    assert ActLog.objects.filter(code="mutualaid.export_bank").count() == 0
    answer = as_(cast.mill_clerk).post(url, {"why": "送农行代发"})
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content))["代发名单"]
    assert [cell.value for cell in sheet[2]][3:5] == ["6228480000000001234", 80]
    assert ActLog.objects.get(code="mutualaid.export_bank").notes["why"] == "送农行代发"


def test_papers_say_what_they_should(cast, as_, year):
    clerk = as_(cast.mill_clerk)
    for url, words in (
        (address("enrolment_certificate", year), ("田小满", "厂内医疗互助", "100.00")),
        (reverse("mutualaid:enrolment_certificates"), ("田小满",)),
        (reverse("mutualaid:claim_paper", args=[year.paid.pk]), ("第1版", "第2版", "合计报销")),
    ):
        with zipfile.ZipFile(io.BytesIO(clerk.get(url).content)) as packed:
            text = packed.read("word/document.xml").decode()
        assert [word for word in words if word not in text] == []


def test_exports_can_be_read_again(cast, as_, year):
    for name, rows in (("enrolment_export", 2), ("claim_export", 5), ("check_export", 2), ("quota_export", 1)):
        answer = as_(cast.mill_clerk).get(address(name, year))
        sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
        assert sheet.max_row == rows + 1, name


def test_due_items_lead_to_their_pages(cast, as_, year):
    text = as_(cast.mill_chair).get(reverse("desk:due")).content.decode()
    for words in ("审核报销申请", "审批报销", "答复", "发放批次", "跟进体检"):
        assert words in text, words
    assert "田小满" not in as_(cast.port_chair).get(reverse("desk:due")).content.decode()


def test_a_clerk_who_may_not_reads_why(cast, as_, year):
    form = {"on": "2008-12-20"}
    answer = as_(cast.mill_clerk).post(reverse("mutualaid:claim_approve", args=[year.computed.pk]), form)
    assert answer.status_code == 422
    assert "主席" in answer.content.decode()


def test_lists_cost_the_same_with_more_rows(cast, as_, year):
    clerk = as_(cast.mill_clerk)
    for name in ("enrolment_list", "claim_list", "payment_list", "check_list", "check_detail", "claim_approvals"):
        url = address(name, year)
        clerk.get(url)
        with CaptureQueriesContext(
            connection,
        ) as few:
            clerk.get(url)
        if name == "claim_list":
            for _ in range(3):
                make.claim(year.enrolment, make.expense(date(2008, 5, 5)))
        if name == "enrolment_list":
            for order in range(3):
                make.enrolled(year.product, cast.mill, name=f"多{order}")
        with CaptureQueriesContext(connection) as many:
            clerk.get(url)
        assert len(many) <= len(few), name
        assert len(few) < 45, name


def test_a_product_begins_from_a_template_on_the_page(cast, as_):
    chair = as_(cast.town_chair)
    url = f"{reverse('mutualaid:product_start')}?template=women"
    form = {"name": "女职工两癌保险", "line": "MM-05", "audience": "women", "on": "2008-01-02"}
    assert "两癌" in chair.get(url).content.decode()
    answer = chair.post(url, form)
    product = Product.objects.get()
    assert answer.headers["Location"] == product.get_absolute_url()
    assert product.editions.get().benefits.get().fixed_sum == 10000
