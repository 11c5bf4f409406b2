"""Hand-outs: only who is on the list gets something, once, and signs for it (签领)."""

from django.utils.translation import gettext as _

from taizhang.kernel.steps import may_happen_on, not_before
from taizhang.kernel.verdicts import Allowed, Denied
from taizhang.welfare.models import Handout


def may_open(kind, since, until, points):
    """A hand-out has its days; a love supermarket has points for each person."""
    if since is None:
        return Denied(_("Write the date."))
    if until is not None and until < since:
        return Denied(_("The last day lies before the first."))
    if kind == Handout.Kind.SUPERMARKET and not points:
        return Denied(_("Say how many points each person on the list may spend."))
    return Allowed


def may_change_list(handout):
    """The list is open until the hand-out is finished."""
    if handout.voided_at is not None:
        return Denied(_("This was voided as entered by mistake."))
    if handout.state == Handout.State.CLOSED:
        return Denied(_("This hand-out is finished; nobody is added any more."))
    return Allowed


def may_offer(handout, quantity, points):
    """Each gets so much of an item; in the love supermarket a piece has its points."""
    if handout.is_supermarket and not points:
        return Denied(_("Say how many points a piece costs."))
    if not handout.is_supermarket and not quantity:
        return Denied(_("Say how much of it each person gets."))
    return may_change_list(handout)


def may_strike(recipient):
    """Who has signed stays on the list."""
    if recipient.signed_on is not None:
        return Denied(_("%s has signed; take the signature back first.") % recipient.name)
    return may_change_list(recipient.handout)


def may_sign(recipient, on, *, today):
    """Each on the list signs once (每人每次一份, 名单以外不发)."""
    if recipient.voided_at is not None:
        return Denied(_("%s is not on the list any more.") % recipient.name)
    if recipient.signed_on is not None:
        return Denied(_("%(name)s signed on %(day)s already.") % {"name": recipient.name, "day": recipient.signed_on})
    if recipient.handout.state == Handout.State.CLOSED:
        return Denied(_("This hand-out is finished; nobody is added any more."))
    return may_happen_on(on, today=today) and not_before(
        recipient.handout.since, on, _("the first day of the hand-out")
    )


def may_spend(points, spent, name):
    """In the love supermarket nobody takes more than the points on the list allow, nor nothing."""
    if spent <= 0:
        return Denied(_("Say what %s takes.") % name)
    if spent > points:
        return Denied(
            _("%(name)s has %(points)s points; this costs %(spent)s.")
            % {"name": name, "points": points, "spent": spent}
        )
    return Allowed


def may_unsign(recipient):
    """A signature entered by mistake is taken back while the hand-out runs."""
    if recipient.signed_on is None:
        return Denied(_("%s has not signed.") % recipient.name)
    return may_change_list(recipient.handout)


def may_void(handout, signed):
    """A hand-out for which somebody has signed is not voided."""
    if handout.voided_at is not None:
        return Denied(_("This was voided as entered by mistake."))
    if signed:
        return Denied(_("Somebody has signed; take the signatures back first."))
    return Allowed
