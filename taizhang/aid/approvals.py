"""The ways by which aid is approved; a federation may lay down its own steps for itself and everything below."""

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from taizhang.aid.actions import applications
from taizhang.kernel.approvals import Route, Step

CHAIR = ("chair",)
BASE = Step("base", _("Base union"), place="own", roles=CHAIR, days=5, escalate=1)
TOWN = Step("town", _("Town union"), place="town", roles=CHAIR, days=10, escalate=2)
COUNTY = Step("county", _("County union"), place="county", roles=CHAIR, days=10)
CITY = Step("city", _("City union"), place="city", roles=CHAIR, days=10)
PROVINCE = Step("province", _("Provincial union"), place="province", roles=CHAIR, days=20)
# Larger sums of the own union go to the union above as well (AW-12: the superior union decides major illness).
ABOVE = Step("above", _("Union above"), place="parent", roles=CHAIR, days=10, from_amount=Decimal(5000))


def _route(code, label, *steps):
    """A way of approval of applications."""
    return Route(
        code,
        label,
        steps,
        approved=applications.grant,
        returned=applications.send_back,
        refused=applications.refuse,
        withdrawn=applications.take_back,
        resubmitted=applications.ask_again,
        shows=applications.shown,
        amounts=applications.amount_of,
        sent_up_as="FA-06",
    )


ROUTES = (
    _route("aid.own", _("Hardship aid: own union; from 5,000 yuan the union above as well"), BASE, ABOVE),
    _route("aid.two_levels", _("Hardship aid: own union, town, county"), BASE, TOWN, COUNTY),
    _route("aid.three_levels", _("Hardship aid: own union, town, city"), BASE, TOWN, CITY),
    _route("aid.four_levels", _("Hardship aid: own union, town, city, province"), BASE, TOWN, CITY, PROVINCE),
)
