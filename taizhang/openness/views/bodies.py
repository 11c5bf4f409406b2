"""Groups: who discloses, who supervises, who sits where."""

from django.db.models import F
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django.views.decorators.http import require_safe

from taizhang.openness import actions, forms
from taizhang.openness.models import Body, Seat
from taizhang.openness.queries import bodies as queries
from taizhang.openness.views.finding import own_body
from taizhang.openness.views.shapes import PAGES
from taizhang.ui.fields import DayForm, DayWhyForm
from taizhang.ui.pages import verb_page
from taizhang.ui.places import chosen_unit
from taizhang.ui.registers import Button, Cell, File, Table, Way, today, workbook

STAGES = {
    "set up": (gettext_lazy("set up, nobody in it"), "amber"),
    "staffed": (gettext_lazy("staffed"), "blue"),
    "operating": (gettext_lazy("operating"), "green"),
    "dissolved": (gettext_lazy("dissolved"), "grey"),
}


def _stage(body):
    return STAGES[queries.stage(body, queries.is_operating(body))]


@require_safe
def body_list(request):
    """The groups, each with its pair."""
    unit = chosen_unit(request)
    heads = (
        (pgettext("openness", "Name"), False),
        (_("Kind"), False),
        (_("Subject area"), False),
        (_("Supervises"), False),
        (_("In it"), True),
        (_("Set up on"), False),
        (_("Union"), False),
        (_("State"), False),
    )

    def row(one):
        words, tone = _stage(one)
        return (
            Cell(one.name, one.get_absolute_url()),
            one.get_kind_display(),
            one.subject,
            one.supervises.name if one.supervises else "",
            one.people,
            one.since.isoformat(),
            one.unit.name,
            Cell(words, tone=tone),
        )

    return PAGES.register(
        request,
        queries.of_unit(request.user, unit).order_by(F("until").asc(nulls_first=True), "unit__path", "id"),
        unit=unit,
        title=pgettext("openness", "Groups"),
        tab="bodies",
        heads=heads,
        row=row,
        filters=forms.NameFilter(request.GET),
        lead=_(
            "Whoever discloses does not supervise himself: each disclosure group has a supervision group of other people."
        ),
        buttons=(Button("openness.set_up", reverse("openness:body_set_up"), _("Set up a group"), "primary", "plus"),),
        ways=(Way(f"{reverse('openness:body_export')}?unit={unit.code}", _("Workbook")),),
        empty=_("Set up the leading group first, then a disclosure group and its supervision group for each subject."),
    )


def body_set_up(request):
    """A group is set up."""
    unit = chosen_unit(request)
    return PAGES.begin(
        request,
        unit,
        forms.BodyForm,
        _("Set up a group"),
        lambda data: actions.set_up(unit, by=request.user, **data),
        code="openness.set_up",
        back="openness:body_list",
        lead=unit.name,
        form_kwargs={"user": request.user, "unit": unit, "initial": {"on": today()}},
        said=_("The group is set up."),
    )


@require_safe
def body_detail(request, pk):
    """One group: who sits in it, whom it watches or who watches it, what it answers for."""
    one = own_body(request, pk)
    one.people = one.seats.filter(until=None).count()
    words, tone = _stage(one)
    watching = queries.supervision_of(one)
    notes = []
    if one.discloses and one.until is None and watching is None:
        notes.append(("amber", _("No supervision group with members yet: nothing of this group can be posted.")))
    seats = [
        (
            seat.name,
            seat.get_duty_display(),
            seat.since.isoformat(),
            seat.until.isoformat() if seat.until else "",
            Cell(_("End"), reverse("openness:seat_end", args=[seat.pk])) if seat.until is None else "",
        )
        for seat in one.seats.all()
    ]
    tables = [
        Table(
            _("Who sits in it"),
            (
                (_("Name"), False),
                (_("Place in the group"), False),
                (_("Since"), False),
                (_("Until"), False),
                (_("Next step"), False),
            ),
            seats,
            _("Nobody sits in it yet."),
        )
    ]
    if one.discloses:
        items = [
            (Cell(item.name, item.get_absolute_url()), item.get_frequency_display(), item.get_audience_display())
            for item in one.items.filter(voided_at=None, until=None)
        ]
        heads = ((pgettext("openness", "Item"), False), (_("How often"), False), (_("Opened to"), False))
        tables.append(Table(_("Items that it answers for"), heads, items, _("No item is entrusted to it yet.")))
    shape = File(
        one.name,
        one.unit,
        "bodies",
        state=words,
        tone=tone,
        lead=one.get_kind_display(),
        facts=[
            (_("Subject area"), one.subject),
            (_("Supervises"), one.supervises.name if one.supervises else ""),
            (_("Supervised by"), watching.name if watching else ""),
            (_("Set up on"), one.since.isoformat()),
            (_("Dissolved on"), one.until.isoformat() if one.until else ""),
        ],
        buttons=[
            Button("openness.seat", reverse("openness:body_seat", args=[pk]), kind="primary", picture="user-plus"),
            Button("openness.dissolve", reverse("openness:body_dissolve", args=[pk]), kind="danger"),
        ]
        if one.until is None
        else [],
        tables=tables,
        notes=notes,
        texts=[(_("Duties"), one.duties)],
    )
    return PAGES.show(request, one, shape)


def body_seat(request, pk):
    """Somebody joins."""
    one = own_body(request, pk)
    start = {"on": today(), "duty": Seat.Duty.OFFICER if one.kind == Body.Kind.LIAISON else Seat.Duty.MEMBER}
    return PAGES.verb(
        request,
        one,
        forms.SeatForm,
        _("Fill seats"),
        lambda data: actions.seat(one, by=request.user, **data),
        form_kwargs={"user": request.user, "unit": one.unit, "initial": start},
        said=_("Seats filled."),
    )


def seat_end(request, pk):
    """Somebody leaves."""
    bodies = Body.objects.visible_to(request.user).standing()
    held = get_object_or_404(queries.seats_in(bodies), pk=pk)
    return PAGES.verb(
        request,
        held.body,
        DayForm,
        _("%s leaves the group") % held.name,
        lambda data: actions.unseat(held, by=request.user, **data),
        button=_("End the seat"),
        form_kwargs={"initial": {"on": today()}},
        said=_("The seat has ended."),
    )


body_dissolve = verb_page(
    own_body,
    DayWhyForm,
    actions.dissolve,
    title=gettext_lazy("Dissolve a group"),
    button=gettext_lazy("Dissolve"),
    said=gettext_lazy("Dissolved."),
    lead=lambda one: _("All seats of “%s” end with it, and so does its supervision group.") % one.name,
    danger=True,
)


@require_safe
def body_export(request):
    """Groups with everybody in them, as a workbook."""
    unit = chosen_unit(request)
    heads = (
        _("Union"),
        _("Group"),
        _("Kind"),
        _("Supervises"),
        _("Name"),
        _("Place in the group"),
        _("Since"),
        _("Until"),
    )
    found = queries.of_unit(request.user, unit).prefetch_related("seats").order_by("unit__path", "id")
    rows = [
        (
            one.unit.name, one.name, str(one.get_kind_display()), one.supervises.name if one.supervises else "", seat.name,
            str(seat.get_duty_display()), seat.since, seat.until,
        )
        for one in found
        for seat in one.seats.all()
    ]  # fmt: skip
    return workbook(_("Openness groups"), heads, rows)
