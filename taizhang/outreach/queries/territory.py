"""Reads about sectors, assignments and full coverage."""

from dataclasses import dataclass

from django.db.models import Count, Q, Sum

from taizhang.kernel.models import Unit
from taizhang.organisation import kinds
from taizhang.outreach.models import Assignment, Establishment, Programme, Quota, Sector
from taizhang.outreach.queries import firms


@dataclass(frozen=True)
class FirmStatus:
    """A firm of a community: does it qualify by its staff, and is it covered? status: own, joint, small, missing, unknown."""

    unit: object
    name: str
    staff: int | None
    status: str

    @property
    def qualifies(self):
        return self.status in ("own", "joint", "missing")


def sectors(user, unit):
    """Sectors of the unit and below with the number of firms, and of those without a union."""
    standing = Q(assignments__until=None, assignments__voided_at=None)
    found = Sector.objects.visible_to(user).standing().below(unit).select_related("unit")
    return found.annotate(
        firms=Count("assignments", filter=standing & Q(assignments__id__isnull=False)),
        bare=Count("assignments", filter=standing & Q(assignments__id__isnull=False, assignments__unionised_on=None)),
    )


def assignments(user, unit):
    """Assignments to the unit and below."""
    return Assignment.objects.visible_to(user).standing().below(unit).select_related("unit", "firm", "sector")


def answering(firm):
    """The assignment of a firm that stands, or None."""
    return Assignment.objects.standing().filter(firm=firm, until=None).select_related("unit").first()


def unassigned(user, unit):
    """Firms below a unit for which nobody answers yet."""
    taken = Assignment.objects.standing().filter(until=None).order_by().values("firm")
    kind_codes = firms.EMPLOYERS + firms.COMPANIES
    found = Unit.objects.visible_to(user).below(unit).filter(kind__in=kind_codes, until=None)
    return found.exclude(pk__in=taken).exclude(code__contains="~").order_by("path")


def is_firm(unit):
    """Whether a unit is an enterprise, with a union or without."""
    return unit.kind in firms.EMPLOYERS + firms.COMPANIES or kinds.of(unit.kind).family == "single"


def unionised_since(firm):
    """The day since which a firm has a union: None if it has none; a union without a founding date always had one."""
    return firm.since if firms.is_union(firm) else None


def programmes(user, unit):
    """Full-coverage communities of the unit and below."""
    return Programme.objects.visible_to(user).standing().below(unit).select_related("unit")


def communities(user, unit):
    """Communities and villages below a unit, with a union or without one."""
    found = Unit.objects.visible_to(user).below(unit).filter(kind__in=firms.COMMUNITIES + firms.PLACES, until=None)
    return found.exclude(code__contains="~").order_by("path")


def statuses(programme, on):
    """[FirmStatus, …] of a programme's community on a day, those that lack a union first."""
    found = [_status(profile, programme.least_staff) for profile in firms.of_territory(programme.unit, on)]
    order = {"missing": 0, "unknown": 1, "joint": 2, "own": 3, "small": 4}
    return sorted(found, key=lambda one: (order[one.status], -(one.staff or 0), one.unit.path))


def _status(profile, least):
    staff = profile.staff_now
    if firms.is_union(profile.unit):
        status = "own"
    elif profile.covered_by_id:
        status = "joint"
    elif staff is None:
        status = "unknown"
    else:
        status = "missing" if staff >= least else "small"
    return FirmStatus(profile.unit, profile.unit.name, staff, status)


def first_members(units):
    """The first members of the unions that were founded in some units, as their establishments counted them."""
    founded = Establishment.objects.standing().filter(unit__in=[unit.pk for unit in units])
    return founded.aggregate(total=Sum("members"))["total"] or 0


def quotas(user, unit):
    """What was asked of the unit and below."""
    return Quota.objects.visible_to(user).standing().below(unit).select_related("unit")
