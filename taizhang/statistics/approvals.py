"""Who accepts an annual return: the union above, which answers for the sum. A federation may lay down other steps."""

from django.utils.translation import gettext_lazy as _

from taizhang.kernel.approvals import Route, Step
from taizhang.statistics.actions import returns

ROUTES = (
    Route(
        returns.ROUTE,
        _("Annual return: the union above"),
        (Step("above", _("Union above"), place="parent", roles=("chair", "clerk"), days=10, escalate=2),),
        approved=returns.accept_return,
        returned=returns.send_back,
        refused=returns.send_back,
        withdrawn=returns.send_back,
        resubmitted=returns.hand_in_again,
        shows=returns.shown,
    ),
)
