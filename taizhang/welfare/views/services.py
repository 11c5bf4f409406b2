"""The start page; blood drives; school places; evidence and voiding for every record."""

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from taizhang.kernel import ledger
from taizhang.ui import due
from taizhang.ui.places import chosen_period, chosen_unit
from taizhang.ui.registers import Button, Cell, File, Table, finder, today, within
from taizhang.welfare import actions, forms, models
from taizhang.welfare.models import BloodDrive, Placement, Volunteer
from taizhang.welfare.queries import dues, stock
from taizhang.welfare.queries import services as queries
from taizhang.welfare.rules.services import STEPS
from taizhang.welfare.views.events import own
from taizhang.welfare.views.shapes import PAGES

SHOWN = 20
FIGURES = (
    "AW-10:人次",
    "AW-10:人数",
    "welfare.in_time_share",
    "AW-06:人数",
    "AW-18:人数",
    "welfare.served_share",
    "welfare.collected_money",
    "welfare.handed_over_money",
    "welfare.held_money",
    "AW-16:人数",
    "RW-02:人次",
    "AW-20:人数",
)
FINDERS = {
    one._meta.model_name: finder(one)
    for one in (
        models.Event,
        models.Visit,
        models.Gathering,
        models.Item,
        models.Movement,
        models.Plan,
        models.Handout,
        models.Campaign,
        models.Donation,
        models.Handover,
        models.Benefit,
        models.BloodDrive,
        models.Placement,
    )
}
LISTS = {"movement": "item_list", "donation": "campaign_list", "handover": "campaign_list"}  # no register of their own


@require_safe
def home(request):
    """What is due, how the year stands, what is in store."""
    unit = chosen_unit(request)
    period = chosen_period(request, unit)
    found = ledger.values(FIGURES, unit, period)
    context = {
        "unit": unit,
        "tabs": PAGES.tabs(),
        "period": period,
        "dues": due.in_order(dues.due_items(request.user, unit, today()))[:SHOWN],
        "figures": list(found.values()),
        "stock": stock.totals(request.user, unit),
        "buttons": (
            Button("welfare.report_event", reverse("welfare:event_report"), _("Report an event"), "primary", "plus"),
            Button("welfare.visit", reverse("welfare:visit_record"), _("Record a visit"), picture="heart-handshake"),
        ),
    }
    return render(request, "welfare/home.html", context)


# --- blood donation ---------------------------------------------------------------------------------------------------------


@require_safe
def blooddrive_list(request):
    """Blood drives, newest first."""
    unit = chosen_unit(request)
    heads = (
        (_("Date"), False),
        (_("Blood station"), False),
        (_("Quota"), True),
        (_("Volunteers"), True),
        (_("Selected"), True),
        (_("Gave blood"), True),
        (_("Years in a row"), True),
        (_("Union"), False),
    )

    def row(one):
        states = [volunteer.state for volunteer in one.volunteers.all()]
        gave = states.count(Volunteer.State.DONATED)
        return (
            Cell(one.on.isoformat(), one.get_absolute_url()),
            one.station,
            one.quota,
            len(states),
            states.count(Volunteer.State.SELECTED) + gave,
            gave,
            one.streak or None,
            one.unit.name,
        )

    return PAGES.register(
        request,
        queries.drives(request.user, unit).order_by("-on", "-id"),
        unit=unit,
        title=_("Blood donation"),
        tab="blood",
        heads=heads,
        row=row,
        lead=_("Volunteered, selected, donated; and how many years in a row."),
        buttons=(
            Button("welfare.call_donors", reverse("welfare:blooddrive_call"), _("Call for donors"), "primary", "plus"),
        ),
        empty=_("Call for donors: the quota from above, the day, the blood station."),
    )


def blooddrive_call(request):
    """Call for blood donors."""
    unit = chosen_unit(request)
    return PAGES.begin(
        request,
        unit,
        forms.DriveForm,
        _("Call for donors"),
        lambda data: actions.call_donors(unit, by=request.user, **data),
        code="welfare.call_donors",
        back="welfare:blooddrive_list",
        lead=unit.name,
        said=_("Now record who volunteered."),
    )


@require_safe
def blooddrive_detail(request, pk):
    """One blood drive and its volunteers."""
    one = own(request, BloodDrive, pk)
    people = list(one.volunteers.all())
    states = [volunteer.state for volunteer in people]
    gave = states.count(Volunteer.State.DONATED)
    rows = [
        (volunteer.name, Cell(volunteer.get_state_display(), tone=volunteer.tone), volunteer.millilitres)
        for volunteer in people
    ]
    shape = File(
        _("Blood donation"),
        one.unit,
        "blood",
        lead=one.on.isoformat(),
        facts=[
            (_("Quota"), one.quota),
            (_("Quota set by"), one.asked_by),
            (_("Blood station"), one.station),
            (_("Volunteers"), len(people)),
            (_("Selected"), states.count(Volunteer.State.SELECTED) + gave),
            (_("Gave blood"), gave),
            (_("Years in a row"), one.streak),
        ],
        buttons=[
            Button(
                "welfare.volunteer",
                reverse("welfare:blooddrive_volunteer", args=[pk]),
                _("Record volunteers"),
                "quiet" if people else "primary",
                "user-plus",
            ),
            Button(
                "welfare.move_volunteers",
                reverse("welfare:blooddrive_move", args=[pk]),
                _("Selected, gave blood"),
                "primary" if people else "quiet",
                "checklist",
            ),
        ],
        tables=[
            Table(
                _("Volunteers"),
                ((pgettext("person", "Name"), False), (_("State"), False), (_("Millilitres"), True)),
                rows,
                _("Nobody has volunteered yet."),
            )
        ],
    )
    return PAGES.show(request, one, shape)


