"""The store, its cards, and labour-protection goods by the quarter."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from taizhang.ui.fields import DayForm
from taizhang.ui.places import chosen_unit
from taizhang.ui.registers import EXPORTED, Button, Cell, File, Table, Way, today, workbook
from taizhang.welfare import actions, forms
from taizhang.welfare.models import Handout, Item, Movement, Plan
from taizhang.welfare.queries import stock as queries
from taizhang.welfare.views.events import own
from taizhang.welfare.views.shapes import PAGES


@require_safe
def item_list(request):
    """Goods in store, by union, item and unit of measure."""
    unit = chosen_unit(request)
    heads = (
        (pgettext("welfare", "Goods"), False),
        (_("In store"), True),
        (_("Unit of measure"), False),
        (_("Union"), False),
    )
    return PAGES.register(
        request,
        queries.of_unit(request.user, unit),
        unit=unit,
        title=_("Store"),
        tab="stock",
        heads=heads,
        filters=forms.StockFilter(request.GET),
        lead=_("Goods by item and unit of measure. Unlike goods are never added up, and money stands apart."),
        row=lambda one: (Cell(one.name, one.get_absolute_url()), one.on_hand, one.measure_unit, one.unit.name),
        buttons=(Button("welfare.take_in", reverse("welfare:item_take"), _("Take goods in"), "primary", "plus"),),
        ways=(
            Way(reverse("welfare:plan_list"), _("Labour protection by quarter"), "calendar"),
            Way(f"{reverse('welfare:item_export')}?{request.GET.urlencode()}", _("Excel")),
        ),
        empty=_("Take the first goods in: rice by the 斤, oil by the 桶, quilts by the 件."),
    )


@require_safe
def item_export(request):
    """What is in store as a workbook, and every movement on a second sheet."""
    unit = chosen_unit(request)
    items = queries.of_unit(request.user, unit)
    moved = (
        Movement.objects.visible_to(request.user)
        .standing()
        .below(unit)
        .select_related("item", "unit")
        .order_by("on", "id")
    )
    heads = ("日期", "物资", "计量单位", "方式", "数量", "金额(元)", "来源或去向", "工会名称")
    lines = (
        (one.on, one.item.name, one.item.measure_unit, one.way, one.quantity, one.cost, one.source, one.unit.name)
        for one in moved[:EXPORTED]
    )
    sheets = [
        (
            _("Store"),
            ("物资", "数量", "计量单位", "工会名称"),
            ((i.name, i.on_hand, i.measure_unit, i.unit.name) for i in items),
        ),
        (_("Movements"), heads, lines),
    ]
    return workbook(_("Store"), sheets=sheets)


def item_take(request):
    """Goods come into the store."""
    unit = chosen_unit(request)
    return PAGES.begin(
        request,
        unit,
        forms.TakeForm,
        _("Take goods in"),
        lambda data: actions.take_in(unit, by=request.user, **data),
        code="welfare.take_in",
        back="welfare:item_list",
        lead=_("Into the store of %s.") % unit.name,
        form_kwargs={"initial": {"on": today()}},
        said=pgettext("welfare", "Taken in."),
    )


@require_safe
def item_detail(request, pk):
    """The stock card of one kind of goods."""
    item = own(request, Item, pk)
    rows = [
        (
            one.on.isoformat(),
            one.get_way_display(),
            one.quantity,
            balance,
            one.cost,
            one.source,
            one.remark,
            "" if one.mover_type else PAGES.void_cell(one),
        )
        for one, balance in queries.card(item)
    ]
    heads = (
        (_("Date"), False),
        (_("Way"), False),
        (_("Quantity"), True),
        (_("In store"), True),
        (pgettext("welfare", "Cost (yuan)"), True),
        (_("From or to whom"), False),
        (_("Remark"), False),
        (_("Next step"), False),
    )
    promised = queries.promised(item)
    shape = File(
        item.name,
        item.unit,
        "stock",
        lead=_("counted in %s") % item.measure_unit,
        facts=[
            (_("In store"), item.holding),
            (_("Meant for persons on lists"), item.amount(promised)),
            (_("Free"), item.amount(item.on_hand - promised)),
        ],
        buttons=[
            Button(
                "welfare.take_in",
                f"{reverse('welfare:item_take')}?unit={item.unit.code}",
                _("Take goods in"),
                "primary",
                "plus",
            ),
            Button(
                "welfare.count_stock", reverse("welfare:item_count", args=[pk]), _("Take stock"), picture="checklist"
            ),
        ],
        tables=[Table(_("Stock card"), heads, rows, _("Nothing has moved yet."))],
    )
    if promised > item.on_hand:
        shape.notes.append(("amber", _("More is meant for persons on lists than is in store.")))
    return PAGES.show(request, item, shape)


def item_count(request, pk):
    """Stocktaking."""
    item = own(request, Item, pk)
    return PAGES.verb(
        request,
        item,
        forms.CountForm,
        _("Take stock"),
        lambda data: actions.count_stock(item, by=request.user, **data),
        lead=_("%(goods)s: %(holding)s by the book.") % {"goods": item.name, "holding": item.holding},
        form_kwargs={"initial": {"on": today()}},
    )


# --- labour protection and heat relief --------------------------------------------------------------------------------------


@require_safe
def plan_list(request):
    """Labour-protection goods and heat relief, quarter by quarter: planned, bought, issued."""
    unit = chosen_unit(request)
    plans = (
        Plan.objects.visible_to(request.user)
        .standing()
        .below(unit)
        .select_related("unit", "item")
        .order_by("-year", "-quarter", "id")
    )

    def row(plan):
        bought, spent, issued = queries.of_plan(plan)
        return (
            Cell(plan.title(), plan.get_absolute_url()),
            plan.quantity,
            bought,
            issued,
            plan.item.measure_unit,
            plan.budget,
            spent,
            plan.unit.name,
        )

    heads = (
        (_("Goods and quarter"), False),
        (_("Planned"), True),
        (_("Bought"), True),
        (_("Issued"), True),
        (_("Unit of measure"), False),
        (_("Planned cost (yuan)"), True),
        (_("Spent (yuan)"), True),
        (_("Union"), False),
    )
    return PAGES.register(
        request,
        plans,
        unit=unit,
        title=_("Labour protection by quarter"),
        tab="stock",
        heads=heads,
        row=row,
        lead=_("Planned by the quarter, bought into the store, issued against a signature."),
        buttons=(Button("welfare.plan_goods", reverse("welfare:plan_create"), _("Plan goods"), "primary", "plus"),),
        ways=(Way(reverse("welfare:item_list"), _("Store"), "box"),),
        empty=_("Plan the first goods: gloves, soap, summer drinks and medicine."),
    )


def plan_create(request):
    """Plan goods for a quarter."""
    unit, day = chosen_unit(request), today()
    initial = {"year": day.year, "quarter": (day.month + 2) // 3}
    return PAGES.begin(
        request,
        unit,
        forms.PlanForm,
        _("Plan goods"),
        lambda data: actions.plan_goods(unit, by=request.user, **data),
        code="welfare.plan_goods",
        back="welfare:plan_list",
        lead=unit.name,
        form_kwargs={"initial": initial},
        said=_("Planned."),
    )


@require_safe
def plan_detail(request, pk):
    """One plan: what was bought, what was issued."""
    plan = own(request, Plan, pk)
    bought, spent, issued = queries.of_plan(plan)
    item = plan.item
    bought_rows = [
        (one.on.isoformat(), one.quantity, one.cost, one.source) for one in plan.purchases.filter(voided_at=None)
    ]
    handouts = Handout.objects.visible_to(request.user).standing().filter(plan=plan)
    shape = File(
        plan.title(),
        plan.unit,
        "stock",
        _("heat relief") if plan.heat else "",
        "blue",
        facts=[
            (_("Planned"), item.amount(plan.quantity)),
            (_("Bought"), item.amount(bought)),
            (_("Issued"), item.amount(issued)),
            (_("Planned cost (yuan)"), plan.budget),
            (_("Spent (yuan)"), spent),
            (_("For how many persons"), plan.people),
            (_("Remark"), plan.remark),
        ],
        buttons=[
            Button("welfare.take_in", reverse("welfare:plan_buy", args=[pk]), _("Bought"), "primary", "plus"),
            Button("welfare.open_handout", reverse("welfare:plan_issue", args=[pk]), _("Issue"), picture="package"),
        ],
        tables=[
            Table(
                _("Bought"),
                (
                    (_("Date"), False),
                    (_("Quantity"), True),
                    (pgettext("welfare", "Cost (yuan)"), True),
                    (_("Supplier"), False),
                ),
                bought_rows,
                _("Nothing was bought yet."),
            ),
            Table(
                _("Issued"),
                ((_("Hand-out"), False), (_("State"), False)),
                [
                    (Cell(one.name, one.get_absolute_url()), Cell(one.get_state_display(), tone=one.tone))
                    for one in handouts
                ],
                _("Nothing was issued yet."),
            ),
        ],
    )
    if plan.budget is not None and spent > plan.budget:
        shape.notes.append(("amber", _("More was spent than planned.")))
    return PAGES.show(request, plan, shape)


def plan_buy(request, pk):
    """What was bought by the plan comes into the store."""
    plan = own(request, Plan, pk)
    return PAGES.verb(
        request,
        plan,
        forms.BuyForm,
        _("Bought"),
        lambda data: actions.take_in(plan.unit, by=request.user, name="", measure_unit="", plan=plan, **data),
        button=_("Save"),
        form_kwargs={"initial": {"on": today()}},
    )


def plan_issue(request, pk):
    """A hand-out of what was planned."""
    plan = own(request, Plan, pk)
    return PAGES.verb(
        request,
        plan,
        DayForm,
        _("Issue"),
        lambda data: actions.open_handout(
            plan.unit, by=request.user, kind=Handout.Kind.PROTECTION, name=plan.title(), since=data["on"], plan=plan
        ),
        lead=_("Opens a hand-out for these goods; then put the recipients on its list."),
        button=_("Open a hand-out"),
        url=None,
        form_kwargs={"initial": {"on": today()}},
    )
