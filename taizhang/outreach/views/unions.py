"""Joint unions with their firms; unions as legal persons."""

from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy
from django.views.decorators.http import require_safe

from taizhang.kernel import ledger
from taizhang.kernel.access import can
from taizhang.kernel.verdicts import Refused
from taizhang.outreach import actions, forms
from taizhang.outreach.models import Affiliation, Registration
from taizhang.outreach.queries import unions as queries
from taizhang.outreach.views.shapes import PAGES, own_affiliation, own_registration
from taizhang.ui.fields import DayWhyForm
from taizhang.ui.pages import verb_page
from taizhang.ui.places import chosen_period, chosen_unit
from taizhang.ui.registers import (
    EXPORTED,
    Button,
    Cell,
    File,
    Table,
    Way,
    WhyForm,
    deadline,
    iso,
    link,
    narrowed,
    state,
    today,
    within,
    workbook,
)

State, Step = Affiliation.State, Registration.State


def _page(find, form, do, *, title, said, start=None, **more):
    return verb_page(
        find,
        form,
        do,
        title=title,
        button=gettext_lazy("Put on file"),
        said=said,
        lead=str,
        start=start,
        url=lambda one: one.get_absolute_url(),
        template="ui/begin.html",
        **more,
    )


def _query(request, unit):
    query = request.GET.copy()
    query["unit"] = unit.code
    return query.urlencode()


# --- joint unions ---------------------------------------------------------------------------------------------------------------------


@require_safe
def affiliation_list(request):
    """Firms of joint unions, and firms of foreign capital."""
    unit = chosen_unit(request)
    codes = ("outreach.in_joint_unions", "OM-06:人数", "outreach.foreign_rate")
    figures = list(ledger.values(codes, unit, chosen_period(request, unit)).values())
    heads = (
        (_("Firm"), False), (_("Joint union"), False), (_("Origin of the capital"), False), (_("Ownership"), False), (_("Staff"), True),
        (_("Members"), True), (_("State"), False), (pgettext("outreach", "Joined on"), False),
    )  # fmt: skip

    def row(one):
        return (
            link(one.name, one), one.unit.name, one.get_capital_display(), one.ownership, one.staff, one.members, state(one),
            iso(one.joined_on),
        )  # fmt: skip

    return PAGES.register(
        request,
        queries.affiliations(request.user, unit).order_by("unit__path", "name", "id"),
        unit=unit,
        title=_("Joint unions"),
        tab="joint",
        heads=heads,
        row=row,
        filters=forms.AffiliationFilter(request.GET),
        figures=figures,
        lead=_(
            "Very small firms join the joint union of their village; every firm of foreign capital is to be organised."
        ),
        buttons=(Button("outreach.survey", PAGES.url("affiliation_survey"), _("Find a firm"), "primary", "plus"),),
        ways=(Way(f"{reverse('outreach:affiliation_export')}?{_query(request, unit)}", _("Workbook")),),
        empty=_("Write down the first firm that a joint union is to take in."),
    )


@require_safe
def affiliation_export(request):
    """Firms of joint unions as a workbook."""
    unit = chosen_unit(request)
    heads = (
        _("Firm"), _("Joint union"), _("Origin of the capital"), _("Ownership"), _("Staff"), _("Members"), _("State"), _("Surveyed on"),
        _("persuaded on"), pgettext("outreach", "Joined on"), _("left on"), _("Reason"),
    )  # fmt: skip
    rows = narrowed(
        queries.affiliations(request.user, unit).order_by("unit__path", "name", "id"),
        forms.AffiliationFilter(request.GET),
    )
    lines = [
        (
            one.name, one.unit.name, str(one.get_capital_display()), one.ownership, one.staff, one.members, str(one.get_state_display()),
            one.surveyed_on, one.persuaded_on, one.joined_on, one.left_on, one.why,
        )
        for one in rows[:EXPORTED]
    ]  # fmt: skip
    return workbook(_("Joint unions"), heads, lines)


