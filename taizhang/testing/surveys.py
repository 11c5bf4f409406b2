"""One of everything that surveys show, all of it the mill's: a draft, an open survey, a closed one, a test, a review, an appraisal."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from taizhang.kernel import rulebook
from taizhang.kernel.acts import SYSTEM
from taizhang.surveys import actions, queries

BEGAN = date(2008, 6, 2)
OPENS, CLOSES, EVER = (datetime(year, 6, 2, tzinfo=UTC) for year in (2008, 2009, 2040))
SEVEN = ("范雨水", "鲁惊蛰", "韦春分", "昌清明", "苗谷雨", "凤立春", "花小雪")


@dataclass
class Surveys:
    """What the mill has on file of surveys."""

    draft: object = None
    question: object = None
    open: object = None
    named: object = None
    free: object = None
    closed: object = None
    respondent: object = None
    item: object = None
    paper_draft: object = None
    paper: object = None
    entrant: object = None
    attempt: object = None
    review: object = None
    reviewed: object = None
    told: object = None
    appraisal: object = None
    counted: object = None


def build(cast):
    """Everything by the system, for the members that the mill has; those that are open stay open for a long time."""
    rulebook.load()
    made = Surveys()
    _surveys(made, cast.mill)
    _quizzes(made, cast.mill)
    _reviews(made, cast.mill)
    return made


def words(name, **more):
    """The words of an open anonymous survey of all members."""
    return {
        "name": name, "purpose": "opinion", "way": "anonymous", "audience": "members", "opens_at": OPENS, "closes_at": EVER, "lead": "",
        "required_percent": None, **more,
    }  # fmt: skip


def draft(unit, name, *, pattern="canteen", **more):
    """A draft with the questions of a pattern."""
    return actions.surveys.create(unit, by=SYSTEM, on=BEGAN, pattern=pattern, **words(name, **more))


def canteen(choice=0, satisfied=0):
    """A sheet of the canteen pattern."""
    return {"q1": choice, "q3": {str(row): satisfied for row in range(5)}, "q4": satisfied}


def answer_all(survey, count=None, at=OPENS, sheet=canteen):
    """Everybody on the register (or the first `count`) answers."""
    for one in survey.respondents.order_by("pk")[:count]:
        actions.answering.answer(one, sheet(), at=at)


def ask_seven(survey):
    """Seven persons who are on no register are asked."""
    people = [(survey.unit, None, name) for name in SEVEN]
    return actions.surveys.ask(survey, by=SYSTEM, on=BEGAN, people=people)


def _surveys(made, mill):
    made.draft = draft(mill, "食堂满意度测评草稿")
    made.question = queries.surveys.questions_of(made.draft)[0]
    made.open = actions.surveys.issue(draft(mill, "职工生活状况调查", pattern="living"), by=SYSTEM, on=BEGAN)
    made.respondent = made.open.respondents.order_by("pk").first()
    made.named = actions.surveys.issue(
        draft(mill, "培训需求调查", pattern="training", way="named"), by=SYSTEM, on=BEGAN
    )
    made.free = actions.surveys.issue(
        draft(mill, "公开征求意见", pattern="union", audience="link"), by=SYSTEM, on=BEGAN
    )
    made.closed = closed(mill, "食堂满意度测评", on=date(2008, 7, 1), required_percent=60)


def closed(mill, name, *, on, count=None, **more):
    """A survey that was answered and closed."""
    survey = draft(mill, name, purpose="satisfaction", audience="listed", **more)
    ask_seven(survey)
    actions.surveys.issue(survey, by=SYSTEM, on=BEGAN)
    answer_all(survey, count)
    return actions.surveys.close(survey, by=SYSTEM, on=on)


def keep_items(unit, topic="工会法", count=6):
    """Single choices of one topic; the right option is always the second."""
    return [
        actions.items.keep_item(
            unit, by=SYSTEM, on=BEGAN, topic=topic, kind="single", text=f"{topic}第{number}题", options=("甲", "乙", "丙"), key=[1],
            explanation="见教材",
        )
        for number in range(1, count + 1)
    ]  # fmt: skip


def paper(unit, name="法律知识测试", *, wanted=None, draw="fixed", **more):
    """A draft of a test over the bank."""
    return actions.quizzes.create_paper(
        unit, by=SYSTEM, on=BEGAN, name=name, opens_at=OPENS, closes_at=EVER, wanted=wanted or {"工会法": 4}, draw=draw, seed="20080602",
        **{"minutes": 30, "attempts_allowed": 2, **more},
    )  # fmt: skip


def sit(entrant, right, at=OPENS):
    """Somebody takes a test and gets so many right."""
    attempt = actions.quizzes.begin(entrant, at=at)
    questions = queries.quizzes.questions_of(attempt)
    answers = {str(one.pk): [1 if place < right else 0] for place, one in enumerate(questions)}
    return actions.quizzes.send(attempt, answers, at=at)


def _quizzes(made, mill):
    made.item = keep_items(mill)[0]
    made.paper_draft = paper(mill, "安全知识测试草稿")
    made.paper = actions.quizzes.issue_paper(paper(mill), by=SYSTEM, on=BEGAN)
    made.entrant = made.paper.entrants.order_by("pk").first()
    made.attempt = sit(made.entrant, 3)


def review(unit, name="2008年民主评议", *, kind="leaders", **more):
    """A review of two leaders, with its sheet still a draft."""
    people = [{"name": "凤厂长", "post": "厂长"}, {"name": "龙书记", "post": "党支部书记"}]
    return actions.reviews.open_review(
        unit,
        by=SYSTEM,
        on=BEGAN,
        name=name,
        year=2008,
        kind=kind,
        people=people,
        opens_at=OPENS,
        closes_at=EVER,
        **more,
    )


def issued(one):
    """The review after its duty reports, with the sheet out."""
    for person in one.persons.all():
        actions.reviews.note_report(person, by=SYSTEM, on=BEGAN, report="一年来的主要工作。")
    return actions.reviews.issue_sheet(one, by=SYSTEM, on=BEGAN)


def _reviews(made, mill):
    made.review = review(mill)
    made.reviewed = made.review.persons.first()
    counted = review(mill, "2007年民主评议", audience="listed")
    ask_seven(counted.survey)
    counted = issued(counted)
    answer_all(counted.survey, sheet=lambda: {"q1": {"0": 0, "1": 1}})
    actions.surveys.close(counted.survey, by=SYSTEM, on=date(2008, 6, 10))
    counted.survey.refresh_from_db()
    made.counted = actions.reviews.count(counted, by=SYSTEM, on=date(2008, 6, 11))
    made.told = made.counted.persons.first()
    made.appraisal = actions.reviews.open_appraisal(
        mill, by=SYSTEM, on=BEGAN, matter="外出学习人选", places=2, opens_at=OPENS, closes_at=EVER,
        people=[{"name": name, "words": "一线职工"} for name in SEVEN[:4]],
    )  # fmt: skip
