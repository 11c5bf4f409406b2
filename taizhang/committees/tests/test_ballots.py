"""An election that is voted on here: the ballot is counted, its result becomes posts, a term and figures; one file set, two doors to it."""

from datetime import date, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from taizhang.ballots import actions as ballots
from taizhang.ballots import queries as polls
from taizhang.ballots.tests import factories as make
from taizhang.committees import actions, papers, queries
from taizhang.kernel import approvals, ledger
from taizhang.kernel.acts import SYSTEM, act
from taizhang.kernel.periods import Period
from taizhang.kernel.verdicts import Refused
from taizhang.members.tests.factories import member
from taizhang.testing import committees as stories
from taizhang.word.document import paragraphs

pytestmark = pytest.mark.django_db
MEETS = date(2008, 3, 13)
BEFORE = timezone.make_aware(datetime(2008, 3, 12, 9))
OPENS = timezone.make_aware(datetime(2008, 3, 13, 9))
DURING, AFTER = OPENS + timedelta(minutes=30), OPENS + timedelta(hours=5)
ALL = {"1": {"for": [1, 2, 3]}, "2": {"for": [1]}}


@pytest.fixture
def voting(cast, there, people):
    """The mill's election, drawn up as a ballot of its six members."""
    for name in ("季五", "裘六"):
        member(cast.mill, name=name, sex="女", group="")
    return actions.draft_ballot(there.election, by=cast.mill_clerk, on=stories.DAY, opens_at=OPENS)


def held(ballot, answers, *, at=DURING):
    """Frozen, voted on by as many voters as there are answers, and counted."""
    if ballot.state == "drafted":
        ballot = ballots.freeze(ballot, by=SYSTEM, at=BEFORE)
    for voter, answer in zip(polls.electorate(ballot), answers, strict=False):
        make.vote(voter, answer, at=at)
    return ballots.count(ballot, by=SYSTEM, at=max(AFTER, ballot.closes_at))


def numbers(ballot, *names):
    """The numbers of candidates on the paper of the first question: they stand by surname strokes."""
    return [one.number for one in ballot.questions.get(number=1).candidates.all() if one.name in names]


def by_page(client, name, *args, **form):
    """An act on its page; its sentence where it is refused."""
    answer = client.post(reverse(f"committees:{name}", args=args), form)
    return "" if answer.status_code == 302 else answer.content.decode()


def text_of(document):
    return "\n".join("".join(getattr(run, "text", "") for run in runs) for _style, runs in paragraphs(document))


def test_from_the_counted_ballot_to_posts_term_and_figures(cast, there, voting, as_):
    client, one = as_(cast.mill_clerk), there.election
    assert voting.shown_from == one.notice_from  # the notice hangs once, for the election and for its ballot
    assert "尚未计票" in by_page(client, "election_take_over", one.pk, on=MEETS)
    ballot = held(voting, [{"1": {"for": numbers(voting, "庄主席", "方组织", "乔财务")}, "2": {"for": [1]}}] * 5)
    page = client.get(one.get_absolute_url()).content.decode()
    assert ballot.get_absolute_url() in page and reverse("committees:election_take_over", args=[one.pk]) in page
    assert not by_page(client, "election_take_over", one.pk, on=MEETS)
    one.refresh_from_db()
    assert (one.state, one.elected_on, one.due, one.present, one.issued, one.returned) == ("elected", MEETS, 6, 5, 5, 5)
    told = {who.name: (who.votes, who.elected) for race in one.races.all() for who in race.candidates.all()}
    assert told == {"庄主席": (5, True), "方组织": (5, True), "乔财务": (5, True), "钮宣传": (0, False)}
    stories.approved(one, cast.mill_chair, cast.town_chair)
    assert not by_page(as_(cast.mill_chair), "election_hand_over", one.pk, on="2008-03-20")
    one.refresh_from_db()
    assert (one.incoming.number, one.incoming.since, one.incoming.ends_on) == (3, MEETS, date(2011, 3, 13))
    after = queries.bodies.holders([there.body], date(2008, 3, 20))[there.body.pk]
    assert [(seat.name, seat.duty) for seat in after] == [
        ("庄主席", "head"),
        ("方组织", "member"),
        ("乔财务", "member"),
    ]
    year = Period.year(2008)
    assert ledger.value("OM-13:人次", cast.mill, year).number == 55 + 5  # the workshop's, and these five
    assert ledger.value("committees.reelected.in_time", cast.mill, year).number >= 1
    assert list(ledger.differences()) == []


