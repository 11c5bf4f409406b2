"""Hand-outs, their lists, and what they still need."""

from collections import defaultdict
from decimal import Decimal

from django.db.models import Count, Q

from taizhang.welfare.models import Handout, Recipient


def of_unit(user, unit):
    """Hand-outs of the unit and below it, with how many are on the list and how many have signed."""
    found = Handout.objects.visible_to(user).standing().below(unit).select_related("unit")
    standing = Q(recipients__voided_at=None)
    return found.annotate(
        listed=Count("recipients", filter=standing),
        signed=Count("recipients", filter=standing & Q(recipients__signed_on__isnull=False)),
    )


def listed(handout):
    """Everybody on the list, with the portions."""
    found = Recipient.objects.standing().filter(handout=handout).select_related("person", "handout", "unit")
    return found.prefetch_related("portions__item").order_by("id")


def sums(recipients):
    """({item: quantity}, cash) of these recipients: goods by item and unit, cash beside them."""
    goods, cash = defaultdict(Decimal), Decimal(0)
    for one in recipients:
        cash += one.cash or 0
        for portion in one.portions.all():
            goods[portion.item] += portion.quantity
    return dict(goods), cash


def needs(handout):
    """[(item, needed, in store, short)] for those who have not signed yet."""
    goods, _cash = sums(one for one in listed(handout) if one.signed_on is None)
    return [(item, needed, item.on_hand, max(Decimal(0), needed - item.on_hand)) for item, needed in goods.items()]
