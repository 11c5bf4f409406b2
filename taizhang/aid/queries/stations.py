"""Reads of aid stations: which stand, and how many files and findings their unions keep."""

from django.db.models import Count, Q

from taizhang.aid.models import Household, Station


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
