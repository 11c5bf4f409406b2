"""Firms as the organisation lists them: those that have no union yet, and how large they are."""

from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from taizhang.kernel import rulebook
from taizhang.kernel.models import Unit, within
from taizhang.organisation import kinds
from taizhang.organisation import queries as organisation
from taizhang.organisation.models import Headcount, Profile
from taizhang.outreach.models import Affiliation, Assignment, Establishment

TARGET = "outreach.target_staff"
EMPLOYERS = tuple(code for code, kind in kinds.all_kinds().items() if kind.family == "employer")
COMPANIES = ("company_union", "state_company_union")
COMMUNITIES = ("community_union", "village_union")
PLACES = ("community", "village")


def is_union(unit):
    """Whether the unit is a union already."""
    return kinds.of(unit.kind).is_union


def least_staff(unit, on):
    """From how many staff on every firm is to have a union (rulebook)."""
    return int(rulebook.rule(TARGET, unit, on).value)


def with_staff(profiles, on):
    """Unit files with `staff_now`: the last headcount up to a day, or what is on file."""
    counted = Headcount.objects.standing().filter(profile=OuterRef("pk"), on__lte=on).order_by("-on", "-pk")
    return profiles.annotate(staff_now=Coalesce(Subquery(counted.values("staff")[:1]), F("staff")))


def without_union(user, unit, on, *, least=0):
    """Firms below a unit that have no union and no establishment under way, the largest first."""
    found = with_staff(Profile.objects.visible_to(user).standing().below(unit), on).filter(
        dissolved_on=None, unit__kind__in=EMPLOYERS
    )
    begun = Establishment.objects.standing().exclude(state=Establishment.State.ENDED)
    found = found.exclude(unit__in=begun.order_by().values("unit")).exclude(unit__code__contains="~")
    if least:
        found = found.filter(staff_now__gte=least)
    return found.select_related("unit", "covered_by").order_by(F("staff_now").desc(nulls_last=True), "unit__path")


def profile_of(unit):
    """The file of a firm."""
    return organisation.profile_of(unit)


def staff_of(unit, on):
    """How many staff a firm had on a day; None if nobody counted."""
    found = with_staff(Profile.objects.standing().filter(unit=unit), on).first()
    return found.staff_now if found else None


def next_code(parent):
    """A free code for a new firm below a unit: the union's own code and a number."""
    taken = set(Unit.objects.filter(code__startswith=f"{parent.code}-").values_list("code", flat=True))
    number = 1
    while f"{parent.code[:30]}-{number:03}" in taken:
        number += 1
    return f"{parent.code[:30]}-{number:03}"


def named(name, under):
    """The unit of this name below another one; None if there is none or several."""
    found = list(Unit.objects.below(under).filter(name=name, until=None).exclude(code__contains="~")[:2])
    return found[0] if len(found) == 1 else None


def union_of(unit):
    """ "own", "joint" or "none": by which union the staff of a firm are covered."""
    if is_union(unit):
        return "own"
    profile = profile_of(unit)
    return "joint" if profile is not None and profile.covered_by_id else "none"


def of_territory(community, on):
    """The firms that a community answers for: those below it in the tree and those assigned to it. Profiles with `staff_now`."""
    assigned = Assignment.objects.standing().filter(unit=community, until=None).order_by().values("firm")
    here = within([community.path], "unit__path") & ~Q(unit=community.pk)
    found = Profile.objects.standing().filter(here | Q(unit__in=assigned), unit__kind__in=EMPLOYERS + COMPANIES)
    found = found.filter(dissolved_on=None).exclude(unit__code__contains="~")
    return with_staff(found.select_related("unit", "covered_by"), on).order_by("unit__path")


def joint_unions(user, unit):
    """Unions below a unit that take in firms too small for a union of their own."""
    gathering = tuple(code for code, kind in kinds.all_kinds().items() if kind.family == "gathering")
    return Unit.objects.visible_to(user).below(unit).filter(kind__in=gathering, until=None).exclude(code__contains="~")


def affiliated(unit):
    """Whether a firm is on the list of a joint union already."""
    return Affiliation.objects.standing().filter(firm=unit, left_on=None).exists()
