"""Who sits in the booth, in one question to the database: it is asked at every click, two thousand times in ten seconds if need be.

Plain SQL for the sake of those clicks. What was frozen with the electorate (questions, title, kind, key) is read once in each process; what
may change (state, close, struck off, has voted) is read each time.
"""

import copy
from dataclasses import dataclass
from datetime import UTC
from functools import lru_cache
from typing import Any

from django.db import connection

from taizhang.ballots import receipts
from taizhang.ballots.models import Ballot, Voter

ASKED = """
SELECT v.id, v.ballot_id, v.number, v.name, v.weight, v.link_round, b.state, b.opens_at, b.closes_at, b.pot_key, COALESCE(t.how, ''),
       EXISTS (SELECT 1 FROM ballots_proxy p WHERE p.holder_id = v.id)
FROM ballots_voter v JOIN ballots_ballot b ON b.id = v.ballot_id LEFT JOIN ballots_tick t ON t.voter_id = v.id
WHERE NOT v.struck AND """
BY_LINK, BY_ROUND = "v.id = %s", "v.ballot_id = %s AND v.id = %s AND v.link_round = %s"
BY_ACCOUNT, BY_PERSON = "v.ballot_id = %s AND v.user_id = %s", "v.ballot_id = %s AND v.subject = %s"
BY_MANDATE = "v.ballot_id = %s AND v.number = %s AND EXISTS (SELECT 1 FROM ballots_proxy g WHERE g.giver_id = v.id AND g.holder_id = %s)"
TICKED = "SELECT how, click_hash FROM ballots_tick WHERE voter_id = %s"


@dataclass(frozen=True)
class Seat:
    """A voter in the booth. `how`: Tick.How of a vote that was taken, or ""; `mandates`: holds one for somebody else."""

    voter: Any
    how: str
    mandates: bool


def of_link(token):
    """The seat of the voter whose personal address bears this token, or None: forged, replaced by a newer one, or struck off."""
    key = receipts.voter_in_link(str(token))
    seat = _seat(BY_LINK, key) if key is not None else None
    return seat if seat and receipts.is_link(seat.voter, token) else None


def of_round(ballot_pk, voter_pk, link_round):
    """The seat of the voter of a cookie, unless a newer link has made it worthless; else None."""
    return _seat(BY_ROUND, ballot_pk, voter_pk, link_round)


def of_account(ballot_pk, user):
    """The seat of the voter behind an account, or None."""
    return _seat(BY_ACCOUNT, ballot_pk, user.pk)


def of_person(ballot_pk, person):
    """The seat of the voter who is this person in the register, or None."""
    return _seat(BY_PERSON, ballot_pk, person.subject)


def of_giver(holder, number):
    """The seat of the voter of this number, for `holder`, to whom he gave a mandate; else None."""
    if not str(number).isdecimal() or len(str(number)) > 9:
        return None
    return _seat(BY_MANDATE, holder.ballot_id, int(number), holder.pk)


def _seat(who, *given):
    with connection.cursor() as cursor:
        cursor.execute(ASKED + who, given)
        row = cursor.fetchone()
    if row is None:
        return None
    pk, ballot_pk, number, name, weight, link_round, state, opens_at, closes_at, pot_key, how, mandates = row
    ballot = copy.copy(_kept(ballot_pk, pot_key) if pot_key else _read(ballot_pk))
    ballot.state, ballot.opens_at, ballot.closes_at = state, _aware(opens_at), _aware(closes_at)
    voter = Voter(id=pk, ballot=ballot, number=number, name=name, weight=weight, link_round=link_round)
    return Seat(voter, how, bool(mandates))


def blind_ballot(pk):
    """A frozen blind ballot for somebody who is not asked who he is, or None."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT state, opens_at, closes_at, pot_key FROM ballots_ballot WHERE id = %s AND kind = %s",
            [pk, Ballot.Kind.BLIND.value],
        )
        row = cursor.fetchone()
    if row is None or not row[3] or row[0] == Ballot.State.DRAFTED:
        return None
    ballot = copy.copy(_kept(pk, row[3]))
    ballot.state, ballot.opens_at, ballot.closes_at = row[0], _aware(row[1]), _aware(row[2])
    return ballot


def _aware(moment):
    """SQLite gives moments without their zone."""
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


@lru_cache(maxsize=64)
def _kept(ballot_pk, _pot_key):
    return _read(ballot_pk)


def _read(ballot_pk):
    return Ballot.objects.select_related("unit").defer("box_text", "result").get(pk=ballot_pk)


def ticked(voter):
    """(how, hash of the click) of a vote that was taken, or None."""
    with connection.cursor() as cursor:
        cursor.execute(TICKED, [voter.pk])
        return cursor.fetchone()
