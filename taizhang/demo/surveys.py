"""Surveys at Chuyang town: a satisfaction measure of last year and of this year beside each other, a survey that is open, a legal quiz
that is closed, a review of leaders on file. Answers are drawn by lot; everybody in them is made up.
"""

from datetime import datetime, time, timedelta

from django.db.models import Count
from django.utils import timezone

from taizhang.kernel import rulebook
from taizhang.kernel.models import Unit, User
from taizhang.surveys import actions, queries
from taizhang.surveys.models import Review, Survey

TOWN, SCHOOL = "CY00", "school_union"
MOST = 250  # so many answer in the demonstration
ITEMS = (
    (
        "工会法",
        "single",
        "职工有依法参加和组织工会的权利，谁可以阻挠和限制",
        ("用人单位", "上级主管", "任何组织和个人都不可以"),
        [2],
    ),
    ("工会法", "truth", "会员人数较少的，也可以由两个以上单位的会员联合建立基层工会委员会", (), [0]),
    (
        "工会法",
        "multiple",
        "工会组织和教育职工依法行使民主权利，主要形式有",
        ("职工代表大会", "厂务公开", "商业广告"),
        [0, 1],
    ),
    (
        "安全生产",
        "single",
        "发现直接危及人身安全的紧急情况时，从业人员有权",
        ("停止作业并撤离", "继续完成任务", "等待通知"),
        [0],
    ),
    ("安全生产", "blank", "我国安全生产方针是安全第一、____为主、综合治理", (), ["预防"]),
    ("安全生产", "truth", "未经安全培训可以先上岗再补课", (), [1]),
)


def tell(rng, today):
    """The story, once; told again, it finds that it has happened and keeps still. → whether it was told now"""
    town = Unit.objects.filter(code=TOWN).first()
    hands = {name: User.objects.filter(username=name).first() for name in ("cy-clerk", "cy-chair")}
    if town is None or None in hands.values() or Survey.objects.below(town).exists():
        return False
    if not rulebook.find("surveys.small_group"):
        rulebook.load()
    clerk, chair = hands.values()
    firm = _of_a_size(town)
    first = _measure(rng, firm, clerk, today - timedelta(days=380), None, (5, 4, 2))
    _measure(rng, firm, clerk, today - timedelta(days=20), first, (7, 3, 1))
    _open_survey(rng, firm, clerk, today)
    _quiz(rng, town, clerk, today - timedelta(days=60))
    _review(rng, town, clerk, chair, today - timedelta(days=45))
    return True


def _of_a_size(town):
    """The union below the town whose members are nearest to eighty: enough for a measure, few enough for a demonstration."""
    there = queries.surveys.members_of(town).order_by().values_list("unit").annotate(number=Count("id"))
    nearest = min(there, key=lambda row: (abs(row[1] - 80), row[0]), default=None)
    return Unit.objects.get(pk=nearest[0]) if nearest else town


def _at(day, hour=8):
    return timezone.make_aware(datetime.combine(day, time(hour)))


def _words(name, began, days, **more):
    return {
        "name": name, "purpose": "satisfaction", "way": "anonymous", "audience": "members", "opens_at": _at(began),
        "closes_at": _at(began + timedelta(days=days), 18), "lead": "测评不记名，请按实际感受填写。", "required_percent": None, **more,
    }  # fmt: skip


def _measure(rng, firm, clerk, began, earlier, weights):
    """A measure of satisfaction that was answered and closed."""
    words = _words(f"{began.year}年会员评家满意度测评", began, 10)
    start = {"copied": earlier} if earlier else {"pattern": "union"}
    survey = actions.surveys.create(firm, by=clerk, on=began, **start, **words)
    actions.surveys.issue(survey, by=clerk, on=began, at=survey.opens_at)
    _answered(rng, survey, lambda: _union_sheet(rng, weights))
    return actions.surveys.close(survey, by=clerk, on=began + timedelta(days=10))


