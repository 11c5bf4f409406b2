"""A new vote on what a count left open: among those with equal votes, or among those who had too few."""

from django.utils.translation import gettext as _

from taizhang.ballots.models import Ballot, Candidate, Question, Voter
from taizhang.kernel.acts import act
from taizhang.kernel.verdicts import Refused

RULE = (
    "kind", "text", "write_ins", "grades", "good_grades", "points", "pass_key", "pass_numerator", "pass_denominator", "pass_operator",
    "pass_base", "pass_source", "pass_article", "quorum_key", "quorum_numerator", "quorum_denominator", "quorum_operator",
    "quorum_source", "quorum_article",
)  # fmt: skip


def create_revote(question, *, by, on, opens_at, closes_at, seats=None):
    """Draw up the next ballot on a question: the same electorate and rule, the candidates and seats that are still open.

    After a tie these are the tied; after too few over the threshold, everybody not elected; after a lost quorum or an invalid count,
    all of them. `seats`: fewer than are vacant, if the rest is to stay vacant.
    """
    before = question.ballot
    with act(by, "ballots.create_revote", before, on=on) as this:
        before.refresh_from_db()
        again, vacant = _left_open(before, question)
        if seats is not None and not 1 <= seats <= vacant:
            raise Refused(_("At most %(vacant)s seats are open.") % {"vacant": vacant})
        ballot = Ballot(
            unit=before.unit, title_text=(_("%(title)s: new vote") % {"title": before.title()})[:120], kind=before.kind,
            channels=before.channels, opens_at=opens_at, closes_at=closes_at, record_on=before.record_on, catalogue=before.catalogue,
            caller_type=before.caller_type, caller_id=before.caller_id, revote_of=before,
        )  # fmt: skip
        if closes_at <= opens_at:
            raise Refused(_("The vote must close after it opens."))
        ballot.save()
        fresh = Question(
            ballot=ballot, number=1, seats=seats or vacant, **{name: getattr(question, name) for name in RULE}
        )
        fresh.write_ins = question.write_ins and not _tied(before, question)
        fresh.save()
        _copy_candidates(question, fresh, again)
        _copy_electorate(before, ballot)
        this.note(title=ballot.title())
    return ballot


def _told(ballot, question):
    return next((told for told in ballot.result.get("questions", []) if told["number"] == question.number), None)


def _tied(ballot, question):
    told = _told(ballot, question)
    return bool(told and told["tied"])


def _left_open(ballot, question):
    """(who is voted on again, how many seats are open)."""
    if not ballot.has_result:
        raise Refused(_("Count the ballot first."))
    told = _told(ballot, question)
    if told is None:  # the count did not stand: everything again
        return None, question.seats
    if told["verdict"] not in ("tie", "vacant", "no_quorum", "lost"):
        raise Refused(_("This question is decided; there is nothing to vote on again."))
    if told["verdict"] in ("no_quorum", "lost"):
        return None, question.seats
    return told["again"], told["vacancies"]


def _copy_candidates(question, fresh, again):
    number = 0
    for one in question.candidates.order_by("number"):
        if again is None or one.number in again:
            number += 1
            Candidate(question=fresh, number=number, name=one.name, about=one.about, subject=one.subject).save()
    for name in (who for who in again or () if isinstance(who, str)):
        number += 1
        Candidate(question=fresh, number=number, name=name).save()


def _copy_electorate(before, ballot):
    rows = Voter.objects.filter(ballot=before, struck=False).order_by("number")
    fields = ("name", "subject", "group", "weight", "unit_id", "user_id")
    copies = [
        Voter(ballot=ballot, number=number, **{name: getattr(row, name) for name in fields})
        for number, row in enumerate(rows, 1)
    ]
    Voter.objects.bulk_create(copies, batch_size=500)
