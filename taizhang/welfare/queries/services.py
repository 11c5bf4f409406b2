"""Blood drives and requests for school places."""

from taizhang.welfare.models import BloodDrive, Placement, Volunteer


def drives(user, unit):
    """Blood drives at the unit and below it, with their volunteers."""
    found = BloodDrive.objects.visible_to(user).standing().below(unit).select_related("unit")
    return found.prefetch_related("volunteers")


def years_with_donors(unit):
    """The years in which somebody of the union gave blood."""
    gave = Volunteer.objects.filter(drive__unit=unit, drive__voided_at=None, state=Volunteer.State.DONATED)
    return set(gave.values_list("drive__on__year", flat=True))


def placements(user, unit):
    """Requests for school places at the unit and below it."""
    return Placement.objects.visible_to(user).standing().below(unit).select_related("unit", "person")


def open_placements(user, unit):
    """Requests that have not been answered."""
    return placements(user, unit).filter(state__in=[Placement.State.ASKED, Placement.State.NEGOTIATING])
