"""Goods in store: nothing leaves that is not there, not even on a day gone by; a count says what is there."""

from django.utils.translation import gettext as _

from taizhang.kernel.steps import may_happen_on
from taizhang.kernel.verdicts import Allowed, Denied

LARGEST = 9_999_999


def may_name_goods(name, measure_unit):
    """Goods have a name and a unit of measure; a sum of money is no goods (现金与物资不相加)."""
    if not name or not measure_unit:
        return Denied(_("Goods need a name and a unit of measure."))
    if measure_unit in ("元", "万元", "角", "分"):
        return Denied(_("Money is not kept in the store of goods: choose 斤, 桶, 件 or another unit of measure."))
    return Allowed


def may_take_in(quantity, on, *, today):
    """What comes in is more than nothing, on a day that has come."""
    if quantity is None or not 0 < quantity <= LARGEST:
        return Denied(_("Write a quantity above zero."))
    return may_happen_on(on, today=today)


def may_take_out(item, quantity, lowest, on, *, today):
    """The store never holds less than nothing. `lowest`: the least that it holds from that day on, as the movements stand."""
    if quantity is None or quantity <= 0:
        return Denied(_("Write a quantity above zero."))
    if quantity > lowest:
        words = {"goods": item.name, "left": item.amount(max(lowest, 0)), "wanted": item.amount(quantity)}
        return Denied(_("%(goods)s: %(wanted)s are wanted, but only %(left)s can be taken out as of that day.") % words)
    return may_happen_on(on, today=today)


def may_count(counted, difference, lowest, on, *, today):
    """Stocktaking says what is there; a shortage may not make a later day negative."""
    if counted is None or not 0 <= counted <= LARGEST:
        return Denied(_("Write what was counted: zero or more."))
    if lowest + difference < 0:
        return Denied(_("More has left the store since that day than was counted. Look at the later movements first."))
    return may_happen_on(on, today=today)


def may_void_movement(movement, lowest):
    """A movement entered by mistake is taken back unless goods have left the store that came with it."""
    if movement.voided_at is not None:
        return Denied(_("This was voided as entered by mistake."))
    if movement.mover_type:
        return Denied(_("These goods moved with another record; void that one."))
    if movement.quantity > 0 and movement.quantity > lowest:
        return Denied(_("Part of these goods has left the store already."))
    return Allowed


def may_plan(quarter, quantity, budget):
    """Labour-protection goods are planned by the quarter, with a quantity."""
    if quarter not in (1, 2, 3, 4):
        return Denied(_("A quarter is 1, 2, 3 or 4."))
    if quantity is None or not 0 < quantity <= LARGEST:
        return Denied(_("Write a quantity above zero."))
    if budget is not None and budget < 0:
        return Denied(_("The cost cannot lie below zero."))
    return Allowed


def may_void_plan(bought, issued):
    """A plan from which something was bought or issued stays."""
    if bought or issued:
        return Denied(_("Something was bought or issued by this plan; it stays on file."))
    return Allowed
