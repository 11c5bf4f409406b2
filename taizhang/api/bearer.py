"""Who comes: the token of a request, what it is good for, and how often it may ask."""

import time
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja.security import HttpBearer

from taizhang.api import actions, queries
from taizhang.api.problems import Problem
from taizhang.api.scopes import words_of
from taizhang.kernel.requests import came_by

UNKNOWN = {"WWW-Authenticate": 'Bearer realm="taizhang"'}


class Bearer(HttpBearer):
    """Lets in who shows a token with a scope; the request is then made in its user's name, within its unit."""

    def __init__(self, scope):
        super().__init__()
        self.scope = scope

    def authenticate(self, request, secret):
        """The token, after its rate is counted; a Problem where it opens nothing."""
        token = queries.of_secret(secret)
        if token is None:
            raise Problem("no_token", _("This token is not known. Copy it whole, or make a new one."), headers=UNKNOWN)
        token.user.narrowed_to = token.unit
        _require_live(token)
        request.user, request.token = token.user, token
        came_by(token.mark)
        _count(request, token)
        if self.scope and self.scope not in token.scopes:
            words = {"scope": self.scope, "words": words_of(self.scope)}
            raise Problem("no_scope", _("This token lacks the scope %(scope)s: %(words)s.") % words)
        return token


def by_token(scope):
    """How operations of a scope are declared: `**by_token("units:read")(summary)` after the path."""

    def declared(summary, **document) -> dict[str, Any]:
        """What the router wants to know: the token, and what the document says."""
        extra = {"x-scope": scope} if scope else {}
        return {"auth": Bearer(scope), "summary": summary, "openapi_extra": extra | document}

    return declared


def _require_live(token):
    if token.state == "revoked":
        sentence = _("This token is revoked.")
    elif token.state == "expired":
        sentence = _("This token ended on %s; make a new one.") % token.expires_on.isoformat()
    elif not queries.is_standing(token):
        sentence = _("The post behind this token has ended; it opens nothing any more.")
    else:
        return
    raise Problem("no_token", sentence, headers=UNKNOWN)


def _count(request, token):
    """Count this request; the answer's headers say how many are left in this minute."""
    at, limit = timezone.now(), settings.TAIZHANG_API_PER_MINUTE
    minute, second = divmod(int(time.time()), 60)
    counted = actions.count(token, minute=minute, limit=limit, at=at)
    used = token.used + 1 if token.minute == minute else 1
    request.rate = {
        "RateLimit-Limit": str(limit),
        "RateLimit-Remaining": str(max(0, limit - used) if counted else 0),
        "RateLimit-Reset": str(60 - second),
    }
    if not counted:
        sentence = _("%(limit)d requests in a minute are enough. Ask again in %(seconds)d seconds.")
        words = {"limit": limit, "seconds": 60 - second}
        raise Problem("too_many", sentence % words, headers={"Retry-After": str(60 - second)})
