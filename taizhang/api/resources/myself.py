"""Whose token this is and what it opens."""

from django.utils.translation import gettext_lazy as _
from ninja import Router, Schema

from taizhang.api.bearer import by_token
from taizhang.api.resources.units import UnitName, named

router = Router(tags=["me"])


class Me(Schema):
    """The token that was sent."""

    user: str
    name: str
    token: str
    mark: str
    scopes: list[str]
    unit: UnitName
    expires_on: str


@router.get("/me", response=Me, **by_token("")(_("What my token opens")))
def me(request):
    """The user in whose name the token is, its unit, its scopes and its last day."""
    token = request.token
    return {
        "user": token.user.username,
        "name": token.user.name,
        "token": token.name,
        "mark": token.mark,
        "scopes": token.scopes,
        "unit": named(token.unit),
        "expires_on": token.expires_on.isoformat(),
    }
