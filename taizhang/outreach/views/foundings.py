"""Foundings: the register, the file of one with its steps, a page for every step, the papers."""

from django.http import Http404
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy
from django.views.decorators.http import require_safe

from taizhang.kernel import approvals, evidence, ledger, routes
from taizhang.kernel.access import can
from taizhang.organisation import kinds
from taizhang.outreach import actions, forms, papers
from taizhang.outreach.models import Establishment
from taizhang.outreach.queries import deadlines, firms
from taizhang.outreach.queries import establishments as queries
from taizhang.outreach.views.shapes import PAGES, own_establishment
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
    deadline,
    iso,
    link,
    narrowed,
    state,
    today,
    within,
    workbook,
)
from taizhang.word.download import word_response

State = Establishment.State
FIGURES = ("OM-03:家数", "OM-03:人数", "outreach.under_way", "outreach.quota_rate")
PAPERS = {
    State.PUBLICISED: ("走访记录",),
    State.WILLING: ("同意书",),
    State.APPLIED: ("申请书",),
    State.APPROVED: ("批复",),
    State.FOUNDED: ("签到表", "选举结果", "会员名册"),
}


@require_safe
def establishment_list(request):
    """Foundings, those with the nearest last day first."""
    unit = chosen_unit(request)
    figures = list(ledger.values(FIGURES, unit, chosen_period(request, unit)).values())
    heads = (
        (_("Firm"), False), (_("Staff"), True), (_("State"), False), (_("since"), False), (_("Next step by"), False),
        (_("Officer responsible"), False), (_("Members"), True),
    )  # fmt: skip

    def row(one):
        late = one.due_on is not None and one.due_on < today()
        return (
            link(one.name, one), one.staff, state(one), iso(one.last_step_on), deadline(one.due_on, late=late), one.officer, one.members
        )  # fmt: skip

    return PAGES.register(
        request,
        queries.of_unit(request.user, unit).order_by("due_on", "-identified_on", "-id"),
        unit=unit,
        title=_("Foundings"),
        tab="foundings",
        heads=heads,
        row=row,
        filters=forms.EstablishmentFilter(request.GET),
        figures=figures,
        lead=_("From the firm that is found to the union that is registered; each step with its day and its papers."),
        buttons=(
            Button("outreach.begin", PAGES.url("establishment_begin"), _("Identify a firm"), "primary", "plus"),
            Button("outreach.begin", PAGES.url("establishment_begin_new"), _("A firm that is not listed"), "quiet", "building"),
        ),
        ways=(Way(f"{reverse('outreach:establishment_export')}?{_query(request, unit)}", _("Workbook")),),
        empty=_("Identify the first firm: choose one from the list of firms without a union."),
    )  # fmt: skip


def _query(request, unit):
    query = request.GET.copy()
    query["unit"] = unit.code
    return query.urlencode()


@require_safe
def establishment_export(request):
    """Foundings as a workbook, with the day of every step."""
    unit = chosen_unit(request)
    steps = [step.label for step in Establishment.STEPS]
    heads = (
        _("Firm"), _("Code"), _("Staff"), _("State"), *steps, pgettext("outreach", "given up on"), _("Next step by"), _("Number of the reply"),
        _("Name of the union"), _("First members"), _("Women among them"), _("Rural migrant workers among them"), _("Officer responsible"),
        _("How it was found"), _("Reason"),
    )  # fmt: skip
    rows = narrowed(queries.of_unit(request.user, unit).order_by("id"), forms.EstablishmentFilter(request.GET))
    lines = [
        (
            one.name, one.unit.code, one.staff, str(one.get_state_display()), *(one.day_of(step) for step in Establishment.STEPS), one.ended_on,
            one.due_on, one.reply_no, one.union_name, one.members, one.women, one.migrants, one.officer, str(one.get_source_display()),
            one.why,
        )
        for one in rows[:EXPORTED]
    ]  # fmt: skip
    return workbook(_("Foundings"), heads, lines)


def establishment_begin(request):
    """A firm of the list is identified."""
    unit = chosen_unit(request)
    start = {"on": today(), "firm": request.GET.get("firm", "")}

    def then(data):
        return actions.begin(data.pop("firm"), by=request.user, **data)

    return PAGES.begin(
        request,
        unit,
        forms.BeginForm,
        _("Identify a firm"),
        then,
        code="outreach.begin",
        back="outreach:establishment_list",
        lead=_("From this day on somebody works on a union in this firm."),
        form_kwargs={**within(request, unit), "initial": start},
        said=_("On file; the next step is due on the day shown."),
    )


