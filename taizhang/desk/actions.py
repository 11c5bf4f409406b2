"""Acts on accounts: open one, hand out a new link, close one."""

from taizhang.desk import rules
from taizhang.kernel import onetime
from taizhang.kernel.acts import act
from taizhang.kernel.models import User
from taizhang.kernel.verdicts import require


def create(unit, *, by, username, name):
    """Open an account for somebody at a unit. Nobody chooses a password for him: he gets a link that opens once."""
    with act(by, "accounts.create", unit) as this:
        require(rules.may_be_called(username, taken=User.objects.filter(username__iexact=username).exists()))
        user = User(username=username, name=name)
        user.set_unusable_password()
        user.save()
        this.note(user=username, name=name, user_id=user.pk)
    return user, onetime.make(user)


def reissue_link(user, unit, *, by):
    """Somebody lost his link or his password: a new link, good once and for a day; the old password ends at once."""
    with act(by, "accounts.reissue_link", unit) as this:
        require(rules.may_get_link(user, by=by))
        user.set_unusable_password()
        user.save(update_fields=["password"])
        this.note(user=user.username, name=user.name)
    return onetime.make(user)


def disable(user, unit, *, by, why):
    """The account may no longer sign in; everything it did stays in the log under its name."""
    with act(by, "accounts.disable", unit) as this:
        require(rules.may_be_disabled(user, by=by))
        user.is_active = False
        user.save(update_fields=["is_active"])
        this.note(user=user.username, name=user.name, why=why)
    return user
