"""The pages of meetings: the register, the file of a meeting, its resolutions, who has not met."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext, pgettext_lazy
from django.views.decorators.http import require_safe

from taizhang.kernel import ledger
from taizhang.kernel.access import can
from taizhang.kernel.periods import Period
from taizhang.meetings import actions, forms, papers, queries, rules
from taizhang.meetings.models import Meeting, Resolution
from taizhang.ui.places import chosen_unit
from taizhang.ui.registers import (
    EXPORTED,
    Button,
    Cell,
    File,
    Registers,
    Table,
    Way,
    columns,
    deadline,
    finder,
    link,
    narrowed,
    state,
    today,
    within,
    workbook,
)
from taizhang.word.download import paper_response

PARTS = (
    ("meetings", pgettext_lazy("meeting", "Meetings"), "meetings:meeting_list"),
    ("resolutions", gettext_lazy("Resolutions"), "meetings:resolution_list"),
    ("regular", gettext_lazy("Regular meetings"), "meetings:regular_list"),
)
PAGES = Registers("meetings", PARTS, tells_missing=True)
FIGURES = ("RB-08:场次", "meetings.attendance", "meetings.minutes_rate", "meetings.collective")
FOLLOWED = ("meetings.resolutions", "meetings.open_resolutions", "meetings.carried_out_rate", "meetings.in_time_rate")
own_resolution = finder(Resolution, "meeting")


def own_meeting(request, pk):
    """A meeting that the user may read; 404 for everybody else."""
    return get_object_or_404(queries.register(request.user), pk=pk)


def _this_year(unit, codes):
    return [ledger.value(code, unit, Period.year(today().year)) for code in codes]


# --- meetings -------------------------------------------------------------------------------------------------------------------


def _meetings(request):
    unit = chosen_unit(request)
    return unit, forms.MeetingFilter(request.GET), queries.register(request.user, under=unit)


@require_safe
def meeting_list(request):
    """The register of meetings at the unit and below."""
    unit, filters, rows = _meetings(request)
    return PAGES.register(
        request, rows, unit=unit, title=pgettext("meeting", "Meetings"), tab="meetings", filters=filters,
        heads=columns(
            _("Day"), _("Meeting"), _("Kind of meeting"), _("Union"), _("Present / due"), _("Quorum"), _("Resolutions"), _("State"), numbers=(6,)
        ),
        row=lambda one: (
            one.on, link(one.name, one), one.get_kind_display(), one.unit.name, _came(one), _quorum(one), one.adopted, state(one),
        ),
        figures=_this_year(unit, FIGURES),
        lead=_("Called, held, minuted, and what was resolved followed up. Sessions of a congress are on the page of the congress."),
        buttons=(Button("meetings.call", PAGES.url("meeting_call") + f"?unit={unit.code}", kind="primary", picture="plus"),),
        ways=(
            Way(reverse("intake:batch_take") + f"?importer=meetings&unit={unit.code}", _("Import"), "file-import"),
            Way(PAGES.url("meeting_export") + f"?{request.GET.urlencode()}", _("Export")),
        ),
        empty=_("Call the first meeting, or bring in last year's from a workbook."),
    )  # fmt: skip


def _came(meeting):
    if meeting.present is None:
        return ""
    return f"{meeting.present} / {meeting.entitled}" if meeting.entitled else str(meeting.present)


def _quorum(meeting):
    if meeting.quorum_met is None:
        return Cell("")
    return Cell(_("yes"), tone="green") if meeting.quorum_met else Cell(_("no"), tone="red")


@require_safe
def meeting_export(request):
    """The register as a workbook that comes in again: meetings on one sheet, resolutions on the other."""
    unit, filters, rows = _meetings(request)
    heads = (
        "会议名称", "会议类型", "会议日期", "所在工会编码", "所在工会", "地点", "主持人", "记录人", "应到人数", "实到人数", "议题",
        "会议纪要", "状态",
    )  # fmt: skip
    found = narrowed(rows, filters).prefetch_related("agenda")[:EXPORTED]
    lines = [
        (
            one.name, one.kind, one.on, one.unit.code, one.unit.name, one.place, one.chaired_by, one.kept_by, one.entitled, one.present,
            "；".join(item.words for item in one.agenda.all()), one.summary, str(one.get_state_display()),
        )
        for one in found
    ]  # fmt: skip
    further = (_("Resolutions"), RESOLUTION_HEADS, _resolution_lines(queries.resolutions(request.user, under=unit)))
    return workbook(pgettext("meeting", "Meetings"), sheets=[(pgettext("meeting", "Meetings"), heads, lines), further])


def meeting_call(request):
    """Call a meeting."""
    unit = chosen_unit(request)
    kind = request.GET.get("kind")
    start = {"called_on": today(), "on": today(), "kind": kind if kind in Meeting.Kind.values else None}
    return PAGES.begin(
        request, unit, forms.CallForm, _("Call a meeting"), lambda data: actions.call(unit, by=request.user, **data),
        code="meetings.call", back="meetings:meeting_list", said=_("Called."),
        lead=_("Write down whom you call and what about; the notice prints as Word."),
        form_kwargs={**within(request, unit), "initial": start},
    )  # fmt: skip


@require_safe
def meeting_detail(request, pk):
    """One meeting: who was called and came, its agenda and minutes, its resolutions."""
    one = own_meeting(request, pk)
    shape = File(
        heading=one.name, unit=one.unit, tab="meetings", state=one.get_state_display(), tone=one.tone, facts=_facts(one),
        buttons=_buttons(one), ways=_ways(one), notes=_notes(one), tables=_tables(one), texts=[(_("What else was said"), one.summary)],
    )  # fmt: skip
    return PAGES.show(request, one, shape)


def _facts(one):
    return [
        (_("Kind of meeting"), one.get_kind_display()), (_("Called on"), one.called_on),
        (pgettext("meeting", "Day of the meeting"), one.on), (_("Begins at"), f"{one.starts_at:%H:%M}" if one.starts_at else ""),
        (pgettext("meeting", "Place"), one.place), (_("Chaired by"), one.chaired_by),
        (_("Minutes kept by"), one.kept_by), (_("Present / due"), _came(one)), (_("Minutes of"), one.minuted_on), (_("Reason"), one.why),
    ]  # fmt: skip


def _buttons(one):
    if one.state == Meeting.State.CANCELLED:
        return []
    first = one.state == Meeting.State.CALLED
    buttons = [
        Button(
            "meetings.hold", PAGES.url("meeting_hold", one), kind="primary" if first else "quiet", picture="checklist"
        )
    ]
    if first:
        return [
            *buttons, Button("meetings.change", PAGES.url("meeting_change", one), picture="edit"),
            Button("meetings.cancel", PAGES.url("meeting_cancel", one), kind="danger", picture="ban"),
        ]  # fmt: skip
    is_held = one.state == Meeting.State.HELD
    return [
        Button("meetings.minute", PAGES.url("meeting_minute", one), kind="primary" if is_held else "quiet", picture="pencil"),
        Button("meetings.resolve", PAGES.url("resolution_enter", one), kind="quiet" if is_held else "primary", picture="gavel"), *buttons,
    ]  # fmt: skip


def _ways(one):
    ways = [Way(PAGES.url("meeting_notice", one), _("Notice (Word)"), "file-text")]
    return [*ways, Way(PAGES.url("meeting_minutes", one), _("Minutes (Word)"), "file-text")] if one.is_held else ways


def _notes(one):
    if one.quorum_met is None:
        return []
    if one.quorum_met:
        return [("green", _("The meeting had a quorum. %s") % one.quorum_words)]
    return [("red", _("The meeting had no quorum: it could talk, but not vote. %s") % one.quorum_words)]


def _tables(one):
    called = [
        (each.name, _("member") if each.votes else _("guest"), Cell(each.get_presence_display(), tone=_presence_tone(each)))
        for each in one.called.all()
    ]  # fmt: skip
    matters = [(item.position, item.words, item.said) for item in one.agenda.all()]
    resolved = [
        _resolution_row(each, True)
        for each in one.resolutions.standing().select_related("unit", "meeting").order_by("number")
    ]
    people = Table(
        _("Called"), columns(pgettext("person", "Name"), _("As"), pgettext("meeting", "Attendance")), called,
        empty=_("Nobody was called by name; attendance is noted as numbers."),
    )  # fmt: skip
    return [
        Table(_("Agenda"), columns(_("No."), _("Matter"), pgettext("meeting", "What was said")), matters, empty=_("No agenda is on file.")),
        Table(_("Resolutions"), _resolution_heads(True), resolved, empty=_("Nothing was resolved yet.")), people,
    ]  # fmt: skip


def _presence_tone(called):
    return {"present": "green", "excused": "amber", "absent": "red"}.get(called.presence, "grey")


def meeting_change(request, pk):
    """Change the call."""
    one = own_meeting(request, pk)
    called = list(one.called.all())
    start = {name: getattr(one, name) for name in ("kind", "name", "on", "starts_at", "place", "chaired_by")}
    start["agenda"] = "\n".join(item.words for item in one.agenda.all())
    for name, votes in (("members", True), ("guests", False)):
        start[name] = "\n".join(each.name for each in called if each.votes == votes)
    return PAGES.verb(
        request, one, forms.ChangeForm, _("Change the call"), lambda data: actions.change(one, by=request.user, **data),
        verdict=can(request.user, "meetings.change", one.unit) and rules.may_cancel(one), said=_("Changed."),
        form_kwargs={**within(request, one.unit), "initial": start},
    )  # fmt: skip


def meeting_hold(request, pk):
    """Who came."""
    one = own_meeting(request, pk)
    called = list(one.called.all())
    counted = queries.counted_elsewhere(one, one.on)
    if request.method == "POST":  # the box stands there for whatever day is sent
        counted = counted or [""]
    start = {
        "on": one.on, "chaired_by": one.chaired_by, "kept_by": one.kept_by, "entitled": one.entitled, "number": one.present,
        "present": [each.pk for each in called if each.presence in ("", "present")],
        "excused": [each.pk for each in called if each.presence == "excused"],
    }  # fmt: skip
    return PAGES.verb(
        request, one, forms.HoldForm, _("Note attendance"), lambda data: actions.hold(one, by=request.user, **data),
        lead=_("Everybody is ticked at first; take away who did not come. The quorum is judged by the rulebook.") if called else "",
        verdict=can(request.user, "meetings.hold", one.unit), said=_("Noted."),
        form_kwargs={"called": called, "counted": counted, "initial": start},
    )  # fmt: skip


def meeting_minute(request, pk):
    """Write the minutes."""
    one = own_meeting(request, pk)
    start = {"on": one.minuted_on or today(), "kept_by": one.kept_by, "summary": one.summary}
    return PAGES.verb(
        request, one, forms.MinuteForm, _("Write the minutes"), lambda data: actions.minute(one, by=request.user, **data),
        lead=_("What was said about each matter. Attendance and resolutions are printed from the record."),
        verdict=can(request.user, "meetings.minute", one.unit), said=_("The minutes are on file."),
        form_kwargs={"agenda": list(one.agenda.all()), "initial": start},
    )  # fmt: skip


def meeting_cancel(request, pk):
    """It does not take place."""
    one = own_meeting(request, pk)
    return PAGES.why(request, one, _("Cancel the meeting"), lambda why: actions.cancel(one, by=request.user, why=why))


@require_safe
def meeting_notice(request, pk):
    """The notice as Word."""
    return paper_response(papers.notice(own_meeting(request, pk)))


@require_safe
def meeting_minutes(request, pk):
    """The minutes as Word; before the meeting there are none."""
    one = own_meeting(request, pk)
    if not one.is_held:
        raise Http404
    return paper_response(papers.minutes(one))


# --- resolutions ------------------------------------------------------------------------------------------------------------------


def resolution_enter(request, pk):
    """Enter a resolution of a meeting."""
    one = own_meeting(request, pk)
    return PAGES.verb(
        request, one, forms.ResolveForm, _("Enter a resolution"), lambda data: actions.resolve(one, by=request.user, **data),
        lead=_("%s: votes where they were counted, and who carries it out until when.") % one.title(),
        verdict=can(request.user, "meetings.resolve", one.unit), said=_("Entered."), form_kwargs=within(request, one.unit),
    )  # fmt: skip


def _resolution_heads(inside=False):
    first = (_("Resolution"),) if inside else (_("Resolution"), _("Meeting"), _("Union"))
    return columns(
        *first, _("Matter"), _("For / against / abstained"), _("Responsible"), pgettext("meeting", "Due on"), _("State")
    )


def _resolution_row(one, inside=False):
    late = one.state == Resolution.State.OPEN and one.due_on is not None and one.due_on < today()
    first = (link(one.words, one),) if inside else (link(one.words, one), one.meeting.title(), one.unit.name)
    return (*first, one.get_matter_display(), one.votes, one.owner, deadline(one.due_on, late=late), state(one))


def _resolutions(request):
    unit = chosen_unit(request)
    filters = forms.ResolutionFilter(request.GET, today=today())
    return unit, filters, queries.resolutions(request.user, under=unit)


@require_safe
def resolution_list(request):
    """The register of resolutions at the unit and below."""
    unit, filters, rows = _resolutions(request)
    return PAGES.register(
        request, rows, unit=unit, title=_("Resolutions of meetings"), tab="resolutions", filters=filters, heads=_resolution_heads(),
        row=_resolution_row, figures=_this_year(unit, FOLLOWED), lead=_("Who carries out what until when; what is late is red."),
        ways=(Way(PAGES.url("resolution_export") + f"?{request.GET.urlencode()}", _("Export")),),
        empty=_("Enter a resolution on the page of its meeting."),
    )  # fmt: skip


RESOLUTION_HEADS = (
    "决议", "会议名称", "会议日期", "所在工会编码", "所在工会", "类别", "赞成", "反对", "弃权", "负责人", "完成期限", "状态", "完成日期", "结果",
)  # fmt: skip


def _resolution_lines(rows):
    return [
        (
            one.words, one.meeting.name, one.on, one.unit.code, one.unit.name, one.matter, one.in_favour, one.against, one.abstained, one.owner,
            one.due_on, str(one.get_state_display()), one.ended_on, one.result,
        )
        for one in rows[:EXPORTED]
    ]  # fmt: skip


@require_safe
def resolution_export(request):
    """The register of resolutions as a workbook."""
    _unit, filters, rows = _resolutions(request)
    return workbook(_("Resolutions of meetings"), RESOLUTION_HEADS, _resolution_lines(narrowed(rows, filters)))


@require_safe
def resolution_detail(request, pk):
    """One resolution: the vote, who is responsible, how far it has come."""
    one = own_resolution(request, pk)
    buttons = []
    if one.state == Resolution.State.OPEN:
        buttons = [
            Button("meetings.finish", PAGES.url("resolution_finish", one), kind="primary", picture="check"),
            Button("meetings.report", PAGES.url("resolution_report", one), picture="pencil"),
            Button("meetings.assign", PAGES.url("resolution_assign", one), picture="users"),
            Button("meetings.drop", PAGES.url("resolution_drop", one), kind="danger", picture="ban"),
        ]
    steps = [(each.on, each.words, each.by_name) for each in one.progress.all()]
    late = one.state == Resolution.State.OPEN and one.due_on is not None and one.due_on < today()
    shape = File(
        heading=one.title(), unit=one.unit, tab="resolutions", state=one.get_state_display(), tone=one.tone, lead=one.meeting.title(),
        facts=[
            (_("Resolved on"), one.on), (_("Matter"), one.get_matter_display()), (_("For / against / abstained"), one.votes),
            (_("Responsible"), one.owner), (pgettext("meeting", "Due on"), one.due_on), (_("Finished on"), one.ended_on),
            (pgettext("meeting", "Outcome"), one.result),
        ],
        buttons=buttons, ways=[Way(one.meeting.get_absolute_url(), _("The meeting"), "calendar")],
        notes=[*([("red", _("This is overdue."))] if late else []), *([("blue", one.vote_words)] if one.vote_words else [])],
        tables=[Table(_("How far it has come"), columns(_("Day"), _("What was done"), _("Told by")), steps, empty=_("Nobody has reported yet."))],
        texts=[(_("In full"), one.words if len(one.words) > 80 else "")],
    )  # fmt: skip
    return PAGES.show(request, one, shape)


def resolution_report(request, pk):
    """How far it has come."""
    one = own_resolution(request, pk)
    return PAGES.verb(
        request, one, forms.ReportForm, _("Report progress"), lambda data: actions.report(one, by=request.user, **data),
        verdict=can(request.user, "meetings.report", one.unit), said=_("Noted."),
    )  # fmt: skip


def resolution_finish(request, pk):
    """It is carried out."""
    one = own_resolution(request, pk)
    return PAGES.verb(
        request, one, forms.FinishForm, _("Carried out"), lambda data: actions.finish(one, by=request.user, **data),
        verdict=can(request.user, "meetings.finish", one.unit), said=_("Carried out."),
    )  # fmt: skip


def resolution_drop(request, pk):
    """It is not carried out."""
    one = own_resolution(request, pk)
    return PAGES.verb(
        request, one, forms.FinishForm, _("Drop the resolution"), lambda data: actions.drop(one, by=request.user, on=data["on"], why=data["result"]),
        verdict=can(request.user, "meetings.drop", one.unit), danger=True, said=_("Dropped."),
    )  # fmt: skip


def resolution_assign(request, pk):
    """Another owner, another day."""
    one = own_resolution(request, pk)
    return PAGES.verb(
        request, one, forms.AssignForm, _("Set owner and day anew"), lambda data: actions.assign(one, by=request.user, **data),
        verdict=can(request.user, "meetings.assign", one.unit), said=_("Changed."),
        form_kwargs={**within(request, one.unit), "initial": {"owner": one.owner, "due_on": one.due_on}},
    )  # fmt: skip


# --- regular meetings ---------------------------------------------------------------------------------------------------------------


def _regular(request):
    unit = chosen_unit(request)
    filters = forms.RegularFilter(request.GET)
    asked = filters.cleaned_data if filters.is_valid() else {}
    kind = asked.get("kind") or Meeting.Kind.COMMITTEE
    rows = queries.regular(request.user, unit, kind, today())
    return unit, kind, filters, [one for one in rows if one.is_late(today())] if asked.get("late") else rows


@require_safe
def regular_list(request):
    """Which unions have met as the rulebook asks, and which have not."""
    unit, kind, filters, rows = _regular(request)
    _months, rule = queries.interval(kind, unit, today())
    late = sum(one.is_late(today()) for one in rows)
    note = ngettext("%(count)d union has not met in time.", "%(count)d unions have not met in time.", late) % {
        "count": late
    }
    return PAGES.register(
        request, rows, unit=unit, title=_("Regular meetings"), tab="regular", filters=filters,
        heads=columns(_("Union"), _("Met last on"), _("To meet by")),
        row=lambda one: (
            Cell(one.unit.name, PAGES.url("meeting_list") + f"?unit={one.unit.code}&kind={kind}"),
            one.last or Cell(_("never on file"), tone="amber"), deadline(one.by, late=one.is_late(today())),
        ),
        lead=rule.sentence() if rule else _("The rulebook lays down no interval for this kind of meeting."),
        ways=(Way(PAGES.url("regular_export") + f"?{request.GET.urlencode()}", _("Export")),),
        note=note if late else "", empty=_("No union at this unit or below is asked to meet regularly in this way."),
    )  # fmt: skip


@require_safe
def regular_export(request):
    """The same as a workbook."""
    _unit, _kind, _filters, rows = _regular(request)
    lines = [(one.unit.code, one.unit.name, one.last, one.by, "是" if one.is_late(today()) else "") for one in rows]
    return workbook(
        _("Regular meetings"), ("工会编码", "工会名称", "上次会议", "应在此前召开", "逾期"), lines[:EXPORTED]
    )


# --- evidence, voiding ------------------------------------------------------------------------------------------------------------

evidence_add, evidence_file, record_void = PAGES.of_every_record(
    {"meeting": own_meeting, "resolution": own_resolution}, forms.EvidenceForm, actions.attach, actions.void,
)  # fmt: skip
