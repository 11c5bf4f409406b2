"""What proposals and suggestions say to the ledger.

Everything about a proposal counts on the day on which it was received, so that numerator and base of every rate are the same
proposals; what was done in a later year improves the year that received it, and the ledger still knows what it said before.
Only `proposals.done` and the reminders count on their own days: they are the work of the year in which they were done.
"""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taizhang.kernel.ledger import Line
from taizhang.kernel.manifest import Measure
from taizhang.proposals.models import Backer, Proposal, Suggestion

ITEMS, YUAN = pgettext_lazy("count", "items"), pgettext_lazy("count", "yuan")
State = Proposal.State

RECEIVED = Measure("proposals.received", _("Proposals handed in"), ITEMS)
DECIDED = Measure("proposals.decided", _("Proposals decided on"), ITEMS)
ANSWERED = Measure("proposals.answered", _("Filed proposals answered"), ITEMS)
IN_TIME = Measure("proposals.in_time", _("Filed proposals answered in time"), ITEMS)
RESULT = Measure("proposals.result", _("Filed proposals by class of result"), ITEMS)
RATED = Measure("proposals.rated", _("Filed proposals by rating"), ITEMS)
CLOSED = Measure("proposals.closed", _("Filed proposals closed"), ITEMS)
AGAIN = Measure("proposals.again", _("Filed proposals handled a second time"), ITEMS)
KEY = Measure("proposals.key", _("Key proposals"), ITEMS)
EXCELLENT = Measure("proposals.excellent", _("Excellent proposals"), ITEMS)
DONE = Measure("proposals.done", _("Proposals carried out, by the day"), ITEMS)
SUGGESTED = Measure("proposals.suggested", _("Suggestions made"), ITEMS)
ADVICE = Measure("proposals.advice", _("Suggestions by what became of them"), ITEMS)
BENEFIT = Measure("proposals.benefit", _("Benefit of suggestions"), YUAN, scale=2)
REWARD = Measure("proposals.reward", _("Rewards of suggestions"), YUAN, scale=2)
MEASURES = (
    RECEIVED, DECIDED, ANSWERED, IN_TIME, RESULT, RATED, CLOSED, AGAIN, KEY, EXCELLENT, DONE, SUGGESTED, ADVICE, BENEFIT, REWARD,
)  # fmt: skip

FILED, MERGED, TURNED, DECLINED = "立案", "并案", "转建议", "不立案"
DECISIONS = {State.MERGED: MERGED, State.TURNED: TURNED, State.DECLINED: DECLINED}
ADOPTED, CARRIED_OUT, NOT_ADOPTED, REWARDED = "采纳", "实施", "未采纳", "奖励"
FILTERS = {
    "提案届别": "term",
    "提案届次": "session",
    "提案类别": "proposal_class",
    "承办部门": "department",
    "提案结果": "result",
    "重点提案": "key",
    "提案处理": "decision",
}


def proposal_lines(proposal):
    """One proposal: received; decided so; and, once filed, answered, rated, closed, excellent."""
    if proposal.received_on is None or proposal.state == State.WITHDRAWN:
        return
    handlings = sorted(proposal.handlings.all(), key=lambda one: one.number)
    about, subject = _about(proposal, handlings), f"proposal:{proposal.pk}"

    def line(measure, kind="", on=proposal.received_on, value=1, whose=subject):
        return Line(measure, on, value, kind=kind, subject=whose, matter=proposal.name, about=about)

    yield line("work.items", "DM-04", whose="")
    yield line("work.entries", "DM-04", whose=f"unit:{proposal.unit_id}")
    for backer in proposal.backers.all():
        if backer.role != Backer.Role.SECONDER and backer.came_from_id is None:
            yield line("work.persons", "DM-04", whose=f"person:{backer.person_id}" if backer.person_id else "")
    yield line(RECEIVED.code)
    decision = FILED if proposal.is_file else DECISIONS.get(proposal.state)
    if decision:
        yield line(DECIDED.code, decision)
    if proposal.is_file:
        yield from _of_file(proposal, handlings, line)


