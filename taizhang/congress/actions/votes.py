"""Votes: taken with due and present frozen, counted by tellers or by a ballot, judged by the rule that binds."""

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from taizhang.ballots import actions as ballots
from taizhang.ballots import queries as ballot_queries
from taizhang.ballots.models import Ballot
from taizhang.congress import queries, rules
from taizhang.congress.models import AgendaItem, Vote
from taizhang.kernel.acts import act
from taizhang.kernel.verdicts import Refused, require

How, Outcome = Vote.How, AgendaItem.Outcome
RUNS = timedelta(hours=2)  # a ballot in the hall; whoever runs it may close it before


@transaction.atomic  # the vote and its ballot come together or not at all
def take_vote(item, *, by, on, how, question=""):
    """Put a matter to the vote: due and present are frozen as they are now. A ballot in this program is drafted with the electorate."""
    with act(by, "congress.vote", item, on=on) as this:
        here = queries.sessions.quorum(item.session, on)
        quorum, passing = queries.regimes.voting_rules(item, on)
        require(rules.vote.may_take(item, how=how, present=here.present, due=here.due, quorum=quorum))
        _no_vote_runs(item)
        vote = Vote(
            unit=item.unit, item=item, how=how, question=question.strip() or item.name, taken_on=on, due=here.due, present=here.present,
            rule_words=passing.sentence()[:300] if passing else "", quorum_words=quorum.sentence()[:300] if quorum else "",
        )  # fmt: skip
        vote.save()
        this.note(name=vote.question, due=vote.due, present=vote.present)
    if how == How.BALLOT:
        _draft_ballot(vote, by, on, this.at, quorum, passing)
    return vote


def _no_vote_runs(item):
    if item.votes.filter(voided_at=None, in_favour=None).exists():
        raise Refused(_("A vote on this matter is being taken; count it first."))


def _draft_ballot(vote, by, on, now, quorum, passing):
    """A motion put to all full delegates that are due; freezing and opening it is done on the ballot's own page."""
    session = vote.item.session
    ballot = ballots.draft(
        vote.unit, by=by, on=on, title=f"{session.short}：{vote.question}"[:120], kind="secret" if vote.item.secret else "open",
        opens_at=now, closes_at=now + RUNS, caller=vote,
    )  # fmt: skip
    ballots.add_question(
        ballot, by=by, on=on, kind="motion", text=vote.question, pass_rule=passing.key if passing else "",
        quorum_rule=quorum.key if quorum else "",
    )  # fmt: skip
    voters = [
        {"name": one.name, "subject": one.subject, "group": one.constituency.name if one.constituency else ""}
        for one in queries.sessions.voters(session)
    ]
    ballots.enrol(ballot, by=by, voters=voters)
    ballots.record_present(ballot, by=by, present=vote.present)
    with act(by, "congress.vote", vote, on=on) as this:
        vote.ballot_id = ballot.pk
        vote.save()
        this.note(name=vote.question, ballot=str(ballot))


def count_vote(
    vote,
    *,
    by,
    on,
    in_favour,
    against=0,
    abstained=0,
    issued=None,
    returned=None,
    invalid=0,
    tellers="",
    in_principle=False,
):
    """The tellers' count. `in_principle`: passed as 原则通过, to come back when the opinions are worked in."""
    with act(by, "congress.count", vote, on=on) as this:
        if vote.is_counted:
            raise Refused(_("This vote was counted already."))
        require(
            rules.vote.is_sound(
                how=vote.how, present=vote.present, issued=issued, returned=returned, invalid=invalid, in_favour=in_favour, against=against,
                abstained=abstained,
            )
        )  # fmt: skip
        vote.issued, vote.returned, vote.invalid = issued, returned, invalid
        vote.tellers = tellers.strip()
        _judge(vote, in_favour, against, abstained, this)
        _decide(vote, on, in_principle)
    return vote


def _judge(vote, in_favour, against, abstained, this):
    """Hold the count against the rule of passing as it bound when the vote was taken."""
    _quorum, rule = queries.regimes.voting_rules(vote.item, vote.taken_on)
    if rule is None:
        raise Refused(_("The rulebook has no rule for passing this matter."))
    vote.in_favour, vote.against, vote.abstained = in_favour, against, abstained
    cast = vote.returned if vote.returned is not None else in_favour + against + abstained
    outcome = rules.vote.judged(in_favour=in_favour, due=vote.due, present=vote.present, cast=cast, rule=rule)
    vote.passed = outcome.passed
    vote.save()
    this.note(name=vote.question, words=outcome.words, passed=outcome.passed)


def _decide(vote, on, in_principle):
    item = vote.item
    item.outcome = (Outcome.PRINCIPLE if in_principle else Outcome.PASSED) if vote.passed else Outcome.FAILED
    item.decided_on = on
    item.save()


def take_over(vote, *, by, on):
    """Take the count over from the ballot once it is counted there."""
    with act(by, "congress.count", vote, on=on) as this:
        if vote.is_counted:
            raise Refused(_("This vote was counted already."))
        ballot = Ballot.objects.filter(pk=vote.ballot_id).first()
        if ballot is None or not ballot.has_result:
            raise Refused(_("The ballot is not counted yet."))
        found = ballot_queries.result(ballot, by)
        row = found["questions"][0]["rows"][0]
        vote.issued, vote.returned = found["issued"], found["returned"]
        vote.invalid = found["questions"][0]["void"]
        _judge(vote, row["for"], row["against"], row["abstain"], this)
        _decide(vote, on, in_principle=False)
    return vote


def void_vote(vote, *, by, why):
    """A vote that was void (more ballots came back than went out, a fault in the procedure): it is taken again."""
    with act(by, "congress.void_vote", vote) as this:
        item = vote.item
        if not item.session.state == item.session.State.OPEN:
            raise Refused(_("The session is not open."))
        vote.voided_at = this.at
        vote.save()
        if vote.is_counted:
            item.outcome, item.decided_on = Outcome.OPEN, None
            item.save()
        this.note(name=vote.question, why=why.strip())
    return vote
