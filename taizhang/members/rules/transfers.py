"""What the rules on membership say of transfers (rules on membership of 2016, article 3: where the work is, there is the membership)."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from taizhang.kernel.verdicts import Allowed, Denied
from taizhang.members.models import Membership, Transfer
from taizhang.members.rules.register import may_change

State, Way = Transfer.State, Transfer.Way


def may_ask(membership, to, *, on, today, under_way=None):
    """Member, old union or new union ask for a transfer; one at a time, and only for somebody in membership."""
    if not membership.is_standing:
        return Denied(_("Only somebody in membership can be transferred."))
    if under_way is not None:
        return Denied(
            _("A transfer to %(to)s is under way already (%(state)s).")
            % {"to": under_way.to_name, "state": under_way.get_state_display()}
        )
    if to is not None and to.pk == membership.unit_id:
        return Denied(_("The person belongs to this union already."))
    return may_change(membership, to=Membership.Status.MOVED, on=on, today=today)


def may_release(transfer, membership, *, on, today):
    """The old union releases; until the member is received nothing changes."""
    if transfer.state != State.ASKED:
        return Denied(_("This transfer is not waiting to be released."))
    if on < transfer.asked_on:
        return Denied(_("The transfer was asked for on %s only.") % date_format(transfer.asked_on))
    return may_change(membership, to=Membership.Status.MOVED, on=on, today=today)


def may_receive(transfer, membership, *, on, today):
    """The new union should register the member whom the old one released, not before the release."""
    if transfer.state != State.RELEASED:
        return Denied(_("This transfer is not waiting any more."))
    if on < transfer.released_on:
        return Denied(
            _("The member was released on %s; nobody can be received before.") % date_format(transfer.released_on)
        )
    return may_change(membership, to=Membership.Status.MOVED, on=on, today=today)


def may_close(transfer, *, on, today):
    """The papers are handed over and the return slip is back; not before the member was received."""
    if transfer.state != State.RECEIVED:
        return Denied(_("Only a transfer whose member was received can be closed."))
    if on > today:
        return Denied(_("%s lies in the future.") % date_format(on))
    if on < transfer.received_on:
        return Denied(_("The member was received on %s only.") % date_format(transfer.received_on))
    return Allowed


def may_end(transfer, *, on, today):
    """A transfer that has not been received can be refused or taken back; the member stays where she is."""
    if not transfer.is_open:
        return Denied(_("This transfer is not waiting any more."))
    if on > today:
        return Denied(_("%s lies in the future.") % date_format(on))
    last = transfer.released_on or transfer.asked_on
    if on < last:
        return Denied(_("The last step of this transfer was on %s.") % date_format(last))
    return Allowed


def may_expire(transfer, *, on):
    """A letter that the new union has not acted on by its last day is worth nothing any more."""
    if transfer.state != State.RELEASED or transfer.due_on is None or on <= transfer.due_on:
        return Denied(_("This letter still holds."))
    return Allowed


def may_go_outside(name):
    """Whoever leaves the federation goes to a union with a name."""
    return Allowed if name.strip() else Denied(_("Name the union outside the federation."))
