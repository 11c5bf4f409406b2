"""The pages of programmes and money as a clerk uses them, and the three workbooks."""

import csv
import io
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from taizhang.aid import actions, queries
from taizhang.aid.models import Application, Candidate, Notice, Objection, PaymentRun, Programme
from taizhang.aid.tests.test_aid_money import OPENED, applied, fund, laid_down, number, programme, town  # noqa: F401  fixtures
from taizhang.aid.views.notices import TRIES
from taizhang.intake import actions as intake
from taizhang.kernel import approvals, ledger
from taizhang.kernel.models import ActLog
from taizhang.members.models import Membership
from taizhang.testing.world import workbook

pytestmark = pytest.mark.django_db


def post(client, name, *args, **data):
    return client.post(reverse(f"aid:{name}", args=args), data)


def test_a_clerk_lays_down_student_aid_from_the_template(town, fund, as_):  # noqa: F811
    client = as_(town.town_clerk)
    page = client.get(reverse("aid:programme_create") + "?scheme=students")
    assert page.status_code == 200 and "金秋助学" in page.content.decode()
    data = {
        "name": "金秋助学", "kind": "AW-07", "year": 2008, "matter": "金秋助学", "concerns": "student", "how": "stage",
        "bands": "高中=1000\n大学：2000", "ceiling": "aid.ceiling.students", "fund": fund.pk, "method": "bank", "opens_on": "2008-07-01",
        "closes_on": "2008-07-31", "pay_by": "2008-08-31", "route": "aid.two_levels", "documents": "申请书，录取通知书",
        "public_notice": "on", "c_filed": "on", "c_schooling": "on", "c_schooling_stages": ["高中", "大学"],
    }  # fmt: skip
    answer = client.post(reverse("aid:programme_create") + "?scheme=students", data)
    assert answer.status_code == 302, answer.content.decode()[:3000]
    made = Programme.objects.get()
    assert made.amounts == {"how": "bands", "by": "stage", "bands": {"高中": "1000", "大学": "2000"}}
    assert made.rules == [{"what": "filed"}, {"what": "schooling", "stages": ["高中", "大学"]}]
    assert made.documents == ["申请书", "录取通知书"] and made.scheme == "students"
    page = client.get(made.get_absolute_url()).content.decode()
    assert "有子女就读：高中、大学" in page and "5000元以下" in page
    assert client.get(reverse("aid:programme_amend", args=[made.pk])).status_code == 200


def test_a_condition_without_its_value_is_said_beside_the_field(town, as_):  # noqa: F811
    data = {"c_joined": "on", "how": "fixed", "name": "补助", "kind": "AW-12", "year": 2008, "concerns": "member",
            "method": "cash", "opens_on": "2008-07-01", "closes_on": "2008-07-31", "route": "aid.own"}  # fmt: skip
    answer = as_(town.town_clerk).post(reverse("aid:programme_create"), data)
    assert answer.status_code == 422
    said = answer.content.decode()
    assert "请填写这个条件的内容" in said and "请写明每人金额" in said


def test_the_list_shows_reasons_and_why_one_is_excluded(town, programme, as_):  # noqa: F811
    actions.programmes.screen(programme, by=town.town_clerk, on=date(2008, 3, 2))
    client = as_(town.town_clerk)
    page = client.get(reverse("aid:candidate_list", args=[programme.pk]) + "?show=excluded").content.decode()
    assert "年龄18至45周岁" in page and "工友甲" in page and "工友癸" not in page
    one = Candidate.objects.filter(proposed=False).first()
    page = client.get(reverse("aid:candidate_why", args=[programme.pk, one.person_id])).content.decode()
    assert "年龄18至45周岁" in page
    assert (
        "工友甲"
        in client.get(reverse("aid:candidate_list", args=[programme.pk]) + "?show=excluded&reason=0").content.decode()
    )


