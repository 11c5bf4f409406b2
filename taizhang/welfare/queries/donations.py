"""What a call for donations has brought, handed over and still holds."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Max, Sum

from taizhang.welfare.models import Campaign, Donation, Handover
from taizhang.welfare.queries.stock import lowest

NOTHING = Decimal(0)


@dataclass(frozen=True)
class Account:
    """The account of a call, in yuan: own collection, from charities, handed over, held; statistics of the territory beside it."""

    collected: Decimal
    granted: Decimal
    handed_over: Decimal
    territory: Decimal
    goods: tuple  # [(item, given, handed over)]

    @property
    def held(self):
        return self.collected + self.granted - self.handed_over

    @property
    def goods_left(self):
        """["棉被16件"] of what was given in kind and has not been handed over."""
        return [f"{item.name}{item.amount(given - gone)}" for item, given, gone in self.goods if given != gone]


def of_unit(user, unit):
    """Calls of the unit and of everything below it."""
    return Campaign.objects.visible_to(user).standing().below(unit).select_related("unit")


def gifts(campaign):
    """The gifts of a call, newest first."""
    return Donation.objects.standing().filter(campaign=campaign).select_related("person", "item", "campaign", "unit")


def handovers(campaign):
    """What was handed over, newest first."""
    return Handover.objects.standing().filter(campaign=campaign).select_related("item", "campaign")


def account(campaign):
    """The account of a call as it stands."""
    by_donor = dict(gifts(campaign).exclude(amount=None).order_by().values_list("donor").annotate(total=Sum("amount")))
    handed = handovers(campaign).aggregate(total=Sum("amount"))["total"] or NOTHING
    body, territory = by_donor.pop(Donation.Donor.BODY, NOTHING), by_donor.pop(Donation.Donor.TERRITORY, NOTHING)
    return Account(sum(by_donor.values(), NOTHING), body, handed, territory, tuple(_goods(campaign)))


def _goods(campaign):
    items, given, gone = {}, defaultdict(Decimal), defaultdict(Decimal)
    for one in gifts(campaign).exclude(item=None):
        items[one.item_id] = one.item
        given[one.item_id] += one.quantity
    for one in handovers(campaign).exclude(item=None):
        items[one.item_id] = one.item
        gone[one.item_id] += one.quantity
    return [(item, given[pk], gone[pk]) for pk, item in items.items()]


def left_from(campaign, day):
    """The money that can be handed over on a day: the least that is held from that day on."""
    came = gifts(campaign).exclude(amount=None).exclude(donor=Donation.Donor.TERRITORY).values_list("on", "amount")
    went = handovers(campaign).exclude(amount=None).values_list("on", "amount")
    moved = [*came.order_by(), *((on, -amount) for on, amount in went.order_by())]
    return lowest(sorted(moved, key=lambda row: row[0]), day)


def next_receipt(unit, year):
    """The next number of a union's receipts in a year; numbers of voided gifts are not given out again."""
    last = Donation.objects.filter(unit=unit, year=year).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


def as_on(campaign, day):
    """(collected, granted, handed over) up to a day, that day included: the account at any date."""
    came = gifts(campaign).filter(on__lte=day).exclude(amount=None).exclude(donor=Donation.Donor.TERRITORY)
    granted = came.filter(donor=Donation.Donor.BODY).aggregate(t=Sum("amount"))["t"] or NOTHING
    total = came.aggregate(t=Sum("amount"))["t"] or NOTHING
    went = handovers(campaign).filter(on__lte=day).aggregate(t=Sum("amount"))["t"] or NOTHING
    return total - granted, granted, went
