"""When units are reorganised: the access tokens of a union that ends open nothing any more."""

from django.utils import timezone
from django.utils.translation import gettext as _

from taizhang.api.models import Token
from taizhang.kernel import context


def counts(units):
    """Tokens that open something at these units, for the preview of a reorganisation."""
    live = Token.objects.filter(unit__in=units, revoked_at=None, expires_on__gte=timezone.localdate())
    return [(_("Access tokens; those of a union that ends are revoked"), live.count())]


def carry(unit, into, on, choice):
    """The tokens of a union that ends are revoked. → their keys, for taking it back"""
    if not choice.get("heir"):
        return []
    this, memo = context.open_act(), []
    for token in Token.objects.filter(unit=unit, revoked_at=None):
        token.revoked_at, token.revoked_why = this.at, _("the union was reorganised")
        token.save()
        memo.append(token.pk)
    return memo


def back(memo):
    """Take it back: the programmes that come by them are let in again."""
    context.open_act()
    for token in Token.objects.filter(pk__in=memo or ()):
        token.revoked_at, token.revoked_why = None, ""
        token.save()
