"""The register of proposals as unions keep it: each row becomes a proposal in the state that the row tells."""

from collections import Counter

from django.utils.translation import gettext

from taizhang.intake.problems import REJECTED
from taizhang.intake.unitbook import unit_of_row
from taizhang.kernel import rulebook
from taizhang.kernel.verdicts import Refused
from taizhang.proposals import actions, queries, rules
from taizhang.proposals.imports.finding import People, Rounds, names_in
from taizhang.proposals.models import Assignee, Backer, Handling, Proposal, Step

State, Role = Proposal.State, Backer.Role
STATES = {
    "": State.SUBMITTED,
    "立案": State.FILED,
    "并案": State.MERGED,
    "转建议": State.TURNED,
    "不立案": State.DECLINED,
}


def check(rows, context):
    """Rounds, numbers, reasons, persons."""
    for row in rows:
        row.unit = unit_of_row(row, context)
    units = {row.unit.pk: row.unit for row in rows if row.unit is not None}
    rounds, people, seen = Rounds(units), People(units.values()), set()
    taken, filed = _known(rounds)
    standing = [row for row in rows if row.unit is not None and not row.rejected]
    for row in standing:
        row.extra = {"round": rounds.of(row)}
    for row in standing:
        if not row.rejected and row.get("decision") == "立案" and row.get("number"):
            filed.add((row.extra["round"].pk, row.get("number")))
    for row in standing:
        if not row.rejected:
            _check_row(row, people, taken, filed, seen)


def _known(rounds):
    every = [one.pk for found in rounds.by_unit.values() for one in found]
    known = Proposal.objects.standing().filter(round__in=every).exclude(number=None)
    rows = list(known.values_list("round_id", "number", "state"))
    return {row[:2] for row in rows}, {row[:2] for row in rows if row[2] in Proposal.FILES}


def _check_row(row, people, taken, filed, seen):
    place = (row.extra["round"].pk, row.get("number"))
    if place[1] and place in taken:
        row.leave_unchanged("number", "number_known")
        return
    if place[1] and place in seen:
        row.find("number", "number_twice", REJECTED)
        return
    seen.add(place)
    decision = row.get("decision", "")
    if decision == "不立案" and not row.get("why"):
        row.find("why", "refusal_without_reason", REJECTED)
    if decision == "并案" and (place[0], row.get("into")) not in filed:
        row.find("into", "into_unknown", REJECTED)
    if row.get("result") == "B" and not row.get("planned_for"):
        row.find("planned_for", "plan_without_day", REJECTED)
    row.extra |= {
        "proposers": people.named(row, "proposers", row.get("proposers")),
        "seconders": people.named(row, "seconders", row.get("seconders")),
    }


def write(rows, context, this):
    """Proposals, those behind them, their handlings and steps; merged ones bring their proposers along at the end."""
    entering = [row for row in rows if row.enters]
    numbers, files = {}, Counter()
    rounds = {row.extra["round"].pk: row.extra["round"] for row in entering}
    for pk, round in rounds.items():
        numbers[pk] = queries.proposals.next_number(round)
        files[pk] = queries.proposals.next_number(round, "file_number") - 1
    given = Counter()
    for row in entering:
        pk = row.extra["round"].pk
        given[pk] = max(given[pk], row.get("number") or 0)
    for pk in numbers:
        numbers[pk] = max(numbers[pk], given[pk] + 1)
    made = []
    for row in entering:
        made.append(_proposal(row, context, numbers, files))
    this.create_all(Proposal, made)
    pairs = list(zip(entering, made, strict=True))
    this.create_all(Backer, [backer for row, one in pairs for backer in _backers(row, one)])
    _handle(pairs, this)
    this.create_all(Step, [step for row, one in pairs for step in _steps(row, one)])
    _merge(pairs, this)
    for _row, one in pairs:
        if one.state == State.TURNED:
            actions.suggestions.from_proposal(one, this, one.decided_on)
    return {"proposals": len(made), "filed": sum(one.is_file for one in made)}


def _proposal(row, context, numbers, files):
    round, decision = row.extra["round"], row.get("decision", "")
    number = row.get("number")
    if not number:
        number = numbers[round.pk]
        numbers[round.pk] += 1
    received = row.get("received_on") or min(round.closes_on, context.today)
    decided = max(row.get("decided_on") or received, received) if decision else None
    one = Proposal(
        unit=row.unit, round=round, number=number, name=row.get("name"), reason=row.get("reason", ""), measure=row.get("measure", ""),
        subject=row.get("subject", "其他"), delegation="" if row.get("proposers") else row.get("delegation", ""),
        source=Proposal.Source.IMPORT, drafted_on=received, received_on=received, late=received > round.closes_on and decision in ("", "转建议"),
        decided_on=decided, why=row.get("why", ""), state=STATES[decision], batch=context.batch,
    )  # fmt: skip
    if decision == "立案":
        files[round.pk] += 1
        one.file_number = files[round.pk]
        _outcome(row, one)
    if decision == "并案":
        one.state = State.FILED  # until its target has a key
    return one


