"""The ways by which reorganisations are approved; a federation may lay down its own steps for itself and everything below."""

from django.utils.translation import gettext_lazy as _

from taizhang.kernel.approvals import Route, Step
from taizhang.organisation import queries
from taizhang.organisation.actions import reorganising

CHAIR = ("chair",)
# A reorganisation is decided where it stands on file: at the lowest union that has everything concerned below it.
ABOVE = Step("above", _("The union above"), place="own", roles=CHAIR, days=15, escalate=3)
NEXT = Step("next", _("The union above that one"), place="parent", roles=CHAIR, days=15)


def _shown(record):
    """What the deciders are shown, frozen when it is asked for."""
    said = {
        _("Change"): record.title(),
        _("Takes effect on"): record.effective_on.isoformat(),
        _("Document no."): record.document_no,
        _("Reason"): record.reason,
    }
    return said | {label: str(number) for label, number in queries.standing_counts(record.foreseen.get("counts", ()))}


def _route(code, label, *steps):
    return Route(
        code,
        label,
        steps,
        approved=reorganising.approve,
        returned=reorganising.send_back,
        refused=reorganising.refuse,
        withdrawn=reorganising.withdraw_request,
        shows=_shown,
    )


LARGE = _route("organisation.reorganisation", _("Reorganisation: the union above, and the one above that"), ABOVE, NEXT)
SMALL = _route("organisation.small_reorganisation", _("Reorganisation of small unions: the union above"), ABOVE)
ROUTES = (LARGE, SMALL)
