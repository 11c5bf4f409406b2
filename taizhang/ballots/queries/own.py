"""What a voter sees of the own vote: whether it is open, whether it was taken. Never what was voted."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from taizhang.ballots import receipts
from taizhang.ballots.models import Ballot, Proxy, Tick, Voter
from taizhang.ballots.queries import seats
from taizhang.ballots.rules import life
from taizhang.kernel.verdicts import Denied


@dataclass(frozen=True)
class Mine:
    """A ballot as one voter has it: `state` is soon, vote, voted or over."""

    ballot: Any
    voter: Any
    state: str


def voter_of(ballot, user):
    """The voter row of an account in a ballot, or None."""
    if not user.is_authenticated or user.pk is None:
        return None
    return Voter.objects.filter(ballot=ballot, user=user, struck=False).select_related("ballot__unit").first()


def voter_by_token(token):
    """The voter whose personal address bears this token, or None: forged, replaced by a newer one, or struck off."""
    seat = seats.of_link(token)
    return seat and seat.voter


def fresh_click(voter):
    """The token for the hidden field of a ballot paper shown to this voter."""
    return receipts.fresh_click(voter)


def has_voted(voter):
    """Whether the voter has voted: for the own page, and for everybody's after closing (who_voted)."""
    return Tick.objects.filter(pk=voter.pk).exists()


def may_cast(voter, at):
    """Verdict: may this voter vote now?"""
    if voter.struck:
        return Denied(_("You are not in the electorate of this ballot any more."))
    open_now = life.may_cast(voter.ballot, at)
    if not open_now:
        return open_now
    return Denied(_("You have voted already.")) if has_voted(voter) else open_now


def may_cast_for(holder, giver):
    """Whether `holder` has the mandate of `giver`."""
    return Proxy.objects.filter(giver=giver, holder=holder).exists()


def my_ballots(user, at):
    """The ballots in which an account may vote or has voted, the next to close first."""
    hidden = (Ballot.State.DRAFTED, Ballot.State.ANNULLED)
    rows = (
        Voter.objects.filter(user=user, struck=False, ballot__voided_at=None)
        .exclude(ballot__state__in=hidden)
        .select_related("ballot__unit")
        .order_by("ballot__closes_at", "pk")
    )
    voted = set(Tick.objects.filter(voter__in=rows.order_by()).values_list("pk", flat=True))
    return [Mine(row.ballot, row, _state(row.ballot.phase(at), row.pk in voted)) for row in rows]


def _state(phase, voted):
    if voted:
        return "voted"
    return {Ballot.State.FROZEN: "soon", Ballot.State.OPEN: "vote"}.get(phase, "over")
