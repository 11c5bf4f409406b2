"""Pages of annual returns: the list, the return, filling in, handing in, and the sum of the unions below."""

from decimal import Decimal
from urllib.parse import quote

from django.contrib import messages
from django.core import signing
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_safe

from taizhang.kernel import approvals
from taizhang.kernel.access import can
from taizhang.kernel.reading import plain
from taizhang.kernel.tracing import acts_on
from taizhang.kernel.verdicts import Refused
from taizhang.statistics import actions, imports, returnbook
from taizhang.statistics.editions import newest
from taizhang.statistics.forms import returns as forms
from taizhang.statistics.models import Return
from taizhang.statistics.queries import returns as queries
from taizhang.statistics.rules import returns as rules
from taizhang.statistics.views.parts import PAGES
from taizhang.ui import figures
from taizhang.ui.known import chosen_known
from taizhang.ui.places import chosen_unit
from taizhang.ui.registers import Button, finder, link, state
from taizhang.ui.sheets import XLSX

found_return = finder(Return)


def statistical_year(today):
    """The statistical year that ended last."""
    return today.year if today.month >= 10 else today.year - 1


@require_safe
def return_list(request):
    """Annual returns of the unit and below."""
    unit = chosen_unit(request)

    def row(one):
        return link(one.form.words, one), one.unit.name, one.year, state(one), one.submitted_on, one.accepted_on

    return PAGES.register(
        request, queries.returns(request.user, unit), unit=unit, title=_("Annual survey"), tab="returns", row=row,
        filters=forms.ReturnFilter(request.GET),
        heads=tuple((head, False) for head in (_("Survey form"), _("Union"), _("Year"), _("State"), _("Handed in on"), _("Accepted on"))),
        lead=_(
            "Each grassroots union fills in one return a year: what the ledger knows stands there already, the rest is filled in with its source."
        ),
        buttons=(Button("statistics.begin_return", reverse("statistics:return_begin") + f"?unit={unit.code}", kind="primary", picture="plus"),),
        empty=_("Begin the return of the year."),
    )  # fmt: skip


def return_begin(request):
    """Begin the return of a year."""
    unit = chosen_unit(request)
    return PAGES.begin(
        request, unit, forms.BeginReturnForm, _("Begin the annual survey"), lambda data: actions.begin_return(unit, by=request.user, **data),
        code="statistics.begin_return", back="statistics:return_list", lead=newest().words, button=_("Begin"),
        form_kwargs={"initial": {"year": statistical_year(timezone.localdate())}},
    )  # fmt: skip


def _origin(answer):
    """Where a number comes from, in words."""
    if answer.origin == queries.OPEN:
        return ""
    if answer.origin == queries.LEDGER:
        return _("from the ledger")
    declared = answer.declared
    who = (declared.by.name if declared.by else "") if declared else ""
    when = f"{timezone.localtime(declared.said_at):%Y-%m-%d}" if declared else ""
    return _("filled in: %(source)s (%(who)s, %(when)s)") % {
        "source": declared.source if declared else "",
        "who": who,
        "when": when,
    }


def _drawn(one, answer, known):
    """The number as a door to its records where it has one."""
    if answer.value is None:
        return ""
    text = plain(answer.value)
    if not answer.is_linked:
        return figures.grouped(text)
    address = figures.address(answer.line.figure, one.unit, one.period, known=known)
    return format_html('<a class="figure" href="{}">{}</a>', address, figures.grouped(text))


def _shown_line(one, answer, known):
    """What a line of the page needs: the line, its answer, the number as a door, where it comes from."""
    return answer.line, answer, _drawn(one, answer, known), _origin(answer)


@require_safe
def return_detail(request, pk):
    """The return with its tables, its check relations and its way to the union above."""
    one, known = found_return(request, pk), chosen_known(request)
    answers = queries.shown(one, **known.options)
    sheets = [
        (sheet, [_shown_line(one, answers[line.code], known) for line in sheet.lines if line.code in answers]) for sheet in one.form.sheets
    ]  # fmt: skip
    found = rules.checks(one.form, {code: answer.value for code, answer in answers.items()})
    still = sum(answer.origin == queries.OPEN for answer in answers.values())
    draft, may = one.state == Return.State.DRAFT, approvals.may_change(one)
    context = {
        "one": one, "unit": one.unit, "sheets": sheets, "known": known, "checks": [(each, rules.words_of(each)) for each in found], "still": still,
        "draft": draft, "fill_verdict": _verdict(request, "statistics.declare", one, may),
        "submit_verdict": _verdict(request, "statistics.submit_return", one, may),
        "tabs": PAGES.tabs(), "tab": "returns", "acts": acts_on(one), "due": one.form.due_on(one.year), "record": one,
        "broken": sum(each.holds is False for each in found), "zeros": queries.basis_of_zeros(one, answers), "division": queries.division_of(one),
    }  # fmt: skip
    return render(request, "statistics/return_detail.html", context)


