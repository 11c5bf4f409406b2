"""Pages after the vote: the tellers' sheets, the result with its rule, re-votes, and the files that belong to it."""

from datetime import timedelta
from pathlib import Path

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from taizhang.ballots import actions, forms, papers, queries
from taizhang.ballots.models import Ballot
from taizhang.ballots.views.officers import verdicts_for
from taizhang.ballots.views.shapes import now, own_ballot, own_question
from taizhang.kernel.verdicts import Refused
from taizhang.ui.pages import act_page
from taizhang.ui.sheets import sheet_response
from taizhang.word.download import word_response

State = Ballot.State
RECOUNT = Path(__file__).resolve().parents[1] / "recount.py"
JSON_LINES = "application/x-ndjson; charset=utf-8"


# --- paper ballots ---------------------------------------------------------------------------------------------------------------


def sheet_enter(request, pk):
    """One teller's count of one box; the other teller's sheet is not shown."""
    ballot = own_ballot(request, pk)
    cells = queries.paper_cells(ballot)
    form = forms.sheets.SheetForm(request.POST or None, cells=cells)
    if request.method == "POST" and form.is_valid():
        try:
            sheet = actions.enter_sheet(ballot, by=request.user, at=now(), **form.counted())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            said = (
                _("Both tellers agree on this box.")
                if sheet.agreed
                else _("Entered. Now the second teller counts the same box.")
            )
            messages.success(request, said)
            return redirect(ballot)
    context = {
        "title": _("Count sheet of a box"), "unit": ballot.unit, "ballot": ballot, "form": form, "back": ballot.get_absolute_url(),
        "button": pgettext("ballot", "Enter the sheet"), "boxes": queries.pages.boxes(ballot),
        "lead": _(
            "Two tellers count each box and enter their sheets apart, each with the own account. Only sheets "
            "that agree in every cell count."
        ),
    }  # fmt: skip
    return render(request, "ballots/sheet_enter.html", context, status=422 if form.errors else 200)


# --- the result ------------------------------------------------------------------------------------------------------------------


@require_safe
def ballot_result(request, pk):
    """The result with the rule's sentence worked out; ties and vacancies with their re-vote; before its time, a sentence."""
    ballot = own_ballot(request, pk)
    verdict = queries.may_read_result(ballot, request.user)
    context = {
        "title": _("Result"), "ballot": ballot, "unit": ballot.unit, "verdict": verdict,
        "told": queries.result(ballot, request.user) if verdict else None, "caller": queries.pages.caller(ballot, request.user)[0],
        "questions": queries.outcomes.outcomes(ballot) if verdict else (), "turnout": queries.turnout(ballot),
        "verdicts": verdicts_for(request.user, ballot.unit), "revotes": queries.pages.revotes(ballot),
    }  # fmt: skip
    return render(request, "ballots/ballot_result.html", context)


def question_revote(request, pk):
    """Vote again among those who are left to decide on."""
    question = own_question(request, pk)
    ballot = question.ballot
    start = timezone.localtime().replace(second=0, microsecond=0)
    context = {
        "title": _("Re-vote: %s") % question.text, "unit": ballot.unit, "ballot": ballot, "button": _("Draw up the re-vote"),
        "back": reverse("ballots:ballot_result", args=[ballot.pk]),
        "lead": _("The same electorate, the same rule, only the candidates who are left to decide on. You can still change the draft."),
    }  # fmt: skip
    return act_page(
        request, forms.setting_up.TimesForm, "ui/act.html", context,
        then=lambda data: actions.create_revote(question, by=request.user, on=timezone.localdate(), **data),
        said=_("Drawn up; look at it and freeze its electorate."),
        form_kwargs={"initial": {"opens_at": start, "closes_at": start + timedelta(hours=1)}},
    )  # fmt: skip


# --- files -----------------------------------------------------------------------------------------------------------------------


@require_safe
def ballot_paper(request, pk):
    """The ballot for the printer: Word, A4."""
    ballot = own_ballot(request, pk)
    return word_response(f"{ballot.title_text}-选票", papers.ballot_paper(ballot))


@require_safe
def count_sheet(request, pk):
    """The empty count sheet for the tellers: Word, A4."""
    ballot = own_ballot(request, pk)
    return word_response(f"{ballot.title_text}-计票单", papers.count_sheet(ballot))


@require_safe
def election_paper(request, pk, kind):
    """One paper of the file set of an election, or all of them, as a Word file; the caller's own set where it keeps one."""
    ballot = own_ballot(request, pk)
    caller, file_set = queries.pages.caller(ballot, request.user)
    if file_set:
        return redirect(caller.get_absolute_url())
    if kind not in dict(papers.elections.kinds(ballot)):
        raise Http404(kind)
    return word_response(*papers.elections.write(ballot, kind))


@require_safe
def result_notice(request, pk):
    """The result as a notice: Word."""
    ballot = own_ballot(request, pk)
    if not queries.may_read_result(ballot, request.user):
        return redirect("ballots:ballot_result", ballot.pk)
    return word_response(f"{ballot.title_text}-结果公告", papers.result_notice(ballot))


@require_safe
def result_export(request, pk):
    """The result as a workbook: one sheet a question."""
    ballot = own_ballot(request, pk)
    if not queries.may_read_result(ballot, request.user):
        return redirect("ballots:ballot_result", ballot.pk)
    return sheet_response(f"{ballot.title_text}-结果", queries.outcomes.result_sheets(ballot))


@require_safe
def box_export(request, pk):
    """The box, byte for byte what its hash was taken of."""
    ballot = own_ballot(request, pk)
    if not queries.may_read_result(ballot, request.user):
        return redirect("ballots:ballot_result", ballot.pk)
    answer = HttpResponse(queries.box_lines(ballot, request.user), content_type=JSON_LINES)
    answer["Content-Disposition"] = content_disposition_header(True, f"ballot-box-{ballot.pk}.jsonl")
    return answer
