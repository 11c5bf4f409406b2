"""The pages of data quality: the map of months, findings, who need not record."""

from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy
from django.views.decorators.http import require_safe

from taizhang.kernel import jobs, ledger
from taizhang.kernel.access import can
from taizhang.kernel.periods import Period
from taizhang.kernel.verdicts import require
from taizhang.quality import actions, forms, queries, rules, telling
from taizhang.quality.models import Excuse, Finding, MonthBook
from taizhang.quality.searching import Bounds
from taizhang.ui.fields import SureForm, WhyForm
from taizhang.ui.pages import act_page, page_of
from taizhang.ui.places import chosen_unit
from taizhang.ui.registers import (
    Button,
    Cell,
    File,
    Registers,
    Table,
    Way,
    deadline,
    finder,
    link,
    narrowed,
    state,
    today,
    workbook,
)

PARTS = (
    ("home", gettext_lazy("Months"), "quality:home"),
    ("findings", pgettext_lazy("quality", "Findings"), "quality:finding_list"),
    ("excuses", gettext_lazy("Need not record"), "quality:excuse_list"),
)
PAGES = Registers("quality", PARTS, attach="", evidence="", void="")
FIGURES = (
    "quality.complete_share", "quality.timely_share", "quality.open_findings", "quality.settled_in_time_share",
)  # fmt: skip
AT_ONCE = 60  # units whose books are checked while one waits; more are checked in the background
EXPORTED = 20_000
TONES = {"silent": "red", "late": "amber", "brought": "blue", "in_time": "green"}

own_finding = finder(Finding, "noted_by")
own_excuse = finder(Excuse)


def _heads(*labels, numbers=()):
    return tuple((label, label in numbers) for label in labels)


def _here(name, unit, **query):
    return f"{reverse(f'quality:{name}')}?{urlencode({'unit': unit.code, **query})}"


# --- the map of months ------------------------------------------------------------------------------------------------------------------


@require_safe
def home(request):
    """Units by months: who has recorded, in time, late, not at all. Five questions, however many units stand below."""
    unit = chosen_unit(request)
    period = queries.last_months(today(), Bounds(unit, today()).record_days)
    told = queries.month_map(unit, period)
    places = [unit, *(child for child in unit.children() if child.until is None)]
    rows = [one for one in places if any(place == one.path for place, _month in told)]
    page = page_of(request, rows)
    months = [f"{month.start:%Y-%m}" for month in period.months()]
    context = {
        "unit": unit, "tab": "home", "tabs": PAGES.tabs(), "page": page, "months": [Period.parse(month) for month in months],
        "rows": [(one, [_cell(one, unit, month, told.get((one.path, month), {})) for month in months]) for one in page],
        "figures": [ledger.value(code, unit, Period.year(period.last_day.year)) for code in FIGURES],
        "check": _here("unit_check", unit), "findings": _here("finding_list", unit, state="open"), "export": _here("month_export", unit),
    }  # fmt: skip
    return render(request, "quality/home.html", context)


def _cell(one, unit, month, told):
    """{words, tone, url} of one place and month: of a single unit its state, of many how many recorded."""
    due = sum(told.values())
    if not due:
        return None
    recorded = due - told.get("silent", 0)
    states = [code for code in ("silent", "late", "brought", "in_time") if told.get(code)]
    if due == 1:
        words, tone = MonthBook.State(states[0]).label, TONES[states[0]]
    else:
        words, tone = f"{recorded}/{due}", "red" if not recorded else "amber" if recorded < due else "green"
        tone = "amber" if tone == "green" and told.get("late", 0) * 2 > due else tone
    return {
        "words": words,
        "tone": tone,
        "url": _here("month_list", one, month=month, **({"own": 1} if one == unit else {})),
    }


@require_safe
def month_list(request):
    """Unit by unit: what was recorded of a month."""
    unit, filters, rows = _months(request)
    return PAGES.register(
        request, rows, unit=unit, title=_("Months of units"), tab="home", filters=filters,
        heads=_heads(_("Union"), _("Month"), _("State"), _("Records"), _("Recorded late"), numbers=(_("Records"), _("Recorded late"))),
        row=lambda one: (
            one.unit.name, f"{one.month:%Y-%m}", Cell(one.get_state_display(), tone=TONES[one.state]),
            Cell(str(one.records), _lines_url(one)), one.late,
        ),
        lead=_("Late: most of its records came in later than the rulebook allows. Brought in: the unit began to use this system only afterwards."),
        ways=(Way(reverse("quality:month_export") + f"?{request.GET.urlencode()}", _("Export")),),
        empty=_("The books are looked over every night; nothing has been looked over yet."),
    )  # fmt: skip


def _months(request):
    unit = chosen_unit(request)
    rows = queries.months(request.user, unit)
    rows = rows.filter(unit=unit) if request.GET.get("own") else rows
    return unit, forms.MonthFilter(request.GET), rows


