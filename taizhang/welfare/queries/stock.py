"""What is in store, as of any day."""

from itertools import groupby

from django.db.models import Sum

from taizhang.welfare.models import Item, Movement, Recipient


def of_unit(user, unit):
    """Goods in the stores of the unit and of everything below it."""
    return (
        Item.objects.visible_to(user)
        .standing()
        .below(unit)
        .select_related("unit")
        .order_by("unit__path", "name", "measure_unit")
    )


def own(unit):
    """The goods in the unit's own store, for the forms."""
    return Item.objects.standing().filter(unit=unit).order_by("name", "measure_unit")


def balance_on(item, day):
    """What was in store at the end of a day."""
    found = Movement.objects.standing().filter(item=item, on__lte=day)
    return found.aggregate(total=Sum("quantity"))["total"] or 0


def lowest_from(item, day):
    """The least that the store holds at the end of this day or of any later one: so much can leave it on that day."""
    moved = Movement.objects.standing().filter(item=item).order_by("on").values_list("on", "quantity")
    return lowest(moved, day)


def lowest(moved, day):
    """The least balance from a day on, of [(day, amount)] in order; 0 where nothing has moved yet."""
    total, least = 0, None
    for on, amounts in groupby(moved, key=lambda row: row[0]):
        if on > day and least is None:
            least = total  # the balance with which the day ends
        total += sum(amount for _on, amount in amounts)
        if on >= day:
            least = total if least is None else min(least, total)
    return total if least is None else least


def card(item):
    """The stock card: [(movement, balance after it)], newest first."""
    total, rows = 0, []
    for one in Movement.objects.standing().filter(item=item).order_by("on", "id"):
        total += one.quantity
        rows.append((one, total))
    return rows[::-1]


def totals(user, unit):
    """[(goods, unit of measure, quantity)] over the stores of the unit and below: like with like, never across units of measure."""
    rows = (
        of_unit(user, unit)
        .order_by("name", "measure_unit")
        .values_list("name", "measure_unit")
        .annotate(total=Sum("on_hand"))
    )
    return [row for row in rows if row[2]]


def promised(item):
    """How much is meant for recipients who have not signed yet."""
    waiting = Recipient.objects.standing().filter(signed_on=None, portions__item=item)
    return waiting.aggregate(total=Sum("portions__quantity"))["total"] or 0


def of_mover(record):
    """The standing movements that a record made."""
    return Movement.objects.standing().filter(mover_type=record.record_type, mover_id=record.pk).select_related("item")


def of_plan(plan):
    """(bought, spent, issued) by a plan of labour-protection goods."""
    bought = Movement.objects.standing().filter(plan=plan).aggregate(quantity=Sum("quantity"), cost=Sum("cost"))
    issued = Recipient.objects.standing().filter(
        handout__plan=plan, signed_on__isnull=False, portions__item=plan.item_id
    )
    return bought["quantity"] or 0, bought["cost"] or 0, issued.aggregate(t=Sum("portions__quantity"))["t"] or 0
