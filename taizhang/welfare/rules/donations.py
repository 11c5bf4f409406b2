"""Donations: what is given has its receipt, what was raised for one person goes to him whole (Charity Law, articles 40 and 76)."""

from django.utils.translation import gettext as _

from taizhang.kernel.steps import may_happen_on, not_before
from taizhang.kernel.verdicts import Allowed, Denied
from taizhang.welfare.models import Campaign, Donation

LARGEST = 99_999_999_999


def may_call(kind, beneficiary, since, until):
    """An appeal is for one person, who is named; a collection is for a cause."""
    if kind == Campaign.Kind.APPEAL and not beneficiary:
        return Denied(_("Name the person for whom the appeal collects."))
    if since is None:
        return Denied(_("Write the date."))
    if until is not None and until < since:
        return Denied(_("The last day lies before the first."))
    return Allowed


def may_be_open(campaign):
    """Nothing is added to a call that was voided or settled."""
    if campaign.voided_at is not None:
        return Denied(_("This was voided as entered by mistake."))
    if campaign.state == Campaign.State.CLOSED:
        return Denied(_("This call is settled. Reopen it first."))
    return Allowed


def may_give(campaign, *, donor, amount, item, quantity, name, on, today):
    """A gift is cash or goods, never both in one line (钱物分记); a statistic of the territory is a sum of money alone."""
    if (amount is None) == (item is None):
        return Denied(_("Write either an amount of money or goods with their quantity: cash and goods stand apart."))
    if amount is not None and not 0 < amount <= LARGEST:
        return Denied(_("Write an amount above zero."))
    if item is not None and not (quantity and quantity > 0):
        return Denied(_("Write a quantity above zero."))
    if donor == Donation.Donor.TERRITORY and item is not None:
        return Denied(_("A statistic of the whole territory is a sum of money here."))
    if donor in (Donation.Donor.PERSON, Donation.Donor.UNIT, Donation.Donor.BODY) and not name:
        return Denied(_("Name who gave, or choose “anonymous”."))
    return (
        may_be_open(campaign)
        and may_happen_on(on, today=today)
        and not_before(campaign.since, on, _("the first day of the call"))
    )


def may_hand_over(campaign, *, amount, left, on, today):
    """Nothing is handed over that was not given, as of that day and later."""
    if amount is None or amount <= 0:
        return Denied(_("Write an amount above zero."))
    if amount > left:
        return Denied(_("Only %(left)s yuan can be handed over as of that day.") % {"left": f"{max(left, 0):.2f}"})
    return may_be_open(campaign) and may_happen_on(on, today=today)


def may_take_back(left_after):
    """A gift is not taken off while more has been handed over than would be left."""
    if left_after < 0:
        return Denied(_("More has been handed over than would be left without this gift."))
    return Allowed


def may_settle(campaign, *, left, goods_left, on, today):
    """A call is settled when everything has gone where it was meant for: to the last yuan, to the last piece."""
    if left != 0:
        return Denied(
            _("%(left)s yuan of this call have not been handed over. It is settled when nothing is left.")
            % {"left": f"{left:.2f}"}
        )
    if goods_left:
        return Denied(_("Goods of this call have not been handed over: %s.") % "、".join(goods_left))
    return may_be_open(campaign) and may_happen_on(on, today=today)


def may_reopen(campaign):
    """A settled call is opened again when a gift comes late."""
    if campaign.state != Campaign.State.CLOSED:
        return Denied(_("This call is not settled."))
    return Allowed


def may_hand_over_goods(campaign, item, *, quantity, left):
    """Of goods, too, no more is handed over than was given to this call."""
    if not quantity or quantity <= 0:
        return Denied(_("Write a quantity above zero."))
    if quantity > left:
        words = {"goods": item.name, "left": item.amount(left)}
        return Denied(_("%(goods)s: only %(left)s of this call are left.") % words)
    return may_be_open(campaign)