def affiliation_survey(request):
    """A small firm is found for a joint union."""
    unit = chosen_unit(request)

    def then(data):
        return actions.survey(data.pop("union"), by=request.user, **data)

    return PAGES.begin(
        request,
        unit,
        forms.SurveyForm,
        _("Find a firm for a joint union"),
        then,
        code="outreach.survey",
        back="outreach:affiliation_list",
        lead=unit.name,
        form_kwargs={**within(request, unit), "initial": {"on": today()}},
        said=_("On file; now speak with the firm."),
    )


@require_safe
def affiliation_detail(request, pk):
    """One firm of a joint union."""
    one = own_affiliation(request, pk)
    at = {name: reverse(f"outreach:affiliation_{name}", args=[pk]) for name in ("persuade", "join", "own", "leave")}
    pages = {
        State.SURVEYED: (("outreach.persuade", "persuade"), ("outreach.found_own", "own")),
        State.PERSUADED: (("outreach.join", "join"), ("outreach.found_own", "own")),
        State.JOINED: (("outreach.leave", "leave"),),
    }.get(one.state, ())
    ways = []
    if one.firm_id:
        ways.append(Way(reverse("organisation:unit_detail", args=[one.firm_id]), _("Unit file"), "building"))
    if one.establishment_id:
        ways.append(Way(one.establishment.get_absolute_url(), _("Establishment"), "file-text"))
    shape = File(
        str(one),
        one.unit,
        "joint",
        state=one.get_state_display(),
        tone=one.tone,
        facts=[
            (_("Firm"), one.name),
            (_("Origin of the capital"), one.get_capital_display()),
            (_("Ownership"), one.ownership),
            (_("Staff"), one.staff),
            (_("Surveyed on"), iso(one.surveyed_on)),
            (_("persuaded on"), iso(one.persuaded_on)),
            (_("spoke with"), one.spoke_with),
            (pgettext("outreach", "Joined on"), iso(one.joined_on)),
            (_("Members"), one.members),
            (_("left on"), iso(one.left_on)),
            (_("Reason"), one.why),
        ],
        buttons=[
            Button(code, at[name], kind="quiet" if place or one.state == State.JOINED else "primary")
            for place, (code, name) in enumerate(pages)
        ],
        ways=ways,
    )
    return PAGES.show(request, one, shape)


affiliation_persuade = _page(
    own_affiliation,
    forms.PersuadeForm,
    actions.persuade,
    title=gettext_lazy("Speak with the firm"),
    said=gettext_lazy("On file."),
)
affiliation_join = _page(
    own_affiliation,
    forms.JoinForm,
    actions.join,
    title=gettext_lazy("Join the joint union"),
    said=gettext_lazy("Joined; the firm counts as covered from this day on."),
)
affiliation_leave = _page(
    own_affiliation,
    DayWhyForm,
    actions.leave,
    title=gettext_lazy("Leave the joint union"),
    said=gettext_lazy("On file."),
    danger=True,
)


def affiliation_own(request, pk):
    """The firm founds its own union instead."""
    one = own_affiliation(request, pk)
    return PAGES.verb(
        request,
        one,
        forms.TaskForm,
        _("Found its own union"),
        lambda data: actions.found_own(one, by=request.user, **data),
        button=pgettext("outreach", "Begin"),
        url=lambda begun: begun.get_absolute_url(),
        said=_("On file; the next step is due on the day shown."),
    )


# --- registrations --------------------------------------------------------------------------------------------------------------------


