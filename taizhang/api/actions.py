"""Acts on tokens: make one, revoke one."""

from django.db.models import F

from taizhang.api import rules, secret
from taizhang.api.models import Token
from taizhang.kernel.access import can
from taizhang.kernel.acts import act
from taizhang.kernel.steps import needs_reason
from taizhang.kernel.verdicts import Allowed, require
from taizhang.kernel.writing import day_of, words


def make(unit, *, by, name, scopes, until):
    """A fresh token of the user for a unit: (Token, the secret that is shown once and kept nowhere)."""
    with act(by, "api.make_token", unit) as this:
        today = day_of(this)
        live = Token.objects.filter(user=by, revoked_at=None, expires_on__gte=today).count()
        require(rules.may_make(name=name, scopes=scopes, until=until, today=today, live=live))
        mark, shown = secret.fresh()
        token = Token(
            user=by,
            unit=unit,
            name=words(name, 60),
            scopes=sorted(set(scopes)),
            mark=mark,
            digest=secret.digest_of(shown),
            made_at=this.at,
            expires_on=until,
        )
        token.save()
        this.record = token
        this.note(token=token.name, mark=mark, scopes=token.scopes, until=until.isoformat())
    return token, shown


def revoke(token, *, by, why):
    """The token opens nothing from now on. Its user may always do that; so may the officers above."""
    entitled = Allowed if token.user_id == by.pk else can(by, "api.revoke_token", token.unit)
    with act(by, "api.revoke_token", token, entitled=entitled) as this:
        require(rules.may_revoke(token))
        require(needs_reason(why))
        token.revoked_at, token.revoked_why = this.at, words(why, 200)
        token.save()
        this.note(token=token.name, mark=token.mark, why=token.revoked_why)
    return token


def count(token, *, minute, limit, at):
    """Count one request of this minute, or say that there were enough: one statement each, so that processes need not agree.

    Of several that begin a minute together one begins it and the others find it begun; one that comes late counts in the minute that has begun.
    """
    live = Token.objects.filter(pk=token.pk, revoked_at=None)
    begun = live.filter(minute__gte=minute, used__lt=limit)
    return bool(
        begun.update(used=F("used") + 1, last_used_at=at)
        or live.filter(minute__lt=minute).update(used=1, minute=minute, last_used_at=at)
        or begun.update(used=F("used") + 1, last_used_at=at)
    )
