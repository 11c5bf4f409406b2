"""A year of asking: twelve firms surveyed in secret, a law quiz that everybody passes, leaders reviewed, sixteen chosen for a study tour."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from taizhang.kernel import ledger, rulebook
from taizhang.kernel.acts import SYSTEM
from taizhang.kernel.models import ActLog
from taizhang.kernel.periods import Period
from taizhang.kernel.verdicts import Refused
from taizhang.members import actions as members
from taizhang.members.models import Membership
from taizhang.organisation import actions as organisation
from taizhang.surveys import actions, jobs, queries

pytestmark = pytest.mark.django_db
YEAR, SPRING = Period.year(2008), date(2008, 3, 3)
FIRMS, STAFF = 12, 76


def at(day, hour=8):
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


def figure(code, unit):
    return ledger.value(code, unit, YEAR).number


def test_a_year_of_asking(cast, as_):
    rulebook.load()
    clerk, chair = cast.mill_clerk, cast.town_chair
    organisation.appoint(clerk, cast.town, "clerk", by=SYSTEM, on=date(2008, 1, 1))
    firms = twelve_firms_and_their_staff(cast)

    survey = living_conditions(cast, clerk, as_())
    assert (survey.issued, survey.returned, survey.returned_on_paper, survey.units) == (STAFF, 61, 1, FIRMS)
    assert (figure("RB-09:家数", cast.town), figure("RB-09:件数", cast.federation)) == (FIRMS, 61)
    assert figure("surveys.return_rate", cast.town) == Decimal("80.3")
    nobody_can_tell_whose_sheet_it_is(survey)

    paper = everybody_passes_the_quiz(cast, clerk)
    assert queries.quizzes.standing(paper)["rate"] == 100
    assert (figure("surveys.pass_rate", cast.federation), figure("AC-10:件数", cast.town)) == (100, 2 * STAFF)
    assert figure("AC-10:人数", cast.town) == STAFF

    leaders_hear_their_result(cast, firms[0], clerk, chair)
    assert (figure("DM-08:人数", cast.town), figure("DM-08:人次", cast.town)) == (2, 6)

    sixteen_go_on_a_study_tour(cast, clerk, chair)
    assert (figure("DM-16:人数", cast.town), figure("DM-16:人次", cast.town)) == (16, 70)
    assert figure("surveys.chosen", cast.federation) == 16
    assert figure("RB-09:件数", cast.town) == 61  # sheets of reviews and appraisals are no survey
    assert list(ledger.differences(["surveys.survey", "surveys.paper", "surveys.review", "surveys.appraisal"])) == []


def twelve_firms_and_their_staff(cast):
    firms = [
        organisation.found(
            cast.town, by=SYSTEM, on=SPRING, code=f"F-T-{n:02}", name=f"第{n}厂工会", kind="company_union"
        )
        for n in range(1, FIRMS + 1)
    ]
    for n in range(STAFF):
        members.admit(firms[n % FIRMS], by=SYSTEM, on=SPRING, name=f"纪职工{n:02}", sex="女" if n % 2 else "男")
    return firms


def living_conditions(cast, clerk, phone):
    """Sixty answer by their links, one on paper; the clock closes it."""
    opens, closes = at(date(2008, 4, 1)), at(date(2008, 4, 15))
    survey = actions.surveys.create(
        cast.town, by=clerk, on=SPRING, pattern="living", name="职工生活状况调查", purpose="opinion", way="anonymous", audience="members",
        opens_at=opens, closes_at=closes, lead="", required_percent=67,
    )  # fmt: skip
    actions.surveys.issue(survey, by=clerk, on=SPRING, at=opens)
    people = list(survey.respondents.order_by("pk"))
    assert (
        phone.get(queries.own.address("surveys:answer_own", people[0])).status_code == 410
    )  # 2008 is over for a browser
    for place, one in enumerate(people[:60]):
        sheet = {"q1": place % 4, "q2": 0, "q3": "3", "q4": 1, "q6": 3, "q7": 1, "q9": [0, 2]}
        assert actions.answering.answer(one, sheet, at=opens + timedelta(minutes=place))
        assert not actions.answering.answer(one, {**sheet, "q1": 0}, at=opens + timedelta(minutes=place))
    actions.answering.note_paper(survey, by=clerk, on=SPRING, respondents=[people[60].pk])
    assert jobs.close_due.run()["surveys"] == 0  # a sheet on paper waits to be entered
    actions.answering.enter_paper(survey, {"q1": 0, "q2": 1}, by=clerk, on=SPRING)
    with pytest.raises(Refused):
        actions.answering.answer(people[61], {"q1": 0}, at=closes)
    assert jobs.close_due.run()["surveys"] == 1
    survey.refresh_from_db()
    assert queries.surveys.participation(survey)
    return survey


def nobody_can_tell_whose_sheet_it_is(survey):
    assert not ActLog.objects.filter(code__in=("surveys.answer", "surveys.answer_openly")).exists()
    ages = queries.surveys.questions_of(survey)[0]
    housing = next(groups for question, groups in queries.surveys.crossed(survey, ages) if question.code == "q4")
    assert all(one is None or one.sheets >= 5 for _label, one in housing)


def everybody_passes_the_quiz(cast, clerk):
    """Two attempts each: the first fails, the second passes."""
    for n in range(5):
        actions.items.keep_item(
            cast.town,
            by=clerk,
            on=SPRING,
            topic="劳动法",
            kind="multiple",
            text=f"劳动法第{n}题",
            options=("甲", "乙", "丙"),
            key=[0, 2],
        )
    began = date(2008, 6, 2)
    paper = actions.quizzes.create_paper(
        cast.town, by=clerk, on=began, name="劳动法知识竞赛", opens_at=at(began), closes_at=at(date(2008, 6, 9)), wanted={"劳动法": 3},
        draw="random", minutes=20, attempts_allowed=2, pass_percent=100,
    )  # fmt: skip
    actions.quizzes.issue_paper(paper, by=clerk, on=began, at=at(began))
    for one in paper.entrants.order_by("pk"):
        for key in ([0], [0, 2]):
            attempt = actions.quizzes.begin(one, at=at(began, 9))
            assert len(attempt.drawn) == 3
            actions.quizzes.send(attempt, {str(item): key for item in attempt.drawn}, at=at(began, 9))
    return actions.quizzes.close_paper(paper, by=clerk, on=date(2008, 6, 9))


def leaders_hear_their_result(cast, firm, clerk, chair):
    """Duty report, sheet, count, feedback, file: in that order and in no other."""
    review = actions.reviews.open_review(
        firm, by=chair, on=date(2008, 12, 1), name="2008年民主评议", year=2008, kind="leaders", opens_at=at(date(2008, 12, 3)),
        closes_at=at(date(2008, 12, 5)), people=[{"name": "凤厂长", "post": "厂长"}, {"name": "龙书记", "post": "书记"}],
    )  # fmt: skip
    for one in review.persons.all():
        actions.reviews.note_report(one, by=clerk, on=date(2008, 12, 2))
    actions.reviews.issue_sheet(review, by=clerk, on=date(2008, 12, 3), at=at(date(2008, 12, 3)))
    for one in review.survey.respondents.order_by("pk")[:6]:
        actions.answering.answer(one, {"q1": {"0": 0, "1": 1}}, at=at(date(2008, 12, 4)))
    assert jobs.close_due.run()["surveys"] == 1
    review.survey.refresh_from_db()
    actions.reviews.count(review, by=clerk, on=date(2008, 12, 6))
    for one in review.persons.all():
        actions.reviews.feed_back(one, by=chair, on=date(2008, 12, 8), feedback="已反馈")
    actions.reviews.file_review(review, by=clerk, on=date(2008, 12, 10), filed_with="镇组织办")
    assert [share for _one, _cells, share in queries.reviews.result(review)] == [100, 100]


def sixteen_go_on_a_study_tour(cast, clerk, chair):
    """Appraisal first: the decision is refused until the count is closed."""
    names = list(Membership.objects.standing().below(cast.town).order_by("pk").select_related("person")[:20])
    appraisal = actions.reviews.open_appraisal(
        cast.town, by=chair, on=date(2008, 9, 1), matter="外出学习考察人选", places=16, opens_at=at(date(2008, 9, 2)),
        closes_at=at(date(2008, 9, 4)), people=[{"name": one.person.name, "person": one.person} for one in names],
    )  # fmt: skip
    actions.reviews.issue_sheet(appraisal, by=clerk, on=date(2008, 9, 2), at=at(date(2008, 9, 2)))
    for one in appraisal.survey.respondents.order_by("pk")[:70]:
        actions.answering.answer(one, {"q1": list(range(16))}, at=at(date(2008, 9, 3)))
    decision = {"by": chair, "on": date(2008, 9, 8), "chosen": list(range(16)), "decided_by": "镇工会领导小组"}
    with pytest.raises(Refused):
        actions.reviews.decide(appraisal, **decision)
    jobs.close_due.run()
    appraisal.survey.refresh_from_db()
    actions.reviews.count(appraisal, by=clerk, on=date(2008, 9, 5))
    actions.reviews.decide(appraisal, **decision)
