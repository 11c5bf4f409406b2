"""Ballots for tests; everybody in them is made up."""

from datetime import UTC, datetime, timedelta

from taizhang.ballots import actions, queries
from taizhang.kernel import rulebook
from taizhang.kernel.acts import SYSTEM

OPENS = datetime(2008, 5, 20, 1, 0, tzinfo=UTC)  # nine o'clock in the mill
DURING = OPENS + timedelta(minutes=10)
CLOSES = OPENS + timedelta(hours=2)
AFTER = CLOSES + timedelta(minutes=1)
BEFORE = OPENS - timedelta(days=3)
ON = BEFORE.date()
MOTION = {"kind": "motion", "text": "通过本届工作报告", "threshold": (1, 2, ">", "all")}


def rules():
    """The shipped rulebook, which an installation has from its first day."""
    rulebook.load()


def people(number):
    """So many voters: 选举人1, 选举人2, …"""
    return [{"name": f"选举人{n}", "subject": f"person:{n}"} for n in range(1, number + 1)]


def drafted(unit, *, voters=7, questions=(MOTION,), kind="secret", **more):
    """A ballot with its questions and voters, not frozen yet."""
    rules()
    given = {"title": "工作报告表决", "opens_at": OPENS, "closes_at": CLOSES, **more}
    ballot = actions.draft(unit, by=SYSTEM, on=ON, kind=kind, **given)
    for question in questions:
        actions.add_question(ballot, by=SYSTEM, on=ON, **question)
    actions.enrol(ballot, by=SYSTEM, voters=people(voters) if isinstance(voters, int) else voters)
    return ballot


def frozen(unit, **given):
    """A ballot whose electorate is frozen; open by the clock from OPENS to CLOSES."""
    return actions.freeze(drafted(unit, **given), by=SYSTEM, at=BEFORE)


def vote(voter, answers, *, at=DURING, token=None, holder=None):
    """Cast a vote as the page does; → actions.Cast."""
    return actions.cast(voter, answers=answers, token=token or queries.fresh_click(voter), at=at, holder=holder)


def voted(unit, answers, **given):
    """A ballot on which the first voters have voted: one of `answers` each."""
    ballot = frozen(unit, **given)
    for voter, answer in zip(queries.electorate(ballot), answers, strict=False):
        vote(voter, answer)
    return ballot


def counted(unit, answers, **given):
    """A ballot that is counted."""
    return actions.count(voted(unit, answers, **given), by=SYSTEM, at=AFTER)


def election(candidates, seats, **more):
    """An election as a question: elected by more than half of all, at a quorum of two thirds, as the rulebook has it."""
    rule = {"pass_rule": "election.elected", "quorum_rule": "election.quorum"}
    return {"kind": "choice", "text": "选举工会委员会委员", "candidates": candidates, "seats": seats, **rule, **more}