def _verdict(request, code, one, may):
    allowed = can(request.user, code, one.unit)
    return allowed if not allowed else may


def return_fill(request, pk):
    """Fill in what the ledger cannot answer; a relation that would not hold is shown before anything is saved."""
    one = found_return(request, pk)
    known = queries.answers(one)
    answers = [answer for answer in known.values() if answer.origin != queries.LEDGER]
    before = {code: answer.value for code, answer in known.items()}

    def doubts(told):
        return rules.doubts(one.form, before, {code: value for code, value in told.items() if value != before[code]})

    return PAGES.verb(
        request, one, forms.FillForm, _("Fill in what the ledger cannot answer"),
        lambda data: actions.declare(one, by=request.user, told=data["told"]),
        lead=_("A number and its source for each line; nought is filled in as 0. What stays empty stays to fill in."), button=_("Save"),
        verdict=_verdict(request, "statistics.declare", one, approvals.may_change(one)), said=_("Filled in."),
        form_kwargs={"answers": answers, "doubts": doubts},
    )  # fmt: skip


TAKEN = "statistics.survey_file"  # what the words are signed for that go through the browser between looking and taking over


def return_import(request, pk):
    """Take over a workbook that the union filled in: first what each line would do, and why some cannot; then, when confirmed, the lines."""
    one = found_return(request, pk)
    verdict = _verdict(request, "statistics.declare", one, approvals.may_change(one) and rules.may_fill(one.state))
    form, rows, token = forms.SurveyFileForm(), None, ""
    if request.method == "POST" and "take" in request.POST:
        return _taken_over(request, one)
    if request.method == "POST":
        form = forms.SurveyFileForm(request.POST, request.FILES)
        if form.is_valid():
            try:
                rows = imports.rows_of(one, form.cleaned_data["file"], _origin)
            except Refused as refusal:
                form.add_error(None, str(refusal))
            else:
                token = signing.dumps(
                    [one.pk, {code: [str(value), source] for code, (value, source) in imports.told(rows).items()}],
                    salt=TAKEN,
                )
    context = {
        "one": one, "unit": one.unit, "form": form, "rows": rows, "token": token, "verdict": verdict, "back": one.get_absolute_url(),
        "title": _("Take over a filled-in workbook"), "button": pgettext("preview", "Look at it"), "tabs": PAGES.tabs(), "tab": "returns",
        "new": sum(row.is_new and not row.trouble for row in rows or ()), "rejected": [row for row in rows or () if row.trouble],
        "same": sum(not row.is_new and not row.trouble for row in rows or ()), "doubts": _doubts(one, rows),
    }  # fmt: skip
    return render(request, "statistics/return_import.html", context, status=422 if form.errors else 200)


def _doubts(one, rows):
    before = {code: answer.value for code, answer in queries.answers(one).items()} if rows else {}
    return rules.doubts(one.form, before, {code: value for code, (value, _source) in imports.told(rows or ()).items()})


def _taken_over(request, one):
    """The lines that were looked at, in one act."""
    try:
        key, told = signing.loads(request.POST["take"], salt=TAKEN, max_age=86_400)
        if key != one.pk:
            raise signing.BadSignature
        lines = {code: (Decimal(value), source) for code, (value, source) in told.items()}
        number = actions.declare(one, by=request.user, told=lines)
    except signing.BadSignature:
        messages.error(request, _("This page is too old. Please choose the file again."))
        return redirect("statistics:return_import", pk=one.pk)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("statistics:return_import", pk=one.pk)
    messages.success(request, ngettext("%d line taken over.", "%d lines taken over.", number) % number)
    return redirect(one)


