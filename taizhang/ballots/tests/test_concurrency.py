"""Many at once, on an engine that lets many write at once: the same voter on several devices, and the count while votes come in."""

import pytest
from django.db import connection

from taizhang.ballots import actions, queries
from taizhang.ballots.models import SealedSlip, Slip, Tick
from taizhang.ballots.tests import factories as make
from taizhang.kernel.acts import SYSTEM
from taizhang.testing.at_once import at_once

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        connection.vendor != "postgresql",
        reason="a database in memory has one writer; bench/ kills a real server on SQLite",
    ),
]


def test_the_same_voter_on_six_devices_votes_once(cast):
    ballot = make.frozen(cast.mill)
    voter = next(iter(queries.electorate(ballot)))
    same = queries.fresh_click(voter)
    tokens = [same, same, same, *(queries.fresh_click(voter) for _n in range(3))]
    answers = at_once(*(lambda token=token: make.vote(voter, {"1": "for"}, token=token) for token in tokens))
    assert Tick.objects.count() == SealedSlip.objects.count() == 1
    taken = [answer for answer in answers if isinstance(answer, actions.Cast)]
    assert len({answer.receipt for answer in taken}) == 1
    assert sum(not answer.again for answer in taken) == 1


def test_a_vote_that_was_confirmed_is_in_the_count_even_if_both_come_at_once(cast):
    ballot = make.frozen(cast.mill, voters=12)
    voters = list(queries.electorate(ballot).select_related("ballot"))
    jobs = [lambda voter=voter: make.vote(voter, {"1": "for"}) for voter in voters]
    answers = at_once(*jobs, lambda: actions.count(type(ballot).objects.get(pk=ballot.pk), by=SYSTEM, at=make.AFTER))
    confirmed = sum(isinstance(answer, actions.Cast) for answer in answers)
    ballot.refresh_from_db()
    assert ballot.result["stands"]
    assert ballot.result["issued"] == Slip.objects.count() == Tick.objects.count() == confirmed
    assert SealedSlip.objects.count() == 0
