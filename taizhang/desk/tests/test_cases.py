"""Pages of approvals and deputies: the inbox, a case, deciding on one and on many, handing over; seen, hidden, refused in words."""

import io
from datetime import date, timedelta

import openpyxl
import pytest
from django.urls import reverse
from django.utils import timezone, translation

from taizhang.desk.queries import due_items
from taizhang.kernel import approvals, calendar, deputies
from taizhang.kernel.acts import SYSTEM
from taizhang.kernel.models import Absence, Approval, Duty
from taizhang.kernel.rulebook import Rule
from taizhang.kernel.tests.test_approvals import DAY, as_stored, ask, officer, record
from taizhang.kernel.tests.test_approvals import route as declared_route
from taizhang.worklog import actions as worklog

route = declared_route  # the fixture

INBOX_QUERIES = 19
TODAY = timezone.localdate


@pytest.fixture
def cases(cast, route):
    names = ((f"第{n}户申请帮扶", n * 100) for n in (1, 2, 3))
    return [ask(route, record(cast.mill, name), cast, amount=amount, name=name) for name, amount in names]


def decide(client, case, decision="approve", **rest):
    address = reverse("desk:case_decide", args=[case.pk])
    return client.post(address, {"decision": decision, "seen": case.mark, **rest}, follow=True)


def test_the_inbox_shows_what_waits_and_the_first_case_beside_it(cast, as_, cases):
    html = as_(cast.mill_chair).get("/cases/").content.decode()
    assert "待我审批（3）" in html and "3件已逾期" in html
    assert 'id="case-panel"' in html and "第1户申请帮扶" in html and "同意" in html
    assert "没有等您审批的事项" in as_(cast.town_chair).get("/cases/").content.decode()


PEOPLE = ("mill_chair", "mill_clerk", "town_chair", "auditor", "administrator", "stranger")


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_tab_opens_for_everybody(cast, as_, cases, language):
    for person in PEOPLE:
        for show in ("waiting", "asked", "decided", "all"):
            assert as_(getattr(cast, person), language).get(f"/cases/?show={show}").status_code == 200


def test_filters_narrow_the_list(cast, as_, cases):
    client = as_(cast.mill_chair)
    assert len(client.get("/cases/?q=第2户").context["rows"]) == 1
    assert len(client.get("/cases/?least=200").context["rows"]) == 2
    assert len(client.get("/cases/?least=150&most=250").context["rows"]) == 1
    assert len(client.get("/cases/?when=late").context["rows"]) == 3
    assert len(client.get("/cases/?when=soon").context["rows"]) == 0
    assert len(client.get("/cases/?how=deputy").context["rows"]) == 0
    assert len(client.get("/cases/?route=worklog.grant").context["rows"]) == 3
    assert "没有符合的事项" in client.get("/cases/?q=谁也不是").content.decode()


@pytest.mark.parametrize("more", [0, 12])
def test_the_inbox_asks_the_same_number_of_questions(cast, as_, route, cases, more, django_assert_num_queries):
    for n in range(more):
        ask(route, record(cast.mill, f"又一户{n}"), cast, amount=1)
    client = as_(cast.mill_chair)
    client.get("/cases/")
    with django_assert_num_queries(INBOX_QUERIES):
        client.get("/cases/")


def told(user, today, about):
    """The lines of what is due for somebody on a day that speak of something."""
    unit = user.posts.first().unit
    return [item for item in due_items(user, unit, today) if about in f"{item.title} {item.words}"]


def test_the_desk_counts_the_deadline_in_working_days_and_says_why_it_is_mine(cast, route):
    case = ask(route, record(cast.mill, "第1户"), cast, amount=100, name="第1户")
    days = calendar.working_days_before(case.due_on, 1), case.due_on, calendar.working_days_after(case.due_on, 3)
    with translation.override("zh-hans"):
        words = [told(cast.mill_chair, day, "第1户")[0].words for day in days]
        asked = told(cast.mill_clerk, days[2], "逾期未批")
    assert words == ["还剩1个工作日", "今天到期", "超期3个工作日"]
    assert asked[0].title == "您提请的“第1户”逾期未批" and f"现在到{cast.mill.name}，超期3个工作日" == asked[0].words
    assert not told(cast.mill_clerk, case.due_on, "逾期未批")


