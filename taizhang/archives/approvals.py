"""Who approves the destruction of files: the chair, then the union above. A federation may lay down other steps."""

from django.utils.translation import gettext_lazy as _

from taizhang.archives import actions
from taizhang.kernel.approvals import Route, Step

ROUTES = (
    Route(
        actions.DESTRUCTION,
        _("Destruction of files"),
        (
            Step("own", _("Chair of the union"), place="own", roles=("chair",), days=10),
            Step("above", _("Union above"), place="parent", roles=("chair",), days=10, escalate=2),
        ),
        approved=actions.approve_destruction,
        returned=actions.return_destruction,
        refused=actions.refuse_destruction,
        withdrawn=actions.refuse_destruction,
        resubmitted=actions.ask_again,
        shows=actions.shown,
    ),
)
