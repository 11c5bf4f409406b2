"""What holds for tokens: what they are called, what for, how long."""

from datetime import timedelta

from django.utils.translation import gettext as _

from taizhang.api.scopes import SCOPES
from taizhang.kernel.verdicts import Allowed, Denied

LONGEST = timedelta(days=366)
MOST = 20  # live tokens of one person; whoever has more has lost count of them


def may_make(*, name, scopes, until, today, live):
    """May a token of this name, scopes and last day be made? `live`: how many its user has already."""
    if not name.strip():
        return Denied(_("Say what the token is for, so that it can be told from others."))
    if not scopes or set(scopes) - set(SCOPES):
        return Denied(_("Choose at least one scope from the list."))
    if until is None or until <= today:
        return Denied(_("The last day must lie ahead."))
    if until > today + LONGEST:
        return Denied(_("A token holds for a year at most; make a new one then."))
    if live >= MOST:
        return Denied(_("%d tokens are in force already; revoke those that nobody uses.") % MOST)
    return Allowed


def may_revoke(token):
    """A token is revoked once."""
    return Denied(_("This token is revoked already.")) if token.revoked_at else Allowed
