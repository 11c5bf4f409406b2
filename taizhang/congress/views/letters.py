"""Pages of letters of responsibility."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy
from django.views.decorators.http import require_safe

from taizhang.congress.actions import letters as actions
from taizhang.congress.forms import following as forms
from taizhang.congress.models import Letter
from taizhang.congress.queries import following as queries
from taizhang.congress.rules import letters as rules
from taizhang.congress.views.shapes import PAGES, importing
from taizhang.kernel import ledger
from taizhang.organisation.queries import find_unit
from taizhang.ui.pages import verb_page
from taizhang.ui.places import chosen_period, chosen_unit
from taizhang.ui.registers import EXPORTED, Button, Cell, File, Table, Way, deadline, link, narrowed, state, today
from taizhang.ui.sheets import sheet_response

ACT = "ui/begin.html"
FIGURES = ("DM-11:件数", "congress.letter_parties", "congress.targets_met_share")


def own(request, pk):
    """A letter that the user may read; 404 for everybody else."""
    found = Letter.objects.visible_to(request.user).standing().select_related("unit", "taker_unit", "session__congress")
    return get_object_or_404(found, pk=pk)


def _filter(request):
    return forms.LetterFilter(request.GET or None, states=Letter.State.choices)


@require_safe
def letter_list(request):
    """Letters of responsibility with their targets."""
    unit = chosen_unit(request)
    period = chosen_period(request, unit)
    heads = (
        (_("Title"), False), (_("Kind"), False), (_("Party A"), False), (_("Party B"), False), (pgettext("congress", "Signed on"), False),
        (_("To be settled by"), False), (_("Targets met"), False), (_("State"), False),
    )  # fmt: skip

    def row(one):
        met = f"{one.met}/{one.aims}" if one.settled_on else f"–/{one.aims}"
        return (
            link(one.name, one),
            one.get_kind_display(),
            one.giver,
            one.taker,
            one.signed_on,
            deadline(one.settle_by, late=rules.is_overdue(one, today())),
            met,
            state(one),
        )

    return PAGES.register(
        request, queries.letters(request.user, under=unit), unit=unit, title=_("Letters of responsibility"), tab="letters", heads=heads, row=row,
        filters=_filter(request), figures=ledger.values(FIGURES, unit, period).values(),
        lead=_("Signed at the congress, tracked through the year, settled target by target. Figures of %s.") % period.label(),
        buttons=(
            Button("congress.draft_letters", reverse("congress:letter_draft"), _("Draft letters"), "primary", "plus"),
            importing(unit, "congress_letters"),
        ),
        ways=(Way(f"{reverse('congress:letter_export')}?{request.GET.urlencode()}", _("Export")),),
        empty=_("Draft one letter for several parties; sign them at the congress; at the year's end say of every target: met or not."),
    )  # fmt: skip


@require_safe
def letter_export(request):
    """Letters and targets as a workbook."""
    unit = chosen_unit(request)
    found = list(
        narrowed(queries.letters(request.user, under=unit), _filter(request)).prefetch_related("targets")[:EXPORTED]
    )
    heads = (
        "名称",
        "类别",
        "甲方",
        "乙方",
        "起草日期",
        "签订日期",
        "结算期限",
        "结算日期",
        "目标数",
        "完成数",
        "结论",
        "状态",
    )
    rows = [
        (
            one.name, one.get_kind_display(), one.giver, one.taker, one.drafted_on, one.signed_on, one.settle_by, one.settled_on, one.aims, one.met,
            one.result, one.get_state_display(),
        )
        for one in found
    ]  # fmt: skip
    met = {True: "是", False: "否"}
    targets = [
        (one.taker, one.name, aim.number, aim.words, aim.actual, met.get(aim.met, ""))
        for one in found
        for aim in one.targets.all()
    ]
    sheets = [("责任书", heads, rows), ("目标", ("乙方", "名称", "序号", "目标", "完成情况", "是否完成"), targets)]
    return sheet_response(f"{unit.name}责任目标书台账", sheets)


def letter_draft(request):
    """The same letter for several parties."""
    unit = chosen_unit(request)

    def then(data):
        takers = [(line, find_unit(line, unit, fragment=False)) for line in data.pop("takers")]
        return actions.draft_letters(unit, by=request.user, takers=takers, **data)

    return PAGES.begin(
        request, unit, forms.LetterForm, _("Draft letters of responsibility"), then, code="congress.draft_letters", back="congress:letter_list",
        lead=_("One letter for each party, all with the same targets."), button=_("Draft"),
        form_kwargs={"sessions": queries.sessions_of(request.user, unit), "initial": {"on": today()}}, url=reverse("congress:letter_list"),
        said=_("Drafted; record each signing."),
    )  # fmt: skip


@require_safe
def letter_detail(request, pk):
    """One letter: parties, targets, progress, result."""
    one = own(request, pk)
    page = File(str(one), one.unit, "letters", one.get_state_display(), one.tone, lead=one.get_kind_display())
    page.facts = [
        (_("Party A"), one.giver),
        (_("Party B"), one.taker),
        (_("Session"), one.session.name if one.session else ""),
        (_("Drafted on"), one.drafted_on),
        (pgettext("congress", "Signed on"), one.signed_on),
        (_("To be settled by"), one.settle_by),
        (pgettext("congress", "Settled on"), one.settled_on),
        (_("Result"), one.result),
    ]
    heads = ((_("No."), True), (_("Target"), False), (_("Reached"), False), (_("Result"), False))
    page.tables = [
        Table(_("Targets"), heads, [(aim.number, aim.words, aim.actual, _met(aim)) for aim in one.targets.all()]),
        Table(
            _("Progress"), ((_("Day"), False), (pgettext("congress", "What was done"), False)),
            [(note.on.isoformat(), note.words) for note in queries.progress_of(one)], _("Nothing is noted yet."),
        ),
    ]  # fmt: skip
    to = {verb: reverse(f"congress:letter_{verb}", args=[one.pk]) for verb in ("sign", "note", "settle")}
    if one.state == Letter.State.DRAFT:
        page.buttons = [Button("congress.sign_letter", to["sign"], _("It is signed"), "primary", "signature")]
    if one.state == Letter.State.SIGNED:
        page.buttons = [
            Button("congress.settle_letter", to["settle"], _("Settle it"), "primary", "circle-check"),
            Button("congress.note_letter", to["note"], _("Note progress"), picture="pencil"),
        ]
    return PAGES.show(request, one, page)


def _met(aim):
    if aim.met is None:
        return None
    return Cell(_("met"), tone="green") if aim.met else Cell(_("not met"), tone="red")


letter_sign = verb_page(
    own, forms.DayForm, actions.sign_letter, title=gettext_lazy("Both sides have signed"), button=gettext_lazy("Record"),
    said=pgettext_lazy("congress", "Signed."), lead=str, template=ACT,
)  # fmt: skip
letter_note = verb_page(
    own, forms.NoteForm, actions.note_letter, title=gettext_lazy("Note progress of a letter"), button=pgettext_lazy("congress", "Note"),
    said=gettext_lazy("Noted."), lead=str, template=ACT,
)  # fmt: skip


def letter_settle(request, pk):
    """Every target is judged."""
    one = own(request, pk)
    return PAGES.verb(
        request, one, forms.SettleLetterForm, _("Settle the letter"), lambda data: actions.settle_letter(one, by=request.user, **data), lead=str(one),
        button=_("Settle"), form_kwargs={"targets": one.targets.all(), "initial": {"on": today()}}, said=_("Settled."),
    )  # fmt: skip