def test_from_applying_to_the_signed_roster_by_the_pages(town, programme, as_):  # noqa: F811
    """The whole way with the buttons: each step by whom it belongs to."""
    actions.programmes.screen(programme, by=town.town_clerk, on=date(2008, 3, 2))
    clerk, chair, mill = as_(town.town_clerk), as_(town.town_chair), as_(town.mill_clerk)
    assert post(clerk, "programme_tell", programme.pk, on="2008-03-03", how="sms", words="可申请").status_code == 302
    assert post(clerk, "application_make", programme.pk, on="2008-03-10").status_code == 302
    assert Application.objects.count() == 7
    picked = list(Application.objects.values_list("pk", flat=True))
    assert mill.post(reverse("aid:application_send_many"), {"pick": picked}).status_code == 302
    assert set(Application.objects.values_list("state", flat=True)) == {"asked"}
    for case in Application.objects.all():
        from taizhang.kernel import approvals

        approvals.decide(approvals.of(case), by=town.mill_chair, on=timezone.localdate(), decision="approve")
    assert "7人" in clerk.get(reverse("aid:payment_run_prepare", args=[programme.pk])).content.decode()
    today = timezone.localdate().isoformat()
    answer = post(clerk, "payment_run_prepare", programme.pk, on=today, fund=programme.fund_id)
    assert answer.status_code == 302
    run = PaymentRun.objects.get()
    refused = post(clerk, "payment_run_approve", run.pk, on=today)
    assert refused.status_code == 422  # the clerk may not, and has prepared it
    assert post(chair, "payment_run_approve", run.pk, on=today).status_code == 302
    assert post(chair, "payment_run_release", run.pk, on=today).status_code == 422
    assert post(clerk, "payment_run_release", run.pk, on=today).status_code == 302
    last = run.payments.last()
    answer = post(clerk, "payment_run_reconcile", run.pk, on=today, failed=f"{last.pk} 外出未领")
    assert answer.status_code == 302
    page = clerk.get(run.get_absolute_url()).content.decode()
    assert "外出未领" in page and "补发未付成的" in page
    assert "合计" in clerk.get(reverse("aid:payment_run_roster", args=[run.pk])).content.decode()
    paper = clerk.get(reverse("aid:payment_run_paper", args=[run.pk]))
    assert paper.content[:2] == b"PK"
    assert list(ledger.differences()) == []


def test_the_bank_file_is_safe_for_a_spreadsheet_and_the_answer_comes_back(town, fund, as_):  # noqa: F811
    programme = laid_down(town, fund, method="bank")  # noqa: F811
    for one in applied(town, programme, 2):
        account = actions.payments.propose_account(
            one.person,
            by=town.mill_clerk,
            on=one.on,
            unit=town.mill,
            holder="=1+1",
            bank="农村信用社",
            number="0062220200001",
        )
        actions.payments.confirm_account(account, by=town.mill_chair, on=one.on)
    run = actions.payments.prepare_run(programme, by=town.town_clerk, on=date(2008, 4, 20))
    actions.payments.approve_run(run, by=town.town_chair, on=date(2008, 4, 21))
    actions.payments.release_run(run, by=town.town_clerk, on=date(2008, 4, 22))
    answer = post(as_(town.town_clerk), "payment_run_file", run.pk, why="交银行代发")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows[0] == ["批次号", "付款编号", "户名", "账号", "开户行", "金额", "币种", "用途"]
    assert rows[1][2] == "'=1+1" and rows[1][3] == "\t0062220200001" and rows[1][5] == "500.00"
    assert ActLog.objects.filter(code="aid.bank_file", notes__why="交银行代发").count() == 1
    first, second = (row[1] for row in rows[1:])
    book = workbook(
        ("付款编号", "处理结果", "日期", "失败原因"),
        (first, "成功", "2008-04-25", ""),
        (second, "失败", "2008-04-25", "户名不符"),
        (99999, "成功", "2008-04-25", ""),
    )
    preview = intake.take_in("aid_bank_results", book, by=town.town_clerk, unit=town.town, name="回盘.xlsx")
    assert preview.counts["rejected"] == 1
    batch = intake.run(preview, by=town.town_clerk)
    assert batch.result["paid"] == 1 and batch.result["failed"] == 1
    run.refresh_from_db()
    assert run.state == "reconciled" and number("AW-12:金额", town.town) == 500 and fund.balance() == 49500
    intake.undo(batch, by=town.town_clerk)
    run.refresh_from_db()
    assert run.state == "released" and number("AW-12:金额", town.town) == 0 and fund.balance() == 49000


