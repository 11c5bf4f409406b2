"""Votes at Chuyang town: last year's election of the committee with a tie and its re-vote, published; this month's vote that is open now, in
which the town's clerk and chair have not voted yet; a review of leaders that is being drawn up.
"""

from datetime import datetime, time, timedelta

from django.utils import timezone

from taizhang.ballots import actions, queries
from taizhang.ballots.models import Ballot
from taizhang.kernel import rulebook
from taizhang.kernel.models import Unit, User
from taizhang.members.models import Membership

TOWN = "CY00"
VOTERS = 40
CANDIDATES = ("丁立秋", "王谷雨", "石小满", "孙白露", "李惊蛰", "赵冬至")
# how the forty mark the election: so many slips for these numbers of the paper
ELECTION = (((1, 2, 3), 9), ((1, 2, 4), 9), ((1, 3, 4), 7), ((1, 2, 5), 5), ((1, 6), 4), ((3, 5, 6), 3), ((4, 5), 3))


def tell(today):
    """The story, once; told again, it finds that it has happened and keeps still. → whether it was told now"""
    town = Unit.objects.filter(code=TOWN).first()
    hands = {name: User.objects.filter(username=name).first() for name in ("cy-clerk", "cy-chair")}
    if town is None or None in hands.values() or Ballot.objects.below(town).exists():
        return False
    if not rulebook.find("ballots.proxies.most"):
        rulebook.load()
    voters = _voters(town)
    if not voters:
        return False
    clerk, chair = hands.values()
    _election(town, clerk, chair, today, voters)
    _open_now(town, clerk, chair, today, voters)
    _review(town, clerk, today)
    return True


def _voters(town):
    """Forty members of the town, as delegates of its congress."""
    members = Membership.objects.standing().below(town).filter(status=Membership.Status.MEMBER)
    found = members.select_related("person", "unit").order_by("unit__path", "id")[:VOTERS]
    return [
        {"name": one.person.name, "subject": one.person.subject, "group": one.unit.name, "unit": one.unit}
        for one in found
    ]


def _at(day, hour):
    return timezone.make_aware(datetime.combine(day, time(hour)))


def _drawn(town, clerk, on, title, opens_at, closes_at, questions, voters):
    ballot = actions.draft(
        town,
        by=clerk,
        on=on,
        title=title,
        kind=Ballot.Kind.SECRET,
        opens_at=opens_at,
        closes_at=closes_at,
        remark="请在截止前投票。",
    )
    for question in questions:
        actions.add_question(ballot, by=clerk, on=on, **question)
    if voters:
        actions.enrol(ballot, by=clerk, voters=voters)
    return ballot


def _cast(ballot, answers, at):
    for voter, answer in zip(queries.electorate(ballot), answers, strict=False):
        actions.cast(voter, answers=answer, token=queries.fresh_click(voter), at=at)


def _election(town, clerk, chair, today, voters):
    """Three seats: two are filled at once, for the third nobody has enough; the re-vote decides, and both are published."""
    day = today - timedelta(days=200)
    motion = {
        "kind": "motion",
        "text": "通过《选举办法（草案）》",
        "pass_rule": "congress.pass",
        "quorum_rule": "congress.quorum",
    }
    election = {
        "kind": "choice", "text": "选举工会委员会委员", "candidates": CANDIDATES, "seats": 3, "write_ins": True,
        "pass_rule": "election.elected", "quorum_rule": "election.quorum",
    }  # fmt: skip
    ballot = _drawn(
        town,
        clerk,
        day - timedelta(days=6),
        "工会委员会委员选举",
        _at(day, 9),
        _at(day, 11),
        (motion, election),
        voters,
    )
    actions.freeze(ballot, by=chair, at=_at(day - timedelta(days=5), 10))
    marks = [numbers for numbers, slips in ELECTION for _slip in range(slips)]
    slips = [{"1": "for" if at % 9 else "against", "2": {"for": list(numbers)}} for at, numbers in enumerate(marks)]
    _cast(ballot, slips, _at(day, 10))
    _counted(ballot, chair, day)
    again = actions.create_revote(
        ballot.questions.get(number=2), by=clerk, on=day, opens_at=_at(day, 14), closes_at=_at(day, 15), seats=1
    )
    actions.freeze(again, by=chair, at=_at(day, 13))
    slips = [{"1": {"for": [1 if at < len(voters) * 3 // 5 else 2]}} for at in range(len(voters))]
    _cast(again, slips, _at(day, 14))
    _counted(again, chair, day)


def _counted(ballot, chair, day):
    actions.count(ballot, by=chair, at=_at(day, 16))
    actions.publish(ballot, by=chair, at=_at(day, 17))


def _open_now(town, clerk, chair, today, voters):
    """Open since yesterday for ten days; every third has voted. Clerk and chair vote with their accounts."""
    opens = _at(today - timedelta(days=1), 8)
    motion = {
        "kind": "motion",
        "text": "通过《职工疗休养办法（草案）》",
        "pass_rule": "congress.pass",
        "quorum_rule": "congress.quorum",
    }
    points = {
        "kind": "score",
        "text": "明年实事项目打分",
        "candidates": ("扩建职工书屋", "开办托管班", "更新健身器材"),
        "points": 10,
        "by_strokes": False,
    }
    staff = [{"name": one.name, "user": one} for one in (clerk, chair)]
    ballot = _drawn(
        town,
        clerk,
        today - timedelta(days=3),
        "职工代表大会线上表决",
        opens,
        opens + timedelta(days=10),
        (motion, points),
        [*voters, *staff],
    )
    actions.freeze(ballot, by=chair, at=opens - timedelta(days=1))
    slips = [
        {"1": ("for", "for", "against")[at % 3], "2": {"1": at % 11, "2": 9, "3": 5}} for at in range(len(voters) // 3)
    ]
    _cast(ballot, slips, opens + timedelta(hours=1))


def _review(town, clerk, today):
    """Drawn up, without voters yet: the next step is shown on its page."""
    grid = {
        "kind": "grid", "text": "民主评议领导干部", "candidates": ("钱立春", "周霜降"), "good_grades": 2,
        "grades": ("优秀", "称职", "基本称职", "不称职"),
    }  # fmt: skip
    day = today + timedelta(days=20)
    _drawn(town, clerk, today, "年度民主评议", _at(day, 9), _at(day, 17), (grid,), ())
