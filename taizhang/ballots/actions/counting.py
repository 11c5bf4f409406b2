"""Closing, counting, publishing, annulling."""

import secrets

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from taizhang.ballots import box, credentials, pot
from taizhang.ballots.models import Ballot, Question, SealedSlip, Sheet, Slip, Tick, Voter
from taizhang.ballots.queries.reading import asks
from taizhang.ballots.queries.results import stands, votes_entitled
from taizhang.ballots.rules import counting, life, sheets
from taizhang.kernel.acts import act
from taizhang.kernel.verdicts import Refused, require

State = Ballot.State


def open_now(ballot, *, by, at):
    """The clock has reached the opening: the state follows. Votes are taken by the clock, whether or not this has run."""
    with act(by, "ballots.open_now", ballot) as this:
        ballot.refresh_from_db()
        if ballot.state == State.FROZEN and ballot.phase(at) == State.OPEN:
            ballot.state = State.OPEN
            ballot.save()
        this.note(title=ballot.title())


def record_present(ballot, *, by, present):
    """How many persons were present at the vote, as the attendance list of the meeting has it."""
    with act(by, "ballots.record_present", ballot) as this:
        ballot.refresh_from_db()
        if ballot.has_result:
            raise Refused(_("The ballot is counted already."))
        ballot.present = present
        ballot.save()
        this.note(title=ballot.title(), people=present)


def close(ballot, *, by, at, why):
    """Close the vote before its time, because everybody has voted or the chair of the meeting says so."""
    with act(by, "ballots.close", ballot) as this:
        ballot.refresh_from_db()
        if ballot.phase(at) != State.OPEN or at <= ballot.opens_at:
            raise Refused(_("The vote is not open."))
        if not why.strip():
            raise Refused(_("Give a reason."))
        ballot.state, ballot.closes_at = State.CLOSED, at
        ballot.save()
        this.note(title=ballot.title(), why=why.strip())


def count(ballot, *, by, at):
    """Open the pot, lay its slips into the box in an order drawn by lot, add the tellers' sheets, decide by the rules; once and for all."""
    with act(by, "ballots.count", ballot) as this:
        ballot.refresh_from_db()
        papers, open_boxes = _papers(ballot)
        ticks = list(Tick.objects.filter(voter__ballot=ballot).order_by("voter_id"))
        papers_out = any(tick.how == Tick.How.PAPER for tick in ticks) and not papers
        require(life.may_count(ballot, at, open_boxes, papers_out))
        slips = _emptied_pot(ballot)
        _forget_order(ballot, ticks)
        numbers = _numbers(ballot, ticks, slips, papers)
        ballot.result = _result(ballot, numbers, slips, papers)
        ballot.box_text = _published_box(ballot, numbers, slips, papers)
        ballot.box_hash = box.digest(ballot.box_text)
        ballot.state, ballot.counted_at = State.COUNTED, at
        ballot.save()
        this.note(title=ballot.title(), people=numbers["issued"], hash=ballot.box_hash)
        transaction.on_commit(lambda: _destroy_keys(ballot))
    return ballot


def _destroy_keys(ballot):
    pot.destroy_key(ballot.pk, ballot.pot_key)
    credentials.destroy_key(ballot.pk, ballot.credential_key)


def _papers(ballot):
    """(the agreed sheet of each paper box, boxes on which two tellers do not agree yet)."""
    agreed, waiting = {}, set()
    for sheet in Sheet.objects.filter(ballot=ballot, replaced=False).order_by("box", "id"):
        if sheet.agreed:
            agreed[sheet.box] = sheet
        else:
            waiting.add(sheet.box)
    return list(agreed.values()), sorted(waiting)


def _emptied_pot(ballot):
    """The slips of the pot, laid into the box under new random names; the pot is empty afterwards."""
    sealed = list(SealedSlip.objects.filter(ballot=ballot).values_list("sealed", flat=True))
    try:
        opened = pot.unseal_all(ballot.pot_key, ballot.pk, sealed)
    except pot.PotBroken as broken:
        raise Refused(
            _("The pot cannot be opened (%(why)s). The ballot must be annulled and held again.") % {"why": broken}
        ) from broken
    slips = [
        Slip(
            id=secrets.token_hex(16),
            ballot=ballot,
            answers=one["a"],
            weight=one["w"],
            receipt=one["r"],
            credential=one.get("c"),
            voter_id=one.get("v"),
        )
        for one in opened
    ]
    _require_credentials(ballot, slips)
    slips.sort(key=lambda slip: slip.id)
    Slip.objects.bulk_create(slips, batch_size=500)
    SealedSlip.objects.filter(ballot=ballot).delete()
    return slips


def _require_credentials(ballot, slips):
    """A slip that somebody laid into the pot without a credential of the register is found before anything is counted."""
    if not ballot.is_blind:
        return
    if not all(credentials.is_valid(ballot.credential_key, *(slip.credential or ".").split(".")) for slip in slips):
        raise Refused(_("The pot holds a slip without a valid credential. The ballot must be annulled and held again."))


