"""Issues: raised, passed on with a last day, dealt with, fed back; a hot one goes to the Party branch at once."""

from django.utils.translation import gettext as _

from taizhang.congress.models.issue import Issue
from taizhang.congress.rules.steps import first_refusal, is_state, may_happen_on, needs_reason, not_before
from taizhang.kernel.verdicts import Allowed, Denied

State, Kind = Issue.State, Issue.Kind


def may_raise(words, *, on, today):
    """An issue says what it is about, on a day that has come."""
    return first_refusal(may_happen_on(on, today=today), needs_reason(words))


def may_assign(issue, *, on, due_on, today):
    """It goes to somebody by name with a last day; a hot or sensitive one was reported to the Party branch before."""
    if issue.sensitive and issue.escalated_on is None:
        return Denied(_("Hot and sensitive matters are reported to the Party branch first."))
    return first_refusal(
        is_state(issue, (State.RAISED, State.ASSIGNED, State.UNSOLVED), _("It has been dealt with already.")),
        may_happen_on(on, today=today),
        not_before(issue.raised_on, on, _("the day on which it was raised")),
        not_before(on, due_on, _("the day on which it is passed on")),
    )


def may_plan_gap(issue, *, on, due_on, cause, measure, today):
    """A gap is planned with its cause and a measure; next year's plan starts from stated gaps (catalogue OA-11)."""
    if issue.kind != Kind.GAP:
        return Denied(_("Only gaps are planned like this; pass other issues on."))
    return first_refusal(
        may_assign(issue, on=on, due_on=due_on, today=today), needs_reason(cause), needs_reason(measure)
    )


def may_carry_gap(issue, *, on, due_on, why, today):
    """A planned gap goes into the next year while it is open, to a later day, with the reason."""
    if issue.kind != Kind.GAP:
        return Denied(_("Only gaps go into next year's points of work."))
    return first_refusal(
        is_state(issue, (State.ASSIGNED, State.UNSOLVED), _("Plan it first: cause, measure, owner, day.")),
        may_happen_on(on, today=today),
        not_before(issue.due_on, due_on, _("its last day so far")),
        needs_reason(why),
    )


def may_escalate(issue, *, on, today):
    """Only what is hot or sensitive goes to the Party branch, once."""
    if not issue.sensitive:
        return Denied(_("Only hot and sensitive matters go to the Party branch."))
    if issue.escalated_on is not None:
        return Denied(_("It was reported to the Party branch already."))
    return first_refusal(
        may_happen_on(on, today=today), not_before(issue.raised_on, on, _("the day on which it was raised"))
    )


def may_settle(issue, *, on, result, today):
    """What was done is said in words; simple matters may be settled on the spot."""
    if issue.sensitive and issue.escalated_on is None:
        return Denied(_("Hot and sensitive matters are reported to the Party branch first."))
    return first_refusal(
        is_state(issue, Issue.SETTLING, _("It has been dealt with already.")),
        may_happen_on(on, today=today),
        not_before(issue.raised_on, on, _("the day on which it was raised")),
        needs_reason(result),
    )


def may_check(issue, *, on, satisfied, today):
    """Those concerned are asked after it was dealt with: every demand gets a return visit."""
    if satisfied is None:
        return Denied(_("Say whether those concerned are satisfied."))
    return first_refusal(
        is_state(
            issue,
            (State.SETTLED,),
            _("Record first what was done.")
            if issue.state in Issue.SETTLING
            else _("Those concerned have been asked already."),
        ),
        may_happen_on(on, today=today),
        not_before(issue.settled_on, on, _("the day on which it was dealt with")),
    )


def after_check(satisfied):
    """Satisfied closes it; otherwise it waits for its owner again."""
    return State.CHECKED if satisfied else State.ASSIGNED


def may_leave(issue, *, why):
    """What cannot be solved this year stays open, in the list of gaps."""
    return first_refusal(
        is_state(issue, (State.RAISED, State.ASSIGNED), _("It has been dealt with already.")), needs_reason(why)
    )


def is_overdue(issue, today):
    """Its last day is over and nothing is recorded."""
    return issue.state in (State.RAISED, State.ASSIGNED) and issue.due_on is not None and issue.due_on < today


def may_join(issue_kind, round):
    """An issue belongs to a round of its own kind."""
    if round is not None and round.catalogue != issue_kind:
        return Denied(_("This round takes issues of another kind."))
    return Allowed