def _outcome(row, one):
    """How far the handling has come, by the last thing that the row tells."""
    answered = max(row.get("answered_on") or one.decided_on, one.decided_on) if row.get("result") else None
    if row.get("department") or answered:
        one.state = State.ANSWERED if answered else State.ASSIGNED
    if answered:
        one.result = row.get("result")
        one.implemented_on = answered if one.result == "A" else None
        if row.get("rating") in ("满意", "基本满意"):
            one.state, one.closed_on = State.CLOSED, answered
    if row.get("excellent") == "是":
        one.excellent_on = answered or one.decided_on
    row.extra["answered"] = answered


def _backers(row, one):
    for place, (name, person) in enumerate(row.extra["proposers"]):
        role = Role.JOINT if place else Role.PROPOSER
        yield Backer(proposal=one, person_id=person, name=name, role=role, confirmed_on=one.received_on, how="signed")
    behind = {person for _name, person in row.extra["proposers"] if person}
    for name, person in row.extra["seconders"]:
        if person is None or person not in behind:
            yield Backer(
                proposal=one,
                person_id=person,
                name=name,
                role=Role.SECONDER,
                confirmed_on=one.received_on,
                how="signed",
            )


def _handle(pairs, this):
    handled = [(row, one) for row, one in pairs if one.state in (State.ASSIGNED, State.ANSWERED, State.CLOSED)]
    dues = {}
    for _row, one in handled:
        if one.unit_id not in dues:
            dues[one.unit_id] = rulebook.rule("proposal.answer_days", one.unit, one.decided_on)
    made = this.create_all(Handling, [_handling(row, one, dues[one.unit_id]) for row, one in handled])
    this.create_all(
        Assignee,
        [
            Assignee(handling=handling, lead=not place, name=name)
            for (row, _one), handling in zip(handled, made, strict=True)
            for place, name in enumerate([row.get("department") or "—", *names_in(row.get("helpers"))])
        ],
    )


def _handling(row, one, rule):
    answered = row.extra.get("answered")
    due = row.get("due_on") or rules.handling.due_on(one.decided_on, rule)
    return Handling(
        proposal=one, assigned_on=one.decided_on, due_on=max(due, one.decided_on), taken_on=answered, answered_on=answered, result=one.result,
        answer=row.get("answer", ""), planned_for=row.get("planned_for") if one.result == "B" else None,
        rating=row.get("rating", "") if answered else "", rated_on=answered if row.get("rating") else None,
        rated_by="、".join(name for name, _person in row.extra["proposers"])[:60] if row.get("rating") else "",
    )  # fmt: skip


def _steps(row, one):
    yield Step(proposal=one, state=State.SUBMITTED, on=one.received_on)
    decision = row.get("decision", "")
    if decision:
        yield Step(proposal=one, state=STATES[decision], on=one.decided_on, why=one.why)
    answered = row.extra.get("answered")
    if answered:
        yield Step(proposal=one, state=State.ANSWERED, on=answered)
    if one.closed_on:
        yield Step(proposal=one, state=State.CLOSED, on=one.closed_on)


def _merge(pairs, this):
    for row, one in pairs:
        if row.get("decision") == "并案":
            into = Proposal.objects.standing().get(round=one.round, number=row.get("into"))
            one.state, one.merged_into = State.MERGED, into
            one.save()
            actions.screening.bring_along(one, into)
            this.touch(into)


def undo(batch, context, this):
    """Void what the import wrote; refused where somebody has worked on one of them since."""
    standing = list(Proposal.objects.standing().filter(batch=batch).select_related("unit", "round"))
    touched = [one for one in standing if one.steps.filter(by__isnull=False).exists()]
    if touched:
        raise Refused(
            gettext("%(count)d proposals of this import were worked on since; it cannot be undone.")
            % {"count": len(touched)}
        )
    for one in standing:
        if hasattr(one, "suggestion"):
            one.suggestion.voided_at = this.at
            one.suggestion.save()
    this.change_all(Proposal, [one.pk for one in standing], voided_at=this.at)
    return {"proposals": len(standing)}