def _forget_order(ballot, ticks):
    """Write the ticks anew, all in this transaction and in the order of the register: the order in which people voted is gone.

    So are the voters: on PostgreSQL the row that a tick points to keeps the number of the transaction that locked it (xmax).
    """
    keys = [tick.voter_id for tick in ticks]
    for start in range(0, len(keys), 500):
        Tick.objects.filter(pk__in=keys[start : start + 500]).delete()
    Voter._base_manager.filter(ballot=ballot).update(struck=F("struck"))
    Tick.objects.bulk_create([Tick(voter_id=tick.voter_id, how=tick.how) for tick in ticks], batch_size=500)


def _numbers(ballot, ticks, slips, papers):
    # who has taken a credential need not have used it
    clicked = len(slips) if ballot.is_blind else sum(tick.how == Tick.How.ELECTRONIC for tick in ticks)
    issued, returned = len(ticks), len(slips) + sum(sheet.returned for sheet in papers)
    present = ballot.present if ballot.present is not None else issued
    votes = sum(slip.weight for slip in slips) + sum(sheet.returned for sheet in papers)
    entitled, of_votes = Voter.objects.filter(ballot=ballot, struck=False).count(), votes_entitled(ballot)
    return {
        "entitled": entitled, "present": present, "issued": issued, "returned": returned, "clicked": clicked, "slips": len(slips),
        "votes_entitled": of_votes, "votes_cast": votes, "votes_present": present if of_votes == entitled else votes,
    }  # fmt: skip


def _result(ballot, numbers, slips, papers):
    told = {"stands": bool(stands(numbers)), **numbers, "questions": []}
    if not told["stands"]:
        return told
    bases = counting.Bases(numbers["entitled"], numbers["present"], numbers["votes_entitled"], numbers["votes_present"])
    texts = dict(Question.objects.filter(ballot=ballot).values_list("number", "text"))
    for ask in asks(ballot):
        sums = counting.tally(ask, ((slip.answers.get(str(ask.number)), slip.weight) for slip in slips))
        for sheet in papers:
            sums = sums + sheets.tally_of(ask, sheet.returned, sheet.cells)
        told["questions"].append({"text": texts[ask.number], **counting.decide(ask, sums, bases)})
    return told


def _published_box(ballot, numbers, slips, papers):
    names = dict(Voter.objects.filter(ballot=ballot).values_list("pk", "name")) if not ballot.is_secret else {}
    head = {
        "ballot": ballot.pk, "title": ballot.title(), "unit": ballot.unit.name, "kind": ballot.kind,
        "electorate": ballot.electorate_hash, "numbers": numbers, "questions": [_asked(ask) for ask in asks(ballot)],
    }  # fmt: skip
    if ballot.is_blind:
        head["credential_key"] = ballot.credential_key
    lines = [
        {"receipt": slip.receipt, "votes": slip.weight, "answers": slip.answers}
        | ({"voter": names[slip.voter_id]} if slip.voter_id else {})
        | ({"credential": slip.credential} if slip.credential else {})
        for slip in slips
    ]
    return box.text(head, lines, [{"sheet": one.box, "returned": one.returned, "cells": one.cells} for one in papers])


def _asked(ask):
    carry, quorum = ask.carry, ask.quorum
    return {
        "number": ask.number, "kind": ask.kind, "seats": ask.seats, "write_ins": ask.write_ins, "points": ask.points, "good": ask.good,
        "grades": list(ask.grades), "candidates": [list(one) for one in ask.candidates],
        "carry": [carry.numerator, carry.denominator, carry.operator, carry.base] if carry else None,
        "quorum": [quorum.numerator, quorum.denominator, quorum.operator] if quorum else None,
    }  # fmt: skip


def publish(ballot, *, by, at):
    """Publish result and box: everybody who may see the ballot reads them, and anybody may recount."""
    with act(by, "ballots.publish", ballot, on=timezone.localdate(at)) as this:
        ballot.refresh_from_db()
        if ballot.state != State.COUNTED:
            raise Refused(
                _("Count the ballot first.")
                if ballot.state != State.PUBLISHED
                else _("The result is published already.")
            )
        ballot.state = State.PUBLISHED
        ballot.save()
        this.note(title=ballot.title(), hash=ballot.box_hash)
    return ballot


def annul(ballot, *, by, at, why):
    """Annul a ballot before its result is published: votes in the pot are destroyed unread."""
    with act(by, "ballots.annul", ballot, on=timezone.localdate(at)) as this:
        ballot.refresh_from_db()
        if ballot.state in (State.PUBLISHED, State.ANNULLED):
            raise Refused(_("A published or annulled ballot stays as it is."))
        if not why.strip():
            raise Refused(_("Give a reason."))
        ballot.state, ballot.annulled_why = State.ANNULLED, why.strip()
        SealedSlip.objects.filter(ballot=ballot).delete()
        ballot.save()
        this.note(title=ballot.title(), why=why.strip())
        transaction.on_commit(lambda: _destroy_keys(ballot))
    return ballot
