"""Blind ballots: at one door a voter takes a credential by name, at the other a slip comes with a credential and without a name.

The second door is another address, to which the voter's cookie does not go; its script sends the slip without any cookie. The pages there ask
nothing about who is sitting before them: neither account nor session is looked at (a test sees to it).
"""

from functools import wraps

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.db import SessionStore
from django.http import Http404, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from taizhang.ballots import actions, queries
from taizhang.ballots.forms.voting import Paper
from taizhang.ballots.models import Ballot
from taizhang.ballots.rules import life
from taizhang.ballots.views import voting
from taizhang.ballots.views.printed import printed, review, voted
from taizhang.kernel.verdicts import Refused

HEX = 1200  # signs that a message or a signature has at most


# --- the door with a name ------------------------------------------------------------------------------------------------------------


@login_not_required
@never_cache
@require_POST
def vote_credential(request, pk):
    """Sign what the voter's browser has blinded: {"signed": hex}, or {"refused": sentence}. Asked again, it answers the same."""
    booth = voting.booth_of(request, pk)
    if booth is None or booth.holder or not booth.voter.ballot.is_blind:
        raise Http404
    blinded = request.POST.get("blinded", "")[:HEX].lower()
    try:
        signed = actions.take_credential(booth.voter, blinded=blinded, at=timezone.now())
    except Refused as refusal:
        return JsonResponse({"refused": str(refusal)}, status=422)
    return JsonResponse({"signed": signed})


# --- the door without a name ---------------------------------------------------------------------------------------------------------


def nameless(view):
    """Whatever cookie a browser brings along: behind this door there is no account and no session."""

    @login_not_required
    @never_cache
    @csrf_exempt
    @wraps(view)
    def looked_away(request, pk):
        request.user, request.session = AnonymousUser(), SessionStore()
        request.COOKIES.pop(settings.SESSION_COOKIE_NAME, None)
        return view(request, pk)

    return looked_away


def _blind(pk):
    ballot = queries.seats.blind_ballot(pk)
    if ballot is None:
        raise Http404
    return ballot


def _closed(request, ballot, verdict):
    context = _about(ballot) | {
        "reason": str(getattr(verdict, "reason", verdict)),
        "tone": "blue" if ballot.phase(timezone.now()) == Ballot.State.FROZEN else "amber",
        "waits": ballot.phase(timezone.now()) == Ballot.State.FROZEN,
        "published": reverse("ballots:published", args=[ballot.pk]) if ballot.state == Ballot.State.PUBLISHED else "",
    }  # fmt: skip
    return render(request, "ballots/vote_closed.html", context)


def _about(ballot):
    return {
        "title": ballot.title_text, "ballot": ballot, "unit": ballot.unit, "secrecy": queries.voting.secrecy(ballot), "blind": True,
        "key": ballot.credential_key,
    }  # fmt: skip


@nameless
def booth_page(request, pk):
    """The ballot paper; whoever has no credential can fill it in and cannot cast it."""
    ballot = _blind(pk)
    verdict = life.may_cast(ballot, timezone.now())
    if not verdict:
        return _closed(request, ballot, verdict)
    if request.method == "POST":
        return _paper(request, ballot, Paper(queries.voting.questions(ballot), request.POST))
    return printed(
        request, "ballots/booth_page.html", ballot, lambda: _words(ballot, Paper(queries.voting.questions(ballot))), {}
    )


def _words(ballot, paper, wrong=False):
    return _about(ballot) | {
        "questions": paper.questions, "wrong": wrong, "filled": bool(paper.questions and paper.questions[0].marks is not None),
        "review": reverse("ballots:booth_review", args=[ballot.pk]),
    }  # fmt: skip


def _paper(request, ballot, paper, status=200):
    return render(request, "ballots/booth_page.html", _words(ballot, paper, status == 422), status=status)


@nameless
def booth_review(request, pk):
    """What was marked, once more; nothing is kept."""
    if request.method != "POST":
        return redirect("ballots:booth_page", pk)
    ballot = _blind(pk)
    verdict = life.may_cast(ballot, timezone.now())
    if not verdict:
        return _closed(request, ballot, verdict)
    paper = Paper(queries.voting.questions(ballot), request.POST)
    if voting.faults_of(ballot, paper):
        return _paper(request, ballot, paper, status=422)
    return review(request, ballot, paper, lambda: _review_words(ballot), {}, extra=("blind",))


def _review_words(ballot):
    return _about(ballot) | {
        "cast": reverse("ballots:booth_cast", args=[ballot.pk]), "change": reverse("ballots:booth_page", args=[ballot.pk]),
    }  # fmt: skip


@nameless
def booth_cast(request, pk):
    """The confirmation, with the credential. Sent twice, it is one ballot and the same receipt."""
    if request.method != "POST":
        return redirect("ballots:booth_page", pk)
    ballot = _blind(pk)
    paper = Paper(queries.voting.questions(ballot), request.POST)
    message, signature = (request.POST.get(name, "")[:HEX] for name in ("message", "signature"))
    try:
        done = actions.cast_blind(
            ballot, answers=paper.answers, message=message, signature=signature, at=timezone.now()
        )
    except Refused as refusal:
        if voting.faults_of(ballot, paper):
            return _paper(request, ballot, paper, status=422)
        return _closed(request, ballot, refusal)
    words = queries.voting.receipt_words
    return voted(
        request, ballot, lambda: _about(ballot) | {"receipt_words": words(ballot)}, done.receipt, extra=("blind",)
    )