def test_equal_votes_are_voted_on_again_before_the_result_is_taken_over(cast, there, voting, as_):
    one, client = there.election, as_(cast.mill_clerk)
    sure, rest = numbers(voting, "庄主席"), numbers(voting, "方组织", "乔财务", "钮宣传")
    pairs = [rest[:2], rest[1:], [rest[0], rest[2]]] * 2
    ballot = held(voting, [{"1": {"for": sure + pair}, "2": {"for": [1]}} for pair in pairs])
    with pytest.raises(Refused, match="得票相等"):
        actions.take_over(one, by=SYSTEM, on=MEETS)
    again = ballots.create_revote(
        ballot.questions.get(number=1), by=SYSTEM, on=MEETS, opens_at=AFTER, closes_at=AFTER + timedelta(hours=1)
    )
    assert "尚未计票" in client.get(one.get_absolute_url()).content.decode()
    again = ballots.freeze(again, by=SYSTEM, at=AFTER)
    winners = numbers(again, "方组织", "钮宣传")
    held(again, [{"1": {"for": winners}}] * 6, at=AFTER + timedelta(minutes=5))
    one = actions.take_over(one, by=SYSTEM, on=MEETS)
    told = {who.name: (who.votes, who.again, who.elected) for who in one.races.get(number=1).candidates.all()}
    assert told == {
        "庄主席": (6, None, True),
        "方组织": (4, 6, True),
        "乔财务": (4, 0, False),
        "钮宣传": (4, 6, True),
    }
    assert (one.present, one.returned) == (6, 6)


def test_an_annulled_ballot_makes_room_for_the_next_one(cast, there, voting):
    with pytest.raises(Refused, match="已有选票"):
        actions.draft_ballot(there.election, by=SYSTEM, on=stories.DAY, opens_at=OPENS)
    ballots.annul(voting, by=SYSTEM, at=BEFORE, why="候选人写错了")
    again = actions.draft_ballot(there.election, by=SYSTEM, on=stories.DAY, opens_at=OPENS)
    assert queries.elections.ballots_of(there.election) == [again]


def test_a_congress_votes_by_its_delegates_and_not_by_all_members(cast, there, people):
    with act(SYSTEM, "committees.set_places", there.election):
        there.election.how = "delegates"
        there.election.save()
    ballot = actions.draft_ballot(there.election, by=SYSTEM, on=stories.DAY, opens_at=OPENS)
    assert not polls.electorate(ballot).exists()
    with pytest.raises(Refused):
        ballots.freeze(ballot, by=SYSTEM, at=BEFORE)


def test_voting_opens_after_the_notice(cast, there):
    with pytest.raises(Refused, match="公示"):
        actions.draft_ballot(there.election, by=SYSTEM, on=stories.DAY, opens_at=OPENS - timedelta(days=3))


def test_without_a_quorum_nothing_is_taken_over(cast, there, voting):
    held(voting, [ALL] * 3)
    with pytest.raises(Refused, match="到会"):
        actions.take_over(there.election, by=SYSTEM, on=MEETS)


def test_a_question_that_says_something_else_is_not_guessed(cast, there, voting):
    first = voting.questions.get(number=1)
    names = [one.name for one in first.candidates.all()]
    ballots.change_question(
        first, by=SYSTEM, on=stories.DAY, kind="choice", text="选举先进", candidates=names, seats=3,
        pass_rule="election.elected", quorum_rule="election.quorum",
    )  # fmt: skip
    held(voting, [ALL] * 6)
    with pytest.raises(Refused, match="没有"):
        actions.take_over(there.election, by=SYSTEM, on=MEETS)


