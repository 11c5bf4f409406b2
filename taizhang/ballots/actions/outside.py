"""A ballot held outside: its archive is brought by one person and confirmed by another, and its result is decided by our rules."""

from django.utils.translation import gettext as _

from taizhang.ballots import outside
from taizhang.ballots.models import Ballot, Question, Voter
from taizhang.ballots.queries.reading import asks
from taizhang.ballots.queries.results import stands, votes_entitled
from taizhang.ballots.rules import counting, life
from taizhang.ballots.rules import outside as rules
from taizhang.kernel.acts import SYSTEM, act
from taizhang.kernel.verdicts import Refused, require


def bring_archive(ballot, *, by, at, content, name):
    """Bring the public archive (bytes) of a vote that trustees have opened. Another one may be brought until it is confirmed."""
    with act(by, "ballots.bring_archive", ballot) as this:
        ballot.refresh_from_db()
        require(life.may_bring(ballot, at))
        try:
            found = outside.read(content)
        except outside.Unreadable as fault:
            raise Refused(_("This is no unbroken archive (%(where)s).") % {"where": fault}) from fault
        require(
            rules.is_ours(
                found, title=ballot.title_text, asks=asks(ballot), texts=_texts(ballot), weights=_weights(ballot)
            )
        )
        ballot.archive = {
            "hash": found.digest, "name": name[:120], "uuid": found.uuid, "trustees": found.trustees, "threshold": found.threshold,
            "tallied": found.tallied, "weight": found.weight, "result": found.result, "at": at.isoformat(),
            "by": 0 if by is SYSTEM else by.pk, "by_name": "" if by is SYSTEM else by.name,
        }  # fmt: skip
        ballot.save()
        this.note(title=ballot.title(), hash=found.digest, people=found.tallied)
    return ballot


def _texts(ballot):
    return dict(Question.objects.filter(ballot=ballot).values_list("number", "text"))


def _weights(ballot):
    return list(Voter.objects.filter(ballot=ballot, struck=False).values_list("weight", flat=True))


def confirm_archive(ballot, *, by, at, digest):
    """Confirm as the second person that the archive with this SHA-256 is the published one; the result is decided by our rules."""
    with act(by, "ballots.confirm_archive", ballot) as this:
        ballot.refresh_from_db()
        require(life.may_bring(ballot, at))
        brought = ballot.archive
        require(rules.may_confirm(brought.get("by"), None if by is SYSTEM else by.pk))
        if digest.strip().lower() != brought["hash"]:
            raise Refused(_("The hash that you typed is not that of the archive which was brought."))
        numbers = _numbers(ballot, brought)
        bases = counting.Bases(
            numbers["entitled"], numbers["present"], numbers["votes_entitled"], numbers["votes_present"]
        )
        told = {"stands": bool(stands(numbers)), **numbers, "questions": []}
        texts = _texts(ballot)
        for ask, votes in zip(asks(ballot), brought["result"], strict=True) if told["stands"] else ():
            sums = rules.tally_of(ask, brought["weight"], votes)
            told["questions"].append({"text": texts[ask.number], **counting.decide(ask, sums, bases)})
        ballot.result, ballot.box_hash = told, brought["hash"]
        ballot.state, ballot.counted_at = Ballot.State.COUNTED, at
        ballot.save()
        this.note(title=ballot.title(), hash=brought["hash"], people=brought["tallied"])
    return ballot


def _numbers(ballot, brought):
    entitled, of_votes = Voter.objects.filter(ballot=ballot, struck=False).count(), votes_entitled(ballot)
    came = brought["tallied"]
    present = ballot.present if ballot.present is not None else came
    return {
        "entitled": entitled, "present": present, "issued": came, "returned": came, "clicked": came, "slips": came,
        "votes_entitled": of_votes, "votes_cast": brought["weight"],
        "votes_present": present if of_votes == entitled else brought["weight"],
    }  # fmt: skip