def _of_file(proposal, handlings, line):
    last = handlings[-1] if handlings else None
    if last and last.answered_on:
        yield line(ANSWERED.code)
        if all(one.answered_on <= one.due_on for one in handlings if one.answered_on):
            yield line(IN_TIME.code)
        yield line(RESULT.code, proposal.result)
    if last and last.rating:
        yield line(RATED.code, last.rating)
    if len(handlings) > 1:
        yield line(AGAIN.code)
    if proposal.closed_on:
        yield line(CLOSED.code)
    if proposal.key:
        yield line(KEY.code)
    if proposal.implemented_on:
        yield line(DONE.code, on=proposal.implemented_on)
    reminders = [one for handling in handlings for one in handling.reminders.all()]
    if reminders:
        yield line("work.items", "DM-05", on=min(one.on for one in reminders), whose="")
    if proposal.excellent_on:
        yield line(EXCELLENT.code)
        yield line("work.items", "DM-05", on=proposal.excellent_on, whose="")
        for backer in proposal.backers.all():
            if backer.role != Backer.Role.SECONDER:
                whose = f"person:{backer.person_id}" if backer.person_id else ""
                yield line("work.persons", "DM-05", on=proposal.excellent_on, whose=whose)


def _about(proposal, handlings):
    """The words by which figures ask for a proposal: all of its stages stand in one line, so that it counts once."""
    lead = handlings[-1].lead if handlings else None
    decision = FILED if proposal.is_file else DECISIONS.get(proposal.state, "")
    said = ["收到提案"]
    said += ["采纳提案"] if decision in (FILED, MERGED) else []
    said += ["办结提案"] if proposal.closed_on else []
    said += ["落实提案"] if proposal.implemented_on else []
    said += ["优秀提案"] if proposal.excellent_on else []
    return {
        "matter": "、".join(said),
        "proposal_class": proposal.subject,
        "term": proposal.round.term,
        "session": str(proposal.round),
        "department": lead.name if lead else "",
        "result": proposal.result,
        "decision": decision,
        "key": "是" if proposal.key else "否",
    }


def suggestion_lines(suggestion):
    """One suggestion: made, adopted, carried out, rewarded; its benefit and reward on the day they were stated and given."""
    if suggestion.state == Suggestion.State.WITHDRAWN:
        return
    about, subject = _said(suggestion), f"suggestion:{suggestion.pk}"

    def line(measure, kind="", on=suggestion.submitted_on, value=1, whose=subject):
        return Line(measure, on, value, kind=kind, subject=whose, matter=suggestion.name, about=about)

    yield line("work.items", "LC-05", whose="")
    yield line("work.entries", "LC-05", whose=f"unit:{suggestion.unit_id}")
    for one in suggestion.contributors.all():
        yield line("work.persons", "LC-05", whose=f"person:{one.person_id}" if one.person_id else "")
    yield line(SUGGESTED.code)
    for stage in stages(suggestion):
        yield line(ADVICE.code, stage)
    if suggestion.benefit:
        yield line("work.money", "LC-05", on=suggestion.benefit_on, value=suggestion.benefit, whose="")
        yield line(BENEFIT.code, on=suggestion.benefit_on, value=suggestion.benefit)
    if suggestion.reward:
        yield line(REWARD.code, on=suggestion.rewarded_on, value=suggestion.reward)


def stages(suggestion):
    """The stages that a suggestion has reached, in words of the ledger."""
    State = Suggestion.State
    found = [ADOPTED] if suggestion.state in (State.ADOPTED, State.DONE) else []
    found += [CARRIED_OUT] if suggestion.state == State.DONE else []
    found += [NOT_ADOPTED] if suggestion.state == State.DECLINED else []
    return found + ([REWARDED] if suggestion.rewarded_on else [])


def _said(suggestion):
    return {
        "matter": "、".join(["收到合理化建议", *stages(suggestion)]),
        "proposal_class": suggestion.subject,
        "department": suggestion.carried_by,
        "origin": "提案转来" if suggestion.origin_id else "",
    }
