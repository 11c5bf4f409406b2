"""What cards and forms of re-registration say to the ledger (catalogue OM-09)."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taizhang.kernel.ledger import Line
from taizhang.kernel.manifest import Measure

CARDS = Measure("members.cards", _("Valid membership cards"), pgettext_lazy("count", "cards"), nature="balance")
FILLED = Measure("members.forms_filled", _("Forms of re-registration filled in"), _("persons"))
CONFIRMED = Measure("members.confirmed", _("Members re-registered"), _("persons"))

KIND = "OM-09"


def card_lines(card):
    """A card counts as issued on its day, and as valid until it is replaced or void."""
    subject = f"person:{card.person_id}"
    about = {"card": card.state}
    yield Line("work.items", card.issued_on, 1, kind=KIND, about=about)
    yield Line(CARDS.code, card.issued_on, 1, subject=subject, about=about)
    if card.ended_on:
        yield Line(CARDS.code, card.ended_on, -1, subject=subject, about=about)


def confirmation_lines(confirmation):
    """A member counts as re-registered on the day on which the form was checked."""
    subject = f"person:{confirmation.person_id}"
    about = {"matter": confirmation.reregistration.name, "source": confirmation.source}
    yield Line(FILLED.code, confirmation.filled_on, 1, subject=subject, about=about)
    if confirmation.checked_on:
        yield Line(CONFIRMED.code, confirmation.checked_on, 1, subject=subject, about=about)
        yield Line("work.persons", confirmation.checked_on, 1, kind=KIND, subject=subject, about=about)
