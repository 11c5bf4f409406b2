"""Surveys, tests, reviews and appraisals through their acts: works, refused by the rule, refused by the role, posted once."""

import io
from datetime import date, timedelta
from decimal import Decimal

import openpyxl
import pytest

from taizhang.intake import actions as intake
from taizhang.kernel import ledger
from taizhang.kernel.acts import SYSTEM
from taizhang.kernel.models import ActLog
from taizhang.kernel.periods import Period
from taizhang.kernel.verdicts import Refused
from taizhang.members.tests import factories as members
from taizhang.surveys import actions, jobs, queries
from taizhang.surveys.models import Attempt, Item, Survey
from taizhang.surveys.papers import coded
from taizhang.testing import surveys as make
from taizhang.testing.world import workbook

pytestmark = pytest.mark.django_db
YEAR = Period.year(2008)
BEGAN, OPENS = make.BEGAN, make.OPENS


@pytest.fixture
def mill(cast):
    make.rulebook.load()
    for number in range(10):
        members.member(cast.mill, name=f"丁{number}")
    return cast.mill


def figure(code, unit, **more):
    return ledger.value(code, unit, YEAR, **more).number


def test_a_closed_survey_is_counted_once(cast, mill):
    survey = actions.surveys.issue(
        make.draft(mill, "食堂测评", purpose="satisfaction", required_percent=67), by=cast.mill_clerk, on=BEGAN
    )
    assert figure("RB-09:件数", mill) in (0, None)
    make.answer_all(survey, 8)
    survey = actions.surveys.close(survey, by=cast.mill_clerk, on=date(2008, 7, 1))
    assert (survey.issued, survey.returned, survey.units) == (10, 8, 1)
    assert (figure("RB-09:件数", mill), figure("RB-09:人数", cast.town), figure("RB-09:家数", cast.town)) == (8, 8, 1)
    assert figure("surveys.return_rate", cast.town) == 80
    assert queries.surveys.participation(survey) and "80.0%" in queries.surveys.participation_sentence(survey)
    assert ActLog.objects.filter(code="surveys.close", record_id=survey.pk).count() == 1
    assert list(ledger.differences(["surveys.survey"])) == []
    with pytest.raises(Refused):
        actions.surveys.close(survey, by=SYSTEM, on=BEGAN)


def test_who_may_not_is_refused_and_nothing_stays(cast, mill):
    with pytest.raises(Refused):
        actions.surveys.create(mill, by=cast.port_chair, on=BEGAN, **make.words("外人的调查"))
    assert not Survey._base_manager.exists()
    with pytest.raises(Refused):
        make.review(mill, audience="members") and actions.reviews.open_review(
            mill, by=cast.mill_clerk, on=BEGAN, name="评议", year=2008, kind="leaders", people=[{"name": "凤厂长"}], opens_at=OPENS,
            closes_at=make.EVER,
        )  # fmt: skip


def test_what_was_issued_does_not_change(cast, mill):
    survey = actions.surveys.issue(make.draft(mill, "调查"), by=SYSTEM, on=BEGAN)
    question = queries.surveys.questions_of(survey)[0]
    for refused in (
        lambda: actions.surveys.remove_question(question, by=SYSTEM, on=BEGAN),
        lambda: actions.surveys.change(survey, by=SYSTEM, on=BEGAN, name="别的"),
        lambda: actions.surveys.discard(survey, by=SYSTEM, on=BEGAN),
        lambda: actions.surveys.issue(survey, by=SYSTEM, on=BEGAN),
    ):
        with pytest.raises(Refused):
            refused()


def test_questions_are_moved_only_so_that_conditions_hold(mill):
    survey = make.draft(mill, "调查")
    first, second, third, *_rest = queries.surveys.questions_of(survey)
    assert second.shown_if == first
    with pytest.raises(Refused):
        actions.surveys.move_question(first, by=SYSTEM, on=BEGAN, up=False)
    with pytest.raises(Refused):
        actions.surveys.remove_question(first, by=SYSTEM, on=BEGAN)
    actions.surveys.move_question(third, by=SYSTEM, on=BEGAN, up=True)
    assert [one.code for one in queries.surveys.questions_of(survey)] == ["q1", "q3", "q2", "q4", "q5"]
    new = actions.surveys.add_question(survey, by=SYSTEM, on=BEGAN, kind="text", text="还有")
    assert (new.code, new.number) == ("q6", 6)
    with pytest.raises(Refused):
        actions.surveys.add_question(survey, by=SYSTEM, on=BEGAN, kind="single", text="一个选项", options=["甲"])


