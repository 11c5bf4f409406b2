"""Sessions as other apps may know them: whose delegates may propose, be asked, vote."""

from taizhang.congress.models import Session
from taizhang.congress.queries.congresses import serving
from taizhang.kernel.manifest import Assembly


def assemblies(unit):
    """The sessions at a unit to which all delegates are called, the newest first; delegates that are on the register of members."""
    found = Session.objects.standing().filter(unit=unit, kind__in=Session.FULL).select_related("congress", "unit")
    for one in found.order_by("-opens_on", "-id"):
        term, _sign, session = one.short.partition("届")
        yield Assembly(one, f"{term}届", session, one.opens_on, lambda congress=one.congress: _delegates(congress))


def _delegates(congress):
    full = serving(congress, full=True).exclude(person=None)
    return [(one.person_id, one.constituency.name if one.constituency else "") for one in full]
