"""What the writers share: the day of the act, who is named, the goods that move with a record."""

from django.utils.translation import gettext as _

from taizhang.kernel.verdicts import Refused, require
from taizhang.kernel.writing import day_of, words
from taizhang.welfare.models import Item, Movement
from taizhang.welfare.queries import stock
from taizhang.welfare.rules import stock as rules


def move(this, item, *, way, quantity, on, mover=None, plan=None, **details):
    """Move goods in (above zero) or out (below): the item's row is locked, its balance follows, nothing becomes negative."""
    item = Item.objects.select_for_update().select_related("unit").get(pk=item.pk)
    if quantity < 0:
        require(rules.may_take_out(item, -quantity, stock.lowest_from(item, on), on, today=day_of(this)))
    movement = Movement(unit=item.unit, item=item, on=on, way=way, quantity=quantity, plan=plan, **details)
    if mover is not None:
        movement.mover_type, movement.mover_id = mover.record_type, mover.pk
    movement.save()
    item.on_hand += quantity
    item.save()
    return movement


def hand_out(this, item, *, quantity, on, movers):
    """The same quantity leaves the store for each of `movers` (records with a name): asked once for all, one movement each."""
    item = Item.objects.select_for_update().select_related("unit").get(pk=item.pk)
    whole = quantity * len(movers)
    require(rules.may_take_out(item, whole, stock.lowest_from(item, on), on, today=day_of(this)))
    given = {"unit": item.unit, "item": item, "on": on, "way": Movement.Way.OUT, "quantity": -quantity}
    rows = [
        Movement(**given, mover_type=one.record_type, mover_id=one.pk, source=words(one.name, 60)) for one in movers
    ]
    this.create_all(Movement, rows)
    item.on_hand -= whole
    item.save()


def take_back_moves(this, record):
    """What moved with a record moves back, because the record never was so."""
    for movement in stock.of_mover(record):
        take_back(this, movement)


def take_back(this, movement):
    """A movement that never was so: refused where goods that came with it have gone on."""
    item = Item.objects.select_for_update().get(pk=movement.item_id)
    if movement.quantity > 0 and movement.quantity > stock.lowest_from(item, movement.on):
        raise Refused(_("Part of these goods has left the store already."))
    movement.voided_at = this.at
    movement.save()
    item.on_hand -= movement.quantity
    item.save()