def establishment_begin_new(request):
    """A firm that is not listed yet is put into the tree and identified."""
    unit = chosen_unit(request)
    return PAGES.begin(
        request,
        unit,
        forms.BeginNewForm,
        _("A firm that is not listed"),
        lambda data: actions.begin_new(unit, by=request.user, **data),
        code="outreach.begin",
        back="outreach:establishment_list",
        lead=_("The firm is put into the tree below %s.") % unit.name,
        form_kwargs={**within(request, unit), "initial": {"on": today()}},
        said=_("On file; the next step is due on the day shown."),
    )


@require_safe
def establishment_detail(request, pk):
    """One founding: its steps, visits, preparatory group, election, approval and papers."""
    one = own_establishment(request, pk)
    at = {
        name: reverse(f"outreach:establishment_{name}", args=[pk])
        for name in ("publicise", "visit", "consent", "prepare", "apply", "number", "found", "register", "give_up")
    }
    shape = File(
        str(one),
        one.unit,
        "foundings",
        state=one.get_state_display(),
        tone=one.tone,
        facts=_facts(one),
        buttons=_buttons(request, one, at),
        ways=_ways(one),
        tables=[_steps(one), *_people(one), _visits(one)],
        notes=_notes(one),
        approval=True,
    )
    return PAGES.show(request, one, shape)


def _facts(one):
    support = deadlines.support_until(one)
    kind = kinds.name(kinds.of(one.union_kind)) if one.union_kind else ""
    return [
        (_("Firm"), one.name),
        (_("Staff"), one.staff),
        (_("Officer responsible"), one.officer),
        (_("How it was found"), one.get_source_display()),
        (_("Firm opened on"), iso(one.opened_on)),
        (_("Support of the union above until"), iso(support)),
        (_("Next step by"), iso(one.due_on)),
        (_("How it was publicised"), one.publicised_how),
        (_("Who consented for the employer"), one.consent_by),
        (_("Name of the union"), one.union_name),
        (_("Kind of union"), kind),
        (_("Staff who want to join"), one.willing_members),
        (_("Number of the application"), one.application_no),
        (pgettext("outreach", "Approved by"), one.approved_by),
        (_("Number of the reply"), one.reply_no),
        (_("Place of the meeting"), one.place),
        (_("Present of those called"), f"{one.present} / {one.called}" if one.called else ""),
        (_("First members"), one.members),
        (_("Women among them"), one.women),
        (_("Rural migrant workers among them"), one.migrants),
        (_("Number in the register"), one.register_no),
        (_("Reason"), one.why),
    ]


def _buttons(request, one, at):
    pages = {
        State.IDENTIFIED: (("outreach.publicise", "publicise"),),
        State.PUBLICISED: (("outreach.consent", "consent"),),
        State.WILLING: (("outreach.apply", "apply"), ("outreach.prepare", "prepare")),
        State.APPROVED: (("outreach.found", "found"), ("outreach.number_reply", "number")),
        State.FOUNDED: (("outreach.register", "register"),),
    }.get(one.state, ())
    if one.state == State.WILLING and not one.preparers.exists():
        pages = pages[::-1]
    found = [
        Button(code, at[name], kind="primary" if not place else "quiet") for place, (code, name) in enumerate(pages)
    ]
    if one.state in Establishment.BEFORE:
        found.append(Button("outreach.visit", at["visit"], _("Visit"), "quiet", "map-pin"))
        verdict = can(request.user, "outreach.give_up", one.unit) and approvals.may_change(one)
        found.append(Button("outreach.give_up", at["give_up"], _("Give up"), "quiet", "ban", verdict))
    return found


def _ways(one):
    found = [Way(reverse("organisation:unit_detail", args=[one.unit_id]), _("Unit file"), "building")]
    if one.union_name:
        found.append(
            Way(
                reverse("outreach:establishment_application", args=[one.pk]),
                pgettext("outreach", "Application (Word)"),
                "printer",
            )
        )
    if one.approved_on:
        found.append(Way(reverse("outreach:establishment_reply", args=[one.pk]), _("Reply (Word)"), "printer"))
    if one.founded_on:
        found.append(Way(reverse("outreach:establishment_report", args=[one.pk]), _("Result (Word)"), "printer"))
    return found


