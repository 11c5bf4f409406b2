"""Goods come into the store and are counted; labour-protection goods are planned by the quarter."""

from decimal import Decimal

from django.utils.translation import gettext as _

from taizhang.kernel.acts import act
from taizhang.kernel.verdicts import Refused, require
from taizhang.kernel.writing import day_of, words
from taizhang.welfare.actions.parts import move
from taizhang.welfare.models import Item, Movement, Plan
from taizhang.welfare.queries import stock
from taizhang.welfare.rules import stock as rules

Way = Movement.Way


def item_of(unit, name, measure_unit):
    """The goods in the unit's store by name and unit of measure, entered into its list when they are new. Inside an act."""
    name, measure_unit = words(name, 60), words(measure_unit, 20)
    require(rules.may_name_goods(name, measure_unit))
    found = Item.objects.standing().filter(unit=unit, name=name, measure_unit=measure_unit).first()
    if found is None:
        found = Item(unit=unit, name=name, measure_unit=measure_unit, on_hand=Decimal(0))
        found.save()
    return found


def take_in(unit, *, by, on, name, measure_unit, quantity, way=Way.BOUGHT, cost=None, source="", remark="", plan=None):
    """Goods come into the store: bought, donated, or allotted by the union above (收支管理办法: 物资出入库登记)."""
    with act(by, "welfare.take_in", unit, on=on) as this:
        require(rules.may_take_in(quantity, on, today=day_of(this)))
        item = item_of(unit, name, measure_unit) if plan is None else plan.item
        moved = move(
            this,
            item,
            way=way,
            quantity=quantity,
            on=on,
            cost=cost,
            plan=plan,
            source=words(source, 120),
            remark=words(remark, 300),
        )
        this.record = moved
        this.note(title=moved.title())
    return moved


def count_stock(item, *, by, on, counted, remark):
    """Stocktaking (盘点): what is there is what was counted; the difference is a movement with its reason."""
    with act(by, "welfare.count_stock", item, on=on) as this:
        difference = counted - stock.balance_on(item, on)
        require(rules.may_count(counted, difference, stock.lowest_from(item, on), on, today=day_of(this)))
        item = Item.objects.select_for_update().get(pk=item.pk)
        moved = Movement(
            unit=item.unit,
            item=item,
            on=on,
            way=Way.COUNTED,
            quantity=difference,
            counted=counted,
            remark=words(remark, 300),
        )
        moved.save()
        item.on_hand += difference
        item.save()
        this.note(title=item.title(), counted=str(counted), difference=str(difference))
    return moved


def plan_goods(
    unit, *, by, year, quarter, name, measure_unit, quantity, budget=None, people=None, heat=False, remark=""
):
    """Plan labour-protection goods or heat relief for a quarter: planned → bought → issued (AW-17)."""
    with act(by, "welfare.plan_goods", unit) as this:
        require(rules.may_plan(quarter, quantity, budget))
        item = item_of(unit, name, measure_unit)
        plan = Plan(
            unit=unit,
            year=year,
            quarter=quarter,
            item=item,
            quantity=quantity,
            budget=budget,
            people=people,
            heat=heat,
            remark=words(remark, 300),
        )
        if Plan.objects.standing().filter(unit=unit, year=year, quarter=quarter, item=item).exists():
            raise Refused(_("These goods are planned for this quarter already."))
        plan.save()
        this.record = plan
        this.note(title=plan.title())
    return plan
