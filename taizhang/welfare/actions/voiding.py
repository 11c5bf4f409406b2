"""Taking back what was entered by mistake: with a reason, and only while nothing stands upon it."""

from django.utils.translation import gettext as _

from taizhang.kernel.acts import act
from taizhang.kernel.verdicts import Refused, require
from taizhang.kernel.writing import mark_void, standing
from taizhang.welfare.actions.parts import take_back, take_back_moves
from taizhang.welfare.actions.services import renew_streaks
from taizhang.welfare.models import (
    Benefit,
    BloodDrive,
    Campaign,
    Donation,
    Entitlement,
    Event,
    Gathering,
    Guest,
    Handout,
    Handover,
    Item,
    Movement,
    Placement,
    Plan,
    Visit,
)
from taizhang.welfare.queries import donations, stock
from taizhang.welfare.queries import events as events_of
from taizhang.welfare.queries import handouts as handouts_of
from taizhang.welfare.rules import donations as donation_rules
from taizhang.welfare.rules import events as event_rules
from taizhang.welfare.rules import handouts as handout_rules
from taizhang.welfare.rules import stock as stock_rules


def void(record, *, by, why):
    """Void a record that was entered by mistake. Its figures go with it; it stays on file with the reason."""
    with act(by, "welfare.void", record) as this:
        record = standing(record)
        CHECKS[type(record)](record, this)
        mark_void(this, record, why)
        if isinstance(record, BloodDrive):
            renew_streaks(record.unit)
    return record


def _event(event, this):
    require(event_rules.may_void(event))


def _visit(visit, this):
    """The events wait again unless another visit answered them; goods return to the store; guests were not seen."""
    take_back_moves(this, visit)
    for one in visit.visited.exclude(event=None).select_related("event"):
        event = one.event
        others = [other for other in events_of.visits_of(event) if other.pk != visit.pk]
        if others:
            event.visited_on = min(other.on for other in others)
        else:
            event.state, event.visited_on = Event.State.WAITING, None
        event.save()
    for guest in Guest.objects.filter(visit=visit).select_related("gathering"):
        guest.answer, guest.visit = Guest.Answer.UNABLE, None
        guest.save()


def _gathering(gathering, this):
    if gathering.guests.filter(answer=Guest.Answer.SEEN).exists():
        raise Refused(_("Guests have been seen at home; void those visits first."))


def _movement(movement, this):
    require(stock_rules.may_void_movement(movement, stock.lowest_from(movement.item, movement.on)))
    take_back(this, movement)


def _item(item, this):
    if Movement.objects.standing().filter(item=item).exists():
        raise Refused(_("These goods have moved; they stay in the list."))


def _plan(plan, this):
    bought, _spent, issued = stock.of_plan(plan)
    require(stock_rules.may_void_plan(bought, issued))


def _handout(handout, this):
    listed = handouts_of.listed(handout)
    require(handout_rules.may_void(handout, [one for one in listed if one.signed_on]))
    for one in listed:
        one.voided_at = this.at
        one.save()


def _campaign(campaign, this):
    if donations.gifts(campaign).exists():
        raise Refused(_("Gifts stand in this call; void them first."))


def void_gifts(gifts, this):
    """Void the gifts of an import, inside its act; no call may have handed over more than is left."""
    for gift in gifts:
        _donation(gift, this)
        gift.voided_at = this.at
        gift.save()


def _donation(gift, this):
    require(donation_rules.may_be_open(gift.campaign))
    if gift.amount is not None and not gift.is_statistic:
        require(donation_rules.may_take_back(donations.left_from(gift.campaign, gift.on) - gift.amount))
    take_back_moves(this, gift)


def _handover(handover, this):
    require(donation_rules.may_be_open(handover.campaign))
    take_back_moves(this, handover)


def _benefit(benefit, this):
    listed = Entitlement.objects.standing().filter(benefit=benefit)
    if listed.filter(state__in=Entitlement.SERVED).exists():
        raise Refused(_("Somebody has had this benefit already."))
    for one in listed:
        one.voided_at = this.at
        one.save()


def _nothing(record, this):
    """Nothing stands upon it."""


CHECKS = {
    Event: _event,
    Visit: _visit,
    Gathering: _gathering,
    Movement: _movement,
    Item: _item,
    Plan: _plan,
    Handout: _handout,
    Campaign: _campaign,
    Donation: _donation,
    Handover: _handover,
    Benefit: _benefit,
    BloodDrive: _nothing,
    Placement: _nothing,
}