@require_safe
def registration_list(request):
    """Unions as legal persons, and where their accounts stand."""
    unit = chosen_unit(request)
    codes = ("outreach.registered", "outreach.registering", "outreach.with_account", "outreach.account_rate")
    figures = list(ledger.values(codes, unit, chosen_period(request, unit)).values())
    heads = (
        (pgettext("registration", "Union"), False), (_("State"), False), (pgettext("outreach", "Registered on"), False),
        (_("Certificate ends on"), False), (_("Account opened on"), False),
        (_("Bank"), False), (_("Next step by"), False),
    )  # fmt: skip

    def row(one):
        late = one.due_on is not None and one.due_on < today()
        ending = one.valid_until is not None and one.valid_until < today() and one.ended_on is None
        return (
            link(one.unit.name, one), Cell(pgettext("outreach", "struck off"), tone="grey") if one.ended_on else state(one), iso(one.registered_on),
            deadline(one.valid_until, late=ending), iso(one.opened_on), one.bank, deadline(one.due_on, late=late),
        )  # fmt: skip

    bare = queries.unregistered(request.user, unit).count()
    return PAGES.register(
        request,
        queries.registrations(request.user, unit).order_by("unit__path", "id"),
        unit=unit,
        title=_("Legal persons and accounts"),
        tab="registrations",
        heads=heads,
        row=row,
        filters=forms.RegistrationFilter(request.GET),
        figures=figures,
        lead=_("%d grassroots unions have not begun their registration.") % bare if bare else _("Registered first, then the account."),
        buttons=(
            Button("outreach.prepare_registration", PAGES.url("registration_prepare"), _("Begin a registration"), "primary", "plus"),
        ),
        ways=(Way(f"{reverse('outreach:registration_export')}?{_query(request, unit)}", _("Workbook")),),
        empty=_("Begin the registration of the first union; it is free of charge."),
    )  # fmt: skip


@require_safe
def registration_export(request):
    """Registrations as a workbook, and beside them the unions that have not begun. Account numbers show their last four digits."""
    unit = chosen_unit(request)
    heads = (
        pgettext("registration", "Union"), _("Code"), _("State"), _("Legal representative"), _("Begun on"), pgettext("outreach", "Submitted on"),
        pgettext("outreach", "Registered on"), _("Certificate no."),
        _("Unified social credit code"), _("Certificate ends on"), _("Account opened on"), _("Bank"), _("Account number"), _("struck off on"),
    )  # fmt: skip
    rows = narrowed(
        queries.registrations(request.user, unit).order_by("unit__path", "id"), forms.RegistrationFilter(request.GET)
    )
    lines = [
        (
            one.unit.name, one.unit.code, str(one.get_state_display()), one.representative, one.prepared_on, one.submitted_on, one.registered_on,
            one.certificate_no, one.credit_code, one.valid_until, one.opened_on, one.bank, one.account.masked if one.account else "",
            one.ended_on,
        )
        for one in rows[:EXPORTED]
    ]  # fmt: skip
    bare = [(one.name, one.code) for one in queries.unregistered(request.user, unit)[:EXPORTED]]
    sheets = [
        (_("Legal persons"), heads, lines),
        (_("Not begun"), (pgettext("registration", "Union"), _("Code")), bare),
    ]
    return workbook(_("Legal persons"), sheets=sheets)


def registration_prepare(request):
    """A registration is begun."""
    unit = chosen_unit(request)

    def then(data):
        return actions.prepare_registration(data.pop("union"), by=request.user, **data)

    return PAGES.begin(
        request,
        unit,
        forms.RegistrationForm,
        _("Begin a registration"),
        then,
        code="outreach.prepare_registration",
        back="outreach:registration_list",
        lead=_(
            "Needed: the application form, the reply of the union above with its number and the term, the papers of chair and handler."
        ),
        form_kwargs={**within(request, unit), "initial": {"on": today(), "union": request.GET.get("union", "")}},
        said=_("On file; now hand in the papers."),
    )


