"""Pages of the follow-up as a clerk uses them: forms that are longer than one field, workbooks, what is hidden beside."""

import io
from datetime import date

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from taizhang.congress.actions import resolutions
from taizhang.congress.models import Issue, Letter, LowerCongress, Matter, Resolution, Round, Scheme, Vote
from taizhang.congress.queries import following as queries
from taizhang.kernel import rulebook
from taizhang.kernel.acts import SYSTEM
from taizhang.kernel.models import ActLog
from taizhang.members.tests import factories as members
from taizhang.testing import congress as congresses
from taizhang.testing import following as make
from taizhang.testing.world import PIXEL

pytestmark = pytest.mark.django_db


@pytest.fixture
def made(cast):
    return make.build(cast, PIXEL)


def address(name, *records, **query):
    words = "&".join(f"{key}={value}" for key, value in query.items())
    return reverse(f"congress:{name}", args=[one.pk for one in records]) + (f"?{words}" if words else "")


def post(client, name, form, *records, status=302, **query):
    answer = client.post(address(name, *records, **query), form)
    told = [str(errors) for errors in answer.context["form"].errors.values()] if answer.status_code == 422 else ""
    assert answer.status_code == status, (name, told)
    return answer


def test_a_clerk_takes_a_resolution_from_register_to_result(cast, as_, made):
    clerk = as_(cast.mill_clerk)
    form = {"name": "更换饮水机", "adopted_on": "2008-03-20", "owner": "后勤科", "due_on": "2008-05-31"}
    post(clerk, "resolution_register", form)
    one = Resolution.objects.get(name="更换饮水机")
    post(clerk, "resolution_note", {"on": "2008-04-01", "text": "已询价"}, one)
    post(clerk, "resolution_move", {"owner": "后勤科", "due_on": "2008-06-30", "why": "缺货"}, one, status=422)
    post(as_(cast.mill_chair), "resolution_move", {"owner": "后勤科", "due_on": "2008-06-30", "why": "缺货"}, one)
    post(clerk, "resolution_finish", {"on": "2008-06-01", "result": "换了三台"}, one)
    page = clerk.get(address("resolution_detail", one)).content.decode()
    assert "已询价" in page and "换了三台" in page and "缺货" in page
    assert as_(cast.port_chair).get(address("resolution_detail", one)).status_code == 404


def test_the_gate_stands_on_the_page_as_a_sentence(cast, as_, made):
    chair = as_(cast.mill_chair)
    assert "须经表决通过才能生效" in chair.get(address("scheme_detail", made.scheme)).content.decode()
    post(chair, "scheme_enforce", {"on": "2008-04-01"}, made.scheme, status=422)
    vote = {
        "body": "congress",
        "aim": "final",
        "on": "2008-03-20",
        "entitled": "60",
        "present": "50",
        "votes_for": "41",
    }
    post(chair, "scheme_deliberate", vote | {"votes_for": ""}, made.scheme, status=422)
    post(chair, "scheme_deliberate", vote, made.scheme)
    post(chair, "scheme_enforce", {"on": "2008-04-01"}, made.scheme)
    page = chair.get(address("scheme_detail", made.scheme)).content.decode()
    assert "可以生效" in page and "2/3" in page
    post(chair, "opinion_answer", {"on": "2008-03-21", "outcome": "taken", "answer": "提高到十二元"}, made.opinion)
    assert "提高到十二元" in chair.get(address("scheme_detail", made.scheme)).content.decode()
    listed = chair.get(address("gate_list")).content.decode()
    assert "奖金分配办法" in listed and "食堂承包办法" in listed


def test_a_charter_is_laid_down_on_a_page(cast, as_, made):
    form = {
        "code": "land", "name": "土地处置", "power": "审议通过", "needs": "vote", "source": "厂章程", "since": "2008-01-01", "assembly": "on",
    }  # fmt: skip
    post(as_(cast.mill_clerk), "matter_lay_down", form, status=422)
    post(as_(cast.mill_chair), "matter_lay_down", form)
    one = Matter.objects.get(code="land")
    assert "土地处置" in as_(cast.mill_chair).get(address("matter_list")).content.decode()
    post(as_(cast.mill_chair), "matter_drop", {"on": "2008-06-01", "why": "章程修订"}, one)