def _steps(one):
    there = {}
    for file in evidence.of(one):
        there.setdefault(file.kind, file)
    rows = []
    for step in Establishment.STEPS:
        day = one.day_of(step)
        lacking = [kind for kind in PAPERS.get(step, ()) if kind not in there]
        papers_there = [kind for kind in PAPERS.get(step, ()) if kind in there]
        words = pgettext("list", ", ").join(papers_there) or (
            "" if day is None or not lacking else pgettext("outreach", "none yet")
        )
        mark = Cell(_("done"), tone="green") if day else Cell(pgettext("outreach", "open"), tone="grey")
        rows.append((step.label, mark, iso(day), words, pgettext("list", ", ").join(lacking)))
    heads = (
        (_("Step"), False), (_("State"), False), (_("Day"), False), (_("Papers on file"), False), (_("Papers still missing"), False),
    )  # fmt: skip
    return Table(_("The way"), heads, rows)


def _people(one):
    found = []
    preparers = [(row.name, row.get_side_display(), _("head") if row.is_head else "") for row in one.preparers.all()]
    if preparers or one.state in (State.WILLING, State.APPLIED):
        heads = ((pgettext("outreach", "Name"), False), (_("Sent by"), False), (_("Office"), False))
        found.append(
            Table(
                _("Preparatory group"), heads, preparers, _("Write down the preparatory group before the application.")
            )
        )
    elected = [(row.name, row.get_duty_display(), row.votes) for row in one.elected.all()]
    if elected:
        heads = ((pgettext("outreach", "Name"), False), (_("Elected as"), False), (pgettext("outreach", "Votes"), True))
        found.append(Table(_("Elected at the founding meeting"), heads, elected))
    return found


def _visits(one):
    heads = (
        (_("Day"), False),
        (_("Who went"), False),
        (_("Whom they met"), False),
        (pgettext("outreach", "What was said"), False),
    )
    rows = [(iso(row.on), row.by_whom, row.met, row.words) for row in one.visits.all()]
    return Table(_("Visits"), heads, rows, _("Nobody has written down a visit yet."))


def _notes(one):
    found = []
    if one.due_on and one.due_on < today():
        found.append(("red", _("The next step was due on %s.") % date_format(one.due_on)))
    if one.state == State.WILLING and one.why:
        found.append(("amber", _("The application came back: %s") % one.why))
    if one.state in (State.APPROVED, State.FOUNDED, State.REGISTERED):
        found += [("blue", sentence) for sentence in queries.remarks(one, today())]
    return found


def _page(form, do, *, title, button, said, start=None, lead=None, **more):
    return verb_page(
        own_establishment,
        form,
        do,
        title=title,
        button=button,
        said=said,
        lead=lead or str,
        start=start,
        url=lambda one: one.get_absolute_url(),
        template="ui/begin.html",
        **more,
    )


establishment_publicise = _page(
    forms.PubliciseForm,
    actions.publicise,
    title=gettext_lazy("Explain the law in the firm"),
    button=gettext_lazy("Put on file"),
    said=gettext_lazy("On file."),
)
establishment_visit = _page(
    forms.VisitForm,
    actions.visit,
    title=gettext_lazy("Write down a visit to a firm"),
    button=gettext_lazy("Put on file"),
    said=gettext_lazy("On file."),
)
establishment_consent = _page(
    forms.ConsentForm,
    actions.consent,
    title=gettext_lazy("Employer consents"),
    button=gettext_lazy("Put on file"),
    said=gettext_lazy("On file; now the preparatory group."),
)
establishment_prepare = _page(
    forms.PrepareForm,
    actions.prepare,
    title=gettext_lazy("Write down the preparatory group"),
    button=gettext_lazy("Put on file"),
    said=gettext_lazy("On file; now the application."),
    start=lambda one: {
        "initial": {"people": "\n".join(f"{row.name}（{row.get_side_display()}）" for row in one.preparers.all())}
    },
)
establishment_number = _page(
    forms.NumberForm,
    actions.number_reply,
    title=gettext_lazy("Correct the number of the reply"),
    button=gettext_lazy("Put on file"),
    said=gettext_lazy("On file."),
    start=lambda one: {"initial": {"reply_no": one.reply_no}},
)
establishment_found = _page(
    forms.FoundForm,
    actions.found,
    title=gettext_lazy("Record the founding meeting"),
    button=gettext_lazy("The union is founded"),
    said=gettext_lazy("Founded; the firm's unit is a union in the tree from that day on."),
    lead=lambda one: queries.founding_rules(one.unit, today())["quorum"].sentence(),
    start=lambda one: {"initial": {"on": today(), "called": one.willing_members, "members": one.willing_members}},
)
establishment_register = _page(
    forms.RegisterForm,
    actions.register,
    title=pgettext_lazy("outreach", "Enter in the register"),
    button=gettext_lazy("Put on file"),
    said=gettext_lazy("Complete."),
)
establishment_give_up = _page(
    DayWhyForm,
    actions.give_up,
    title=gettext_lazy("Give up an establishment"),
    button=gettext_lazy("Give up"),
    said=gettext_lazy("Given up; the firm stands on the list of firms without a union again."),
    danger=True,
)