def return_submit(request, pk):
    """Hand the return in to the union above."""
    one = found_return(request, pk)
    return PAGES.verb(
        request, one, forms.SubmitForm, _("Hand the return in"), lambda data: actions.submit_return(one, by=request.user, **data),
        lead=_("Its numbers are frozen and go to the union above. Figures are given truly, completely and in time (Statistics Law, article 7)."),
        verdict=_verdict(request, "statistics.submit_return", one, approvals.may_change(one)), said=_("Handed in."),
        form_kwargs={"initial": {"on": timezone.localdate(), "note": one.note}},
    )  # fmt: skip


def return_void(request, pk):
    """It was begun by mistake."""
    one = found_return(request, pk)
    return PAGES.take_back(request, one, actions.void_return, "return_list")


def _download(content, name):
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}.xlsx"
    return response


@require_safe
def return_export(request, pk):
    """The return as a workbook in the order of the form."""
    one, known = found_return(request, pk), chosen_known(request)
    answers = queries.shown(one, **known.options)
    found = rules.checks(one.form, {code: answer.value for code, answer in answers.items()})
    return _download(returnbook.return_book(one, answers, found, _origin), one.title())


def _summary(request):
    unit, edition = chosen_unit(request), newest()
    text = request.GET.get("year", "")
    year = int(text) if text.isdecimal() and len(text) == 4 else statistical_year(timezone.localdate())
    return unit, edition, queries.summary(unit, edition, year, accepted_only=bool(request.GET.get("accepted")))


@require_safe
def return_summary(request):
    """What the unions below have handed in, added up; whose returns are missing."""
    unit, edition, told = _summary(request)
    known = queries.of_ledger(unit, edition, told.year)
    sheets = [(sheet, [_beside(line, told, known, edition) for line in sheet.lines]) for sheet in edition.sheets]
    context = {
        "unit": unit, "told": told, "sheets": sheets, "edition": edition, "tabs": PAGES.tabs(), "tab": "summary", "year": told.year,
        "accepted": bool(request.GET.get("accepted")), "due": edition.due_on(told.year), "missing": told.missing[:200],
        "late": timezone.localdate() > edition.due_on(told.year), "readable": _readable(request, told),
    }  # fmt: skip
    return render(request, "statistics/return_summary.html", context)


def _beside(line, told, known, edition):
    """(line, sum of the returns, what the ledger says as a door to its records, how much more that is): the last two None where it has none."""
    total, said = told.totals[line.code], known.get(line.code)
    if said is None:
        return line, total, None, None
    drawn = figures.grouped(plain(said))
    if not line.where:
        drawn = format_html(
            '<a class="figure" href="{}">{}</a>',
            figures.address(line.figure, told.unit, edition.period(told.year)),
            drawn,
        )
    return line, total, drawn, said - total


@require_safe
def return_compare(request, line):
    """One line of the survey: what each union handed in beside what the ledger says of it, so that a difference is found."""
    unit, edition, told = _summary(request)
    asked = edition.lines.get(line)
    if asked is None or queries.indicator_of(asked) is None:
        raise Http404
    rows, rest = queries.beside(told, edition, asked)
    readable = {one.pk for one in _readable(request, told)}
    total, known = told.totals[asked.code], sum((row.known for row in rows), Decimal(0)) + rest
    differing = [row for row in rows if row.difference]
    period = edition.period(told.year)
    context = {
        "unit": unit, "told": told, "edition": edition, "line": asked, "tabs": PAGES.tabs(), "tab": "summary", "year": told.year, "rest": rest,
        "total": total, "known": known, "difference": known - total, "alike": len(rows) - len(differing), "number": len(differing),
        "rows": [(row, row.one if row.one and row.one.pk in readable else None, _door_of(asked, row, period)) for row in differing[:300]],
    }  # fmt: skip
    return render(request, "statistics/return_compare.html", context)


def _door_of(line, row, period):
    """The page with the records behind a union's figure, where one page holds exactly that figure."""
    return "" if line.where else figures.address(line.figure, row.unit, period)


def _readable(request, told):
    """Of the returns handed in, those that the reader may open."""
    keys = set(
        Return.objects.visible_to(request.user)
        .filter(pk__in=[one.pk for one in told.handed_in])
        .values_list("pk", flat=True)
    )
    return [one for one in told.handed_in if one.pk in keys][:200]


@require_safe
def return_summary_export(request):
    """The sum as a workbook in the order of the form."""
    unit, edition, told = _summary(request)
    known = queries.of_ledger(unit, edition, told.year)
    return _download(returnbook.summary_book(told, edition, known), f"{unit.name} {edition.words} {told.year}")
