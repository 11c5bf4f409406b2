"""Answers that departments send back as a workbook: written to the proposals that are in handling."""

from django.utils.translation import gettext

from taizhang.intake.problems import REJECTED
from taizhang.intake.unitbook import unit_of_row
from taizhang.kernel.verdicts import Refused
from taizhang.proposals import queries
from taizhang.proposals.imports.finding import Rounds
from taizhang.proposals.models import Proposal, Step

State = Proposal.State


def check(rows, context):
    """Each row finds its proposal, which must wait for an answer."""
    for row in rows:
        row.unit = unit_of_row(row, context)
    rounds = Rounds({row.unit.pk for row in rows if row.unit is not None})
    seen = set()
    for row in rows:
        if row.unit is None or row.rejected:
            continue
        round = rounds.of(row)
        if round is not None:
            _check_row(row, round, seen, context)


def _check_row(row, round, seen, context):
    proposal = (
        Proposal.objects.standing()
        .filter(round=round, number=row.get("number"))
        .select_related("round", "unit")
        .first()
    )
    if proposal is None:
        row.find("number", "number_unknown", REJECTED)
        return
    if proposal.pk in seen:
        row.find("number", "number_twice", REJECTED)
        return
    seen.add(proposal.pk)
    handling = queries.proposals.handling_of(proposal)
    if handling and handling.answered_on and handling.answer == row.get("answer", ""):
        row.leave_unchanged("number")
        return
    if proposal.state not in (State.ASSIGNED, State.HANDLING) or not row.get("result"):
        row.find("number", "not_in_handling", REJECTED)
        return
    on = row.get("answered_on") or context.today
    if on < handling.assigned_on:
        row.find("answered_on", "answer_before_assignment", REJECTED)
    if row.get("result") == "B" and not row.get("planned_for"):
        row.find("planned_for", "plan_without_day", REJECTED)
    row.extra = {"proposal": proposal, "handling": handling, "on": on}


def write(rows, context, this):
    """Answers, and ratings where the row has one."""
    entering = [row for row in rows if row.enters]
    for row in entering:
        proposal, handling, on = row.extra["proposal"], row.extra["handling"], row.extra["on"]
        handling.answered_on, handling.result, handling.answer = on, row.get("result"), row.get("answer", "")
        handling.taken_on = handling.taken_on or on
        handling.planned_for = row.get("planned_for") if handling.result == "B" else None
        if row.get("rating"):
            handling.rating, handling.rated_on = row.get("rating"), on
        handling.save()
        proposal.state, proposal.result = State.ANSWERED, handling.result
        proposal.implemented_on = on if proposal.result == "A" else None
        proposal.save()
        # The step names the import, so that it can be undone.
        Step(proposal=proposal, state=State.ANSWERED, on=on, why=_mark(context.batch)).save()
    return {"answers": len(entering)}


def _mark(batch):
    return f"导入 {batch.pk}"


def undo(batch, context, this):
    """Take the answers back; refused where somebody went on since."""
    steps = Step.objects.filter(state=State.ANSWERED, why=_mark(batch), proposal__voided_at=None).select_related(
        "proposal__unit"
    )
    undone = 0
    for step in steps.order_by("pk"):
        proposal = step.proposal
        if proposal.state != State.ANSWERED or proposal.steps.order_by("-pk").first().pk != step.pk:
            raise Refused(gettext("Somebody went on with %s since; the import cannot be undone.") % proposal.title())
        handling = queries.proposals.handling_of(proposal)
        handling.answered_on, handling.result, handling.answer, handling.planned_for = None, "", "", None
        handling.rating, handling.rated_on = "", None
        handling.save()
        proposal.state, proposal.result, proposal.implemented_on = State.HANDLING, "", None
        proposal.save()
        step.delete()
        undone += 1
    return {"answers": undone}