def test_a_visit_is_held_with_its_points_and_its_issues(cast, as_, made):
    clerk = as_(cast.mill_clerk)
    form = {
        "on": "2008-05-20",
        "people": "5",
        "verdict": "fair",
        "result_1": "fine",
        "result_2": "fault",
        "remark_2": "未更新",
    }
    post(clerk, "round_hold", form, made.planned)
    assert [point.result for point in made.planned.points.all()][:3] == ["fine", "fault", ""]
    issue = {"on": "2008-05-20", "text": "公开栏未更新", "category": "management"}
    post(clerk, "issue_raise", issue, round=made.planned.pk)
    one = Issue.objects.get(words="公开栏未更新")
    assert one.kind == "DM-10" and one.round == made.planned
    post(clerk, "round_close", {"on": "2008-05-21"}, made.planned, status=422)
    post(clerk, "issue_assign", {"on": "2008-05-21", "owner": "厂办", "due_on": "2008-05-31"}, one)
    post(clerk, "round_close", {"on": "2008-05-21"}, made.planned)
    post(clerk, "issue_settle", {"on": "2008-05-30", "result": "已更新"}, one)
    post(clerk, "issue_check", {"on": "2008-06-02", "satisfied": "yes"}, one)
    assert Issue.objects.get(pk=one.pk).state == Issue.State.CHECKED
    assert Round.objects.get(pk=made.planned.pk).state == Round.State.CLOSED


def test_the_town_sets_a_window_and_sees_who_has_not(cast, as_, made):
    chair = as_(cast.town_chair)
    form = {
        "name": "年中会", "year": "2008", "on": "2008-06-01", "opens_on": "2008-07-01", "closes_on": "2008-07-31", "units": [cast.mill.pk],
    }  # fmt: skip
    post(chair, "lower_plan", form)
    one = LowerCongress.objects.get(name="年中会")
    assert "窗口已过，未召开" in chair.get(address("lower_list", year=2008)).content.decode()
    post(as_(cast.mill_clerk), "lower_hold", {"on": "2008-07-10", "entitled": "40", "present": "36"}, one)
    post(as_(cast.mill_clerk), "lower_file", {"on": "2008-07-15"}, one)
    assert LowerCongress.objects.get(pk=one.pk).in_window


def test_letters_for_two_shops_and_their_settling(cast, as_, made):
    chair = as_(cast.mill_chair)
    form = {
        "name": "生产责任书", "kind": "production", "on": "2008-03-20", "giver": "厂部", "settle_by": "2008-12-31", "takers": "一车间\n二车间",
        "targets": "产量一千吨\n合格率98%",
    }  # fmt: skip
    post(chair, "letter_draft", form)
    one = Letter.objects.filter(name="生产责任书").order_by("id").first()
    post(chair, "letter_sign", {"on": "2008-03-20"}, one)
    settled = {"on": "2008-12-30", "met_1": "yes", "actual_1": "1020吨", "met_2": "no", "actual_2": "97%"}
    post(chair, "letter_settle", settled | {"met_2": ""}, one, status=422)
    post(chair, "letter_settle", settled, one)
    assert "1020吨" in chair.get(address("letter_detail", one)).content.decode()


def test_the_canteen_is_checked_in_one_step(cast, as_, made):
    clerk = as_(cast.mill_clerk)
    form = {"on": "2008-03-05", "name": "晚餐", "people": "2", "asked": "10", "content": "11", "result_1": "fine"}
    post(clerk, "canteen_check", form, made.canteen, status=422)
    post(clerk, "canteen_check", form | {"content": "9"}, made.canteen)
    post(clerk, "canteen_meet", {"on": "2008-03-07", "name": "一周小结", "people": "6"}, made.canteen)
    assert made.canteen.rounds.count() == 3


def test_workbooks_hold_what_the_lists_show(cast, as_, made):
    for name, words in (
        ("resolution_export", "改善车间通风"),
        ("scheme_export", "考勤奖励办法"),
        ("gate_export", "奖金分配办法"),
        ("round_export", "走访织布车间"),
        ("issue_export", "浴室晚间关门太早"),
        ("letter_export", "2008年安全责任书"),
        ("canteen_export", "职工食堂"),
        ("coverage_export", "河湾纺织厂工会"),
    ):
        book = openpyxl.load_workbook(io.BytesIO(as_(cast.mill_chair).get(address(name)).content))
        told = [str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row]
        assert words in told, name
        other = openpyxl.load_workbook(io.BytesIO(as_(cast.port_chair).get(address(name)).content))
        assert words not in [str(cell) for sheet in other for row in sheet.iter_rows(values_only=True) for cell in row]
    filtered = as_(cast.mill_chair).get(address("issue_list", kind="DM-14")).content.decode()
    assert "担心轮岗影响收入" in filtered and "浴室晚间关门太早" not in filtered


