"""The life of a report, a page for each verb: draft, freeze, sign, reopen, withdraw, export."""

from urllib.parse import quote

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from taizhang.kernel.access import can
from taizhang.kernel.verdicts import Refused
from taizhang.reports import actions, forms, queries
from taizhang.reports.views.reading import own_report
from taizhang.ui.pages import act_page
from taizhang.ui.places import chosen_period, chosen_unit

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def report_create(request):
    """Draft the report of the chosen unit; the kind of union chooses the skeleton."""
    unit = chosen_unit(request)
    period = chosen_period(request, unit)
    earlier = queries.standing_of(unit, period).first()
    words = {
        "title": _("Draft a report"),
        "unit": unit,
        "lead": _(
            "The text is written from the ledger of %s; you change it as you like, and every figure stays bound to its records."
        )
        % unit.name,
        "button": _("Draft"),
        "back": reverse("reports:report_list"),
        "earlier": earlier,
        "verdict": can(request.user, "reports.draft", unit),
    }
    return act_page(
        request,
        forms.DraftForm,
        "reports/report_create.html",
        words,
        then=lambda data: actions.draft(unit, by=request.user, on=timezone.localdate(), **data),
        said=_("Drafted. Read it through, change what you like, then freeze it."),
        form_kwargs={"initial": {"skeleton": queries.fitting_skeleton(unit), "period": period.code()}},
    )


def _step(request, pk, verb, url=None, **words):
    """The page of one verb: a sentence on what it does, and the button."""
    report = own_report(request, pk)
    context = {"unit": report.unit, "back": report.get_absolute_url(), "report": report, **words}
    return act_page(
        request,
        forms.ConfirmForm,
        "ui/act.html",
        context,
        then=lambda data: verb(report, by=request.user, on=timezone.localdate()),
        url=url,
        said=words.pop("said"),
    )


def report_freeze(request, pk):
    """Freeze the report: its figures stand still."""
    return _step(
        request,
        pk,
        actions.freeze,
        title=_("Freeze the report"),
        lead=_(
            "Every figure keeps its value, its definition and the moment up to which the ledger was known. The text can then be signed, not changed."
        ),
        button=_("Freeze"),
        said=_("Frozen. The chair may now sign it."),
    )


def report_sign(request, pk):
    """The chair signs."""
    return _step(
        request,
        pk,
        actions.sign,
        title=_("Sign the report"),
        lead=_(
            "With your name you answer for this text and its figures. A signed report is not changed; a new version can replace it."
        ),
        button=_("Sign"),
        said=_("Signed."),
    )


def report_reopen(request, pk):
    """Back to the writers."""
    return _step(
        request,
        pk,
        actions.reopen,
        title=_("Change the frozen report"),
        lead=_(
            "The frozen version stays on file; a new version with the same text becomes a draft, its figures are read anew."
        ),
        button=_("Make a new version"),
        said=_("This is the new version."),
    )


def report_discard(request, pk):
    """A draft begun by mistake."""
    return _step(
        request,
        pk,
        actions.discard,
        url=reverse("reports:report_list"),
        title=_("Discard the draft"),
        lead=_("The draft leaves the list. Nothing in the ledger changes; you may draft the report again at any time."),
        button=_("Discard"),
        said=_("Discarded."),
        danger=True,
    )


def report_withdraw(request, pk):
    """A signed report is replaced."""
    return _step(
        request,
        pk,
        actions.withdraw,
        title=_("Withdraw the signed report"),
        lead=_(
            "What was signed stays on file with its figures and is marked as replaced; a new version becomes a draft."
        ),
        button=_("Withdraw and make a new version"),
        said=_("Withdrawn. This is the new version."),
        danger=True,
    )


@require_POST
def report_export(request, pk):
    """The report as a Word file."""
    report = own_report(request, pk)
    try:
        made = actions.export(report, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect(report)
    response = HttpResponse(made, content_type=WORD)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(report.title_text)}.docx"
    return response
