"""When a card is issued, replaced, void (rules on membership of 2016, article 5: whoever is admitted gets a card)."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from taizhang.kernel.verdicts import Allowed, Denied
from taizhang.members.models import Card


def may_issue(membership, *, on, today, valid=None):
    """Somebody in membership gets one card; a second one replaces it."""
    if not membership.is_standing:
        return Denied(_("%s is not in membership; only members get a card.") % membership.person.name)
    if valid is not None:
        return Denied(_("%(name)s has the valid card %(number)s; replace it.") % {
            "name": membership.person.name, "number": valid.number,
        })  # fmt: skip
    if on > today:
        return Denied(_("%s lies in the future.") % date_format(on))
    if membership.joined_on and on < membership.joined_on:
        return Denied(_("The member joined on %s only.") % date_format(membership.joined_on))
    return Allowed


def may_end(card, *, on, today):
    """A valid card is replaced or declared void, not before it was issued."""
    if card.state != Card.State.VALID:
        return Denied(_("This card is not valid any more."))
    if on > today:
        return Denied(_("%s lies in the future.") % date_format(on))
    if on < card.issued_on:
        return Denied(_("The card was issued on %s only.") % date_format(card.issued_on))
    return Allowed