def test_the_desk_says_who_stands_in_for_whom_and_why_it_came_back(cast, route):
    deputies.set_duty(cast.mill, "chair", officer=cast.mill_chair, deputy=cast.town_chair, by=cast.mill_chair, on=DAY)
    case = ask(route, record(cast.mill, "第1户"), cast, amount=100, name="第1户")
    last = case.due_on
    deputies.set_absence(cast.mill_chair, cast.mill, by=cast.mill_chair, first=last, last=last)
    with translation.override("zh-hans"):
        assert f"代{cast.mill_chair}办理" in told(cast.town_chair, last, "第1户")[0].words
        approvals.send_back(case, by=cast.town_chair, on=last, note="请补收入证明")
        back = due_items(cast.mill_clerk, cast.mill, last)[0]
    assert back.title == "退回修改：第1户" and back.words.endswith("退回，原因：请补收入证明") and back.first


def test_a_case_is_hidden_from_those_beside(cast, as_, cases):
    for name in ("case_detail", "case_panel", "case_delegate", "case_recall", "case_withdraw", "case_resubmit"):
        assert as_(cast.port_chair).get(reverse(f"desk:{name}", args=[cases[0].pk])).status_code == 404
    assert decide(as_(cast.port_chair), cases[0]).status_code == 404
    assert "第1户" not in as_(cast.port_chair).get("/cases/?show=all").content.decode()


def test_approving_says_where_it_goes_on(cast, as_, cases):
    html = decide(as_(cast.mill_chair), cases[0]).content.decode()
    assert "下一步到河湾镇联合工会" in html
    assert as_stored(cases[0]).at_unit == cast.town


def test_returning_without_a_reason_is_refused_and_keeps_the_page(cast, as_, cases):
    answer = decide(as_(cast.mill_chair), cases[0], "return")
    assert answer.status_code == 422 and "请写明理由" in answer.content.decode()
    answer = decide(as_(cast.mill_chair), cases[0], "return", note="缺收入证明")
    assert answer.status_code == 200 and "缺收入证明" in answer.content.decode()
    assert "缺收入证明" in as_(cast.mill_clerk).get(reverse("desk:case_detail", args=[cases[0].pk])).content.decode()
    assert "退回修改：第1户申请帮扶" in as_(cast.mill_clerk).get("/due/").content.decode()


def test_from_the_inbox_back_to_the_inbox(cast, as_, cases):
    answer = as_(cast.mill_chair).post(
        reverse("desk:case_decide", args=[cases[0].pk]),
        {"decision": "approve", "seen": cases[0].mark, "back": "q=第"},
    )
    assert answer["Location"].startswith("/cases/?q=")


def test_an_old_page_decides_nothing(cast, as_, cases):
    approvals.approve(as_stored(cases[0]), by=cast.mill_chair, on=DAY)
    answer = decide(as_(cast.town_chair), cases[0])
    assert answer.status_code == 422 and "刚才有人已经办理" in answer.content.decode()


def test_many_at_once_each_with_its_own_verdict(cast, as_, cases):
    approvals.withdraw(as_stored(cases[1]), by=cast.mill_clerk, on=DAY)
    keys = [case.pk for case in cases]
    address = reverse("desk:case_decide_many")
    answer = as_(cast.mill_chair).post(address, {"case": keys, "decision": "approve"})
    html = answer.content.decode()
    assert "3件中办理了2件" in html and "已撤回" in html
    assert [as_stored(case).at_unit for case in cases] == [cast.town, None, cast.town]
    answer = as_(cast.mill_chair).post(address, {"decision": "approve"}, follow=True)
    assert "请先勾选" in answer.content.decode()


def test_hand_over_and_take_back(cast, as_, cases):
    address = reverse("desk:case_delegate", args=[cases[0].pk])
    other = officer(cast.mill, "副主席", "auditor")
    assert as_(cast.mill_chair).post(address, {"to": other.pk, "note": "请代看"}).status_code == 302
    assert "第1户" in as_(other).get("/cases/").content.decode()
    assert "收回" in as_(cast.mill_chair).get(reverse("desk:case_detail", args=[cases[0].pk])).content.decode()
    assert as_(cast.mill_chair).post(reverse("desk:case_recall", args=[cases[0].pk])).status_code == 302
    assert "第1户" not in as_(other).get("/cases/").content.decode()


def test_withdraw_and_submit_again(cast, as_, cases):
    approvals.send_back(cases[0], by=cast.mill_chair, on=DAY, note="人数不对")
    client = as_(cast.mill_clerk)
    assert client.post(reverse("desk:case_resubmit", args=[cases[0].pk]), {"note": "已改"}).status_code == 302
    assert as_stored(cases[0]).round == 2
    assert client.post(reverse("desk:case_withdraw", args=[cases[0].pk]), {"note": ""}).status_code == 302
    assert as_stored(cases[0]).state == "withdrawn"
    answer = as_(cast.auditor).post(reverse("desk:case_withdraw", args=[cases[1].pk]), {"note": ""})
    assert answer.status_code == 422 and "撤回申请" in answer.content.decode()