def blooddrive_volunteer(request, pk):
    """Who came forward."""
    one = own(request, BloodDrive, pk)
    return PAGES.verb(
        request,
        one,
        forms.VolunteerForm,
        _("Record volunteers"),
        lambda data: actions.volunteer(one, by=request.user, **data),
        form_kwargs=within(request, one.unit),
    )


def blooddrive_move(request, pk):
    """Who was selected, who gave."""
    one = own(request, BloodDrive, pk)
    return PAGES.verb(
        request,
        one,
        forms.MoveForm,
        _("Selected, gave blood"),
        lambda data: actions.move_volunteers(one, by=request.user, **data),
        button=_("Save"),
        form_kwargs={"rows": one.volunteers.all()},
    )


# --- school places ----------------------------------------------------------------------------------------------------------


@require_safe
def placement_list(request):
    """Requests for school places, newest first."""
    unit = chosen_unit(request)
    heads = (
        (_("Parent"), False),
        (_("School wanted"), False),
        (_("Asked on"), False),
        (_("Answered on"), False),
        (_("Union"), False),
        (_("State"), False),
    )
    return PAGES.register(
        request,
        queries.placements(request.user, unit).order_by("-asked_on", "-id"),
        unit=unit,
        title=_("School places"),
        tab="school",
        heads=heads,
        filters=forms.NamedFilter(request.GET, states=Placement.State.choices),
        lead=_("Asked, negotiated, placed. Children are not named in lists."),
        row=lambda one: (
            Cell(one.name, one.get_absolute_url()),
            one.wanted,
            one.asked_on.isoformat(),
            one.ended_on and one.ended_on.isoformat(),
            one.unit.name,
            Cell(one.get_state_display(), tone=one.tone),
        ),
        buttons=(
            Button(
                "welfare.ask_placement",
                reverse("welfare:placement_ask"),
                _("Ask for a school place"),
                "primary",
                "plus",
            ),
        ),
        empty=_("Record the first request: which parent, which school."),
    )


def placement_ask(request):
    """A parent asks for help with a school place."""
    unit = chosen_unit(request)
    return PAGES.begin(
        request,
        unit,
        forms.AskForm,
        _("Ask for a school place"),
        lambda data: actions.ask_placement(unit, by=request.user, **data),
        code="welfare.ask_placement",
        back="welfare:placement_list",
        lead=unit.name,
        form_kwargs={**within(request, unit), "initial": {"asked_on": today()}},
    )


@require_safe
def placement_detail(request, pk):
    """One request and its steps."""
    one = own(request, Placement, pk)
    steps = [(day, Placement.State(state).label, result) for day, state, result in one.history]
    shape = File(
        one.name,
        one.unit,
        "school",
        one.get_state_display(),
        one.tone,
        one.wanted,
        facts=[
            (_("Child"), one.child),
            (_("School now"), one.now_at),
            (_("School wanted"), one.wanted),
            (_("Asked on"), one.asked_on.isoformat()),
            (_("Answered on"), one.ended_on and one.ended_on.isoformat()),
            (_("Result"), one.result),
        ],
        buttons=[
            Button(
                "welfare.answer_placement",
                reverse("welfare:placement_answer", args=[pk]),
                _("Next step"),
                "primary",
                "arrow-right",
            ),
            Button(
                "welfare.reveal",
                reverse("welfare:placement_reveal", args=[pk]),
                _("See the child's name"),
                picture="eye",
            ),
        ],
        tables=[
            Table(
                pgettext("welfare", "Steps"),
                ((_("Date"), False), (_("State"), False), (_("Result"), False)),
                steps,
                _("Nothing has happened yet."),
            )
        ],
    )
    if one.state not in STEPS:
        shape.buttons.pop(0)
    return PAGES.show(request, one, shape)


def placement_answer(request, pk):
    """The next step."""
    one = own(request, Placement, pk)
    return PAGES.verb(
        request,
        one,
        forms.StepForm,
        _("Next step"),
        lambda data: actions.answer_placement(one, by=request.user, **data),
        button=_("Save"),
        form_kwargs={"initial": {"on": today()}},
    )


# --- for every record -------------------------------------------------------------------------------------------------------

evidence_add, evidence_file, record_void = PAGES.of_every_record(
    FINDERS, forms.EvidenceForm, actions.attach, actions.void, lists=LISTS
)
