"""Reads of aid stations: which stand, and how many files and findings their unions keep."""

from django.db.models import Count, F, Q

from taizhang.aid.models import Application, Household, Station
from taizhang.kernel.models import ApprovalStep


def stations(user, unit):
    """Stations at the unit and below, closed ones last."""
    found = Station.objects.visible_to(user).standing().below(unit).select_related("unit")
    return found.order_by("closed_on", "unit__path", "opened_on")


def files_of(stations):
    """{unit's key: files in force} of the unions that keep these stations: the cases that they serve."""
    units = {station.unit_id for station in stations}
    counted = Household.objects.standing().filter(unit__in=units, status=Household.Status.FILED).order_by()
    return {
        row["unit"]: row["files"]
        for row in counted.values("unit").annotate(files=Count("pk", filter=Q(voided_at=None)))
    }


def passed_up_of(stations):
    """{unit's key: applications that went to a union above} of the unions that keep these stations, all years together."""
    units = {station.unit_id for station in stations}
    above = ApprovalStep.objects.filter(
        approval__subject_type=Application._meta.label_lower, approval__unit__in=units, opened_on__isnull=False
    )
    away = above.exclude(unit=F("approval__unit")).order_by().values("approval__unit")
    return {row["approval__unit"]: row["cases"] for row in away.annotate(cases=Count("approval", distinct=True))}
