"""The public page of a ballot after its publication: question, result, rule, hashes, the box, and the search for a receipt code."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from taizhang.ballots import queries
from taizhang.ballots.views.counting import JSON_LINES, RECOUNT


def _published(pk):
    ballot = queries.pages.published(pk)
    if ballot is None:
        raise Http404
    return ballot


@login_not_required
def published(request, pk):
    """What everybody may know, without an account. A receipt code comes by POST: it stands in no address and no log."""
    ballot = _published(pk)
    asked = request.POST.get("code", "").strip()[:60]
    found = queries.find_receipt(ballot, asked, request.user) if asked else None
    context = {
        "title": ballot.title_text, "ballot": ballot, "unit": ballot.unit, "told": queries.result(ballot, request.user),
        "questions": queries.outcomes.outcomes(ballot), "changes": queries.changes(ballot), "asked": asked, "found": found,
        "found_words": queries.outcomes.slip_words(ballot, found["answers"]) if found else (), "secrecy": queries.voting.secrecy(ballot),
        "turnout": queries.turnout(ballot),
    }  # fmt: skip
    return render(request, "ballots/published.html", context)


@login_not_required
@require_safe
def published_box(request, pk):
    """The box for everybody, byte for byte what its hash was taken of."""
    ballot = _published(pk)
    answer = HttpResponse(queries.box_lines(ballot, request.user), content_type=JSON_LINES)
    answer["Content-Disposition"] = content_disposition_header(True, f"ballot-box-{ballot.pk}.jsonl")
    return answer


@login_not_required
@require_safe
def published_recount(request):
    """The program that counts a published box again, with Python alone."""
    answer = HttpResponse(RECOUNT.read_bytes(), content_type="text/x-python; charset=utf-8")
    answer["Content-Disposition"] = content_disposition_header(True, "recount.py")
    return answer