def test_the_clock_opens_and_closes(mill):
    survey = actions.surveys.issue(
        make.draft(mill, "调查", opens_at=OPENS, closes_at=OPENS + timedelta(days=1)), by=SYSTEM, on=BEGAN, at=OPENS
    )
    one = survey.respondents.first()
    for moment in (OPENS - timedelta(seconds=1), OPENS + timedelta(days=1)):
        with pytest.raises(Refused):
            actions.answering.answer(one, make.canteen(), at=moment)
    one.refresh_from_db()
    assert not one.answered
    assert jobs.close_due.run() == {"surveys": 1, "papers": 0}
    assert jobs.close_due.run() == {"surveys": 0, "papers": 0}
    survey.refresh_from_db()
    assert survey.is_closed and survey.closed_on == date(2008, 6, 3)


def test_paper_is_counted_with_its_mark_and_never_more_than_was_handed_in(cast, mill):
    survey = actions.surveys.issue(make.draft(mill, "调查"), by=SYSTEM, on=BEGAN)
    keys = list(survey.respondents.order_by("pk").values_list("pk", flat=True))
    assert actions.answering.note_paper(survey, by=cast.mill_clerk, on=BEGAN, respondents=keys[:2]) == 2
    for _sheet in range(2):
        actions.answering.enter_paper(survey, make.canteen(), by=cast.mill_clerk, on=BEGAN)
    with pytest.raises(Refused):
        actions.answering.enter_paper(survey, make.canteen(), by=cast.mill_clerk, on=BEGAN)
    with pytest.raises(Refused):
        actions.answering.note_paper(survey, by=cast.mill_clerk, on=BEGAN, respondents=keys[:2])
    closed = actions.surveys.close(survey, by=SYSTEM, on=BEGAN)
    assert (closed.returned, closed.returned_on_paper) == (2, 2)


def test_too_few_sheets_show_nothing(mill):
    survey = actions.surveys.issue(make.draft(mill, "调查"), by=SYSTEM, on=BEGAN)
    make.answer_all(survey, 4)
    closed = actions.surveys.close(survey, by=SYSTEM, on=BEGAN)
    assert not queries.surveys.may_tally(closed)
    with pytest.raises(Refused):
        actions.surveys.export(closed, by=SYSTEM, on=BEGAN)


def test_answers_with_names_wait_on_the_server_and_are_counted_by_person(mill):
    survey = actions.surveys.issue(make.draft(mill, "需求调查", pattern="training", way="named"), by=SYSTEM, on=BEGAN)
    one = survey.respondents.first()
    assert actions.answering.keep(one, {"q1": 2}, at=OPENS)
    assert queries.surveys.begun(one) == {"q1": 2} and queries.surveys.sheets(survey) == []
    assert actions.answering.answer(one, {"q1": 1, "q2": 1, "q4": [0], "q5": 0}, at=OPENS)
    assert not actions.answering.keep(one, {"q1": 0}, at=OPENS)
    assert queries.surveys.waiting(survey).count() == 9
    actions.surveys.close(survey, by=SYSTEM, on=BEGAN)
    assert figure("RB-09:人数", mill) == 1


def test_an_open_link_proves_no_persons(mill):
    with pytest.raises(Refused):
        make.draft(mill, "记名公开", audience="link", way="named")
    free = actions.surveys.issue(make.draft(mill, "公开征求意见", audience="link"), by=SYSTEM, on=BEGAN)
    for ticket in "abcdef":
        actions.answering.answer_openly(free, ticket * 32, make.canteen(), at=OPENS)
    actions.surveys.close(free, by=SYSTEM, on=BEGAN)
    assert (figure("RB-09:件数", mill), figure("RB-09:人数", mill) or 0) == (6, 0)
    assert figure("surveys.return_rate", mill) is None


def test_rounds_stand_beside_each_other(mill):
    first = make.closed(mill, "去年", on=date(2008, 6, 10))
    copy = actions.surveys.create(
        mill, by=SYSTEM, on=BEGAN, copied=first, **make.words("今年", purpose="satisfaction", audience="listed")
    )
    make.ask_seven(copy)
    actions.surveys.issue(copy, by=SYSTEM, on=BEGAN)
    make.answer_all(copy, sheet=lambda: make.canteen(0, 2))
    second = actions.surveys.close(copy, by=SYSTEM, on=date(2008, 6, 20))
    rounds, rows = queries.surveys.compared(second)
    assert rounds == [second, first]
    assert {question.code: [cell and cell[0] for cell in cells] for question, cells in rows}["q4"] == [
        Decimal("0.0"),
        Decimal("100.0"),
    ]