def test_one_file_set_and_both_doors_lead_to_it(cast, there, voting, as_):
    client, one = as_(cast.mill_clerk), there.election
    page = client.get(voting.get_absolute_url()).content.decode()
    assert one.get_absolute_url() in page and reverse("committees:election_papers", args=[one.pk]) in page
    assert reverse("ballots:election_paper", args=[voting.pk, "rules"]) not in page
    old = client.get(reverse("ballots:election_paper", args=[voting.pk, "rules"]))
    assert (old.status_code, old["Location"]) == (302, one.get_absolute_url())
    assert client.get(reverse("committees:election_paper", args=[one.pk, "voters"])).status_code == 200
    rules, voters = (text_of(papers.write(one, kind)) for kind in ("rules", "voters"))
    assert "电子投票" in rules and "应选3人，候选人4人，差额1人" in rules
    assert "共有选举人6人" in voters
    whole = text_of(papers.whole_set(one))
    assert whole.count("资格审查") and "材料2" in whole
    # nobody but who may read the election is led there
    assert one.get_absolute_url() not in as_(cast.port_chair).get(voting.get_absolute_url()).content.decode()


def test_an_extension_that_comes_back_is_put_right_and_goes_up_again(cast, there, as_):
    asked = there.extension
    page = reverse("committees:term_extend", args=[asked.term_id])
    approvals.decide(approvals.of(asked), by=cast.mill_chair, on=stories.DAY, decision="return", note="请写明原因")
    asked.refresh_from_db()
    assert asked.state == "asked"
    client = as_(cast.mill_chair)
    assert "企业正在改制" in client.get(page).content.decode()
    assert page in client.get(asked.get_absolute_url()).content.decode()
    form = {"until": "2008-09-20", "on": "2008-03-04", "why": "企业改制，九月重组", "document_no": ""}
    assert client.post(page, form).status_code == 302
    asked.refresh_from_db()
    assert (asked.state, asked.until, asked.term.extensions.count()) == ("asked", date(2008, 9, 20), 1)
    assert client.post(page, form).status_code == 422  # it waits for the answer
    approvals.decide(approvals.of(asked), by=cast.mill_chair, on=date(2008, 3, 5), decision="approve")
    asked.term.refresh_from_db()
    assert asked.term.extended_to == date(2008, 9, 20)


def test_a_refused_extension_leaves_the_term_as_it_was(cast, there):
    asked = there.extension
    approvals.decide(approvals.of(asked), by=cast.mill_chair, on=stories.DAY, decision="refuse", note="应当按期换届")
    asked.refresh_from_db()
    assert (asked.state, asked.term.extended_to, asked.term.last_day) == ("refused", None, date(2008, 5, 20))
    assert ledger.value("committees.extensions", cast.mill, Period.year(2008)).number == 0
    again = actions.ask_extension(
        asked.term, by=SYSTEM, on=date(2008, 3, 5), until=date(2008, 9, 1), why="企业改制，九月重组"
    )
    approvals.withdraw(approvals.of(again), by=cast.mill_chair, on=date(2008, 3, 5))
    again.refresh_from_db()
    assert again.state == "refused"
    assert list(ledger.differences()) == []


def test_after_an_extension_the_reminders_come_once_more(cast, there):
    actions.remind(there.term, 1, on=date(2008, 4, 20))
    extended = actions.ask_extension(
        there.term, by=SYSTEM, on=date(2008, 4, 21), until=date(2008, 10, 20), why="企业正在改制"
    )
    approvals.decide(approvals.of(extended), by=cast.town_chair, on=date(2008, 4, 22), decision="approve")

    def recalled(day):
        return [months for term, months in queries.terms.to_remind(day) if term.pk == there.term.pk]

    assert (recalled(date(2008, 9, 19)), recalled(date(2008, 9, 20))) == ([3], [1])
    actions.remind(there.term, 1, on=date(2008, 9, 20))
    assert (recalled(date(2008, 9, 21)), there.term.reminders.get(months=1).on) == ([], date(2008, 9, 20))
