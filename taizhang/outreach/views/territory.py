"""Who answers for which firm, sectors, full coverage of communities, quotas."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy
from django.views.decorators.http import require_safe

from taizhang.kernel import ledger
from taizhang.kernel.access import can
from taizhang.kernel.periods import Period
from taizhang.outreach import actions, forms
from taizhang.outreach.models import Programme
from taizhang.outreach.queries import territory as queries
from taizhang.outreach.rules import territory as rules
from taizhang.outreach.views.shapes import PAGES, own_assignment, own_programme, own_quota, own_sector
from taizhang.ui.fields import DayForm, DayWhyForm
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

State = Programme.State
STATUS = {
    "own": (pgettext_lazy("outreach", "own union"), "green"),
    "joint": (pgettext_lazy("outreach", "joint union"), "green"),
    "missing": (gettext_lazy("no union yet"), "red"),
    "unknown": (gettext_lazy("staff not on file"), "amber"),
    "small": (gettext_lazy("too small to qualify"), "grey"),
}


def _page(find, form, do, *, title, said, button="", start=None, lead=str, **more):
    return verb_page(
        find,
        form,
        do,
        title=title,
        button=button or gettext_lazy("Put on file"),
        said=said,
        lead=lead,
        start=start,
        url=lambda one: one.get_absolute_url(),
        template="ui/begin.html",
        **more,
    )


# --- assignments ----------------------------------------------------------------------------------------------------------------------


@require_safe
def assignment_list(request):
    """Which union answers for which firm, in which sector, by whose name."""
    unit = chosen_unit(request)
    period = chosen_period(request, unit)
    figures = list(
        ledger.values(("outreach.assigned", "outreach.assigned_bare", "outreach.assigned_rate"), unit, period).values()
    )
    heads = (
        (_("Firm"), False), (_("Union that answers"), False), (_("Sector"), False), (_("Officer responsible"), False), (_("since"), False),
        (_("Union"), False), (_("Last reviewed"), False),
    )  # fmt: skip

    def row(one):
        mark = Cell(_("has a union"), tone="green") if one.unionised_on else Cell(_("none"), tone="amber")
        sector = one.sector.name if one.sector else ""
        return link(one.firm.name, one), one.unit.name, sector, one.officer, iso(one.since), mark, iso(one.reviewed_on)

    return PAGES.register(
        request,
        queries.assignments(request.user, unit),
        unit=unit,
        title=_("Territory"),
        tab="territory",
        heads=heads,
        row=row,
        filters=forms.AssignmentFilter(request.GET, **within(request, unit)),
        figures=figures,
        lead=_("A community union answers for every firm on its territory; responsibility has a name."),
        buttons=(Button("outreach.assign", PAGES.url("assignment_assign"), _("Assign firms"), "primary", "plus"),),
        ways=(
            Way(PAGES.url("sector_list"), _("Sectors"), "map-pin"),
            Way(f"{reverse('outreach:assignment_export')}?unit={unit.code}", _("Workbook")),
        ),
        empty=_("Assign the first firms to the union of their community."),
    )


@require_safe
def assignment_export(request):
    """Assignments as a workbook, and beside them the firms for which nobody answers."""
    unit = chosen_unit(request)
    heads = (
        _("Firm"), _("Code"), _("Union that answers"), _("Sector"), _("Officer responsible"), _("since"), _("until"), _("has a union since"),
        _("Last reviewed"), _("What the review found"),
    )  # fmt: skip
    filters = forms.AssignmentFilter(request.GET, **within(request, unit))
    lines = [
        (
            one.firm.name, one.firm.code, one.unit.name, one.sector.name if one.sector else "", one.officer, one.since, one.until,
            one.unionised_on, one.reviewed_on, one.finding,
        )
        for one in narrowed(queries.assignments(request.user, unit), filters)[:EXPORTED]
    ]  # fmt: skip
    bare = [(one.name, one.code) for one in queries.unassigned(request.user, unit)[:EXPORTED]]
    sheets = [(_("Territory"), heads, lines), (_("Nobody answers"), (_("Firm"), _("Code")), bare)]
    return workbook(_("Territory"), sheets=sheets)


def assignment_assign(request):
    """Firms are assigned to a community union; the box is filled with those for which nobody answers yet."""
    unit = chosen_unit(request)
    bare = (
        "\n".join(f"{one.code}" for one in queries.unassigned(request.user, unit)[:200]) if "all" in request.GET else ""
    )
    start = {"on": today(), "firms": request.GET.get("firm", "") or bare}

    def then(data):
        return actions.assign(data.pop("union"), by=request.user, **data)

    return PAGES.begin(
        request,
        unit,
        forms.AssignForm,
        _("Assign firms"),
        then,
        code="outreach.assign",
        back="outreach:assignment_list",
        lead=_("%(count)d firms of %(unit)s have nobody who answers for them.")
        % {"count": queries.unassigned(request.user, unit).count(), "unit": unit.name},
        form_kwargs={**within(request, unit), "initial": start},
        url=PAGES.url("assignment_list"),
        said=lambda made: _("%d firms are assigned.") % len(made),
    )


@require_safe
def assignment_detail(request, pk):
    """One assignment, and those before it."""
    one = own_assignment(request, pk)
    verdict = rules.may_change(one, today())

    def button(code, name, kind="quiet"):
        may = can(request.user, f"outreach.{code}", one.unit) and verdict
        return Button(f"outreach.{code}", reverse(f"outreach:assignment_{name}", args=[pk]), kind=kind, verdict=may)

    earlier, before = [], one.follows
    while before is not None:
        earlier.append((before.unit.name, before.officer, iso(before.since), iso(before.until), before.why))
        before = before.follows
    shape = File(
        str(one),
        one.unit,
        "territory",
        state=_("ended") if one.until else _("standing"),
        tone="grey" if one.until else "green",
        facts=[
            (_("Firm"), one.firm.name),
            (_("Sector"), one.sector),
            (_("Officer responsible"), one.officer),
            (_("since"), iso(one.since)),
            (_("until"), iso(one.until)),
            (_("why it ended"), one.why),
            (_("has a union since"), iso(one.unionised_on)),
            (_("Last reviewed"), iso(one.reviewed_on)),
            (_("What the review found"), one.finding),
        ],
        buttons=[
            button("review", "review", "primary"),
            button("reassign", "reassign"),
            button("end_assignment", "end"),
        ],
        ways=[Way(reverse("organisation:unit_detail", args=[one.firm_id]), _("Unit file"), "building")],
        tables=[
            Table(
                _("Before"),
                (
                    (_("Union that answers"), False),
                    (_("Officer responsible"), False),
                    (_("since"), False),
                    (_("until"), False),
                    (_("Reason"), False),
                ),
                earlier,
                _("Nobody answered for this firm before."),
            )
        ],
    )
    return PAGES.show(request, one, shape)


def assignment_reassign(request, pk):
    """Another union, sector or officer answers from this day on."""
    one = own_assignment(request, pk)
    start = {"on": today(), "union": one.unit.code, "officer": one.officer, "sector": one.sector_id}
    return PAGES.verb(
        request,
        one,
        forms.ReassignForm,
        _("Reassign a firm"),
        lambda data: actions.reassign(one, by=request.user, **data),
        button=_("Reassign"),
        form_kwargs={**within(request, one.unit), "initial": start},
        url=lambda fresh: fresh.get_absolute_url(),
        said=_("Reassigned; what was before keeps its time."),
    )


assignment_review = _page(
    own_assignment,
    forms.ReviewForm,
    actions.review,
    title=gettext_lazy("Review an assignment"),
    said=gettext_lazy("On file."),
)
assignment_end = _page(
    own_assignment,
    DayWhyForm,
    actions.end_assignment,
    title=gettext_lazy("End an assignment"),
    said=gettext_lazy("Ended."),
    danger=True,
)


# --- sectors --------------------------------------------------------------------------------------------------------------------------


@require_safe
def sector_list(request):
    """Sectors, their officers, and how many of their firms have no union."""
    unit = chosen_unit(request)
    heads = (
        (_("Sector"), False), (_("Officer responsible"), False), (_("Union"), False), (_("Firms"), True), (_("without a union"), True),
        (_("since"), False), (_("State"), False),
    )  # fmt: skip

    def row(one):
        mark = Cell(_("ended"), tone="grey") if one.until else Cell(_("standing"), tone="green")
        return link(one.name, one), one.officer, one.unit.name, one.firms, one.bare, iso(one.since), mark

    return PAGES.register(
        request,
        queries.sectors(request.user, unit).order_by("unit__path", "name"),
        unit=unit,
        title=_("Sectors"),
        tab="territory",
        heads=heads,
        row=row,
        lead=_("Parts of the territory, each with one officer who answers by name."),
        buttons=(
            Button("outreach.set_up_sector", PAGES.url("sector_set_up"), _("Set up a sector"), "primary", "plus"),
        ),
        empty=_("Set up the first sector and say who is responsible."),
    )


def sector_set_up(request):
    """A sector is set up."""
    unit = chosen_unit(request)
    return PAGES.begin(
        request,
        unit,
        forms.SectorForm,
        _("Set up a sector"),
        lambda data: actions.set_up_sector(unit, by=request.user, **data),
        code="outreach.set_up_sector",
        back="outreach:sector_list",
        lead=unit.name,
        form_kwargs={"initial": {"on": today()}},
        said=_("On file; now assign firms to it."),
    )


@require_safe
def sector_detail(request, pk):
    """One sector with its firms."""
    one = own_sector(request, pk)
    rows = [
        (
            link(row.name, row), row.unit.name, row.officer, iso(row.since),
            Cell(_("has a union"), tone="green") if row.unionised_on else Cell(_("none"), tone="amber"),
        )
        for row in queries.assignments(request.user, one.unit).filter(sector=one, until=None)
    ]  # fmt: skip
    shape = File(
        one.title(),
        one.unit,
        "territory",
        state=_("ended") if one.until else _("standing"),
        tone="grey" if one.until else "green",
        facts=[(_("Officer responsible"), one.officer), (_("since"), iso(one.since)), (_("until"), iso(one.until))],
        buttons=[
            Button("outreach.assign", f"{reverse('outreach:assignment_assign')}?unit={one.unit.code}", kind="primary"),
            Button("outreach.change_officer", reverse("outreach:sector_officer", args=[pk]), kind="quiet"),
            Button("outreach.dissolve_sector", reverse("outreach:sector_dissolve", args=[pk]), kind="quiet"),
        ],
        tables=[
            Table(
                _("Firms"),
                (
                    (_("Firm"), False),
                    (_("Union that answers"), False),
                    (_("Officer responsible"), False),
                    (_("since"), False),
                    (pgettext("outreach", "Union"), False),
                ),
                rows,
                _("No firm is assigned to this sector."),
            )
        ],
    )
    return PAGES.show(request, one, shape)


sector_officer = _page(
    own_sector,
    forms.OfficerForm,
    actions.change_officer,
    title=gettext_lazy("Change the officer"),
    said=gettext_lazy("On file."),
)
sector_dissolve = _page(
    own_sector,
    DayForm,
    actions.dissolve_sector,
    title=gettext_lazy("Dissolve a sector"),
    said=pgettext_lazy("outreach", "Dissolved."),
    danger=True,
)


# --- full coverage --------------------------------------------------------------------------------------------------------------------


@require_safe
def programme_list(request):
    """Communities that are to be covered whole."""
    unit = chosen_unit(request)
    codes = ("outreach.communities_selected", "outreach.communities_covered", "outreach.covered_firms")
    figures = list(ledger.values(codes, unit, chosen_period(request, unit)).values())
    heads = (
        (_("Community"), False), (_("State"), False), (_("selected on"), False), (_("to be covered by"), False), (_("covered on"), False),
        (_("Firms"), True), (_("Members"), True),
    )  # fmt: skip

    def row(one):
        late = one.is_open and one.target_on < today()
        return (
            link(one.name, one), state(one), iso(one.selected_on), deadline(one.target_on, late=late), iso(one.covered_on), one.firms,
            one.members,
        )  # fmt: skip

    return PAGES.register(
        request,
        queries.programmes(request.user, unit).order_by("-selected_on", "-id"),
        unit=unit,
        title=_("Full coverage"),
        tab="coverage",
        heads=heads,
        row=row,
        filters=forms.ProgrammeFilter(request.GET),
        figures=figures,
        lead=_("A community is covered whole when every firm of the size laid down has a union."),
        buttons=(Button("outreach.select", PAGES.url("programme_select"), _("Select a community"), "primary", "plus"),),
        ways=(Way(f"{reverse('outreach:programme_export')}?unit={unit.code}", _("Workbook")),),
        empty=_("Select the first community and the day by which it is to be covered."),
    )


@require_safe
def programme_export(request):
    """Communities as a workbook."""
    unit = chosen_unit(request)
    heads = (
        _("Community"), _("State"), _("selected on"), _("to be covered by"), _("survey begun on"), _("under way since"), _("covered on"),
        _("Firms"), _("Members"), _("Officer responsible"), _("Reason"),
    )  # fmt: skip
    lines = [
        (
            one.name, str(one.get_state_display()), one.selected_on, one.target_on, one.survey_on, one.under_way_on, one.covered_on,
            one.firms, one.members, one.officer, one.why,
        )
        for one in narrowed(queries.programmes(request.user, unit), forms.ProgrammeFilter(request.GET))[:EXPORTED]
    ]  # fmt: skip
    return workbook(_("Full coverage"), heads, lines)


def programme_select(request):
    """A community is selected."""
    unit = chosen_unit(request)

    def then(data):
        return actions.select(data.pop("community"), by=request.user, **data)

    return PAGES.begin(
        request,
        unit,
        forms.SelectForm,
        _("Select a community"),
        then,
        code="outreach.select",
        back="outreach:programme_list",
        lead=_("Every firm of the size laid down is to have a union by a day."),
        form_kwargs={**within(request, unit), "initial": {"on": today()}},
        said=_("Selected; now the survey."),
    )


@require_safe
def programme_detail(request, pk):
    """One community: its steps, and its firms with what each of them still lacks."""
    one = own_programme(request, pk)
    found = queries.statuses(one, today())
    verdict = rules.may_cover(found)
    step = {
        State.SELECTED: ("outreach.survey_firms", "survey", None),
        State.SURVEY: ("outreach.get_under_way", "start", None),
        State.UNDER_WAY: ("outreach.cover", "cover", can(request.user, "outreach.cover", one.unit) and verdict),
    }.get(one.state)
    buttons = []
    if step:
        code, name, may = step
        buttons = [
            Button(code, reverse(f"outreach:programme_{name}", args=[pk]), kind="primary", verdict=may),
            Button("outreach.give_up_programme", reverse("outreach:programme_give_up", args=[pk]), kind="quiet"),
        ]
    missing = sum(1 for firm in found if firm.status == "missing")
    qualifying = sum(1 for firm in found if firm.qualifies)
    notes = [] if one.state == State.COVERED or verdict else [("amber", verdict.reason)]
    shape = File(
        str(one),
        one.unit,
        "coverage",
        state=one.get_state_display(),
        tone=one.tone,
        facts=[
            (_("Firms with at least so many staff"), one.least_staff),
            (_("selected on"), iso(one.selected_on)),
            (_("to be covered by"), iso(one.target_on)),
            (_("survey begun on"), iso(one.survey_on)),
            (_("under way since"), iso(one.under_way_on)),
            (_("covered on"), iso(one.covered_on)),
            (_("Firms as counted on that day"), one.firms),
            (_("Members in them"), one.members),
            (_("Qualifying firms today"), qualifying),
            (_("without a union"), missing),
            (_("Officer responsible"), one.officer),
            (pgettext("outreach", "given up on"), iso(one.ended_on)),
            (_("Reason"), one.why),
        ],
        buttons=buttons,
        notes=notes,
        tables=[_firms(found, one)],
    )
    return PAGES.show(request, one, shape)


def _firms(found, programme):
    rows = []
    for firm in found:
        words, tone = STATUS[firm.status]
        begin = f"{reverse('outreach:establishment_begin')}?unit={programme.unit.code}&firm={firm.unit.code}"
        way = Cell(pgettext("outreach", "Begin"), begin) if firm.status == "missing" and programme.is_open else ""
        unit_file = reverse("organisation:unit_detail", args=[firm.unit.pk])
        rows.append((Cell(firm.name, unit_file), firm.staff, Cell(words, tone=tone), way))
    heads = ((_("Firm"), False), (_("Staff"), True), (_("State"), False), (_("Next step"), False))
    return Table(
        _("Firms of the community"), heads, rows, _("No firm stands below this community or is assigned to it.")
    )


programme_survey = _page(
    own_programme,
    DayForm,
    actions.survey_firms,
    title=gettext_lazy("Begin the survey"),
    said=gettext_lazy("On file."),
)
programme_start = _page(
    own_programme,
    DayForm,
    actions.get_under_way,
    title=gettext_lazy("Foundings are under way"),
    said=gettext_lazy("On file."),
)
programme_cover = _page(
    own_programme,
    forms.CoverForm,
    actions.cover,
    title=pgettext_lazy("programme", "Covered whole"),
    said=gettext_lazy("Covered; the count of this day is kept."),
)
programme_give_up = _page(
    own_programme,
    DayWhyForm,
    actions.give_up_programme,
    title=gettext_lazy("Give up full coverage"),
    said=gettext_lazy("Given up."),
    danger=True,
)


# --- quotas ---------------------------------------------------------------------------------------------------------------------------


@require_safe
def quota_list(request):
    """What was asked for, what was done, and by how much more or less."""
    unit = chosen_unit(request)
    heads = (
        (pgettext("registration", "Union"), False), (pgettext("outreach", "Year"), False), (_("Unions asked for"), True),
        (pgettext("outreach", "founded"), True),
        (_("Share"), True), (_("Members asked for"), True), (_("admitted at foundings"), True), (_("Laid down in"), False),
    )  # fmt: skip

    def row(one):
        year = Period.year(one.year)
        done = ledger.values(("OM-03:家数", "OM-03:人数", "outreach.quota_rate"), one.unit, year)
        return (
            link(one.unit.name, one), one.year, one.unions, done["OM-03:家数"].text(), done["outreach.quota_rate"].text(), one.members,
            done["OM-03:人数"].text(), one.source,
        )  # fmt: skip

    return PAGES.register(
        request,
        queries.quotas(request.user, unit).order_by("-year", "unit__path"),
        unit=unit,
        title=_("Quotas of foundings"),
        tab="foundings",
        heads=heads,
        row=row,
        lead=_("What the union above asks for in a year; above 100 % more was done than asked."),
        buttons=(Button("outreach.set_quota", PAGES.url("quota_set"), _("Ask for foundings"), "primary", "plus"),),
        empty=_("Nobody has asked for foundings yet."),
    )


def quota_set(request):
    """The union above asks for foundings."""
    unit = chosen_unit(request)

    def then(data):
        return actions.set_quota(data.pop("union"), by=request.user, **data)

    return PAGES.begin(
        request,
        unit,
        forms.QuotaForm,
        _("Ask for foundings"),
        then,
        code="outreach.set_quota",
        back="outreach:quota_list",
        lead=_("Said again for the same year, the later word counts."),
        form_kwargs={**within(request, unit), "initial": {"on": today(), "year": today().year, "union": unit.code}},
        said=_("On file."),
    )


@require_safe
def quota_detail(request, pk):
    """One quota."""
    one = own_quota(request, pk)
    year = Period.year(one.year)
    done = ledger.values(("OM-03:家数", "OM-03:人数", "outreach.quota_rate"), one.unit, year)
    shape = File(
        str(one),
        one.unit,
        "foundings",
        facts=[
            (_("Unions asked for"), one.unions),
            (pgettext("outreach", "founded"), done["OM-03:家数"].text()),
            (_("Foundings against what was asked for"), done["outreach.quota_rate"].text()),
            (_("Members asked for"), one.members),
            (_("admitted at foundings"), done["OM-03:人数"].text()),
            (_("Laid down in"), one.source),
        ],
        buttons=[Button("outreach.set_quota", f"{reverse('outreach:quota_set')}?unit={one.unit.code}", kind="primary")],
    )
    return PAGES.show(request, one, shape)
