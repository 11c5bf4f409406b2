"""The union one level up consents to the election, approves its result and grants extensions (工会基层组织选举工作条例; Trade Union Law, 16).

A federation may lay down other steps on its page of approval routes.
"""

from django.utils.translation import gettext_lazy as _

from taizhang.committees.actions import elections, terms
from taizhang.kernel.approvals import Route, Step

ABOVE = Step("above", _("Union above"), place="parent", roles=("chair",), days=10, escalate=2)

ROUTES = (
    Route(
        terms.EXTENSION,
        _("Extension of a term"),
        (ABOVE,),
        approved=terms.extend,
        refused=terms.refuse_extension,
        withdrawn=terms.refuse_extension,
        shows=terms.shown,
    ),
    Route(
        elections.CONSENT,
        _("Holding an election"),
        (ABOVE,),
        approved=elections.consent,
        returned=elections.send_back,
        refused=elections.send_back,
        withdrawn=elections.send_back,
        resubmitted=elections.request_again,
        shows=elections.shown_request,
    ),
    Route(
        elections.RESULT,
        _("Result of an election"),
        (ABOVE,),
        approved=elections.approve,
        returned=elections.return_result,
        refused=elections.return_result,
        withdrawn=elections.return_result,
        resubmitted=elections.report_again,
        shows=elections.shown_result,
    ),
)