def test_the_code_book_explains_every_column(mill):
    survey = make.closed(mill, "食堂", on=date(2008, 6, 10))
    (name, heads, rows), (_book, _heads, book) = coded(
        queries.surveys.questions_of(survey), queries.surveys.sheets(survey)
    )
    assert heads == [code for code, _words, _codes in book] and len(rows) == 7 and name == "答卷"
    assert heads[:3] == ["q1", "q2", "q3_1"] and rows[0][0] == 1


def test_a_list_comes_in_from_a_workbook_and_goes_out_again(cast, mill):
    survey = make.draft(mill, "代表调查", audience="listed")
    with pytest.raises(Refused):
        actions.surveys.issue(survey, by=SYSTEM, on=BEGAN)
    batch = intake.take_in("surveys_respondents", workbook(("姓名", "单位"), ("丁1", ""), ("丁2", ""), ("外单位人", ""), ("丁1", "")),
                           by=cast.mill_clerk, unit=mill, name="名单.xlsx")  # fmt: skip
    done = intake.run(batch, by=cast.mill_clerk)
    assert survey.respondents.count() == 3 and survey.respondents.exclude(person=None).count() == 2
    intake.undo(done, by=cast.mill_clerk)
    assert survey.respondents.count() == 0


def test_the_bank_comes_in_from_a_workbook(cast, mill):
    heads = ("类别", "题型", "题目", "A", "B", "C", "答案", "解析")
    rows = (
        ("工会法", "单选", "会员多少人以上建立委员会", "十人", "二十五人", "五十人", "B", "第十一条"),
        ("工会法", "多选题", "工会的职责有", "维护", "服务", "营利", "AB", ""),
        ("安全", "判断", "可以带病上岗", "", "", "", "错误", ""),
        ("安全", "填空", "安全生产的方针是____第一", "", "", "", "安全/安 全", ""),
        ("安全", "单选", "缺答案的题", "甲", "乙", "", "D", ""),
    )
    batch = intake.take_in("surveys_bank", workbook(heads, *rows), by=cast.mill_clerk, unit=mill, name="题库.xlsx")
    intake.run(batch, by=cast.mill_clerk)
    kept = {one.text: (one.kind, one.key) for one in Item.objects.standing()}
    assert len(kept) == 4
    assert kept["可以带病上岗"] == ("truth", [1]) and kept["工会的职责有"] == ("multiple", [0, 1])
    assert queries.quizzes.pool(mill).keys() == {"工会法", "安全"}


def test_a_test_scores_itself_and_the_pass_rate_has_its_base(cast, mill):
    make.keep_items(mill)
    paper = actions.quizzes.issue_paper(make.paper(mill), by=cast.mill_clerk, on=BEGAN)
    people = list(paper.entrants.order_by("pk"))
    assert make.sit(people[0], 3).percent == Decimal("75.0")
    assert make.sit(people[1], 1).percent == Decimal("25.0")
    assert make.sit(people[1], 4).percent == 100
    with pytest.raises(Refused):
        actions.quizzes.begin(people[1], at=OPENS)
    assert queries.quizzes.standing(paper) | {"rate": 0, "sat_share": 0} == {
        "required": 10, "sat": 2, "passed": 2, "rate": 0, "sat_share": 0,
    }  # fmt: skip
    people[1].refresh_from_db()
    assert people[1].best_percent == 100 and people[1].certificate
    actions.quizzes.close_paper(paper, by=cast.mill_clerk, on=date(2008, 7, 1))
    assert figure("surveys.pass_rate", cast.town) == 20
    assert (figure("AC-10:人数", mill), figure("AC-10:件数", mill), figure("AC-10:场次", mill)) == (2, 3, 1)
    assert list(ledger.differences(["surveys.paper"])) == []


def test_a_second_press_sends_once_and_a_late_one_does_not_pass(mill):
    make.keep_items(mill)
    paper = actions.quizzes.issue_paper(make.paper(mill), by=SYSTEM, on=BEGAN)
    entrant = paper.entrants.first()
    attempt = actions.quizzes.begin(entrant, at=OPENS)
    assert actions.quizzes.begin(entrant, at=OPENS).pk == attempt.pk
    right = {str(one.pk): [1] for one in queries.quizzes.questions_of(attempt)}
    late = actions.quizzes.send(attempt, right, at=OPENS + timedelta(minutes=31))
    assert late.late and late.percent == 100
    again = actions.quizzes.send(attempt, {}, at=OPENS)
    assert again.percent == 100 and again.late
    entrant.refresh_from_db()
    assert entrant.passed_on is None and Attempt.objects.count() == 1


def test_a_change_of_the_bank_changes_no_paper_that_is_out(mill):
    item = make.keep_items(mill)[0]
    paper = actions.quizzes.issue_paper(make.paper(mill, wanted={"工会法": 6}, draw="random"), by=SYSTEM, on=BEGAN)
    actions.items.change_item(
        item, by=SYSTEM, on=BEGAN, topic="工会法", kind="single", text="改了", options=("子", "丑"), key=[0]
    )
    assert "改了" not in {one.text for one in queries.quizzes.items_of(paper)}
    assert make.sit(paper.entrants.first(), 6).percent == 100


