"""The voter's pages: a link or a code opens the ballot, one review, one confirmation. No account is needed, no session is written.

Who the voter is stands in a signed cookie of this one ballot, so that a lost connection, a reload or a new tab leads back to it. What was
marked travels in the form and is kept nowhere on the server before the confirmation.
"""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from taizhang.ballots import actions, queries
from taizhang.ballots.forms.voting import CodeForm, Paper
from taizhang.ballots.models import Ballot, Tick
from taizhang.ballots.rules import life
from taizhang.ballots.views.printed import printed, review, voted
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
    page = reverse("ballots:vote_page", args=[ballot.pk])
    left = (ballot.closes_at - timezone.now()).total_seconds()
    answer = HttpResponseRedirect(page)
    answer.set_signed_cookie(
        _cookie(ballot.pk), f"{voter.pk}.{voter.link_round}", salt=SALT, max_age=int(max(left, 0)) + STAYS, httponly=True,
        samesite="Lax", secure=request.is_secure(), path=page,
    )  # fmt: skip
    return answer


@dataclass(frozen=True)
class Booth:
    """Who votes here: `voter` is whose ballot is cast, `holder` who casts it in his place (or None); `how`, `mandates`: see Seat."""

    voter: Any
    holder: Any
    how: str
    mandates: bool

    @property
    def plain(self):
        """Nothing on the page but what everybody's page has."""
        return self.holder is None and not self.mandates


def _seat(request, pk):
    """Whose ballot this is: by the cookie, else by the account; None for anybody else."""
    said = request.get_signed_cookie(_cookie(pk), default="", salt=SALT)
    if said:
        voter, round_ = said.split(".")
        return queries.seats.of_round(pk, int(voter), int(round_))
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return None
    return queries.seats.of_account(pk, request.user) if request.user.is_authenticated else None


def booth_of(request, pk):
    """Who votes here, in the own place or by mandate (`for`); None for anybody else."""
    own_seat = _seat(request, pk)
    if own_seat is None:
        return None
    number = request.POST.get("for") or request.GET.get("for") or ""
    if not number:
        return Booth(own_seat.voter, None, own_seat.how, own_seat.mandates)
    given = queries.seats.of_giver(own_seat.voter, number)
    if given is None:
        raise Http404
    return Booth(given.voter, own_seat.voter, given.how, True)


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
    seat = queries.seats.of_person(pk, own.visitor(request).person)
    if seat is None:
        raise Http404
    return _let_in(request, seat.voter)


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
    booth = booth_of(request, pk)
    if booth is None:
        return redirect("ballots:vote_start")
    if booth.voter.ballot.is_blind:
        return _credential(request, booth)
    if turned := _turned_away(request, booth):
        return turned
    if request.method == "POST" or not booth.plain:
        marks = request.POST if request.method == "POST" else None
        return _ballot(request, booth, Paper(queries.voting.questions(booth.voter.ballot), marks))
    ballot = booth.voter.ballot
    return printed(
        request, "ballots/vote_page.html", ballot, lambda: _ballot_words(booth, Paper(queries.voting.questions(ballot))),
        {"voter_name": booth.voter.name},
    )  # fmt: skip


@login_not_required
@never_cache
def vote_review(request, pk):
    """What was marked, once more, before the one confirmation. Nothing is kept: whoever comes without marks begins at the ballot."""
    if request.method != "POST":
        return redirect("ballots:vote_page", pk)
    booth = booth_of(request, pk)
    if booth is None:
        return redirect("ballots:vote_start")
    if booth.voter.ballot.is_blind:
        return redirect("ballots:vote_page", pk)
    if turned := _turned_away(request, booth):
        return turned
    voter = booth.voter
    paper = Paper(queries.voting.questions(voter.ballot), request.POST)
    if faults_of(voter.ballot, paper):
        return _ballot(request, booth, paper, status=422)
    blanks = {"token": queries.fresh_click(voter)}
    return review(
        request, voter.ballot, paper, lambda: _review_words(booth), blanks, extra=(booth.holder and voter.number,)
    )


