"""Issues: raised, reported to the Party branch, passed on, dealt with, fed back, left open with the reason."""

from taizhang.congress.actions.steps import add_progress, fresh, words
from taizhang.congress.models import Issue
from taizhang.congress.rules import issues as rules
from taizhang.kernel.acts import act
from taizhang.kernel.verdicts import require
from taizhang.kernel.writing import day_of

State = Issue.State


def raise_issue(
    unit, *, by, on, kind, text, round=None, category=Issue.Category.OTHER, source="", speakers=1, sensitive=False
):
    """A finding, a demand, a voice, a fault. Names of those who speak are not written down."""
    with act(by, "congress.raise_issue", unit, on=on) as this:
        require(rules.may_raise(text, on=on, today=day_of(this)))
        require(rules.may_join(kind, round))
        issue = Issue(
            unit=unit, kind=kind, round=round, words=words(text, 500), category=category, source=words(source, 80), speakers=speakers or 1,
            sensitive=sensitive, raised_on=on,
        )  # fmt: skip
        issue.save()
        this.note(name=issue.title())
    return issue


def escalate_issue(issue, *, by, on):
    """A hot or sensitive matter is reported to the Party branch."""
    with act(by, "congress.escalate_issue", issue, on=on) as this:
        issue = fresh(issue)
        require(rules.may_escalate(issue, on=on, today=day_of(this)))
        issue.escalated_on = on
        issue.save()
        this.note(name=issue.title())
    return issue


def assign_issue(issue, *, by, on, owner, due_on):
    """It goes to somebody, with a last day."""
    with act(by, "congress.assign_issue", issue, on=on) as this:
        issue = fresh(issue)
        require(rules.may_assign(issue, on=on, due_on=due_on, today=day_of(this)))
        issue.state, issue.assigned_on, issue.owner, issue.due_on = State.ASSIGNED, on, words(owner, 120), due_on
        issue.settled_on, issue.result, issue.cost = None, "", None
        issue.save()
        this.note(name=issue.title(), owner=issue.owner)
    return issue


def plan_gap(issue, *, by, on, cause, measure, owner, due_on, target=""):
    """What a gap comes from, what is done about it by whom and when, and what next year is to bring (存在不足、下一步打算)."""
    with act(by, "congress.assign_issue", issue, on=on) as this:
        issue = fresh(issue)
        require(rules.may_plan_gap(issue, on=on, due_on=due_on, cause=cause, measure=measure, today=day_of(this)))
        issue.cause, issue.measure, issue.target = words(cause, 300), words(measure, 300), words(target, 200)
        issue.state, issue.assigned_on, issue.owner, issue.due_on = State.ASSIGNED, on, words(owner, 120), due_on
        issue.save()
        this.note(name=issue.title(), owner=issue.owner)
    return issue


def carry_gap(issue, *, by, on, due_on, target, why):
    """A gap that is still open goes into next year's points of work, with a new day and a target."""
    with act(by, "congress.leave_issue", issue, on=on) as this:
        issue = fresh(issue)
        require(rules.may_carry_gap(issue, on=on, due_on=due_on, why=why, today=day_of(this)))
        add_progress(issue, on, f"{issue.due_on.year if issue.due_on else on.year}→{due_on.year}：{why}")
        issue.carried_on, issue.due_on, issue.target, issue.state = on, due_on, words(target, 200), State.ASSIGNED
        issue.save()
        this.note(name=issue.title(), why=words(why, 200))
    return issue


def note_issue(issue, *, by, on, text):
    """How far it has come."""
    with act(by, "congress.assign_issue", issue, on=on) as this:
        issue = fresh(issue)
        require(rules.may_raise(text, on=on, today=day_of(this)))
        add_progress(issue, on, text)
        this.note(name=issue.title())
    return issue


def settle_issue(issue, *, by, on, result, cost=None):
    """What was done, and what it cost in yuan."""
    with act(by, "congress.settle_issue", issue, on=on) as this:
        issue = fresh(issue)
        require(rules.may_settle(issue, on=on, result=result, today=day_of(this)))
        issue.state, issue.settled_on, issue.result = State.SETTLED, on, words(result, 500)
        issue.cost = cost
        issue.save()
        this.note(name=issue.title())
    return issue


def check_issue(issue, *, by, on, satisfied, feedback=""):
    """The return visit: satisfied closes it; otherwise its owner has it again, and what was done stays in the notes of progress."""
    with act(by, "congress.check_issue", issue, on=on) as this:
        issue = fresh(issue)
        require(rules.may_check(issue, on=on, satisfied=satisfied, today=day_of(this)))
        issue.checked_on, issue.satisfied, issue.feedback = on, satisfied, words(feedback, 300)
        issue.state = rules.after_check(satisfied)
        if not satisfied:
            add_progress(issue, issue.settled_on, issue.result)
            issue.settled_on, issue.result, issue.cost = None, "", None
            issue.owner, issue.due_on = issue.owner or "—", issue.due_on or on
        issue.save()
        this.note(name=issue.title(), satisfied=satisfied)
    return issue


def leave_issue(issue, *, by, on, why):
    """It cannot be solved this year: it stays open in the list of gaps, with the reason."""
    with act(by, "congress.leave_issue", issue, on=on) as this:
        issue = fresh(issue)
        require(rules.may_leave(issue, why=why))
        issue.state, issue.why = State.UNSOLVED, words(why, 300)
        issue.save()
        this.note(name=issue.title(), why=words(why, 200))
    return issue