def test_a_review_goes_from_the_duty_report_to_the_file(cast, mill):
    review = actions.reviews.open_review(
        mill, by=cast.mill_chair, on=BEGAN, name="民主评议", year=2008, kind="leaders", opens_at=OPENS, closes_at=make.EVER,
        people=[{"name": "凤厂长", "post": "厂长"}, {"name": "龙书记", "post": "书记"}], required_percent=67,
    )  # fmt: skip
    with pytest.raises(Refused):  # nobody has reported
        actions.reviews.issue_sheet(review, by=cast.mill_clerk, on=BEGAN)
    make.issued(review)
    with pytest.raises(Refused):  # the sheet is out
        actions.reviews.note_report(review.persons.first(), by=cast.mill_clerk, on=BEGAN)
    for place, one in enumerate(review.survey.respondents.order_by("pk")[:9]):
        actions.answering.answer(one, {"q1": {"0": 0, "1": 3 if place < 2 else 1}}, at=OPENS)
    with pytest.raises(Refused):
        actions.reviews.count(review, by=cast.mill_clerk, on=BEGAN)
    actions.surveys.close(review.survey, by=cast.mill_clerk, on=date(2008, 6, 10))
    review.survey.refresh_from_db()
    actions.reviews.count(review, by=cast.mill_clerk, on=date(2008, 6, 11))
    (_first, cells, whole), (_second, others, share) = queries.reviews.result(review)
    assert [count for _grade, count, _share in cells] == [9, 0, 0, 0] and whole == 100
    assert [count for _grade, count, _share in others] == [0, 7, 0, 2] and share == Decimal("77.8")
    with pytest.raises(Refused):  # nobody was told
        actions.reviews.file_review(review, by=cast.mill_clerk, on=date(2008, 6, 20), filed_with="组织科")
    for one in review.persons.all():
        actions.reviews.feed_back(one, by=cast.mill_chair, on=date(2008, 6, 15), feedback="已当面反馈")
    actions.reviews.file_review(review, by=cast.mill_clerk, on=date(2008, 6, 20), filed_with="组织科")
    assert (figure("DM-08:人数", mill), figure("DM-08:人次", mill), figure("RB-09:件数", mill) or 0) == (2, 9, 0)
    assert figure("surveys.review_rate", mill) == 90


def test_nobody_is_chosen_before_the_count_is_closed(cast, mill):
    appraisal = actions.reviews.open_appraisal(
        mill, by=cast.mill_chair, on=BEGAN, matter="外出学习人选", places=2, opens_at=OPENS, closes_at=make.EVER,
        people=[{"name": name} for name in ("甲", "乙", "丙")],
    )  # fmt: skip
    decide = {"by": cast.mill_chair, "on": date(2008, 6, 12), "decided_by": "厂务会"}
    with pytest.raises(Refused):
        actions.reviews.decide(appraisal, chosen=[0, 1], **decide)
    actions.reviews.issue_sheet(appraisal, by=cast.mill_clerk, on=BEGAN)
    make.answer_all(appraisal.survey, 6, sheet=lambda: {"q1": [0, 2]})
    actions.surveys.close(appraisal.survey, by=cast.mill_clerk, on=date(2008, 6, 10))
    appraisal.survey.refresh_from_db()
    with pytest.raises(Refused):
        actions.reviews.decide(appraisal, chosen=[0, 1], **decide)
    actions.reviews.count(appraisal, by=cast.mill_clerk, on=date(2008, 6, 11))
    with pytest.raises(Refused):  # 乙 has fewer sheets than 丙: reasons, please
        actions.reviews.decide(appraisal, chosen=[0, 1], **decide)
    with pytest.raises(Refused):
        actions.reviews.decide(appraisal, chosen=[0, 1, 2], **decide)
    actions.reviews.decide(appraisal, chosen=[0, 1], reasons="丙本人放弃名额", **decide)
    assert (figure("DM-16:人数", mill), figure("DM-16:人次", mill)) == (2, 6)
    assert list(ledger.differences(["surveys.appraisal", "surveys.review"])) == []


def test_the_results_hand_out_a_workbook(cast, as_, mill):
    survey = make.closed(mill, "食堂", on=date(2008, 6, 10))
    answer = as_(cast.mill_clerk).post(f"/surveys/{survey.pk}/results/answers/")
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    assert book.sheetnames == ["答卷", "编码表"] and book["答卷"].max_row == 8
