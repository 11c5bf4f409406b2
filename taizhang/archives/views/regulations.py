"""Pages of regulations: drafted, adopted, hung on walls, revised, compared, withdrawn."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from taizhang.archives import actions, forms, papers, queries, rules
from taizhang.archives.models import Regulation
from taizhang.archives.views.shapes import PAGES, own_regulation
from taizhang.kernel import ledger
from taizhang.kernel.access import can
from taizhang.kernel.periods import Period
from taizhang.ui.fields import DayForm
from taizhang.ui.places import chosen_unit
from taizhang.ui.registers import (
    EXPORTED,
    Button,
    Cell,
    File,
    Table,
    Way,
    columns,
    link,
    narrowed,
    state,
    today,
    workbook,
)
from taizhang.word.download import paper_response

FIGURES = ("archives.rules_in_force", "archives.files_kept", "OM-15:件数", "archives.records_filed")
State = Regulation.State


def _regulations(request):
    unit = chosen_unit(request)
    return unit, forms.RegulationFilter(request.GET), queries.regulations(request.user, under=unit)


@require_safe
def regulation_list(request):
    """The rulebook of the unit and of those below."""
    unit, filters, rows = _regulations(request)
    return PAGES.register(
        request, rows, unit=unit, title=_("Rulebook of the unit"), tab="rules", filters=filters,
        heads=columns(_("Regulation"), _("Kind"), _("Union"), _("Editions"), _("In force from"), _("On walls"), _("State"), numbers=(3, 5)),
        row=lambda one: (
            link(one.name, one), one.get_kind_display(), one.unit.name, one.number, one.in_force_from, one.hanging, state(one),
        ),
        figures=[ledger.value(code, unit, Period.year(today().year)) for code in FIGURES],
        lead=_("Drafted, adopted by a body, put up, revised, withdrawn. Every edition stays readable as of any day."),
        buttons=(Button("archives.draft", PAGES.url("regulation_draft") + f"?unit={unit.code}", kind="primary", picture="plus"),),
        ways=(Way(PAGES.url("regulation_export") + f"?{request.GET.urlencode()}", _("Export")),),
        empty=_("Draft the first regulation: duties of the committee, use of the fund, how visits are paid."),
    )  # fmt: skip


@require_safe
def regulation_export(request):
    """The rulebook as a workbook, an edition a row."""
    _unit, filters, rows = _regulations(request)
    heads = (
        "制度名称",
        "类别",
        "工会编码",
        "工会名称",
        "版本",
        "通过日期",
        "通过机构",
        "文号",
        "施行日期",
        "废止日期",
        "修订说明",
        "状态",
    )
    lines = [
        (
            one.name, one.kind, one.unit.code, one.unit.name, each.number, each.adopted_on, each.adopted_by, each.document_no, each.since,
            each.until, each.changes, str(one.get_state_display()),
        )
        for one in narrowed(rows, filters).prefetch_related("editions")[:EXPORTED]
        for each in one.editions.all()
    ]  # fmt: skip
    return workbook(_("Rulebook of the unit"), heads, lines)


def regulation_draft(request):
    """Draft a regulation."""
    unit = chosen_unit(request)
    return PAGES.begin(
        request, unit, forms.DraftForm, _("Draft a regulation"), lambda data: actions.draft(unit, by=request.user, **data),
        code="archives.draft", back="archives:regulation_list", said=_("Drafted."), form_kwargs={"initial": {"on": today()}},
    )  # fmt: skip


def _day_asked(request):
    """The day of ?on=, else today."""
    try:
        return parse_date(request.GET.get("on", "")) or today()
    except ValueError:
        return today()


@require_safe
def regulation_detail(request, pk):
    """One regulation: its text as of a day, every edition, where it hangs."""
    one, on = own_regulation(request, pk), _day_asked(request)
    current, draft = queries.current(one, on), queries.draft_of(one)
    texts = [(_("Text as of %s") % f"{on:%Y-%m-%d}", current.text if current else "")]
    texts.append((pgettext("regulation", "Draft"), draft.text if draft else ""))
    notes = (
        []
        if current or one.state == State.DRAFT
        else [("amber", _("On %s this regulation was not in force.") % f"{on:%Y-%m-%d}")]
    )
    shape = File(
        heading=one.name, unit=one.unit, tab="rules", state=one.get_state_display(), tone=one.tone,
        facts=[
            (_("Kind"), one.get_kind_display()), (_("In force from"), one.in_force_from),
            (_("Adopted by"), current.adopted_by if current else ""), (_("Document no."), current.document_no if current else ""),
            (pgettext("regulation", "Withdrawn on"), one.withdrawn_on), (_("Which body withdrew it"), one.withdrawn_by), (_("Reason"), one.why),
        ],
        buttons=_regulation_buttons(one, draft), notes=notes, tables=[_editions(one), _displays(one)], texts=texts,
    )  # fmt: skip
    return PAGES.show(request, one, shape)


def _regulation_buttons(one, draft):
    buttons = []
    if draft is not None and one.state != State.WITHDRAWN:
        buttons = [
            Button("archives.adopt", PAGES.url("regulation_adopt", one), kind="primary", picture="check"),
            Button("archives.rewrite", PAGES.url("regulation_rewrite", one), picture="edit"),
        ]
    if one.state == State.ADOPTED:
        buttons = [
            Button("archives.put_up", PAGES.url("regulation_put_up", one), kind="primary", picture="plus"),
            Button("archives.revise", PAGES.url("regulation_revise", one), picture="pencil"),
        ]
    if one.state in (State.ADOPTED, State.REVISING):
        buttons.append(Button("archives.withdraw", PAGES.url("regulation_withdraw", one), kind="danger", picture="ban"))
    return buttons


def _editions(one):
    rows, found = [], list(one.editions.all())
    for each in found:
        read = Cell(_("Read"), one.get_absolute_url() + f"?on={each.since}") if each.since else Cell("")
        differs = (
            PAGES.url("regulation_compare", one) + f"?a={each.number - 1}&b={each.number}" if each.number > 1 else ""
        )
        rows.append(
            (
                str(each.number), each.adopted_on or pgettext("regulation", "draft"), each.adopted_by, each.since, each.until, each.changes, read,
                Cell(_("What differs"), differs) if differs else Cell(""), Cell("Word", PAGES.url("regulation_paper", one, each.number)),
            )
        )  # fmt: skip
    heads = columns(
        _("Edition"), _("Adopted on"), _("Adopted by"), _("In force from"), _("No longer from"), _("What was changed and why"), _("Text"),
        _("Comparison"), pgettext("archives", "Paper"),
    )  # fmt: skip
    return Table(_("Editions"), heads, rows)


def _displays(one):
    rows = [
        (each.where, str(each.edition.number), each.on, each.until or Cell(_("Take down"), PAGES.url("display_take_down", each)))
        for each in one.displays.select_related("edition")
    ]  # fmt: skip
    return Table(
        _("On walls"), columns(pgettext("archives", "Where it hangs"), _("Edition"), _("Put up on"), _("Taken down on")), rows,
        empty=_("It hangs nowhere yet. Put it up, and add the photograph as evidence."),
    )  # fmt: skip


def regulation_rewrite(request, pk):
    """Change the draft."""
    one = own_regulation(request, pk)
    draft = queries.draft_of(one)
    start = {"text": draft.text, "changes": draft.changes} if draft else {}
    return PAGES.verb(
        request, one, forms.RewriteForm, _("Change the draft"), lambda data: actions.rewrite(one, by=request.user, **data),
        verdict=can(request.user, "archives.rewrite", one.unit), said=_("Changed."), form_kwargs={"initial": start},
    )  # fmt: skip


def regulation_adopt(request, pk):
    """Which body adopted it."""
    one = own_regulation(request, pk)
    return PAGES.verb(
        request, one, forms.AdoptForm, _("Enter the adoption"), lambda data: actions.adopt(one, by=request.user, **data),
        lead=_("The edition before ends on the day on which this one takes effect, and stays on file."),
        verdict=can(request.user, "archives.adopt", one.unit), said=_("In force."),
    )  # fmt: skip


def regulation_revise(request, pk):
    """Draft a further edition."""
    one = own_regulation(request, pk)
    before = queries.newest(one)
    start = {"on": today(), "text": before.text if before else ""}
    return PAGES.verb(
        request, one, forms.ReviseForm, _("Revise"), lambda data: actions.revise(one, by=request.user, **data),
        lead=_("Until the new edition is adopted, the old one stays in force."),
        verdict=can(request.user, "archives.revise", one.unit), said=_("Drafted."), form_kwargs={"initial": start},
    )  # fmt: skip


def regulation_put_up(request, pk):
    """It hangs on a wall."""
    one = own_regulation(request, pk)
    return PAGES.verb(
        request, one, forms.PutUpForm, _("Put up on a wall"), lambda data: actions.put_up(one, by=request.user, **data),
        verdict=can(request.user, "archives.put_up", one.unit), said=_("Noted. Add the photograph as evidence."),
    )  # fmt: skip


def display_take_down(request, pk):
    """It hangs there no more."""
    display = get_object_or_404(queries.displays(), pk=pk)
    one = own_regulation(request, display.regulation_id)
    return PAGES.verb(
        request, one, DayForm, _("Take down"), lambda data: actions.take_down(display, by=request.user, **data), lead=display.where,
        verdict=can(request.user, "archives.take_down", one.unit), said=_("Noted."),
    )  # fmt: skip


def regulation_withdraw(request, pk):
    """It is in force no more."""
    one = own_regulation(request, pk)
    return PAGES.verb(
        request, one, forms.WithdrawForm, _("Withdraw the regulation"), lambda data: actions.withdraw(one, by=request.user, **data),
        lead=_("Every edition stays readable; what hangs on walls is taken down with it."), danger=True,
        verdict=can(request.user, "archives.withdraw", one.unit), said=pgettext("regulation", "Withdrawn."),
    )  # fmt: skip


@require_safe
def regulation_compare(request, pk):
    """What differs between two editions."""
    one = own_regulation(request, pk)
    numbers = [request.GET.get(name, "") for name in ("a", "b")]
    chosen = [queries.edition(one, int(text)) if text.isdecimal() and len(text) < 5 else None for text in numbers]
    editions = list(one.editions.all())
    new = chosen[1] or editions[0]
    old = chosen[0] or editions[min(1, len(editions) - 1)]
    context = {
        "record": one, "unit": one.unit, "tabs": PAGES.tabs(), "tab": "rules", "old": old, "new": new, "editions": editions,
        "lines": rules.compared(old.text, new.text), "same": old.text == new.text,
    }  # fmt: skip
    return render(request, "archives/regulation_compare.html", context)


@require_safe
def regulation_paper(request, pk, number):
    """An edition as Word."""
    one = own_regulation(request, pk)
    edition = queries.edition(one, number)
    if edition is None:
        raise Http404
    return paper_response(papers.edition(one, edition))
