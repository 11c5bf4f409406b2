"""One of everything that ballots show, all of it the mill's: a draft, an open vote, a blind one, one held outside, one at the count, one with a
tie, one published."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from taizhang.ballots import actions, queries
from taizhang.kernel import rulebook
from taizhang.kernel.acts import SYSTEM

OPENS, CLOSES, EVER = (datetime(year, 6, 2, tzinfo=UTC) for year in (2008, 2009, 2040))
DURING, AFTER, BEFORE = OPENS + timedelta(days=1), CLOSES + timedelta(days=1), OPENS - timedelta(days=9)
ON = BEFORE.date()
MOTION = {"kind": "motion", "text": "通过工会工作报告", "pass_rule": "congress.pass", "quorum_rule": "congress.quorum"}
ELECTION = {
    "kind": "choice", "text": "选举工会委员会委员", "candidates": ["丁立夏", "王芒种", "赵小暑"], "seats": 2, "write_ins": True,
    "pass_rule": "election.elected",
}  # fmt: skip
REVIEW = {
    "kind": "grid",
    "text": "民主评议领导干部",
    "candidates": ["钱处暑"],
    "grades": ["优秀", "称职", "不称职"],
    "good_grades": 2,
}
VOTERS = [{"name": name, "group": "一车间"} for name in ("孙白露", "李秋分", "周寒露", "吴霜降")]


@dataclass
class Votes:
    """What the mill has on file of ballots."""

    draft: object = None
    question: object = None
    election: object = None
    open: object = None
    voter: object = None
    token: str = ""
    hall: object = None
    blind: object = None
    outside: object = None
    tied: object = None
    open_question: object = None
    published: object = None


def build(cast):
    """Everything by the system; what is open stays open for a long time. The mill's clerk has a vote by account."""
    rulebook.load()
    votes = Votes()
    votes.draft = _drawn(cast, "换届选举（起草中）", [MOTION, ELECTION, REVIEW])
    votes.question, votes.election = votes.draft.questions.get(number=1), votes.draft.questions.get(number=2)
    votes.open = _drawn(
        cast, "工会委员会换届选举", [MOTION, ELECTION, REVIEW], closes_at=EVER, remark="请在下班前投票。"
    )
    actions.enrol(votes.open, by=SYSTEM, voters=[{"name": cast.mill_clerk.name, "user": cast.mill_clerk}])
    actions.freeze(votes.open, by=SYSTEM, at=BEFORE)
    votes.voter = queries.electorate(votes.open).get(number=1)
    votes.token = actions.issue_link(votes.voter, by=SYSTEM)
    votes.hall = _drawn(cast, "集体合同表决", [MOTION], channels="both")
    actions.freeze(votes.hall, by=SYSTEM, at=BEFORE)
    actions.issue_paper(votes.hall, by=SYSTEM, numbers=[1, 2], at=DURING)
    votes.blind = _drawn(cast, "主席满意度测评", [MOTION], closes_at=EVER, kind="blind", credentials_until=EVER)
    actions.enrol(votes.blind, by=SYSTEM, voters=[{"name": cast.mill_clerk.name, "user": cast.mill_clerk}])
    actions.freeze(votes.blind, by=SYSTEM, at=BEFORE)
    votes.outside = actions.freeze(_drawn(cast, "县总主席推荐", [MOTION], kind="trustees"), by=SYSTEM, at=BEFORE)
    votes.tied = _counted(
        cast, "女工委员会选举", [ELECTION], [{"for": [1, 2]}, {"for": [1, 3]}, {"for": [1, 2]}, {"for": [1, 3]}]
    )
    votes.open_question = votes.tied.questions.get()
    votes.published = _counted(cast, "工作报告表决", [MOTION], ["for", "for", "for", "against"])
    actions.publish(votes.published, by=SYSTEM, at=AFTER)
    return votes


def _drawn(cast, title, questions, closes_at=CLOSES, kind="secret", **more):
    ballot = actions.draft(
        cast.mill, by=SYSTEM, on=ON, title=title, kind=kind, opens_at=OPENS, closes_at=closes_at, **more
    )
    for question in questions:
        actions.add_question(ballot, by=SYSTEM, on=ON, **question)
    actions.enrol(ballot, by=SYSTEM, voters=VOTERS)
    return ballot


def _counted(cast, title, questions, answers):
    ballot = actions.freeze(_drawn(cast, title, questions), by=SYSTEM, at=BEFORE)
    for voter, answer in zip(queries.electorate(ballot), answers, strict=True):
        actions.cast(voter, answers={"1": answer}, token=queries.fresh_click(voter), at=DURING)
    return actions.count(ballot, by=SYSTEM, at=AFTER)