def test_what_was_entered_by_mistake_is_voided_with_its_figures(cast, as_, made):
    clerk = as_(cast.mill_clerk)
    url = reverse("congress:follow_void", args=["resolution", made.resolution.pk])
    assert clerk.post(url, {"why": ""}).status_code == 422
    assert clerk.post(url, {"why": "重复登记"}).status_code == 302
    assert clerk.get(address("resolution_detail", made.resolution)).status_code == 404
    assert ActLog.objects.filter(code="congress.void").count() == 1
    held = reverse("congress:follow_void", args=["round", made.round.pk])
    assert clerk.post(held, {"why": "重复"}).status_code == 422
    assert clerk.get(reverse("congress:follow_void", args=["nothing", 1])).status_code == 404


def test_in_english_too(cast, as_, made):
    page = as_(cast.mill_chair, "en").get(address("scheme_detail", made.voted)).content.decode()
    assert "It may take effect: adopted on" in page
    assert "More than half" in page or "more than half" in page
    assert date(2008, 3, 20).isoformat() in page


def test_the_search_finds_only_what_may_be_seen(cast, made):
    assert [found.title for found in queries.found_items(cast.mill_chair, "通风", 8)] == ["改善车间通风"]
    assert {found.title for found in queries.found_items(cast.town_chair, "办法", 8)} == {
        "食堂承包办法",
        "奖金分配办法",
        "考勤奖励办法",
    }
    assert queries.found_items(cast.port_chair, "通风", 8) == []


def test_a_vote_of_a_session_is_taken_over_and_what_passed_is_offered_to_the_register(cast, as_):
    rulebook.load()
    held = congresses.build(cast, members.member(cast.mill, name="田小满"), PIXEL).held
    chair = as_(cast.mill_chair)
    contract = make.propose(cast.mill, "集体合同（草案）", "contract", date(2008, 3, 1))
    vote = Vote.objects.get(item__session=held)
    post(chair, "scheme_take_vote", {"vote": vote.pk, "aim": "final"}, contract)
    contract.refresh_from_db()
    assert (contract.state, contract.session) == (Scheme.State.ADOPTED, held)
    taken = contract.votes.get()
    assert (taken.entitled, taken.votes_for, taken.secret, taken.body) == (vote.due, vote.in_favour, True, "congress")
    page = chair.get(address("resolution_register", session=held.pk)).content.decode()
    assert "集体合同（草案）" in page and "还有1项" in page
    form = {"name": "集体合同（草案）", "adopted_on": "2008-03-20", "owner": "厂部、工会", "session": held.pk}
    post(chair, "resolution_register", form, session=held.pk)
    assert queries.items_without_resolution(held).count() == 0
    assert "集体合同（草案）" in chair.get(address("resolution_list", session=held.pk)).content.decode()
    assert as_(cast.port_chair).get(address("resolution_register", session=held.pk)).status_code == 404


def test_lists_are_narrowed_and_do_not_become_dearer_with_more_rows(cast, as_, made):
    chair = as_(cast.mill_chair)
    for name in ("scheme_list", "round_list", "issue_list", "letter_list", "resolution_list", "gate_list"):
        assert chair.get(address(name, q="办法")).status_code == 200
    assert "食堂承包办法" not in chair.get(address("scheme_list", q="考勤")).content.decode()
    assert "走访织布车间" in chair.get(address("round_list", q="织布", kind="visit")).content.decode()

    def asked(name):
        with CaptureQueriesContext(connection) as found:
            chair.get(address(name))
        return len(found)

    lists = ("gate_list", "scheme_list", "issue_list", "round_list", "resolution_list")
    before = {name: asked(name) for name in lists}
    for number in range(3):
        make.sent_round(cast.mill, f"第{number}项办法")
        make.raised(made.round, f"第{number}件事")
        resolutions.register_resolution(cast.mill, by=SYSTEM, adopted_on=make.HELD, name=f"第{number}项", owner="厂办")
    assert {name: asked(name) for name in lists} == before