@require_safe
def registration_detail(request, pk):
    """One union as a legal person."""
    one = own_registration(request, pk)
    at = {
        name: reverse(f"outreach:registration_{name}", args=[pk])
        for name in ("submit", "enter", "account", "renew", "strike_off", "reveal")
    }
    step = {
        Step.PREPARING: ("outreach.submit", "submit"),
        Step.SUBMITTED: ("outreach.enter", "enter"),
        Step.REGISTERED: ("outreach.open_account", "account"),
    }.get(one.state)
    buttons = [Button(step[0], at[step[1]], kind="primary")] if step and not one.ended_on else []
    if one.is_registered and not one.ended_on:
        buttons.append(Button("outreach.renew", at["renew"], kind="quiet"))
    if one.account:
        buttons.append(Button("outreach.reveal_account", at["reveal"], kind="quiet", picture="eye"))
    if not one.ended_on:
        buttons.append(Button("outreach.strike_off", at["strike_off"], kind="quiet", picture="ban"))
    shape = File(
        str(one),
        one.unit,
        "registrations",
        state=pgettext("outreach", "struck off") if one.ended_on else one.get_state_display(),
        tone=one.tone,
        facts=[
            (_("Legal representative"), one.representative),
            (_("Handled by"), one.handler),
            (_("Begun on"), iso(one.prepared_on)),
            (pgettext("outreach", "Submitted on"), iso(one.submitted_on)),
            (_("Registering federation"), one.registrar),
            (pgettext("outreach", "Registered on"), iso(one.registered_on)),
            (_("Certificate no."), one.certificate_no),
            (_("Unified social credit code"), one.credit_code),
            (_("Certificate ends on"), iso(one.valid_until)),
            (_("Account opened on"), iso(one.opened_on)),
            (_("Bank"), one.bank),
            (_("Account number"), one.account.masked if one.account else ""),
            (_("Next step by"), iso(one.due_on)),
            (_("struck off on"), iso(one.ended_on)),
            (_("Reason"), one.why),
        ],
        buttons=buttons,
        ways=[Way(reverse("organisation:unit_detail", args=[one.unit_id]), _("Unit file"), "building")],
        notes=_notes(one),
        tables=[
            Table(
                _("Renewals and changes"),
                (
                    (_("Day"), False),
                    (_("Certificate ends on"), False),
                    (_("Legal representative"), False),
                    (_("What changed"), False),
                ),
                [(iso(row.on), iso(row.valid_until), row.representative, row.words) for row in one.renewals.all()],
                _("None yet. A change of name, address or representative is registered within 30 days."),
            )
        ],
    )
    return PAGES.show(request, one, shape)


def _notes(one):
    if one.ended_on or one.valid_until is None:
        return []
    if one.valid_until < today():
        return [("red", _("The certificate ended on %s.") % date_format(one.valid_until))]
    if queries.remind_from(one.unit, one.valid_until, today()) <= today():
        return [("amber", _("The certificate ends on %s; renew it in time.") % date_format(one.valid_until))]
    return []


registration_submit = _page(
    own_registration,
    forms.SubmitForm,
    actions.submit,
    title=gettext_lazy("Hand in the papers"),
    said=gettext_lazy("On file."),
)
registration_enter = _page(
    own_registration,
    forms.EnterForm,
    actions.enter,
    title=gettext_lazy("Record the certificate"),
    said=gettext_lazy("The union is a legal person; now its account."),
)
registration_account = _page(
    own_registration,
    forms.AccountForm,
    actions.open_account,
    title=gettext_lazy("Record the account"),
    said=gettext_lazy("On file; the number is sealed."),
)
registration_renew = _page(
    own_registration,
    forms.RenewForm,
    actions.renew,
    title=gettext_lazy("Renew the certificate"),
    said=gettext_lazy("On file."),
    start=lambda one: {"initial": {"on": today(), "representative": one.representative}},
)
registration_strike_off = _page(
    own_registration,
    DayWhyForm,
    actions.strike_off,
    title=pgettext_lazy("outreach", "Strike off"),
    said=gettext_lazy("Struck off."),
    danger=True,
)


def registration_reveal(request, pk):
    """The number of the account in full, once, after a reason was given."""
    one = own_registration(request, pk)
    form, shown = WhyForm(request.POST or None), ""
    if request.method == "POST" and form.is_valid():
        try:
            shown = actions.reveal_account(one, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    context = {
        "title": _("See the account number"),
        "unit": one.unit,
        "lead": str(one),
        "button": _("Show it"),
        "back": one.get_absolute_url(),
        "verdict": can(request.user, "outreach.reveal_account", one.unit),
        "form": form,
        "shown": shown,
    }
    return render(request, "outreach/registration_reveal.html", context, status=422 if form.errors else 200)