def _lines_url(one):
    """The records of a unit's month: the figure that counts them, with its trace."""
    query = {"unit": one.unit.code, "period": f"{one.month:%Y-%m}", "scope": "own"}
    return f"{reverse('desk:figure', args=['worklog.entries'])}?{urlencode(query)}"


@require_safe
def month_export(request):
    """The months as a workbook."""
    _unit, filters, rows = _months(request)
    heads = (_("Code"), _("Union"), _("Month"), _("State"), _("Records"), _("Recorded late"))
    lines = (
        (one.unit.code, one.unit.name, f"{one.month:%Y-%m}", one.get_state_display(), one.records, one.late)
        for one in narrowed(rows, filters)[:EXPORTED]
    )
    return workbook(_("Months of units"), heads, lines)


def unit_check(request):
    """Look over the books now: at once where few units stand below, else in the background."""
    unit = chosen_unit(request)
    context = {
        "title": _("Check the books"), "unit": unit, "button": _("Check now"), "back": _here("home", unit),
        "verdict": can(request.user, "quality.check", unit),
        "lead": _("The figures here and below are held against each other, last year and what is usual. It happens every night by itself."),
    }  # fmt: skip

    def then(_data):
        require(can(request.user, "quality.check", unit))
        if queries.size(unit) <= AT_ONCE:
            return actions.check(unit, by=request.user, on=today())
        jobs.enqueue("quality.check_unit", by=request.user, unit=unit, unit_id=unit.pk)
        return None

    def said(done):
        if done is None:
            return _("The check runs in the background; look again in a few minutes.")
        return _("Checked: %(opened)s new findings, %(mended)s mended.") % {"opened": done.opened + done.reopened, "mended": done.mended}  # fmt: skip

    return act_page(
        request, SureForm, "ui/begin.html", context, then=then, url=lambda done: _here("finding_list", unit), said=said
    )


# --- findings ---------------------------------------------------------------------------------------------------------------------------


def _findings(request):
    unit = chosen_unit(request)
    return unit, forms.FindingFilter(request.GET, today=today()), queries.findings(request.user, unit)


@require_safe
def finding_list(request):
    """What does not agree or stands out, who puts it right, and by when."""
    unit, filters, rows = _findings(request)
    day, who = today(), {}

    def prepare(chosen):
        who.update(queries.answerable({one.unit_id: one.unit for one in chosen}.values(), day))

    return PAGES.register(
        request, rows, unit=unit, title=pgettext("quality", "Findings"), tab="findings", filters=filters, prepare=prepare,
        heads=_heads(pgettext("quality", "Finding"), _("Kind"), _("Union"), _("Who puts it right"), pgettext("quality", "Due on"), _("State")),
        row=lambda one: (
            link(telling.sentence(one), one), one.get_family_display(), one.unit.name, _names(who.get(one.unit_id)),
            deadline(one.due_on, late=one.is_open and one.due_on < day), state(one),
        ),
        figures=[ledger.value(code, unit, Period.year(day.year)) for code in FIGURES],
        lead=_("A finding closes by itself when its records are mended; what is right although it stands out is explained."),
        buttons=(Button("quality.check", _here("unit_check", unit), kind="primary", picture="refresh"),),
        ways=(Way(reverse("quality:finding_export") + f"?{request.GET.urlencode()}", _("Export")),),
        empty=_("The check found nothing that does not agree, or has not looked yet: choose “Check the books”."),
    )  # fmt: skip


def _names(found):
    """Who answers, and where, if it is not the unit itself."""
    if found is None:
        return _("nobody yet: appoint a clerk")
    unit, names = found
    return f"{'、'.join(names[:3])} · {unit.name}"


@require_safe
def finding_export(request):
    """The findings as a workbook."""
    _unit, filters, rows = _findings(request)
    chosen = list(narrowed(rows, filters)[:EXPORTED])
    who = queries.answerable({one.unit_id: one.unit for one in chosen}.values(), today())
    heads = (
        _("Code"), _("Union"), _("Kind"), pgettext("quality", "Finding"), _("Found on"), _("Who puts it right"), pgettext("quality", "Due on"),
        _("State"), pgettext("quality", "Settled on"), _("Explanation"),
    )  # fmt: skip
    lines = (
        (
            one.unit.code, one.unit.name, one.get_family_display(), telling.sentence(one), one.opened_on, _names(who.get(one.unit_id)),
            one.due_on, one.get_state_display(), one.closed_on, one.note,
        )
        for one in chosen
    )  # fmt: skip
    return workbook(pgettext("quality", "Findings"), heads, lines)