def test_the_case_shows_what_has_changed_since(cast, as_, cases):
    entry = Approval.objects.get(pk=cases[0].pk)
    source = worklog.Entry.objects.get(pk=entry.subject_id)
    worklog.correct(source, by=cast.mill_clerk, confirmed=True, persons=9)
    html = as_(cast.mill_chair).get(cases[0].get_absolute_url()).content.decode()
    assert "现在是：9" in html


def test_the_panel_of_a_record(cast, cases, rf):
    from django.template import Context, Template

    request = rf.get("/")
    request.user = cast.mill_chair
    entry = worklog.Entry.objects.get(pk=cases[0].subject_id)
    template = Template("{% load ui %}{% approval_panel record %}")
    html = template.render(Context({"request": request, "record": entry}))
    assert "困难帮扶" in html and "现在到河湾纺织厂工会" in html and "最迟" in html


def test_the_list_as_a_workbook(cast, as_, cases):
    book = openpyxl.load_workbook(io.BytesIO(as_(cast.mill_chair).get("/cases/export/").content))
    rows = list(book.active.values)
    assert len(rows) == 4 and rows[1][1] == "第1户申请帮扶"


def test_due_items_name_the_pressing_ones(cast, as_, route, cases):
    for n in range(4):
        ask(route, record(cast.mill, f"又{n}"), cast, amount=1)
    html = as_(cast.mill_chair).get("/due/").content.decode()
    assert "审批“第1户申请帮扶”" in html and "3件等您审批" in html


def test_a_deputy_sees_for_whom_he_decides(cast, as_, cases):
    organised = officer(cast.mill, "副主席", "auditor")
    deputies.set_duty(cast.mill, "chair", officer=cast.mill_chair, deputy=organised, by=SYSTEM, on=date(2008, 1, 1))
    deputies.set_absence(cast.mill_chair, cast.mill, by=cast.mill_chair, first=TODAY(), last=TODAY() + timedelta(3))
    html = as_(organised).get("/cases/").content.decode()
    assert "您正在代梅厂长办理" in html and "您代梅厂长审批" in html
    decide(as_(organised), cases[0])
    html = as_(cast.mill_clerk).get(cases[0].get_absolute_url()).content.decode()
    assert "副主席：同意 · 代梅厂长" in html
    assert "梅厂长（离岗至" in as_(cast.mill_clerk).get(cases[1].get_absolute_url()).content.decode()


def test_pairs_and_days_away_by_the_pages(cast, as_):
    client = as_(cast.mill_chair)
    post = cast.mill_chair.posts.get()
    client.post(reverse("desk:duty_set"), {"post": post.pk, "deputy": cast.mill_clerk.pk, "on": TODAY()})
    duty = Duty.objects.get()
    client.post(
        reverse("desk:absence_set"),
        {"user": cast.mill_chair.pk, "first": TODAY(), "last": TODAY(), "part": "day", "why": "学习"},
    )
    html = client.get(reverse("desk:duty_list")).content.decode()
    assert "离岗，有人代办" in html and "柯经办" in html
    absence = Absence.objects.get()
    assert client.post(reverse("desk:absence_end", args=[absence.pk]), {"on": TODAY()}).status_code == 302
    assert client.post(reverse("desk:duty_end", args=[duty.pk]), {"on": TODAY() + timedelta(1)}).status_code == 302
    duty.refresh_from_db()
    assert duty.until == TODAY() + timedelta(1)
    answer = as_(cast.auditor).post(
        f"{reverse('desk:duty_set')}?unit=F-T-M", {"post": post.pk, "deputy": cast.mill_clerk.pk, "on": TODAY()}
    )
    assert answer.status_code == 422 and "没有" in answer.content.decode()


def test_a_federation_lays_down_its_steps_by_the_page(cast, as_, route):
    chair = officer(cast.federation, "石县主席")
    address = reverse("desk:route_set", args=[route.code]) + "?unit=F"
    assert as_(chair).get(address).status_code == 200
    row = {"name": "镇工会", "place": "town", "role": "chair", "needs": "any", "days": 3}
    form = {"since": TODAY(), "source": "石工发〔2026〕9号", "step-TOTAL_FORMS": 1, "step-INITIAL_FORMS": 0}
    form.update({f"step-0-{name}": value for name, value in row.items()})
    assert as_(chair).post(address, form).status_code == 302
    assert Rule.objects.get(unit=cast.federation).value["steps"][0]["days"] == 3
    html = as_(cast.mill_chair).get(reverse("desk:route_list")).content.decode()
    assert "石工发〔2026〕9号" in html
    assert (
        as_(cast.mill_clerk).post(reverse("desk:route_set", args=[route.code]) + "?unit=F-T-M", form).status_code == 422
    )
