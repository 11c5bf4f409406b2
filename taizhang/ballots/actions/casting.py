"""Casting a vote: the tick and the sealed slip in one transaction, and nothing else: no act line, no moment, no request number.

Casting is the one write of the house without an act (C4, exception by design; docs/decisions/0012). Its SQL is plain: two thousand voters
press within ten seconds, and building a query costs more than asking it.
"""

import secrets
from dataclasses import dataclass

from django.db import IntegrityError, connection
from django.utils.translation import gettext as _

from taizhang.ballots import pot, receipts
from taizhang.ballots.durable import durable
from taizhang.ballots.models import Ballot, Tick
from taizhang.ballots.queries import seats
from taizhang.ballots.queries.own import may_cast_for
from taizhang.ballots.queries.reading import asks
from taizhang.ballots.rules import life, slips
from taizhang.ballots.rules.thresholds import together
from taizhang.kernel.verdicts import Refused, require


@dataclass(frozen=True)
class Cast:
    """A vote was taken: the receipt code, and whether it had been taken before by the same click."""

    receipt: str
    again: bool = False


def cast(voter, *, answers, token, at, holder=None):
    """Take a vote. `token`: queries.fresh_click(voter), from the page; the same token twice is the same vote.

    `holder`: the voter who votes in the place of `voter` by a mandate. Returns when the vote is on the disk.
    """
    if not receipts.is_ours(voter, token):
        raise Refused(_("This ballot paper cannot be used any more. Open the page again."))
    if taken := _taken_before(voter, token):
        return taken
    ballot = voter.ballot  # its state is read afresh inside the transaction
    if ballot.is_blind:
        raise Refused(_("In this ballot votes are cast with a credential, without a name."))
    require(life.may_cast(ballot, at))
    if holder is not None and not may_cast_for(holder, voter):
        raise Refused(_("%(name)s has given you no mandate.") % {"name": voter.name})
    sealed = _sealed(ballot, voter, answers, token)
    try:
        with durable():
            require_open(ballot, voter)
            tick(voter, Tick.How.ELECTRONIC, receipts.click_hash(token))
            drop(ballot, sealed, secrets.token_hex(16))
    except IntegrityError:  # the same voter on two devices at the same moment: the database let one through
        taken = _taken_before(voter, token)
        if taken is None:
            raise
        return taken
    return Cast(receipts.code_of(token))


def tick(voter, how, click_hash):
    """Tick a voter off the register. The key of the row is the voter: a second tick is impossible."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO ballots_tick (voter_id, how, click_hash) VALUES (%s, %s, %s)",
            [voter.pk, how.value, click_hash],
        )


def drop(ballot, sealed, name):
    """Drop a sealed slip into the pot."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO ballots_sealedslip (id, ballot_id, sealed) VALUES (%s, %s, %s)",
            [name, ballot.pk, connection.Database.Binary(sealed)],
        )


def _taken_before(voter, token):
    """The earlier answer, if this click was taken before; Refused if another one was; None if the voter has not voted."""
    ticked = seats.ticked(voter)
    if ticked is None:
        return None
    how, click_hash = ticked
    if click_hash and secrets.compare_digest(click_hash, receipts.click_hash(token)):
        return Cast(receipts.code_of(token), again=True)
    if how == Tick.How.PAPER:
        raise Refused(_("You were given a paper ballot; please vote on it."))
    raise Refused(_("You have voted already. Each person votes once."))


def _sealed(ballot, voter, answers, token):
    asked = asks(ballot)
    if said := slips.faults(asked, answers):
        raise Refused(together(said))
    slip = {"a": slips.kept(answers), "r": receipts.published(receipts.code_of(token)), "w": voter.weight}
    if not ballot.is_secret:
        slip["v"] = voter.pk
    return pot.seal(ballot.pot_key, ballot.pk, slips.canonical(slip), ballot.slip_room)


def require_open(ballot, voter=None):
    """Look once more inside the transaction: counting, closing and striking off hold the ballot's row while they write."""
    lock = " FOR KEY SHARE" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT state FROM ballots_ballot WHERE id = %s{lock}", [ballot.pk])  # noqa: S608
        state = cursor.fetchone()[0]
        struck = False
        if voter is not None:  # only now: the lock was waited for
            cursor.execute("SELECT struck FROM ballots_voter WHERE id = %s", [voter.pk])
            struck = cursor.fetchone()[0]
    if state not in (Ballot.State.FROZEN, Ballot.State.OPEN):
        raise Refused(_("The vote is closed."))
    if struck:
        raise Refused(_("You are not in the electorate of this ballot any more."))