@require_safe
def finding_detail(request, pk):
    """One finding: its sentence, the figures and records behind it, who puts it right, what was said to it."""
    one = own_finding(request, pk)
    records, hidden = queries.behind(one, request.user)
    tables = []
    if one.figures:
        heads = _heads(
            pgettext("quality", "Figure"),
            _("Period"),
            pgettext("quality", "Number"),
            numbers=(pgettext("quality", "Number"),),
        )
        tables.append(Table(_("Figures behind it"), heads, [_figure_row(one, *row) for row in one.figures]))
    if one.behind:
        words = _("%s further records belong to unions that you do not see.") % hidden if hidden else ""
        heads = _heads(_("Record"), _("Union"))
        rows = [(link(record.title(), record), record.unit.name) for record in records]
        tables.append(Table(_("Records behind it"), heads, [*rows, *([(words, "")] if words else [])]))
    if one.family == Finding.Family.SILENCE:
        tables.append(_silent_table(one))
    who = queries.answerable([one.unit], today())[one.unit_id]
    return PAGES.show(
        request, one,
        File(
            heading=telling.subject(one), unit=one.unit, tab="findings", state=one.get_state_display(), tone=one.tone,
            lead=telling.sentence(one), tables=tables, notes=[("amber" if one.firm else "blue", telling.advice(one))] if one.is_open else [],
            facts=[
                (_("Kind of finding"), one.get_family_display()), (_("Who puts it right"), _names(who)), (_("Found on"), one.opened_on),
                (pgettext("quality", "Due on"), one.due_on), (pgettext("quality", "Settled on"), one.closed_on),
                (_("Times opened"), one.times if one.times > 1 else None),
                (_("Explained by"), one.noted_by.name if one.noted_by else None),
            ],
            texts=[(_("Explanation"), one.note)],
            buttons=[
                Button("quality.explain", reverse("quality:finding_explain", args=[one.pk]), kind="primary", picture="pencil",
                       verdict=rules.may_explain(one, "······")),
                Button("quality.reopen", reverse("quality:finding_reopen", args=[one.pk]), picture="rotate",
                       verdict=rules.may_reopen(one, "······")),
            ],
        ),
    )  # fmt: skip


def _figure_row(one, code, period, number):
    query = urlencode({"unit": one.unit.code, "period": period, "scope": "own"})
    label = telling.figure_label(code)
    return Cell(label, f"{reverse('desk:figure', args=[code])}?{query}"), Period.parse(period).label(), number


def _silent_table(one):
    books = queries.last_books(one.unit)
    rows = [
        (f"{book.month:%Y-%m}", Cell(book.get_state_display(), tone=TONES[book.state]), Cell(str(book.records), _lines_url(book)))
        for book in books
    ]  # fmt: skip
    return Table(_("The last months"), _heads(_("Month"), _("State"), _("Records")), rows)


def finding_explain(request, pk):
    """Say why a figure is right although it stands out."""
    one = own_finding(request, pk)
    return PAGES.verb(
        request, one, forms.ExplainForm, _("Explain a finding"),
        lambda data: actions.explain(one, by=request.user, on=today(), **data),
        lead=telling.sentence(one), button=_("Explain"), verdict=rules.may_explain(one, "······"), form_kwargs={"initial": {"note": one.note}},
        said=_("Explained. It holds as long as the numbers stay as they are."),
    )  # fmt: skip


def finding_reopen(request, pk):
    """Send an explanation back."""
    one = own_finding(request, pk)
    return PAGES.verb(
        request, one, WhyForm, _("Send the explanation back"),
        lambda data: actions.reopen(one, by=request.user, on=today(), **data),
        lead=one.note, verdict=rules.may_reopen(one, "······"), form_kwargs={}, said=_("Sent back; it is open again."),
    )  # fmt: skip


# --- who need not record ------------------------------------------------------------------------------------------------------------------


@require_safe
def excuse_list(request):
    """Who need not record, since when and why."""
    unit = chosen_unit(request)
    return PAGES.register(
        request, queries.excuses(request.user, unit), unit=unit, title=_("Need not record"), tab="excuses",
        heads=_heads(_("Union"), _("From"), _("To"), _("Reason"), ""),
        row=lambda one: (
            one.unit.name, one.first, one.last, one.why,
            Cell(_("End"), reverse("quality:excuse_end", args=[one.pk])) if one.last is None or one.last > today() else Cell(None),
        ),
        lead=_("A union that need not record is missing from completeness, and a zero says nothing about it. Only the union above may excuse."),
        buttons=(Button("quality.excuse", _here("excuse_create", unit), kind="primary", picture="plus"),),
        empty=_("Everybody is expected to record."),
    )  # fmt: skip


def excuse_create(request):
    """Excuse a union below from recording."""
    unit = chosen_unit(request)
    return PAGES.begin(
        request, unit, forms.ExcuseForm, _("Excuse from recording"),
        lambda data: actions.excuse(data.pop("unit"), by=request.user, on=today(), **data),
        code="quality.excuse", back="quality:excuse_list", url=lambda done: _here("excuse_list", unit), said=_("Excused."),
        form_kwargs={"under": unit, "initial": {"first": today().replace(day=1)}},
    )  # fmt: skip


def excuse_end(request, pk):
    """The union records again."""
    one = own_excuse(request, pk)
    return PAGES.sure(
        request, one, _("End the excuse"), lambda: actions.end_excuse(one, by=request.user, on=today()),
        lead=_("From today on %s is expected to record again.") % one.unit.name,
    )  # fmt: skip