def test_applications_come_from_a_workbook_and_go_back_whole(town, programme):  # noqa: F811
    book = workbook(
        ("项目编号", "姓名", "申请日期", "困难情况"),
        (programme.number, "工友丁", "2008-03-10", "住院"),
        (programme.number, "工友戊", "2008-03-11", ""),
        (programme.number, "查无此人", "2008-03-11", ""),
        (programme.number, "工友丁", "2008-03-12", ""),
        ("AW-12-2008-999", "工友己", "2008-03-11", ""),
    )
    batch = intake.run(
        intake.take_in("aid_applications", book, by=town.town_clerk, unit=town.town, name="申请.xlsx"),
        by=town.town_clerk,
    )
    assert batch.result["applications"] == 2 and batch.counts["rejected"] == 3
    assert number("aid.applied", town.town) == 2
    assert Application.objects.first().need.reveal() in ("住院", "")
    intake.undo(batch, by=town.town_clerk)
    assert number("aid.applied", town.town) == 0


def test_who_was_told_comes_back_from_the_list(town, programme):  # noqa: F811
    actions.programmes.screen(programme, by=town.town_clerk, on=date(2008, 3, 2))
    persons = list(Candidate.objects.filter(proposed=True).values_list("person_id", flat=True)[:3])
    excluded = Candidate.objects.filter(proposed=False).first().person_id
    book = workbook(
        ("项目编号", "人员编号", "告知日期", "告知方式"),
        *((programme.number, person, "2008-03-05", "短信") for person in persons),
        (programme.number, excluded, "2008-03-05", "短信"),
    )
    batch = intake.run(
        intake.take_in("aid_told", book, by=town.town_clerk, unit=town.town, name="名单.xlsx"), by=town.town_clerk
    )
    assert batch.result["persons"] == 3 and batch.counts["rejected"] == 1
    assert Candidate.objects.exclude(told_on=None).count() == 3 and number("aid.told", town.town) == 3
    intake.undo(batch, by=town.town_clerk)
    assert Candidate.objects.exclude(told_on=None).count() == 0 and number("aid.told", town.town) == 0


def test_a_notice_is_public_only_while_it_is_shown(town, fund, as_):  # noqa: F811
    programme = laid_down(town, fund, public_notice=True)  # noqa: F811
    applied(town, programme, 1)
    today = timezone.localdate()
    answer = post(as_(town.town_clerk), "notice_show", programme.pk, on=today.isoformat(), days=5, where="镇工会205室")
    assert answer.status_code == 302
    notice = Notice.objects.get()
    address = reverse("aid:notice_public", args=[notice.token])
    page = as_(None).get(address)
    assert page.status_code == 200 and page["X-Robots-Tag"].startswith("noindex")
    said = page.content.decode()
    assert "工*甲" in said and "工友甲" not in said and "500" not in said
    actions.notices.take_down(notice, by=town.town_chair, on=today, why="名单有误")
    assert as_(None).get(address).status_code == 404


def test_needs_and_children_are_shown_once_with_a_reason(town, programme, as_):  # noqa: F811
    membership = Membership.objects.filter(unit=town.mill).first()
    one = actions.applications.apply(
        programme,
        by=town.mill_clerk,
        on=date(2008, 3, 10),
        person=membership.person,
        unit=membership.unit,
        need="妻子住院",
    )
    client = as_(town.mill_clerk)
    assert "妻子住院" not in client.get(one.get_absolute_url()).content.decode()
    shown = post(client, "application_reveal", one.pk, why="审核材料").content.decode()
    assert "妻子住院" in shown
    assert as_(town.port_chair).get(one.get_absolute_url()).status_code == 404


def test_a_fund_is_set_up_and_booked_by_the_pages(town, as_):  # noqa: F811
    chair, clerk = as_(town.town_chair), as_(town.town_clerk)
    data = {"name": "阳光基金", "kind": "AW-09", "source": "社会募捐", "earmark": "助学", "on": "2008-01-02"}
    assert chair.post(reverse("aid:fund_create"), data).status_code == 422  # a sunshine fund needs its by-laws
    data |= {"by_laws": "一、……", "adopted_on": "2008-01-02", "adopted_by": "职工代表大会"}
    answer = chair.post(reverse("aid:fund_create"), data)
    assert answer.status_code == 302
    address = answer["Location"]
    pk = int(address.rstrip("/").rsplit("/", 1)[-1])
    assert (
        post(
            clerk, "fund_book", pk, way="in", amount="20105", on="2008-05-06", persons="190", party="职工捐款"
        ).status_code
        == 302
    )
    assert number("AW-09:金额", town.town) == Decimal(20105) and number("AW-09:人数", town.town) == 190
    assert "20105.00" in clerk.get(address).content.decode().replace(" ", "").replace('<spanclass="gap"></span>', "")


