"""Reads about cards: the register of cards, what is printed, what a code on a card says."""

from taizhang.kernel import sealing, signing
from taizhang.members.models import Card, Membership

PURPOSE = "taizhang-card"


def cards(user, *, under=None):
    """Cards of what the user reads, the newest first."""
    found = Card.objects.visible_to(user).standing()
    if under is not None:
        found = found.below(under)
    return found.select_related("person", "unit", "membership__unit").order_by("-issued_on", "-id")


def valid_card(person):
    """The valid card of a person, or None."""
    return Card.objects.standing().filter(person=person, state=Card.State.VALID).select_related("unit").first()


def cards_of(person):
    """All cards that a person ever had, the newest first."""
    return list(Card.objects.standing().filter(person=person).select_related("unit"))


def without_card(user, unit):
    """Memberships at the unit and below that have no valid card."""
    having = Card.objects.standing().filter(state=Card.State.VALID).values("person")
    standing = Membership.objects.visible_to(user).standing().below(unit).filter(status__in=Membership.STANDING)
    return standing.exclude(person__in=having).select_related("person", "unit").order_by("unit__path", "id")


def next_card_number(unit):
    """The next card number of a union: its own number in six digits and a running one in six; ask under a lock on the unit."""
    head = f"{unit.pk:06}"
    last = Card._base_manager.filter(number__startswith=head, number__regex=r"^\d{12}$").order_by("-number").first()
    return f"{head}{int(last.number[6:]) + 1 if last else 1:06}"


def signed_text(number, issued_on, kid):
    """What the signature of a card stands under: purpose, key, number, day. No name, no union."""
    return f"{PURPOSE}.{kid}.{number}.{issued_on:%Y%m%d}"


def token_of(card):
    """The token in the code of a card: `kid.number.day.signature`, genuine whenever it was made."""
    kid, signature = _signed(card.number, card.issued_on)
    return f"{kid}.{card.number}.{card.issued_on:%Y%m%d}.{signature}"


def _signed(number, issued_on):
    kid = signing.newest_kid()
    return kid, signing.sign(signed_text(number, issued_on, kid))


def card_of(token):
    """The card behind a token whose signature is genuine, or None."""
    kid, _dot, rest = str(token).partition(".")
    number, _dot, rest = rest.partition(".")
    day, _dot, signature = rest.partition(".")
    if not signing.is_genuine(f"{PURPOSE}.{kid}.{number}.{day}", kid, signature):
        return None
    return Card.objects.standing().filter(number=number).select_related("person", "unit", "membership").first()


def shown_to_anybody(card):
    """What a stranger with the card in hand may know: masked name, union, valid or not. Nothing more."""
    standing = card.membership.is_standing
    return {
        "name": sealing.mask_name(card.person.name),
        "union": card.membership.unit.name,
        "valid": card.state == Card.State.VALID and standing,
        "number": card.number,
    }
