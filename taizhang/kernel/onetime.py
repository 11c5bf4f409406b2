"""One-time links: how somebody gets in for the first time, without a password that others know.

A link is signed, holds for some hours and opens once. It names a user and a purpose; nothing else is in it."""

import base64
import hashlib
import hmac
import json
import secrets
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from taizhang.kernel import sealing
from taizhang.kernel.models import User
from taizhang.kernel.tables import Link
from taizhang.kernel.verdicts import Refused

VALID_HOURS = 24
FIRST_LOGIN = "first-login"


def make(user, *, purpose=FIRST_LOGIN, valid_hours=VALID_HOURS):
    """A fresh link for a user. Whoever holds it is that user once; hand it over in person."""
    until = int((timezone.now() + timedelta(hours=valid_hours)).timestamp())
    said = _encoded(json.dumps([user.pk, purpose, until, secrets.token_urlsafe(12)]).encode())
    return f"{said}.{_signature(said)}"


def read(token, *, purpose=FIRST_LOGIN):
    """Whose link this is, without using it up: for showing the page behind it. Refused when it is forged, old or used."""
    user_id, number = _opened(token, purpose)
    if Link.objects.filter(number=number).exists():
        raise Refused(_("This link has been used already. Ask your administrator for a new one."))
    return _user(user_id)


def use(token, *, purpose=FIRST_LOGIN):
    """Use the link up and say whose it was. Of two who press at once, one is refused."""
    user_id, number = _opened(token, purpose)
    try:
        with transaction.atomic():
            Link.objects.create(number=number, used_at=timezone.now())
    except IntegrityError:
        raise Refused(_("This link has been used already. Ask your administrator for a new one.")) from None
    return _user(user_id)


def _opened(token, purpose):
    said, _dot, signature = str(token).partition(".")
    if not hmac.compare_digest(signature.encode(), _signature(said).encode()):
        raise Refused(_("This link is not valid. Copy it whole, or ask your administrator for a new one."))
    user_id, meant_for, until, number = json.loads(base64.urlsafe_b64decode(said + "=" * (-len(said) % 4)))
    if meant_for != purpose:
        raise Refused(_("This link is not valid. Copy it whole, or ask your administrator for a new one."))
    if timezone.now().timestamp() > until:
        raise Refused(_("This link is too old. Ask your administrator for a new one."))
    return user_id, number


def _user(user_id):
    user = User.objects.filter(pk=user_id, is_active=True).first()
    if user is None:
        raise Refused(_("This account may no longer sign in."))
    return user


def _signature(said):
    return _encoded(hmac.new(sealing.keys().links, said.encode(), hashlib.sha256).digest())


def _encoded(raw):
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")
