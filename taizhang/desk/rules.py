"""What holds for accounts, without database and clock."""

import re

from django.utils.translation import gettext as _

from taizhang.kernel.verdicts import Allowed, Denied

USERNAME = re.compile(r"[\w.@+-]{2,60}")


def may_be_called(username, *, taken):
    """A user name is free, and made of letters, digits and a few signs."""
    if not USERNAME.fullmatch(username):
        return Denied(_("A user name has 2 to 60 letters, digits or . _ - @ +, and no spaces."))
    return Denied(_("Somebody else has this user name; please choose another.")) if taken else Allowed


def may_get_link(user, *, by):
    """Links are for accounts that may sign in; an administrator's is handed out by an administrator only."""
    if not user.is_active:
        return Denied(_("This account is closed; it gets no link."))
    if user.is_administrator and not by.is_administrator:
        return Denied(_("Only an administrator of this installation hands out a link to an administrator."))
    return Allowed


def may_be_disabled(user, *, by):
    """Nobody closes his own account, and only an administrator closes an administrator's."""
    if user == by:
        return Denied(_("You cannot close your own account; please ask another administrator."))
    if not user.is_active:
        return Denied(_("This account is closed already."))
    if user.is_administrator and not by.is_administrator:
        return Denied(_("Only an administrator of this installation closes an administrator's account."))
    return Allowed
