"""The ballots of a member, for the page that opens by a one-time link: what stands open, and a door to it."""

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from taizhang.ballots.models import Ballot, Tick, Voter
from taizhang.ballots.rules import life
from taizhang.kernel.manifest import OwnPart

State = Ballot.State
SHOWN = 20


def told(person):
    """Ballots in whose electorate the person stands: title, last day, state; a door to each that waits or is published."""
    now = timezone.now()
    mine = list(
        Voter.objects.filter(subject=person.subject, struck=False, ballot__voided_at=None)
        .exclude(ballot__state__in=(State.DRAFTED, State.ANNULLED))
        .select_related("ballot__unit")
        .order_by("-ballot__opens_at", "-ballot_id")[:SHOWN]
    )
    ticked = set(Tick.objects.filter(voter__in=[voter.pk for voter in mine]).values_list("voter", flat=True))
    rows = tuple(_row(voter.ballot, _state(voter.ballot, now, voter.pk in ticked)) for voter in mine)
    doors = tuple(door for voter in mine for door in _doors(voter.ballot, now, voter.pk in ticked))
    heads = (_("Ballot"), _("Union"), _("Closes on"), _("State"))
    return (OwnPart(label=_("Ballots"), heads=heads, rows=rows, doors=doors),)


def _row(ballot, state):
    return ballot.title_text, ballot.unit.name, date_format(timezone.localtime(ballot.closes_at), "DATE_FORMAT"), state


def _doors(ballot, now, voted):
    if not voted and ballot.takes_clicks and life.waits_for_voter(ballot, now):
        yield _("Vote: %(title)s") % {"title": ballot.title_text}, reverse("ballots:vote_own", args=[ballot.pk])
    elif ballot.state == State.PUBLISHED:
        yield _("Result: %(title)s") % {"title": ballot.title_text}, reverse("ballots:published", args=[ballot.pk])


def _state(ballot, now, voted):
    if voted:
        return _("You took your credential") if ballot.is_blind else _("You have voted")
    if ballot.is_blind and life.waits_for_voter(ballot, now):
        return _("take your credential")
    words = {State.FROZEN: _("not open yet"), State.OPEN: _("waits for your vote")}
    return words.get(ballot.phase(now), _("over"))
