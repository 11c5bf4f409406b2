"""Ballots open, close and are counted by the clock. Votes are taken by the clock alone: a worker that sleeps changes no vote."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from taizhang.ballots import actions, credentials, pot
from taizhang.ballots.models import Ballot
from taizhang.kernel.acts import SYSTEM
from taizhang.kernel.jobs import job
from taizhang.kernel.verdicts import Refused

State = Ballot.State


@job("ballots.keep_time", _("Open, close and count ballots by the clock"), every="hour")
def keep_time():
    """Bring every ballot to the state that the clock has; safe to run at any time and twice."""
    at = timezone.now()
    told = {"opened": 0, "counted": 0, "waiting": 0}
    for ballot in Ballot.objects.filter(state=State.FROZEN, opens_at__lte=at, closes_at__gt=at).order_by("id"):
        actions.open_now(ballot, by=SYSTEM, at=at)
        told["opened"] += 1
    due = Ballot.objects.filter(state__in=(State.FROZEN, State.OPEN, State.CLOSED), closes_at__lte=at).order_by("id")
    for ballot in due:
        told["waiting" if _waits(ballot, at) else "counted"] += 1
    _destroy_left_keys()
    return told


def _waits(ballot, at):
    """Count what can be counted; a ballot that waits for its tellers stays closed. → whether it waits"""
    try:
        actions.count(ballot, by=SYSTEM, at=at)
    except Refused:
        return True
    return False


def _destroy_left_keys():
    """A machine that went down between the count and the end of its key: the key goes now."""
    over = (State.COUNTED, State.PUBLISHED, State.ANNULLED)
    kept = Ballot.objects.filter(state__in=over).exclude(pot_key="").values_list("pk", "pot_key", "credential_key")
    for pk, public, modulus in kept:
        pot.destroy_key(pk, public)
        credentials.destroy_key(pk, modulus)
