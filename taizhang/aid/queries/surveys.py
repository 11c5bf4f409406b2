"""Reads of survey rounds: who owes a return, who was found, counts for each union."""

from django.db.models import Count, Q

from taizhang.aid.models import Finding, SurveyReturn, SurveyRound
from taizhang.kernel.models import Unit, within
from taizhang.members import queries as members

Status = Finding.Status
STAGES = {
    "found": Q(voided_at=None),
    "verified": Q(voided_at=None, status__in=[Status.VERIFIED, Status.FILED]),
    "rejected": Q(voided_at=None, status=Status.REJECTED),
    "filed": Q(voided_at=None, status=Status.FILED),
    "open": Q(voided_at=None, status=Status.FOUND),
}
id_index = members.id_index


def rounds(user, unit):
    """Rounds that concern the unit: launched below or above it, as far as the user may read a part of them."""
    mine = SurveyReturn.objects.visible_to(user).standing().filter(within([unit.path], "unit__path"))
    found = SurveyRound.objects.standing().filter(
        Q(pk__in=mine.values("round")) | Q(pk__in=SurveyRound.objects.visible_to(user).below(unit))
    )
    return found.select_related("unit").distinct()


def round_for(user):
    """Rounds of which the user may read the whole or a part."""
    mine = SurveyReturn.objects.visible_to(user).standing()
    whole = SurveyRound.objects.visible_to(user)
    return (
        SurveyRound.objects.standing()
        .filter(Q(pk__in=mine.values("round")) | Q(pk__in=whole.values("pk")))
        .select_related("unit")
    )


def returns(held, user):
    """The returns of a round that the user may read, with counts of persons found, verified, turned down, filed."""
    owed = list(
        SurveyReturn.objects.visible_to(user)
        .standing()
        .filter(round=held)
        .select_related("unit", "round")
        .order_by("unit__path")
    )
    counted = (
        Finding.objects.filter(round=held)
        .order_by()
        .values("unit")
        .annotate(**{name: Count("pk", filter=q) for name, q in STAGES.items()})
    )
    by_unit = {row["unit"]: row for row in counted}
    return [(one, {name: by_unit.get(one.unit_id, {}).get(name, 0) for name in STAGES}) for one in owed]


def findings(held, user):
    """Persons found in a round, as far as the user may read."""
    return (
        Finding.objects.visible_to(user)
        .standing()
        .filter(round=held)
        .select_related("unit", "round", "household")
        .order_by("unit__path", "pk")
    )


def found_already(held, index):
    """Was a person with this number found in this round already?"""
    return bool(index) and Finding.objects.standing().filter(round=held, id_index=index).exists()


def open_ends(held):
    """(returns not in, persons not yet looked into)"""
    waiting = SurveyReturn.objects.standing().filter(round=held, returned_on=None).count()
    return waiting, Finding.objects.standing().filter(round=held, status=Status.FOUND).count()


def waiting(user, unit):
    """Returns that the unit and those below it owe, the earliest first."""
    owed = SurveyReturn.objects.visible_to(user).standing().below(unit).filter(returned_on=None, round__closed_on=None)
    return owed.select_related("round", "unit").order_by("due_on", "unit__path")


def answering_units(unit):
    """The unions that may be asked in a round: everything below that stands, and the unit itself when nothing is below."""
    below = Unit.objects.below(unit).filter(until=None).exclude(pk=unit.pk)
    return below if below.exists() else Unit.objects.filter(pk=unit.pk)
