"""Cards: issued to members, replaced when lost, void when they end."""

from django.utils.translation import gettext as _

from taizhang.kernel.acts import act
from taizhang.kernel.models import Unit
from taizhang.kernel.verdicts import Refused, require
from taizhang.kernel.writing import day_of
from taizhang.members import queries, rules
from taizhang.members.actions.register import end_cards, locked
from taizhang.members.models import Card

State = Card.State


def issue_card(membership, *, by, on, number=""):
    """Issue a card to a member. A number printed already (an older card) is taken as it is; else the union's next one."""
    with act(by, "members.issue_card", membership, on=on) as this:
        card = _issued(locked(membership), this, on=on, number=number)
        this.note(name=card.person.name, number=card.number)
    return card


def issue_cards(unit, *, by, on, memberships):
    """Issue cards to many members at once. → cards"""
    with act(by, "members.issue_cards", unit, on=on) as this:
        if not memberships:
            raise Refused(_("Choose at least one person."))
        done = [_issued(locked(one), this, on=on, number="") for one in memberships]
        this.record = None
        this.note(people=len(done), unit=unit.name)
    return done


def _issued(membership, this, *, on, number, replaces=None):
    valid = None if replaces else queries.cards.valid_card(membership.person)
    if valid is not None and not valid.membership.is_standing:  # of a membership that ended before cards ended with it
        end_cards(valid.membership, on, _("the member left"))
        valid = None
    require(rules.cards.may_issue(membership, on=on, today=day_of(this), valid=valid))
    list(Unit.objects.select_for_update(no_key=True).filter(pk=membership.unit_id))  # one number after the other
    number = number.strip()[:40]
    if "." in number or Card._base_manager.filter(number=number).exists():
        raise Refused(_("The number %s is on another card, or is none.") % number)
    card = Card(
        unit=membership.unit, person=membership.person, membership=membership, issued_on=on, replaces=replaces,
        number=number or queries.cards.next_card_number(membership.unit),
    )  # fmt: skip
    card.save()
    membership.card_no = card.number
    membership.save()
    return card


def replace_card(card, *, by, on, why, number=""):
    """A lost or damaged card is replaced by one with a new number; the old code says “not valid” from then on."""
    with act(by, "members.replace_card", _holder_unit(card), on=on) as this:
        old = _ended(card, State.REPLACED, on, why, this)
        new = _issued(locked(old.membership), this, on=on, number=number, replaces=old)
        this.record = new
        this.note(name=new.person.name, number=new.number, why=why)
    return new


def void_card(card, *, by, on, why):
    """A card that was lost for good or handed back is void."""
    with act(by, "members.void_card", _holder_unit(card), on=on) as this:
        old = _ended(card, State.VOID, on, why, this)
        membership = locked(old.membership)
        membership.card_no = ""
        membership.save()
        this.record = old
        this.note(name=old.person.name, number=old.number, why=why)
    return old


def _holder_unit(card):
    """The union where the holder is a member now; it handles the card, whoever issued it."""
    return Card.objects.select_related("membership__unit").get(pk=card.pk).membership.unit


def _ended(card, state, on, why, this):
    card = Card.objects.select_for_update(of=("self",)).select_related("person", "membership", "unit").get(pk=card.pk)
    require(rules.cards.may_end(card, on=on, today=day_of(this)))
    card.state, card.ended_on, card.why = state, on, why.strip()[:200]
    card.save()
    return card


def move_cards(old, new):
    """The valid card goes along with the person to the new union."""
    for card in Card.objects.standing().filter(person=old.person, state=State.VALID):
        card.membership = new
        card.save()