def _answered(rng, survey, sheet, most=MOST):
    people = list(survey.respondents.order_by("pk"))
    for one in rng.sample(people, min(most, len(people) * 4 // 5)):
        actions.answering.answer(one, sheet(), at=survey.opens_at + timedelta(hours=1))


def _union_sheet(rng, weights):
    choose = lambda: rng.choices((0, 1, 2), weights)[0]  # noqa: E731
    sheet = {"q1": {str(row): choose() for row in range(5)}, "q2": choose()}
    return sheet | (
        {"q3": rng.choice(("多组织文体活动", "希望增加体检项目", "多到班组听意见"))} if rng.random() < 0.2 else {}
    )


def _open_survey(rng, firm, clerk, today):
    """A survey of living conditions that is open now."""
    began = today - timedelta(days=2)
    words = _words("职工生活状况调查", began, 5, purpose="opinion", required_percent=60)
    survey = actions.surveys.create(firm, by=clerk, on=began, pattern="living", **words)
    actions.surveys.issue(survey, by=clerk, on=began, at=survey.opens_at)
    _answered(
        rng,
        survey,
        lambda: {"q1": rng.randrange(4), "q2": rng.randrange(3), "q3": "3", "q4": 0, "q6": 4, "q7": 1, "q9": [0]},
        40,
    )


def _quiz(rng, town, clerk, began):
    """A quiz on law and safety, sat and closed."""
    for topic, kind, text, options, key in ITEMS:
        actions.items.keep_item(town, by=clerk, on=began, topic=topic, kind=kind, text=text, options=options, key=key)
    paper = actions.quizzes.create_paper(
        town, by=clerk, on=began, name="法律和安全知识网上测试", opens_at=_at(began), closes_at=_at(began + timedelta(days=7), 18),
        wanted={"工会法": 2, "安全生产": 2}, draw="random", minutes=20, attempts_allowed=2, seed=f"{began:%Y%m%d}",
    )  # fmt: skip
    people = queries.surveys.members_of(town)[:60]
    actions.quizzes.issue_paper(paper, by=clerk, on=began, memberships=people, at=paper.opens_at)
    for one in paper.entrants.order_by("pk"):
        if rng.random() < 0.9:
            _sat(rng, one, paper.opens_at + timedelta(hours=2))
    actions.quizzes.close_paper(paper, by=clerk, on=began + timedelta(days=7))


def _sat(rng, entrant, at):
    attempt = actions.quizzes.begin(entrant, at=at)
    answers = {}
    for one in queries.quizzes.questions_of(attempt):
        if rng.random() < 0.85:
            answers[str(one.pk)] = one.key[0] if one.kind == "blank" else one.key
    actions.quizzes.send(attempt, answers, at=at + timedelta(minutes=9))


def _review(rng, town, clerk, chair, began):
    """A school's review of its leaders, from the duty reports to the file."""
    school = Unit.objects.below(town).filter(kind=SCHOOL).order_by("code").first() or town
    people = [
        {"name": "凤校长", "post": "校长"},
        {"name": "龙书记", "post": "党支部书记"},
        {"name": "麦主席", "post": "工会主席"},
    ]
    review = actions.reviews.open_review(
        school, by=chair, on=began, name=f"{began.year}年民主评议领导干部", year=began.year, kind=Review.Kind.LEADERS, people=people,
        opens_at=_at(began + timedelta(days=3)), closes_at=_at(began + timedelta(days=5), 18), audience=Survey.Audience.LISTED,
        required_percent=67,
    )  # fmt: skip
    names = [(school, None, f"教职工{number:02}") for number in range(1, 41)]
    actions.surveys.ask(review.survey, by=clerk, on=began, people=names)
    for one in review.persons.all():
        actions.reviews.note_report(
            one, by=clerk, on=began + timedelta(days=2), report="德、能、勤、绩、廉五方面述职。"
        )
    actions.reviews.issue_sheet(review, by=clerk, on=began + timedelta(days=3), at=review.survey.opens_at)
    grade = lambda: rng.choices((0, 1, 2, 3), (12, 6, 2, 1))[0]  # noqa: E731
    _answered(rng, review.survey, lambda: {"q1": {str(row): grade() for row in range(3)}})
    actions.surveys.close(review.survey, by=clerk, on=began + timedelta(days=5))
    review = Review._base_manager.get(pk=review.pk)
    actions.reviews.count(review, by=clerk, on=began + timedelta(days=6))
    for one in review.persons.all():
        actions.reviews.feed_back(
            one, by=chair, on=began + timedelta(days=8), feedback="已当面反馈评议结果和意见建议。"
        )
    actions.reviews.file_review(review, by=clerk, on=began + timedelta(days=10), filed_with="镇组织办公室")
