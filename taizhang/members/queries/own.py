"""What the register tells a member on the own page: the card, transfers, the form of a re-registration that waits."""

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from taizhang.kernel.manifest import OwnPart
from taizhang.members.models import Confirmation, Membership
from taizhang.members.queries import cards, reregistration, transfers


def told(person):
    """The parts of a person's own page: card, transfers, re-registration."""
    standing = Membership.objects.standing().filter(person=person, status__in=Membership.STANDING)
    membership = standing.select_related("unit").first()
    yield _card(person)
    yield _transfers(person, membership)
    if membership is not None:
        yield _forms(person, membership)


def _card(person):
    rows = tuple(
        (one.number, date_format(one.issued_on), one.get_state_display(), one.why) for one in cards.cards_of(person)
    )
    doors = ((_("Show my card"), reverse("members:own_card")),) if cards.valid_card(person) else ()
    return OwnPart(_("My membership card"), (_("Card no."), _("Issued on"), _("State"), _("Reason")), rows, doors)


def _transfers(person, membership):
    rows = tuple(
        (one.from_name, one.to_name, one.get_state_display(), one.number, date_format(one.asked_on))
        for one in transfers.of_person(person)
    )
    waits = transfers.under_way(person)
    doors = () if membership is None or waits else ((_("Ask to be transferred"), reverse("members:own_transfer_ask")),)
    heads = (_("From"), _("To"), _("State"), _("Letter no."), _("Asked for on"))
    return OwnPart(_("My transfers"), heads, rows, doors)


def _forms(person, membership):
    rows, doors = [], []
    for campaign in reregistration.open_for(membership.unit, timezone.localdate()):
        form = reregistration.confirmation_of(campaign, person)
        state = form.get_state_display() if form else _("to be filled in")
        rows.append((campaign.name, date_format(campaign.until), state))
        if form is None or form.state == Confirmation.State.FILLED:
            doors.append((_("Fill in: %s") % campaign.name, reverse("members:own_confirmation", args=[campaign.pk])))
    return OwnPart(_("Re-registration"), (_("What"), _("Until"), _("State")), tuple(rows), tuple(doors))
