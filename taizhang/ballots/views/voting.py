"""The voter's pages: a link or a code opens the ballot, one review, one confirmation. No account is needed, no session is written.

Who the voter is stands in a signed cookie of this one ballot, so that a lost connection, a reload or a new tab leads back to it. What was
marked travels in the form and is kept nowhere on the server before the confirmation.
"""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from taizhang.ballots import actions, queries
from taizhang.ballots.forms.voting import CodeForm, Paper
from taizhang.ballots.models import Ballot, Tick
from taizhang.ballots.rules import life
from taizhang.kernel.verdicts import Denied, Refused
from taizhang.members import own

SALT = "ballots.voter"
STAYS = 24 * 3600  # seconds that the cookie outlives the ballot: "you have voted" is still said the next morning

State = Ballot.State


# --- who is voting ------------------------------------------------------------------------------------------------------------------


def _cookie(pk):
    return f"ballot-{pk}"


def _let_in(request, voter):
    """To the ballot, with the cookie that says who votes."""
    ballot = voter.ballot
    answer = redirect("ballots:vote_page", ballot.pk)
    left = (ballot.closes_at - timezone.now()).total_seconds()
    answer.set_signed_cookie(
        _cookie(ballot.pk), f"{voter.pk}.{voter.link_round}", salt=SALT, max_age=int(max(left, 0)) + STAYS, httponly=True,
        samesite="Lax", secure=request.is_secure(), path=reverse("ballots:vote_page", args=[ballot.pk]),
    )  # fmt: skip
    return answer


def _voter(request, pk):
    """Whose ballot this is: by the cookie, else by the account; None for anybody else."""
    said = request.get_signed_cookie(_cookie(pk), default="", salt=SALT)
    if said:
        voter, round_ = said.split(".")
        return queries.voting.voter_of_round(pk, int(voter), int(round_))
    return queries.voting.voter_of_account(pk, request.user) if request.user.is_authenticated else None


def _seat(request, pk):
    """(voter whose ballot is cast, voter who casts it): the same, unless somebody votes by mandate (`for`)."""
    holder = _voter(request, pk)
    number = request.POST.get("for") or request.GET.get("for") or ""
    if holder is None or not number:
        return holder, None
    giver = queries.voting.giver_of(holder, number)
    if giver is None:
        raise Http404
    return giver, holder


# --- doors --------------------------------------------------------------------------------------------------------------------------


@login_not_required
@never_cache
def vote_enter(request, token):
    """The door behind a personal link or the QR code of a card; opens until the ballot is over."""
    voter = queries.voter_by_token(token)
    if voter is None:
        return _no_door(request, _("This link does not open a ballot. Copy it whole, or ask your union for a new one."))
    return _let_in(request, voter)


@login_not_required
@never_cache
def vote_start(request):
    """The door for those who type the code from a card."""
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        voter = queries.voter_by_token(form.cleaned_data["code"].strip())
        if voter is not None:
            return _let_in(request, voter)
        return _no_door(request, _("This code opens no ballot. Compare it with your card, sign by sign."), form)
    return _no_door(request, "", form)


def _no_door(request, reason, form=None):
    context = {"title": _("Open my ballot"), "form": form or CodeForm(), "reason": reason}
    return render(request, "ballots/vote_start.html", context, status=410 if reason else 200)


@login_not_required
@never_cache
@require_safe
def vote_own(request, pk):
    """The door from a member's own page."""
    voter = queries.voting.voter_of_person(pk, own.visitor(request).person)
    if voter is None:
        raise Http404
    return _let_in(request, voter)


@never_cache
@require_safe
def vote_mine(request):
    """The ballots of whoever is signed in."""
    context = {"title": _("My ballots"), "rows": queries.my_ballots(request.user, timezone.now())}
    return render(request, "ballots/vote_mine.html", context)


# --- voting -------------------------------------------------------------------------------------------------------------------------


@login_not_required
@never_cache
def vote_page(request, pk):
    """The ballot, one question a screen; or when it opens, that it is over, that you have voted."""
    voter, holder = _seat(request, pk)
    if voter is None:
        return redirect("ballots:vote_start")
    if turned := _turned_away(request, voter, holder):
        return turned
    marks = request.POST if request.method == "POST" else None
    return _ballot(request, voter, holder, Paper(queries.voting.questions(voter.ballot), marks))