def establishment_apply(request, pk):
    """The application goes to the union above."""
    one = own_establishment(request, pk)
    start = {
        "on": today(),
        "union_name": one.union_name or f"{one.name}工会",
        "union_kind": one.union_kind or "company_union",
        "willing_members": one.willing_members,
        "application_no": one.application_no,
    }
    return PAGES.verb(
        request,
        one,
        forms.ApplyForm,
        _("Apply to the union above"),
        lambda data: actions.apply(one, by=request.user, **data),
        button=pgettext("establishment", "Apply"),
        lead=_("%(firm)s; the union one level up decides (Trade Union Law, article 12).") % {"firm": one.name},
        form_kwargs={"initial": start},
        said=_("With the union above; its decision appears here."),
    )


@require_safe
def establishment_application(request, pk):
    """The application in Word."""
    one = own_establishment(request, pk)
    if not one.union_name:
        raise Http404
    paper = papers.application(one, one.approved_by or _above(one))
    return word_response(paper.title, paper)


def _above(one):
    case = approvals.of(one)
    if case is not None and case.at_unit is not None:
        return case.at_unit
    line = routes.unions_upwards(one.unit)
    towns = [unit for unit in line if routes.level_of(unit) == "town"]
    return (towns or line)[0]


@require_safe
def establishment_reply(request, pk):
    """The reply in Word."""
    one = own_establishment(request, pk)
    if one.approved_on is None:
        raise Http404
    paper = papers.reply(one)
    return word_response(paper.title, paper)


@require_safe
def establishment_report(request, pk):
    """The result of the founding meeting in Word."""
    one = own_establishment(request, pk)
    if one.founded_on is None:
        raise Http404
    paper = papers.report(one)
    return word_response(paper.title, paper)


# --- firms without a union ------------------------------------------------------------------------------------------------------------


@require_safe
def firm_list(request):
    """Firms that have no union and that nobody works on, the largest first."""
    unit = chosen_unit(request)
    least = firms.least_staff(unit, today())
    heads = (
        (_("Firm"), False), (_("Staff"), True), (_("Ownership"), False), (_("Community"), False), (pgettext("outreach", "Union"), False),
        (_("Target"), False),
        (_("Next step"), False),
    )  # fmt: skip

    def row(profile):
        target = (profile.staff_now or 0) >= least
        begin = f"{reverse('outreach:establishment_begin')}?unit={unit.code}&firm={profile.unit.code}"
        return (
            link(profile.unit.name, profile), profile.staff_now, profile.ownership, profile.community,
            pgettext("outreach", "joint union") if profile.covered_by_id else _("none"),
            Cell(_("to be organised"), tone="amber") if target else "", Cell(pgettext("outreach", "Begin"), begin),
        )  # fmt: skip

    return PAGES.register(
        request,
        firms.without_union(request.user, unit, today()),
        unit=unit,
        title=_("Firms without a union"),
        tab="firms",
        heads=heads,
        row=row,
        filters=forms.FirmFilter(request.GET),
        lead=_("The target: every firm with %(least)d or more staff has a union.") % {"least": least},
        buttons=(
            Button("outreach.begin", PAGES.url("establishment_begin_new"), _("A firm that is not listed"), "quiet", "plus"),
        ),
        ways=(Way(f"{reverse('outreach:firm_export')}?{_query(request, unit)}", _("Workbook")),),
        empty=_("No firm without a union is on the list. Firms come in by the workbook of units or by a census."),
    )  # fmt: skip


@require_safe
def firm_export(request):
    """Firms without a union as a workbook."""
    unit = chosen_unit(request)
    heads = (_("Firm"), _("Code"), _("Staff"), _("Ownership"), _("Community"), _("Address"), _("Union"))
    rows = narrowed(firms.without_union(request.user, unit, today()), forms.FirmFilter(request.GET))
    lines = [
        (
            one.unit.name, one.unit.code, one.staff_now, one.ownership, one.community, one.address,
            str(one.covered_by or _("none")),
        )
        for one in rows[:EXPORTED]
    ]  # fmt: skip
    return workbook(_("Firms without a union"), heads, lines)
