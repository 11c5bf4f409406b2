"""Who approves the founding of a union: the union one level up (Trade Union Law, article 12). A federation may lay down other steps."""

from django.utils.translation import gettext_lazy as _

from taizhang.kernel.approvals import Route, Step
from taizhang.outreach.actions import establishments


def _route(code, label, *steps):
    return Route(
        code,
        label,
        steps,
        approved=establishments.approve,
        returned=establishments.send_back,
        refused=establishments.send_back,
        withdrawn=establishments.send_back,
        resubmitted=establishments.hand_in_again,
        shows=establishments.shown,
    )


ROUTES = (
    _route(
        "outreach.town",
        _("Founding a union: the union of the town"),
        Step("town", _("Town union"), place="town", roles=("chair",), days=10, escalate=2),
    ),
    _route(
        "outreach.above",
        _("Founding a union: the nearest union above"),
        Step("above", _("Union above"), place="own", roles=("chair",), days=10, escalate=2),
    ),
)
