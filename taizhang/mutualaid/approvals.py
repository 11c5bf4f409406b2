"""The ways by which a claim is approved through the levels; a federation may lay down its own steps for itself and everything below."""

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from taizhang.kernel.approvals import Route, Step
from taizhang.mutualaid import queries
from taizhang.mutualaid.actions import claims

CHAIR = ("chair",)
BASE = Step("base", _("Base union"), place="own", roles=CHAIR, days=5, escalate=1)
TOWN = Step("town", _("Town union"), place="town", roles=CHAIR, days=10, escalate=2)
# Large sums go one level further.
ABOVE = Step("above", _("Union above"), place="parent", roles=CHAIR, days=10, from_amount=Decimal(20000))
COUNTY = Step("county", _("County union"), place="county", roles=CHAIR, days=10, from_amount=Decimal(20000))


def _route(code, label, *steps):
    return Route(
        code,
        label,
        steps,
        approved=claims.granted,
        returned=claims.returned,
        refused=claims.turned_down,
        withdrawn=claims.taken_back,
        resubmitted=claims.asked_again,
        shows=claims.shown,
        amounts=queries.claims.amount_of,
    )


ROUTES = (
    _route("mutualaid.own", _("Claims of a product of the own union"), BASE, ABOVE),
    _route("mutualaid.levels", _("Claims of a superior's product"), BASE, TOWN, COUNTY),
)
