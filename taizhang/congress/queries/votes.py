"""Reads about votes."""

from taizhang.ballots.models import Ballot
from taizhang.congress.models import Vote


def of(item):
    """[(vote, its ballot or None)] of a matter, oldest first; those declared void too, for the minutes tell them."""
    found = list(Vote.objects.filter(item=item).order_by("id"))
    ballots = Ballot.objects.in_bulk([vote.ballot_id for vote in found if vote.ballot_id])
    return [(vote, ballots.get(vote.ballot_id)) for vote in found]


def counted(session):
    """Votes of a session that stand and are counted, in the order of the agenda."""
    found = Vote.objects.standing().filter(item__session=session, in_favour__isnull=False, item__voided_at=None)
    return list(found.select_related("item").order_by("item__number", "id"))


def elections(unit):
    """Counted ballots of a unit and of those below it, newest first."""
    counted = (Ballot.State.COUNTED, Ballot.State.PUBLISHED)
    return (
        Ballot.objects.standing().below(unit).filter(state__in=counted).defer("box_text").order_by("-closes_at", "-id")
    )
