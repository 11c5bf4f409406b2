"""The list of delegates who may propose."""

from taizhang.intake.problems import REJECTED
from taizhang.intake.unitbook import unit_of_row
from taizhang.members import queries as members
from taizhang.proposals.imports.finding import People, Rounds
from taizhang.proposals.models import Entitled


def check(rows, context):
    """Each row finds its member, by number or by a name that nobody else has."""
    for row in rows:
        row.unit = unit_of_row(row, context)
    units = {row.unit.pk: row.unit for row in rows if row.unit is not None}
    rounds, people = Rounds(units), People(units.values())
    by_index = {
        one.person.id_index: one for found in people.by_name.values() for one in found.values() if one.person.id_index
    }
    known = set(Entitled.objects.filter(round__unit__in=units).values_list("round_id", "person_id"))
    for row in rows:
        if row.unit is None or row.rejected:
            continue
        round = rounds.of(row)
        if round is None:
            continue
        if row.get("id_number"):
            one = by_index.get(members.id_index(row.get("id_number")))
            found = [one] if one else []
        else:
            found = people.found(row.unit, row.get("name"))
        if len(found) != 1:
            row.find("name", "delegate_namesakes" if found else "delegate_not_on_register", REJECTED)
        elif (round.pk, found[0].person_id) in known:
            row.leave_unchanged("name")
        else:
            known.add((round.pk, found[0].person_id))
            row.extra = {"round": round, "membership": found[0]}


def write(rows, context, this):
    """The list; the batch remembers whom it put there."""
    entering = [row for row in rows if row.enters]
    made = this.create_all(
        Entitled,
        [
            Entitled(
                round=row.extra["round"], person_id=row.extra["membership"].person_id, membership=row.extra["membership"],
                group=row.get("group", ""),
            )
            for row in entering
        ],
    )  # fmt: skip
    for round in {row.extra["round"].pk: row.extra["round"] for row in entering}.values():
        this.touch(round)
    return {"delegates": len(made), "keys": [one.pk for one in made]}


def undo(batch, context, this):
    """Take off the list whom the import put there."""
    rows = list(Entitled.objects.filter(pk__in=batch.result.get("keys", [])))
    for one in rows:
        one.delete()
    return {"delegates": len(rows)}
