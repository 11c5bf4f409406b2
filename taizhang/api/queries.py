"""Reads about tokens: whose they are, and whose a secret is."""

import hmac
from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from taizhang.api import secret
from taizhang.api.models import Token
from taizhang.kernel.models import ActLog
from taizhang.ui.due import Due

SOON = timedelta(days=14)


def seen(user):
    """The tokens that the user may see, the newest first: his own and those below his seats."""
    return Token.objects.visible_to(user).select_related("user", "unit").order_by("-made_at", "-pk")


def of_secret(shown):
    """The token that was handed out with this secret, or None; its user is not asked here whether he may."""
    mark = secret.mark_of(shown)
    token = Token.objects.filter(mark=mark).select_related("user", "unit").first() if mark else None
    return token if token and hmac.compare_digest(token.digest, secret.digest_of(shown)) else None


def acts_by(token, limit=20):
    """The last acts that came by a token: its mark stands before the id of the request."""
    found = ActLog.objects.filter(by=token.user_id, request_id__startswith=f"{token.mark}.")
    return list(found.select_related("unit")[:limit])


def is_standing(token):
    """Whether its user still has a post at the unit, above or below it; without one the token opens nothing."""
    user = token.user
    return user.is_active and (user.is_administrator or bool(user.paths(reading=False)))


def due(user, unit, today):
    """The user's own tokens that end within two weeks: a programme that comes by one stands still afterwards."""
    ending = Token.objects.filter(user=user, revoked_at=None, expires_on__gte=today, expires_on__lte=today + SOON)
    for token in ending.select_related("unit"):
        yield Due(
            title=_("The access token “%s” ends soon") % token.name,
            url=reverse("api:token_list"),
            button=_("Look"),
            unit=token.unit,
            by=token.expires_on,
            words=_("Make a new one for the programme that uses it."),
        )
