"""Workbooks of proposals, answers, delegates and suggestions: clean, messy, twice, undone."""

import pytest

from taizhang.intake import actions as intake
from taizhang.kernel import ledger
from taizhang.kernel.periods import Period
from taizhang.kernel.verdicts import Refused
from taizhang.proposals import actions, sheets
from taizhang.proposals.models import Proposal, Suggestion
from taizhang.proposals.tests import factories as make
from taizhang.testing.world import workbook

pytestmark = pytest.mark.django_db
YEAR = Period.year(2008)


@pytest.fixture
def people(cast):
    return make.delegates(cast.mill)


@pytest.fixture
def round(cast, people):
    return make.opened(cast.mill, people, by=cast.mill_clerk)


def taken(code, cast, heads, *rows):
    book = workbook(heads, *rows)
    return intake.take_in(code, book, by=cast.mill_clerk, unit=cast.mill, name="表.xlsx")


def run(code, cast, heads, *rows):
    return intake.run(taken(code, cast, heads, *rows), by=cast.mill_clerk)


MESSY = (
    "提案号",
    "题目",
    "附议代表",
    "提案代表",
    "理由",
    "措施",
    "是否立案",
    "主办单位",
    "协办单位",
    "结果",
    "答复",
    "答复时间",
    "评价",
    "不立案原因",
    "并入提案号",
)


def messy_rows():
    yield (
        1,
        "增设夜班班车",
        "秦小雪、方谷雨",
        "季白露",
        "下夜班没车",
        "加开一班",
        "予以立案",
        "车队",
        "保卫科",
        "已解决",
        "已加开",
        "2008.5.6",
        "满意",
        "",
        "",
    )
    yield 2, "夜班也要有车", "易清明", "秦小雪，无名氏", "同上", "加车", "合并", "", "", "", "", "", "", "", 1
    yield (
        3,
        "提高退休金",
        "方谷雨 季白露",
        "易清明",
        "太低",
        "提高",
        "不予立案",
        "",
        "",
        "",
        "",
        "",
        "",
        "不属本厂职权",
        "",
    )
    yield 4, "更换餐具", "秦小雪", "方谷雨", "旧", "换", "", "", "", "", "", "", "", "", ""
    yield 5, "没有理由的", "秦小雪", "方谷雨", "旧", "换", "不立案", "", "", "", "", "", "", "", ""


def test_an_old_register_comes_in_with_its_course_and_goes_out_again(cast, round, people):
    batch = run("proposals", cast, MESSY, *messy_rows())
    assert batch.result["proposals"] == 4
    states = dict(Proposal.objects.standing().values_list("number", "state"))
    assert states == {1: "closed", 2: "merged", 3: "declined", 4: "submitted"}
    first = Proposal.objects.get(number=1)
    assert (first.result, first.running.lead.name, first.running.helpers[0].name) == ("A", "车队", "保卫科")
    assert {one.name: one.role for one in first.backers.all()} == {
        "季白露": "proposer", "秦小雪": "joint", "方谷雨": "seconder", "无名氏": "joint", "易清明": "seconder",
    }  # fmt: skip
    again = run("proposals", cast, MESSY, *messy_rows())
    assert again.result["proposals"] == 0
    rows = list(sheets.proposal_rows(round.proposals.prefetch_related("backers", "handlings__assignees")))
    assert len(rows[0]) == len(sheets.PROPOSAL_HEADS)
    figures = [
        ledger.value(f"proposals.{code}", cast.mill, YEAR).number for code in ("received_count", "adopted", "undecided")
    ]
    assert figures == [4, 2, 1]
    assert list(ledger.differences(["proposals.proposal"])) == []
    actions.screening.file(Proposal.objects.get(number=4), by=cast.mill_clerk, on=round.closes_on)
    with pytest.raises(Refused):
        intake.undo(batch, by=cast.mill_clerk)


def test_what_was_imported_can_be_taken_back(cast, round, people):
    batch = run("proposals", cast, MESSY, *messy_rows())
    intake.undo(batch, by=cast.mill_clerk)
    assert not Proposal.objects.standing().exists()
    assert ledger.value("proposals.received_count", cast.mill, YEAR).number == 0
    assert run("proposals", cast, MESSY, *messy_rows()).result["proposals"] == 4


def test_answers_come_back_as_a_second_workbook(cast, round, people):
    one, other = make.assigned(round, people), make.filed(round, people, name="未交办的")
    heads = ("届次", "编号", "办理结果", "答复内容", "答复日期", "提案人评价")
    rows = (
        ("第四次", 1, "A类", "已装好。", "2008-04-20", "满意"),
        ("第四次", 2, "A", "已办。", "2008-04-20", ""),
        ("第四次", 9, "A", "无。", "", ""),
    )
    batch = run("proposal_answers", cast, heads, *rows)
    assert batch.result["answers"] == 1
    one.refresh_from_db()
    assert (one.state, one.result, one.running.rating) == ("answered", "A", "满意")
    other.refresh_from_db()
    assert other.state == "filed"
    intake.undo(batch, by=cast.mill_clerk)
    one.refresh_from_db()
    assert (one.state, one.result) == ("handling", "")
    assert list(ledger.differences(["proposals.proposal"])) == []


def test_delegates_come_in_by_name_or_number(cast, round, people):
    number = people[0].person.id_number.reveal()
    empty = make.opened(cast.mill, session="第五次会议")
    heads = ("届次", "姓名", "身份证号", "代表团")
    batch = run(
        "proposal_delegates",
        cast,
        heads,
        ("第五次会议", "季白露", number, "一"),
        ("第五次会议", "秦小雪", "", "二"),
        ("第五次会议", "查无此人", "", ""),
    )
    assert batch.result["delegates"] == 2
    assert sorted(empty.entitled.values_list("person__name", "group")) == [("季白露", "一"), ("秦小雪", "二")]
    intake.undo(batch, by=cast.mill_clerk)
    assert empty.entitled.count() == 0


def test_suggestions_come_in_with_what_became_of_them(cast, people):
    heads = ("建议题目", "内容", "建议人", "采纳情况", "经济效益", "认定部门", "奖金", "日期", "理由")
    rows = (
        ("节约用水", "装节水阀", "季白露、外来工", "已实施", 3000, "财务科", 200, "2008-06-01", ""),
        ("换门锁", "换", "方谷雨", "未采纳", "", "", "", "2008-06-02", "已换过"),
        ("无理由", "换", "方谷雨", "未采纳", "", "", "", "2008-06-02", ""),
    )
    batch = run("suggestions", cast, heads, *rows)
    assert batch.result["suggestions"] == 2
    done = Suggestion.objects.get(name="节约用水")
    assert (done.number, done.state, done.benefit_by) == ("JY2008-001", "done", "财务科")
    assert ledger.value("proposals.suggestion_benefit", cast.mill, YEAR).number == 3000
    assert run("suggestions", cast, heads, *rows).result["suggestions"] == 0
    intake.undo(batch, by=cast.mill_clerk)
    assert not Suggestion.objects.standing().exists()