def test_a_union_below_sees_the_programme_and_applies_for_its_member(town, fund, as_):  # noqa: F811
    today = timezone.localdate()
    running = laid_down(town, fund, year=today.year, opens_on=OPENED, closes_on=today + timedelta(days=5))
    client = as_(town.mill_clerk)
    page = client.get(running.get_absolute_url())
    assert page.status_code == 200 and "编制发放" not in page.content.decode()
    assert running.name in client.get(reverse("aid:programme_list")).content.decode()
    answer = post(client, "application_create", running.pk, on=today, who="工友甲")
    assert answer.status_code == 302, answer.content.decode()[:2000]
    assert Application.objects.get().unit == town.mill
    assert client.get(reverse("aid:payment_run_prepare", args=[running.pk])).status_code == 404
    assert as_(town.port_chair).get(reverse("aid:programme_screen", args=[running.pk])).status_code == 404


def test_who_is_eligible_is_to_be_told_so_many_days_before_the_end(town, fund):  # noqa: F811
    running = laid_down(town, fund, closes_on=date(2008, 4, 15))
    actions.programmes.screen(running, by=town.town_clerk, on=date(2008, 3, 2))
    assert queries.programmes.tell_by(running) == date(2008, 4, 8)
    ask = lambda day: list(queries.programmes.due_items(town.town_clerk, town.town, day))  # noqa: E731
    assert ask(date(2008, 3, 31)) == [] and ask(date(2008, 4, 1))[0].by == date(2008, 4, 8)


@pytest.fixture
def shown(town, fund):  # noqa: F811
    """A notice that is shown today."""
    today = timezone.localdate()
    programme = laid_down(town, fund, opens_on=today, closes_on=today, year=today.year)  # noqa: F811
    one = Membership.objects.filter(unit=town.mill).first()
    application = actions.applications.apply(programme, by=town.mill_clerk, on=today, person=one.person, unit=town.mill)
    actions.applications.send_up(application, by=town.mill_clerk, on=today)
    approvals.approve(approvals.of(application), by=town.mill_chair, on=today)
    return actions.notices.show_notice(programme, by=town.town_clerk, on=today, where="镇工会 0736-0000000")


def test_anybody_objects_on_the_page_of_the_notice_without_an_account(town, shown, client, as_):  # noqa: F811
    cache.clear()
    page = reverse("aid:notice_object", args=[shown.token])
    assert "反映异议" in client.get(reverse("aid:notice_public", args=[shown.token])).content.decode()
    assert "工友甲" not in client.get(page).content.decode(), "as masked as on the notice"
    words = {"line": shown.lines.get().pk, "words": "他家有一间铺面出租。", "by_whom": "郑某", "contact": "13900001234"}
    said = client.post(page, words, follow=True).content.decode()
    assert "编号" in said
    objection = Objection.objects.get()
    assert (objection.from_page, objection.application) == (True, shown.lines.get().application)
    clerk = as_(town.town_clerk)
    seen = clerk.get(shown.get_absolute_url()).content.decode()
    assert "铺面" in seen and "公示网页提交" in seen and "13900001234" not in seen
    told = post(clerk, "objection_reveal", objection.pk, why="回电核实").content.decode()
    assert "13900001234" in told and ActLog.objects.filter(code="aid.reveal_objector").count() == 1
    assert any(
        "异议" in item.title for item in queries.payments.due_items(town.town_clerk, town.town, timezone.localdate())
    )
    assert as_(town.port_chair).get(reverse("aid:objection_reveal", args=[objection.pk])).status_code == 404


def test_the_page_takes_a_few_objections_an_hour_from_one_place_and_none_after_the_end(town, shown, client):  # noqa: F811
    cache.clear()
    page = reverse("aid:notice_object", args=[shown.token])
    for _try in range(TRIES):
        assert client.post(page, {"words": "有异议，请核实。"}).status_code == 302
    answer = client.post(page, {"words": "有异议，请核实。"})
    assert answer.status_code == 422 and "0736-0000000" in answer.content.decode(), "whom to turn to instead"
    assert Objection.objects.count() == TRIES
    actions.notices.take_down(shown, by=town.town_clerk, on=timezone.localdate(), why="更正名单")
    assert client.get(page).status_code == 404
