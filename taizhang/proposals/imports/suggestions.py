"""The register of suggestions: each row becomes a suggestion in the state that the row tells."""

from collections import Counter

from django.utils.translation import gettext

from taizhang.intake.problems import REJECTED
from taizhang.intake.unitbook import unit_of_row
from taizhang.kernel.verdicts import Refused
from taizhang.proposals import queries
from taizhang.proposals.imports.finding import People
from taizhang.proposals.models import Contributor, Suggestion

State = Suggestion.State
STATES = {"": State.SUBMITTED, "采纳": State.ADOPTED, "未采纳": State.DECLINED, "已实施": State.DONE}


def check(rows, context):
    """Titles that are on file stay as they are; persons are found by name."""
    for row in rows:
        row.unit = unit_of_row(row, context)
    units = {row.unit.pk: row.unit for row in rows if row.unit is not None}
    people = People(units.values())
    known = set(Suggestion.objects.standing().filter(unit__in=units).values_list("unit_id", "name"))
    for row in rows:
        if row.unit is None or row.rejected:
            continue
        place = (row.unit.pk, row.get("name"))
        if place in known:
            row.leave_unchanged("name", "suggestion_known")
            continue
        known.add(place)
        if row.get("decision") == "未采纳" and not row.get("why"):
            row.find("why", "suggestion_without_reason", REJECTED)
        row.extra = {"contributors": people.named(row, "contributors", row.get("contributors"))}


def write(rows, context, this):
    """Suggestions with those who made them."""
    entering = [row for row in rows if row.enters]
    numbers, made = Counter(), []
    for row in entering:
        on = row.get("submitted_on") or context.today
        place = (row.unit.pk, on.year)
        if place not in numbers:
            numbers[place] = queries.suggestions.next_number(row.unit, on.year)
        made.append(_suggestion(row, on, f"JY{on.year}-{numbers[place]:03}", context))
        numbers[place] += 1
    this.create_all(Suggestion, made)
    this.create_all(
        Contributor,
        [
            Contributor(suggestion=one, person_id=person, name=name)
            for row, one in zip(entering, made, strict=True)
            for name, person in row.extra["contributors"]
        ],
    )
    return {"suggestions": len(made)}


def _suggestion(row, on, number, context):
    state = STATES[row.get("decision", "")]
    one = Suggestion(
        unit=row.unit, number=number, name=row.get("name"), content=row.get("content", ""), subject=row.get("subject", "其他"),
        department=row.get("department", ""), state=state, submitted_on=on, why=row.get("why", ""), batch=context.batch,
    )  # fmt: skip
    if state != State.SUBMITTED:
        one.decided_on = on
    if state == State.DONE:
        one.done_on = on
        if row.get("benefit") and row.get("benefit_by"):
            one.benefit, one.benefit_on, one.benefit_by = row.get("benefit"), on, row.get("benefit_by")
    if state in (State.ADOPTED, State.DONE) and row.get("reward"):
        one.reward, one.rewarded_on = row.get("reward"), on
    return one


def undo(batch, context, this):
    """Void what the import wrote; refused where experts have spoken since."""
    standing = Suggestion.objects.standing().filter(batch=batch)
    if standing.filter(assessments__isnull=False).exists():
        raise Refused(gettext("Experts have spoken on suggestions of this import; it cannot be undone."))
    keys = list(standing.values_list("pk", flat=True))
    this.change_all(Suggestion, keys, voided_at=this.at)
    return {"suggestions": len(keys)}
