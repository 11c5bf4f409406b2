"""What the store contributes: balances by item and unit of measure; what was spent is money and stands apart."""

from datetime import date

from taizhang.kernel.ledger import Line
from taizhang.welfare.facts import measures
from taizhang.welfare.models import Movement


def movement_lines(movement):
    """The balance moves by the quantity; what came in, and what it cost, are flows."""
    about = {"goods": movement.item.name, "measure_unit": movement.item.measure_unit, "way": movement.way}
    # the words of the balance name no way: what came in by one and left by another must meet in one filter
    kept = {"goods": movement.item.name, "measure_unit": movement.item.measure_unit}
    kind = "AW-17" if movement.plan_id else "AW-06"
    if movement.quantity:
        yield Line(measures.STOCK.code, movement.on, movement.quantity, kind="AW-06", about=kept)
    if movement.way in Movement.COMING:
        yield Line(measures.GOODS_IN.code, movement.on, movement.quantity, kind=kind, about=about)
    if movement.cost:
        yield Line(measures.BOUGHT.code, movement.on, movement.cost, kind=kind, about=about)
        if movement.plan_id:  # labour-protection goods count what they cost when they are bought
            yield Line("work.money", movement.on, movement.cost, kind="AW-17", about={"matter": "劳保用品", **kept})


def plan_lines(plan):
    """What is planned stands on the first day of its quarter."""
    about = {"goods": plan.item.name, "measure_unit": plan.item.measure_unit}
    day = date(plan.year, 3 * plan.quarter - 2, 1)
    yield Line(measures.PLANNED.code, day, plan.quantity, kind="AW-17", about=about)
