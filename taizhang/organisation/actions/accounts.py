"""The only ways to open, close and unlock accounts."""

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from taizhang.kernel.acts import SYSTEM, act
from taizhang.kernel.models import User
from taizhang.kernel.verdicts import Refused, require
from taizhang.organisation import rules


def open_account(*, by, username, name, unit=None, is_administrator=False, language="zh-hans", password=None):
    """Open an account for a person; without a password it opens only by a one-time link. Everybody has an account of his own (等保)."""
    with act(by, "organisation.open_account", unit) as this:
        require(
            rules.may_open_account(
                username.strip(), name.strip(), taken=User.objects.filter(username=username.strip()).exists()
            )
        )
        if is_administrator and not getattr(by, "is_administrator", False):
            raise Refused(_("Only an administrator of this installation makes another one."))
        user = User(username=username.strip(), name=name.strip(), is_administrator=is_administrator, language=language)
        _give_password(user, password)
        user.save()
        this.note(user=user.username, name=user.name)
    return user


def _give_password(user, password):
    """A password obeys the rules of the installation; without one nobody can sign in with a password."""
    if password is None:
        user.set_unusable_password()
        return
    try:
        validate_password(password, user)
    except ValidationError as wrong:
        raise Refused(" ".join(wrong.messages))
    user.set_password(password)


def _places(user, on):
    """The units at whose posts the user stands: whoever keeps his account must keep accounts at all of them."""
    return [post.unit for post in user.standing_posts(on)]


def set_password(user, *, by, password, on):
    """Give an account a password: one's own through a one-time link, or somebody else's as the keeper of accounts."""
    own = getattr(by, "pk", None) == user.pk
    first, *others = [None] if own else _places(user, on) or [None]
    with act(SYSTEM if own else by, "organisation.set_password", first, also=others) as this:
        _give_password(user, password)
        user.save(update_fields=["password"])
        this.note(user=user.username, name=user.name, own=own)
    return user


def close_account(user, *, by, on, why=""):
    """Close an account: its posts end, what was done with it stays signed."""
    first, *others = _places(user, on) or [None]
    with act(by, "organisation.close_account", first, on=on, also=others) as this:
        if not user.is_active:
            raise Refused(_("This account is closed already."))
        if getattr(by, "pk", None) == user.pk:
            raise Refused(_("Nobody closes the account that he is using."))
        user.is_active = False
        user.save(update_fields=["is_active"])
        for post in user.posts.in_force(on):
            post.until = max(on, post.since)
            post.save(update_fields=["until"])
        this.note(user=user.username, name=user.name, why=why)
    return user


def reopen_account(user, *, by, unit=None):
    """Open a closed account again; posts are given anew."""
    with act(by, "organisation.reopen_account", unit) as this:
        if user.is_active:
            raise Refused(_("This account is open."))
        user.is_active = True
        user.save(update_fields=["is_active"])
        this.note(user=user.username, name=user.name)
    return user
