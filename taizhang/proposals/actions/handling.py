"""A filed proposal in the hands of the departments: assigned, taken, answered, rated, handled again, followed up, closed, filed away."""

from taizhang.kernel import evidence
from taizhang.kernel.acts import SYSTEM, act
from taizhang.kernel.verdicts import require
from taizhang.proposals import queries, rules
from taizhang.proposals.actions.steps import check_day, fresh, move
from taizhang.proposals.models import Assignee, FollowUp, Handling, Proposal, Reminder

State, Result, Level = Proposal.State, Proposal.Result, Reminder.Level
PROOF = "落实材料"


def assign(
    proposal, *, by, on, department, officer=None, unit=None, helpers=(), due_on=None, signed_by="", instruction=""
):
    """Give a filed proposal to a department in the lead and to helpers; due by the rule unless another day is said."""
    with act(by, "proposals.assign", proposal, on=on) as this:
        proposal = fresh(proposal)
        rule = queries.proposals.rules_of(proposal, on)["answer_days"]
        due = due_on or rules.handling.due_on(on, rule)
        require(rules.handling.may_assign(proposal, due=due, on=on))
        handling = _begin(proposal, 1, on, due, signed_by, instruction)
        _give(handling, department, officer, unit, helpers)
        move(this, proposal, State.ASSIGNED, by=by, on=on, why=instruction)
        this.note(department=department, due=due.isoformat())
    return handling


def _begin(proposal, number, on, due, signed_by="", instruction=""):
    handling = Handling(
        proposal=proposal,
        number=number,
        assigned_on=on,
        due_on=due,
        signed_by=signed_by.strip(),
        instruction=instruction.strip(),
    )
    handling.save()
    return handling


def _give(handling, department, officer, unit, helpers):
    """`helpers`: names, or (name, officer, unit)."""
    Assignee(handling=handling, lead=True, name=department.strip(), officer=officer, unit=unit).save()
    for one in helpers:
        name, helper, place = one if isinstance(one, tuple) else (one, None, None)
        Assignee(handling=handling, name=name.strip(), officer=helper, unit=place).save()


def take(proposal, *, by, on):
    """The department has it and begins."""
    handling = queries.proposals.handling_of(proposal)
    with act(
        by, "proposals.answer", proposal, on=on, entitled=queries.proposals.may_handle(by, proposal, handling)
    ) as this:
        proposal = fresh(proposal)
        require(rules.handling.may_take(proposal))
        handling.taken_on = on
        handling.save()
        move(this, proposal, State.HANDLING, by=by, on=on)
    return proposal


def answer(proposal, *, by, on, result, answer, planned_for=None):
    """The department answers: with a class, in words, and with a day where it is planned."""
    handling = queries.proposals.handling_of(proposal)
    with act(
        by, "proposals.answer", proposal, on=on, entitled=queries.proposals.may_handle(by, proposal, handling)
    ) as this:
        proposal = fresh(proposal)
        require(rules.handling.may_answer(proposal, result=result, planned_for=planned_for, on=on))
        handling.answered_on, handling.result, handling.answer = on, result, answer.strip()
        handling.planned_for = planned_for if result == Result.B else None
        handling.taken_on = handling.taken_on or on
        handling.save()
        proposal.result = result
        proposal.implemented_on = on if result == Result.A else None
        move(this, proposal, State.ANSWERED, by=by, on=on)
        this.note(result=result)
    return proposal


def rate(proposal, *, by, on, rating, words="", rated_by=""):
    """The proposer's rating, given on the own page or noted by the union."""
    with act(by, "proposals.rate", proposal, on=on) as this:
        proposal = fresh(proposal)
        handling = queries.proposals.handling_of(proposal)
        require(rules.handling.may_rate(proposal, handling))
        check_day(this, proposal, on)
        handling.rating, handling.rated_on, handling.rating_words = rating, on, words.strip()
        handling.rated_by = (rated_by or "、".join(queries.proposals.proposers_of(proposal)) or proposal.delegation)[
            :60
        ]
        handling.save()
        this.touch(proposal)
        this.note(title=proposal.title(), rating=rating)
    return handling


def handle_again(proposal, *, by, on, department="", instruction="", due_on=None):
    """重办: a second handling, by the same department unless another is named."""
    with act(by, "proposals.assign", proposal, on=on) as this:
        proposal = fresh(proposal)
        before, binding = queries.proposals.handling_of(proposal), queries.proposals.rules_of(proposal, on)
        require(rules.handling.may_handle_again(proposal, before, binding["second_handlings"]))
        due = due_on or rules.handling.due_on(on, binding["second_days"])
        handling = _begin(proposal, before.number + 1, on, due, before.signed_by, instruction)
        lead = before.lead
        same = not department or department == lead.name
        _give(
            handling, department or lead.name, lead.officer if same else None, lead.unit if same else None,
            [(one.name, one.officer, one.unit) for one in before.helpers],
        )  # fmt: skip
        proposal.result, proposal.implemented_on = "", None
        move(this, proposal, State.ASSIGNED, by=by, on=on, why=instruction)
    return handling


def close(proposal, *, by, on, why=""):
    """办结: answered and rated, and no further handling owed."""
    with act(by, "proposals.close", proposal, on=on) as this:
        proposal = fresh(proposal)
        handling = queries.proposals.handling_of(proposal)
        binding = queries.proposals.rules_of(proposal, on)
        answered = handling is not None and handling.answered_on
        again = answered and rules.handling.may_handle_again(proposal, handling, binding["second_handlings"])
        waited = bool(answered) and rules.handling.rating_over(handling, binding["rating_days"], on)
        require(rules.handling.may_close(proposal, handling, again=again, waited=waited))
        proposal.closed_on = on
        move(this, proposal, State.CLOSED, by=by, on=on, why=why)
    return proposal


def follow_up(proposal, *, by, on, now, words, file=None):
    """What became of it, also over the year end: the class stays or improves; class A is carried out from that day on.

    `file`: the proof that it was done (落实材料).
    """
    with act(by, "proposals.follow_up", proposal, on=on) as this:
        proposal = fresh(proposal)
        require(rules.handling.may_follow_up(proposal, now=now))
        check_day(this, proposal, on)
        FollowUp(proposal=proposal, on=on, was=proposal.result, now=now, words=words.strip()).save()
        if now == Result.A and proposal.implemented_on is None:
            proposal.implemented_on = on
        proposal.result = now
        proposal.save()
        if file is not None:
            evidence.attach(proposal, file, PROOF, by=by)
        this.note(title=proposal.title(), result=now, why=words)
    return proposal


def archive(proposal, *, by, on):
    """归档."""
    with act(by, "proposals.close", proposal, on=on) as this:
        proposal = fresh(proposal)
        require(rules.handling.may_archive(proposal))
        move(this, proposal, State.ARCHIVED, by=by, on=on)
    return proposal


def remind(proposal, *, by, on, level=Level.OFFICE, to="", words=""):
    """督办: the department is reminded, or the leader is told."""
    with act(by, "proposals.remind", proposal, on=on) as this:
        proposal = fresh(proposal)
        handling = queries.proposals.handling_of(proposal)
        require(rules.handling.may_remind(proposal, handling))
        check_day(this, proposal, on)
        default = proposal.leader or proposal.round.leader if level == Level.LEADER else handling.lead.name
        Reminder(
            handling=handling, level=level, to=(to or default)[:80], on=on, words=words.strip(), by_itself=by is SYSTEM
        ).save()
        this.touch(proposal)
        this.note(title=proposal.title(), to=to or default)
    return proposal