@login_not_required
@never_cache
def vote_cast(request, pk):
    """The confirmation. Sent twice, it is one ballot and the same answer; the receipt stands in the answer and in no address."""
    if request.method != "POST":
        return redirect("ballots:vote_page", pk)
    booth = booth_of(request, pk)
    if booth is None:
        return redirect("ballots:vote_start")
    voter = booth.voter
    paper = Paper(queries.voting.questions(voter.ballot), request.POST)
    token = request.POST.get("token", "")
    try:
        done = actions.cast(voter, answers=paper.answers, token=token, at=timezone.now(), holder=booth.holder)
    except Refused as refusal:
        if turned := _turned_away(request, booth):
            return turned
        if faults_of(voter.ballot, paper):
            return _ballot(request, booth, paper, status=422)
        return _closed(request, voter, refusal)
    return _voted(request, booth, done.receipt)


def _credential(request, booth):
    """A blind ballot behind the own link: the voter takes the credential here, or goes on to the booth with it."""
    ballot, at = booth.voter.ballot, timezone.now()
    if ballot.phase(at) not in (State.FROZEN, State.OPEN):
        return _closed(request, booth.voter, life.may_cast(ballot, at))
    context = about(booth.voter, None) | {
        "taken": bool(booth.how), "may": life.may_take_credential(ballot, at), "key": ballot.credential_key, "blind": True,
        "opened": ballot.phase(at) == State.OPEN, "together": ballot.credentials_until > ballot.opens_at,
        "take": reverse("ballots:vote_credential", args=[ballot.pk]), "booth": reverse("ballots:booth_page", args=[ballot.pk]),
    }  # fmt: skip
    return render(request, "ballots/vote_credential.html", context)


def _turned_away(request, booth):
    """The page for somebody who has voted, or for whom the ballot is not open; nothing for whoever may vote now."""
    if booth.how == Tick.How.PAPER:
        return _closed(request, booth.voter, Denied(_("You were given a paper ballot; please vote on it.")))
    if booth.how:
        return _voted(request, booth)
    verdict = life.may_cast(booth.voter.ballot, timezone.now())
    return None if verdict else _closed(request, booth.voter, verdict)


def faults_of(ballot, paper):
    """Write each fault beside its question; whether there is any."""
    for asked in paper.questions:
        answer = asked.answer()
        asked.error = " ".join(queries.faults(ballot, {str(asked.number): answer})) if answer else ""
    return any(asked.error for asked in paper.questions)


def about(voter, holder):
    ballot = voter.ballot
    by_mandate = (
        _("%(giver)s, by mandate to %(holder)s") % {"giver": voter.name, "holder": holder.name} if holder else ""
    )
    return {
        "title": ballot.title_text, "ballot": ballot, "unit": ballot.unit, "voter_name": by_mandate or voter.name,
        "for": voter.number if holder else "", "secrecy": queries.voting.secrecy(ballot),
    }  # fmt: skip


def _ballot(request, booth, paper, status=200):
    return render(request, "ballots/vote_page.html", _ballot_words(booth, paper, status), status=status)


def _ballot_words(booth, paper, status=200):
    return about(booth.voter, booth.holder) | {
        "questions": paper.questions, "wrong": status == 422, "filled": paper.questions and paper.questions[0].marks is not None,
        "review": reverse("ballots:vote_review", args=[booth.voter.ballot_id]),
    }  # fmt: skip


def _review_words(booth):
    pk = booth.voter.ballot_id
    return about(booth.voter, booth.holder) | {
        "cast": reverse("ballots:vote_cast", args=[pk]), "change": reverse("ballots:vote_page", args=[pk]),
    }  # fmt: skip


def _voted(request, booth, receipt=""):
    voter, ballot = booth.voter, booth.voter.ballot

    def words():
        return about(voter, booth.holder) | {"receipt_words": queries.voting.receipt_words(ballot) if receipt else ()}

    if booth.plain:
        return voted(request, ballot, words, receipt, extra=(bool(receipt),))
    mandates = [] if not receipt and booth.holder else queries.voting.mandates_left(booth.holder or voter)
    return render(request, "ballots/vote_voted.html", words() | {"receipt": receipt, "mandates": mandates})


def _closed(request, voter, verdict):
    ballot = voter.ballot
    published = reverse("ballots:published", args=[ballot.pk]) if ballot.state == State.PUBLISHED else ""
    waits = ballot.phase(timezone.now()) == State.FROZEN
    context = about(voter, None) | {
        "reason": str(getattr(verdict, "reason", verdict)), "tone": "blue" if waits else "amber", "published": published,
        "waits": waits,
    }  # fmt: skip
    return render(request, "ballots/vote_closed.html", context)
