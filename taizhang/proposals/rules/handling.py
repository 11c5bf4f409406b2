"""The handling of a filed proposal: assigned, answered in time, rated, handled again, followed up, closed."""

from datetime import timedelta

from django.utils.translation import gettext as _

from taizhang.kernel import calendar
from taizhang.kernel.verdicts import Allowed, Denied
from taizhang.proposals.models import Handling, Proposal

State, Result, Rating = Proposal.State, Proposal.Result, Handling.Rating


def due_on(assigned_on, rule):
    """The last day of the answer: no national number; the rulebook has one (proposal.answer_days), federations their own."""
    return calendar.deadline_by_rule(assigned_on, rule).last


def remind_from(handling, rule):
    """From which day the department is reminded (proposal.remind_days)."""
    return handling.due_on - timedelta(int(rule.value))


def raised_from(handling, rule):
    """From which day an overdue answer is the leader's business (proposal.escalate_days)."""
    return calendar.deadline_by_rule(handling.due_on, rule).last + timedelta(1)


def may_assign(proposal, *, due, on):
    """What is filed is assigned, once for each handling."""
    if proposal.state != State.FILED:
        return Denied(_("Only a filed proposal is assigned; a second handling begins after the rating."))
    return Allowed if due >= on else Denied(_("The answer cannot be due before it is asked for."))


def may_take(proposal):
    """The department takes what was assigned to it."""
    return Allowed if proposal.state == State.ASSIGNED else Denied(_("There is nothing to take."))


def is_of(user, handling):
    """Whether the handling was given to this user by name."""
    return any(one.officer_id and one.officer_id == user.pk for one in handling.assignees.all())


def may_answer(proposal, *, result, planned_for, on):
    """An answer has a class; what is planned says until when (B)."""
    if proposal.state not in (State.ASSIGNED, State.HANDLING):
        return Denied(_("Only a proposal in handling is answered."))
    if result == Result.B and (planned_for is None or planned_for < on):
        return Denied(_("Class B is a plan: say by which day it will be done."))
    return Allowed


def may_rate(proposal, handling):
    """The proposer rates an answer, once for each handling."""
    if proposal.state != State.ANSWERED or handling is None:
        return Denied(_("There is no answer to rate yet."))
    if handling.rating:
        return Denied(_("This answer was rated already."))
    return Allowed


def may_handle_again(proposal, handling, rule):
    """不满意 leads to a second handling, as often as the rule says (proposal.second_handlings)."""
    if proposal.state != State.ANSWERED or handling.rating != Rating.UNSATISFIED:
        return Denied(_("A second handling follows a rating “not satisfied”."))
    if handling.number > int(rule.value):
        return Denied(_("It was handled again already. %s") % rule.sentence())
    return Allowed


def rating_over(handling, rule, on):
    """Whether the proposer's time for rating has run out (proposal.rating_days)."""
    return calendar.deadline_by_rule(handling.answered_on, rule).is_over(on)


def may_close(proposal, handling, *, again, waited=False):
    """Closed when it is answered and rated; not satisfied, only when no further handling is left.

    `waited`: the proposer's time for rating has run out; it is then closed without one. `again`: the verdict of
    may_handle_again. A plan (B) may be closed, its follow-up goes on over the year end.
    """
    if proposal.state != State.ANSWERED:
        return Denied(_("Only an answered proposal is closed."))
    if not handling.rating and not waited:
        return Denied(_("The proposer has not rated the answer yet, and still has time to."))
    if again:
        return Denied(_("The proposer is not satisfied: it is handled a second time first."))
    return Allowed


def may_archive(proposal):
    """The file of a closed proposal."""
    if proposal.state != State.CLOSED:
        return Denied(_("Only a closed proposal is filed away."))
    if proposal.result == Result.B:
        return Denied(_("It is planned and not carried out yet; follow it up first."))
    return Allowed


def may_follow_up(proposal, *, now):
    """After the answer, also over the year end: a class improves or stays; it does not get worse behind the proposer's back."""
    if proposal.state not in (State.ANSWERED, State.CLOSED):
        return Denied(_("Follow-up begins with the answer."))
    if now > proposal.result:
        return Denied(_("A follow-up may improve the class, not lower it."))
    return Allowed


def may_remind(proposal, handling):
    """Reminded is whoever owes an answer."""
    if handling is None or handling.answered_on or proposal.state not in (State.ASSIGNED, State.HANDLING):
        return Denied(_("Nobody owes an answer here."))
    return Allowed


def may_mark_key(proposal, leader):
    """A key proposal is a filed one and has a leader in charge."""
    if not proposal.is_file:
        return Denied(_("Key proposals are chosen among the filed ones."))
    return Allowed if leader.strip() else Denied(_("A key proposal has a leader in charge: write the name."))


def may_score(proposal):
    """Excellent proposals are drawn from the filed ones."""
    return Allowed if proposal.is_file else Denied(_("Only filed proposals are appraised."))


def may_award(proposal):
    """Excellent is a filed proposal, once."""
    if not proposal.is_file:
        return Denied(_("Excellent proposals are drawn from the filed ones."))
    return Denied(_("It is an excellent proposal already.")) if proposal.excellent_on else Allowed


def may_be_named_by(proposal, ballot):
    """A vote of the same union that stands names an excellent proposal, unless the proposal was voted on by name and fell through.

    A vote on a whole list (a motion) names what the list says; where proposals were put up one by one, the result decides.
    """
    if ballot.unit_id != proposal.unit_id or not ballot.has_result or not ballot.result.get("stands"):
        return Denied(_("Only a counted vote of this union that stands can name an excellent proposal."))
    for question in ballot.result.get("questions", ()):
        for row in question["rows"]:
            if proposal.name in row.get("name", "") and question["verdict"] != "counted" and not row["elected"]:
                return Denied(_("“%(name)s” was put to that vote and was not chosen.") % {"name": proposal.name})
    return Allowed