@login_not_required
@never_cache
@require_POST
def vote_review(request, pk):
    """What was marked, once more, before the one confirmation."""
    voter, holder = _seat(request, pk)
    if voter is None:
        return redirect("ballots:vote_start")
    if turned := _turned_away(request, voter, holder):
        return turned
    paper = Paper(queries.voting.questions(voter.ballot), request.POST)
    if _faults(voter.ballot, paper):
        return _ballot(request, voter, holder, paper, status=422)
    return render(request, "ballots/vote_review.html", _review(voter, holder, paper))


@login_not_required
@never_cache
@require_POST
def vote_cast(request, pk):
    """The confirmation. Sent twice, it is one ballot and the same answer; the receipt stands in the answer and in no address."""
    voter, holder = _seat(request, pk)
    if voter is None:
        return redirect("ballots:vote_start")
    paper = Paper(queries.voting.questions(voter.ballot), request.POST)
    try:
        done = actions.cast(
            voter, answers=paper.answers, token=request.POST.get("token", ""), at=timezone.now(), holder=holder
        )
    except Refused as refusal:
        if turned := _turned_away(request, voter, holder):
            return turned
        if _faults(voter.ballot, paper):
            return _ballot(request, voter, holder, paper, status=422)
        return _closed(request, voter, refusal)
    return _voted(request, voter, holder, done.receipt)


def _turned_away(request, voter, holder):
    """The page for somebody who has voted, or for whom the ballot is not open; nothing for whoever may vote now."""
    how = queries.voting.tick_of(voter)
    if how == Tick.How.PAPER:
        return _closed(request, voter, Denied(_("You were given a paper ballot; please vote on it.")))
    if how:
        return _voted(request, voter, holder)
    verdict = life.may_cast(voter.ballot, timezone.now())
    return None if verdict else _closed(request, voter, verdict)


def _faults(ballot, paper):
    """Write each fault beside its question; whether there is any."""
    for asked in paper.questions:
        answer = asked.answer()
        asked.error = " ".join(queries.faults(ballot, {str(asked.number): answer})) if answer else ""
    return any(asked.error for asked in paper.questions)


def _about(voter, holder):
    ballot = voter.ballot
    by_mandate = (
        _("%(giver)s, by mandate to %(holder)s") % {"giver": voter.name, "holder": holder.name} if holder else ""
    )
    return {
        "title": ballot.title_text, "ballot": ballot, "unit": ballot.unit, "voter_name": by_mandate or voter.name,
        "for": voter.number if holder else "", "secrecy": queries.voting.secrecy(ballot),
    }  # fmt: skip


def _ballot(request, voter, holder, paper, status=200):
    wrong = status == 422
    context = _about(voter, holder) | {
        "questions": paper.questions, "wrong": wrong, "filled": paper.questions and paper.questions[0].marks is not None,
        "review": reverse("ballots:vote_review", args=[voter.ballot_id]),
    }  # fmt: skip
    return render(request, "ballots/vote_page.html", context, status=status)


def _review(voter, holder, paper):
    pk = voter.ballot_id
    return _about(voter, holder) | {
        "questions": paper.questions, "fields": paper.fields, "token": queries.fresh_click(voter),
        "cast": reverse("ballots:vote_cast", args=[pk]), "change": reverse("ballots:vote_page", args=[pk]),
    }  # fmt: skip


def _voted(request, voter, holder, receipt=""):
    mandates = [] if not receipt and holder else queries.voting.mandates_left(holder or voter)
    context = _about(voter, holder) | {
        "receipt": receipt, "mandates": mandates, "receipt_words": queries.voting.receipt_words(voter.ballot) if receipt else (),
    }  # fmt: skip
    return render(request, "ballots/vote_voted.html", context)


def _closed(request, voter, verdict):
    ballot = voter.ballot
    published = reverse("ballots:published", args=[ballot.pk]) if ballot.state == State.PUBLISHED else ""
    waits = ballot.phase(timezone.now()) == State.FROZEN
    context = _about(voter, None) | {
        "reason": str(getattr(verdict, "reason", verdict)), "tone": "blue" if waits else "amber", "published": published,
        "waits": waits,
    }  # fmt: skip
    return render(request, "ballots/vote_closed.html", context)
