"""The catalogue of items."""

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy
from django.views.decorators.http import require_safe

from taizhang.openness import actions, forms, papers
from taizhang.openness.actions.items import FIELDS
from taizhang.openness.queries import disclosures as queries
from taizhang.openness.views.finding import own_item
from taizhang.openness.views.shapes import PAGES
from taizhang.ui.fields import DayWhyForm
from taizhang.ui.pages import verb_page
from taizhang.ui.places import chosen_unit
from taizhang.ui.registers import Button, Cell, File, Table, Way, today, workbook

LATEST = 40


@require_safe
def item_list(request):
    """What is disclosed how often, by whom, before whom."""
    unit = chosen_unit(request)
    heads = (
        (_("Number"), False),
        (pgettext("openness", "Item"), False),
        (_("Class"), False),
        (_("How often"), False),
        (_("Opened to"), False),
        (_("Disclosure group"), False),
        (_("Department"), False),
        (_("Union"), False),
        (_("State"), False),
    )

    def row(one):
        return (
            one.code,
            Cell(one.name, one.get_absolute_url()),
            one.get_topic_display(),
            one.get_frequency_display(),
            one.get_audience_display(),
            one.body.name if one.body else "",
            one.department,
            one.unit.name,
            Cell(_("taken out"), tone="grey") if one.until else Cell(pgettext("openness", "in force"), tone="green"),
        )

    return PAGES.register(
        request,
        queries.catalogue(request.user, unit).order_by(F("until").asc(nulls_first=True), "unit__path", "code", "id"),
        unit=unit,
        title=_("Catalogue of items"),
        tab="items",
        heads=heads,
        row=row,
        filters=forms.ItemFilter(request.GET),
        lead=_("Items fall due by their frequency, by themselves."),
        buttons=(
            Button("openness.list_item", reverse("openness:item_add"), _("Add an item"), "primary", "plus"),
            Button("openness.take_catalogue", reverse("openness:item_take"), _("Start catalogue"), picture="checklist"),
        ),
        ways=(Way(f"{reverse('openness:item_export')}?unit={unit.code}", _("Workbook")),),
        empty=_("Take over the start catalogue for your kind of unit, then change it as your congress decides."),
    )


def item_add(request):
    """An item is added."""
    unit = chosen_unit(request)
    return PAGES.begin(
        request,
        unit,
        forms.NewItemForm,
        _("Add an item to the catalogue"),
        lambda data: actions.list_item(unit, by=request.user, **data),
        code="openness.list_item",
        back="openness:item_list",
        lead=unit.name,
        form_kwargs={"user": request.user, "unit": unit, "initial": {"since": today(), "channels": ["board"]}},
        said=_("The item is in the catalogue."),
    )


def item_take(request):
    """A start catalogue is taken over."""
    unit = chosen_unit(request)
    return PAGES.begin(
        request,
        unit,
        forms.TakeForm,
        _("Take over a start catalogue"),
        lambda data: actions.take_catalogue(unit, by=request.user, **data),
        code="openness.take_catalogue",
        back="openness:item_list",
        lead=_("What you have already stays as it is; items of the same name are left out."),
        form_kwargs={"user": request.user, "unit": unit, "initial": {"on": today()}},
        url=reverse("openness:item_list"),
        said=_("The items are in your catalogue."),
    )


@require_safe
def item_detail(request, pk):
    """One item and its disclosures."""
    one = own_item(request, pk)
    latest = one.disclosures.filter(voided_at=None).order_by(F("due_on").desc(nulls_last=True), "-id")[:LATEST]
    rows = [
        (
            Cell(row.title(), row.get_absolute_url()),
            row.due_on.isoformat() if row.due_on else "",
            row.posted_on.isoformat() if row.posted_on else "",
            Cell(row.get_state_display(), tone=row.tone),
        )
        for row in latest
    ]
    heads = ((_("Disclosure"), False), (_("To be posted by"), False), (_("Posted on"), False), (_("State"), False))
    notes = (
        [] if one.body else [("amber", _("No disclosure group answers for this item: nothing of it can be checked."))]
    )
    shape = File(
        one.name,
        one.unit,
        "items",
        state=_("taken out") if one.until else pgettext("openness", "in force"),
        tone="grey" if one.until else "green",
        lead=one.get_topic_display(),
        facts=[
            (_("Number"), one.code),
            (_("How often"), one.get_frequency_display() + (f" · {_('at the beginning')}" if one.opening else "")),
            (_("Opened to"), one.get_audience_display()),
            (_("Disclosure group"), one.body.name if one.body else ""),
            (_("Disclosing department"), one.department),
            (_("Channels"), pgettext("list", ", ").join(str(way) for way in one.channel_words)),
            (_("Place of the board"), one.place),
            (_("Names of persons"), _("masked") if one.masks_names else _("in full")),
            (_("After its last day"), _("stays readable") if one.lasting else _("comes down")),
            (_("Since"), one.since.isoformat()),
            (_("Until"), one.until.isoformat() if one.until else ""),
        ],
        buttons=[
            Button("openness.begin", reverse("openness:item_begin", args=[pk]), kind="primary", picture="plus"),
            Button("openness.change_item", reverse("openness:item_change", args=[pk]), kind="quiet", picture="pencil"),
            Button("openness.retire_item", reverse("openness:item_retire", args=[pk]), kind="danger"),
        ]
        if one.until is None
        else [],
        tables=[Table(_("Disclosures"), heads, rows, _("Nothing has fallen due yet."))],
        notes=notes,
    )
    return PAGES.show(request, one, shape)


def item_change(request, pk):
    """An item is changed."""
    one = own_item(request, pk)
    start = {field: getattr(one, field) for field in FIELDS}
    return PAGES.verb(
        request,
        one,
        forms.ItemForm,
        _("Change an item"),
        lambda data: actions.change_item(one, by=request.user, **data),
        button=_("Save"),
        form_kwargs={"user": request.user, "unit": one.unit, "initial": start},
        said=_("Changed."),
    )


item_retire = verb_page(
    own_item,
    DayWhyForm,
    actions.retire_item,
    title=gettext_lazy("Take an item out of the catalogue"),
    button=pgettext_lazy("openness", "Take out"),
    said=pgettext_lazy("openness", "Taken out."),
    lead=lambda one: _("“%s” falls due no more; what was posted stays.") % one.name,
    danger=True,
)
item_begin = verb_page(
    own_item,
    forms.BeginForm,
    actions.begin,
    title=gettext_lazy("Begin a disclosure"),
    button=pgettext_lazy("openness", "Begin"),
    said=gettext_lazy("Begun; now write it."),
    lead=lambda one: one.name,
)


@require_safe
def item_export(request):
    """The catalogue as a workbook that can be imported again."""
    unit = chosen_unit(request)
    heads = ("编号", "公开事项", "类别", "公开范围", "公开频次", "公开部门", "公开方式", "公开地点", "单位")
    found = queries.catalogue(request.user, unit).filter(until=None).order_by("unit__path", "code", "id")
    rows = [
        (
            one.code, one.name, papers.TOPICS[one.topic], papers.LEVELS[one.audience], papers.FREQUENCIES[one.frequency], one.department,
            "、".join(papers.CHANNELS[way] for way in one.channels), one.place, one.unit.name,
        )
        for one in found
    ]  # fmt: skip
    return workbook("公开目录", heads, rows)
