"""The life of a report, a page for each verb: draft, freeze, sign, reopen, withdraw, export."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from taizhang.kernel.access import can
from taizhang.kernel.verdicts import Refused
from taizhang.reports import actions, forms, queries
from taizhang.reports.views.reading import own_report
from taizhang.ui.fields import SureForm
from taizhang.ui.pages import act_page, verb_page
from taizhang.ui.places import chosen_period, chosen_unit
from taizhang.word.download import word_response


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


def _step(action, form=SureForm, **words):
    """The page of one verb: a sentence on what it does, and the button."""

    def do(report, by, **told):
        return action(report, by=by, on=timezone.localdate(), **told)

    return verb_page(own_report, form, do, **words)


report_freeze = _step(
    actions.freeze,
    forms.FreezeForm,
    title=gettext_lazy("Freeze the report"),
    lead=gettext_lazy(
        "Every figure keeps its value, its definition and the moment up to which the ledger was known. The text can then be signed, not changed."
    ),
    button=gettext_lazy("Freeze"),
    said=gettext_lazy("Frozen. The chair may now sign it."),
)
report_sign = _step(
    actions.sign,
    title=gettext_lazy("Sign the report"),
    lead=gettext_lazy(
        "With your name you answer for this text and its figures. A signed report is not changed; a new version can replace it."
    ),
    button=gettext_lazy("Sign"),
    said=gettext_lazy("Signed."),
)
report_reopen = _step(
    actions.reopen,
    title=gettext_lazy("Change the frozen report"),
    lead=gettext_lazy(
        "The frozen version stays on file; a new version with the same text becomes a draft, its figures are read anew."
    ),
    button=gettext_lazy("Make a new version"),
    said=gettext_lazy("This is the new version."),
)
report_discard = _step(
    actions.discard,
    title=gettext_lazy("Discard the draft"),
    lead=gettext_lazy(
        "The draft leaves the list. Nothing in the ledger changes; you may draft the report again at any time."
    ),
    button=gettext_lazy("Discard"),
    said=gettext_lazy("Discarded."),
    url=lambda report: reverse("reports:report_list"),
    danger=True,
)
report_withdraw = _step(
    actions.withdraw,
    title=gettext_lazy("Withdraw the signed report"),
    lead=gettext_lazy(
        "What was signed stays on file with its figures and is marked as replaced; a new version becomes a draft."
    ),
    button=gettext_lazy("Withdraw and make a new version"),
    said=gettext_lazy("Withdrawn. This is the new version."),
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
    return word_response(report.title_text, made)
