"""Pages of the register of resolutions."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext, pgettext_lazy
from django.views.decorators.http import require_safe

from taizhang.congress.actions import resolutions as actions
from taizhang.congress.forms import following as forms
from taizhang.congress.models import Resolution, Session
from taizhang.congress.queries import following as queries
from taizhang.congress.rules import resolutions as rules
from taizhang.congress.views.shapes import PAGES, importing
from taizhang.kernel import ledger
from taizhang.ui.pages import verb_page
from taizhang.ui.places import chosen_period, chosen_unit
from taizhang.ui.registers import EXPORTED, Button, File, Table, Way, deadline, link, narrowed, state, today
from taizhang.ui.sheets import sheet_response

RATES = ("congress.resolutions_done_share", "congress.resolutions_in_time_share", "congress.resolutions_open")


def own(request, pk):
    """A resolution that the user may read; 404 for everybody else."""
    found = Resolution.objects.visible_to(request.user).standing().select_related("unit", "session__congress")
    return get_object_or_404(found, pk=pk)


def _filter(request):
    return forms.ResolutionFilter(request.GET or None, states=Resolution.State.choices)


@require_safe
def resolution_list(request):
    """The register: what was resolved, who carries it out, by when."""
    unit = chosen_unit(request)
    period = chosen_period(request, unit)
    heads = (
        (_("Resolution"), False), (_("Union"), False), (_("Session"), False), (_("Adopted on"), False), (_("Who carries it out"), False),
        (_("To be done by"), False), (_("State"), False),
    )  # fmt: skip

    def row(one):
        return (
            link(one.name, one), one.unit.name, one.session.short if one.session else None, one.adopted_on.isoformat(), one.owner,
            deadline(one.due_on, late=rules.is_overdue(one, today())), state(one),
        )  # fmt: skip

    new = reverse("congress:resolution_register")
    return PAGES.register(
        request,
        queries.resolutions(request.user, under=unit),
        unit=unit,
        title=_("Register of resolutions"),
        tab="resolutions",
        heads=heads,
        row=row,
        filters=_filter(request),
        figures=ledger.values(RATES, unit, period).values(),
        lead=_("What the congress resolved, who carries it out, how far it has come. Figures of %s.") % period.label(),
        buttons=(
            Button("congress.register_resolution", new, _("Register a resolution"), "primary", "plus"),
            importing(unit, "congress_resolutions"),
        ),
        ways=(Way(f"{reverse('congress:resolution_export')}?{request.GET.urlencode()}", _("Export")),),
        empty=_(
            "Register the resolutions of the last session, each with an owner and a last day; they are reminded of in time."
        ),
    )


@require_safe
def resolution_export(request):
    """The register as a workbook, with the notes of progress."""
    unit = chosen_unit(request)
    heads = ("编号", "决议事项", "所在工会", "届次", "通过日期", "承办", "办结期限", "状态", "办结日期", "结果", "进展")
    notes = queries.progress_words(Resolution)
    rows = [
        (
            one.number, one.name, one.unit.name, one.session.short if one.session else "", one.adopted_on, one.owner, one.due_on,
            one.get_state_display(), one.ended_on, one.result, notes.get(one.pk, ""),
        )
        for one in narrowed(queries.resolutions(request.user, under=unit), _filter(request))[:EXPORTED]
    ]  # fmt: skip
    return sheet_response(f"{unit.name}决议台账", [("决议台账", heads, rows)])


def resolution_register(request):
    """A resolution for the register; one of a session is offered with the words that were passed."""
    unit = chosen_unit(request)
    session = _session(request)
    unit = session.unit if session else unit
    waiting = list(queries.items_without_resolution(session)) if session else []
    initial = {"adopted_on": today(), "session": session}
    if session:
        initial["adopted_on"] = session.closes_on or session.opens_on
    if waiting:
        initial |= {"name": waiting[0].name, "text": waiting[0].decision}
    lead = _("The day of the session, an owner, a last day: then it is reminded of in time.")
    if waiting:
        lead = ngettext(
            "%(count)s matter passed by this session is not on the register yet.",
            "%(count)s matters passed by this session are not on the register yet.", len(waiting),
        ) % {"count": len(waiting)}  # fmt: skip
    return PAGES.begin(
        request, unit, forms.ResolutionForm, _("Register a resolution"), lambda data: actions.register_resolution(unit, by=request.user, **data),
        code="congress.register_resolution", back="congress:resolution_list", lead=lead,
        form_kwargs={"sessions": queries.sessions_of(request.user, unit), "initial": initial}, said=_("It stands on the register."),
    )  # fmt: skip


def _session(request):
    """The session of the address, if there is one that the user may read."""
    asked = request.GET.get("session", "")
    if not asked.isdecimal():
        return None
    found = Session.objects.visible_to(request.user).standing().select_related("unit", "congress")
    return get_object_or_404(found, pk=int(asked))


@require_safe
def resolution_detail(request, pk):
    """One resolution: owner, last day, progress, result."""
    one = own(request, pk)
    page = File(one.name, one.unit, "resolutions", one.get_state_display(), one.tone, lead=one.number)
    page.facts = [
        (_("Session"), one.session.name if one.session else ""), (_("Adopted on"), one.adopted_on), (_("Who carries it out"), one.owner),
        (_("To be done by"), one.due_on), (_("Ended on"), one.ended_on), (_("Result"), one.result),
    ]  # fmt: skip
    if rules.is_overdue(one, today()):
        page.notes = [("red", _("The last day is over. Record the result, or give it another day with the reason."))]
    page.texts = [(_("Text"), one.text)] if one.text else []
    page.tables = [
        Table(
            _("Progress"), ((_("Day"), False), (pgettext("congress", "What was done"), False)),
            [(note.on.isoformat(), note.words) for note in queries.progress_of(one)], _("Nothing is noted yet."),
        )
    ]  # fmt: skip
    if one.state == Resolution.State.OPEN:
        to = {
            verb: reverse(f"congress:resolution_{verb}", args=[one.pk]) for verb in ("note", "finish", "move", "drop")
        }
        page.buttons = [
            Button("congress.finish_resolution", to["finish"], _("Carried out"), "primary", "circle-check"),
            Button("congress.note_resolution", to["note"], _("Note progress"), picture="pencil"),
            Button("congress.move_resolution", to["move"], _("Change owner or last day"), picture="calendar"),
            Button("congress.drop_resolution", to["drop"], _("Set aside"), picture="ban"),
        ]
    return PAGES.show(request, one, page)


resolution_note = verb_page(
    own, forms.NoteForm, actions.note_resolution, title=gettext_lazy("Note progress of a resolution"), button=pgettext_lazy("congress", "Note"),
    said=gettext_lazy("Noted."), lead=lambda one: one.name, template="ui/begin.html",
)  # fmt: skip
resolution_finish = verb_page(
    own, forms.FinishForm, actions.finish_resolution, title=gettext_lazy("The resolution is carried out"), button=gettext_lazy("Record"),
    said=gettext_lazy("Recorded as carried out."), lead=lambda one: one.name, template="ui/begin.html",
)  # fmt: skip
resolution_move = verb_page(
    own, forms.MoveForm, actions.move_resolution, title=gettext_lazy("Change owner or last day"), button=gettext_lazy("Change"),
    said=gettext_lazy("Changed."), lead=lambda one: one.name, start=lambda one: {"initial": {"owner": one.owner, "due_on": one.due_on}},
    template="ui/begin.html",
)  # fmt: skip
resolution_drop = verb_page(
    own, forms.DayWhyForm, actions.drop_resolution, title=gettext_lazy("Set the resolution aside"), button=gettext_lazy("Set aside"),
    said=gettext_lazy("Set aside."), lead=gettext_lazy("Only a new decision of the congress takes the place of an old one: name it."),
    template="ui/begin.html",
)  # fmt: skip
