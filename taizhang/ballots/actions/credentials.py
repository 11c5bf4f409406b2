"""Blind ballots: a credential is signed once for each voter, and a slip comes with a credential instead of a name.

Neither is an act of the log (as casting, C4): the one would tell when, the other must not know who (docs/decisions/0016).
"""

import hashlib
import secrets

from django.db import IntegrityError, connection
from django.utils.translation import gettext as _

from taizhang.ballots import credentials, pot, receipts
from taizhang.ballots.actions.casting import Cast, drop, require_open, tick
from taizhang.ballots.durable import durable
from taizhang.ballots.models import Slip, Tick
from taizhang.ballots.queries import seats
from taizhang.ballots.queries.reading import asks
from taizhang.ballots.rules import life, slips
from taizhang.ballots.rules.thresholds import together
from taizhang.kernel.verdicts import Refused, require


def take_credential(voter, *, blinded, at):
    """Sign what the voter's browser has blinded (hex), once for each voter; → the blind signature in hex.

    The same request again gets the same answer, for an answer may be lost on the way. Another one is refused: nobody can tell whether the
    first credential has been used, so nobody gets a second. Returns when the register's tick is on the disk.
    """
    ballot = voter.ballot
    asked = hashlib.sha256(f"blinded\0{blinded}".encode()).hexdigest()
    ticked = seats.ticked(voter)
    if ticked is None:
        require(life.may_take_credential(ballot, at))
    _require_same(ticked, asked)
    try:
        signed = credentials.sign(ballot.pk, ballot.credential_key, blinded)
    except credentials.Unsignable as fault:
        raise Refused(_("The credential could not be signed. Open the page again.")) from fault
    if ticked is None:
        try:
            with durable():
                require_open(ballot, voter)
                tick(voter, Tick.How.CREDENTIAL, asked)
        except IntegrityError:  # two devices at the same moment: the database let one through
            _require_same(seats.ticked(voter), asked)
    return signed


def _require_same(ticked, asked):
    if ticked and not (ticked[1] and secrets.compare_digest(ticked[1], asked)):
        raise Refused(
            _(
                "You have taken your credential already, in another browser or on another device. Vote there; a second one cannot "
                "be issued, because nobody can tell whether the first one has been used."
            )
        )


def cast_blind(ballot, *, answers, message, signature, at):
    """Take a slip with its credential (message and signature in hex). Who casts it is not asked and not known.

    The same credential leads to the same slip: sent twice, or with other answers, it is the first slip and its receipt.
    """
    if not ballot.is_blind or not credentials.is_valid(ballot.credential_key, message, signature):
        raise Refused(_("This is no credential of this ballot."))
    receipt = receipts.code_of(message)
    if _in_pot(ballot, message) or Slip.objects.filter(ballot=ballot, receipt=receipts.published(receipt)).exists():
        return Cast(receipt, again=True)
    require(life.may_cast(ballot, at))
    asked = asks(ballot)
    if said := slips.faults(asked, answers):
        raise Refused(together(said))
    slip = {"a": slips.kept(answers), "r": receipts.published(receipt), "w": 1, "c": f"{message}.{signature}"}
    sealed = pot.seal(ballot.pot_key, ballot.pk, slips.canonical(slip), ballot.slip_room)
    try:
        with durable():
            require_open(ballot)
            drop(ballot, sealed, credentials.slip_name(ballot.pk, message))
    except IntegrityError:
        return Cast(receipt, again=True)
    return Cast(receipt)


def _in_pot(ballot, message):
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM ballots_sealedslip WHERE id = %s", [credentials.slip_name(ballot.pk, message)])
        return cursor.fetchone() is not None
