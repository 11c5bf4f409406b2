"""The life of a ballot: drawn up, frozen, voted, counted, published; and every way in which somebody is told no."""

from datetime import timedelta

import pytest
from django.db import connection, transaction

from taizhang.ballots import actions, pot, queries, receipts
from taizhang.ballots.models import Ballot, ElectorateChange, SealedSlip, Slip, Tick, Voter
from taizhang.ballots.tests import factories as make
from taizhang.kernel import ledger
from taizhang.kernel.acts import SYSTEM
from taizhang.kernel.models import ActLog
from taizhang.kernel.verdicts import Refused

pytestmark = pytest.mark.django_db
FOR, AGAINST = {"1": "for"}, {"1": "against"}


def voters(ballot):
    return list(queries.electorate(ballot))


def test_a_secret_ballot_from_draft_to_published_result(cast):
    ballot = make.counted(cast.mill, [FOR] * 4 + [AGAINST, {}])
    actions.publish(ballot, by=cast.mill_chair, at=make.AFTER)
    told = queries.result(ballot, cast.mill_clerk)
    motion = told["questions"][0]
    assert (told["stands"], told["entitled"], told["issued"], told["returned"]) == (True, 7, 6, 6)
    assert (motion["verdict"], motion["needed"], motion["blank"]) == ("carried", 4, 1)
    assert [motion["rows"][0][mark] for mark in ("for", "against", "abstain")] == [4, 1, 1]
    assert ballot.state == Ballot.State.PUBLISHED
    assert queries.turnout(ballot).percent == "85.7%"


def test_votes_are_taken_by_the_clock_whether_or_not_a_job_has_run(cast):
    ballot = make.frozen(cast.mill)
    voter = voters(ballot)[0]
    for early in (make.BEFORE, make.OPENS - timedelta(seconds=1)):
        with pytest.raises(Refused, match="还没有开始"):
            make.vote(voter, FOR, at=early)
    for late in (make.CLOSES, make.AFTER):
        with pytest.raises(Refused, match="已经结束"):
            make.vote(voter, FOR, at=late)
    assert make.vote(voter, FOR, at=make.OPENS).again is False
    assert ballot.phase(make.DURING) == Ballot.State.OPEN
    assert Tick.objects.count() == SealedSlip.objects.count() == 1


def test_the_same_click_twice_is_one_vote_with_the_same_receipt(cast):
    ballot = make.frozen(cast.mill)
    voter = voters(ballot)[0]
    token = queries.fresh_click(voter)
    first = make.vote(voter, FOR, token=token)
    again = make.vote(voter, AGAINST, token=token, at=make.AFTER)  # the answer was lost; the retry comes after closing
    assert (again.receipt, again.again) == (first.receipt, True)
    assert SealedSlip.objects.count() == 1
    with pytest.raises(Refused, match="已经投过票"):
        make.vote(voter, FOR)


def test_a_token_of_another_voter_or_a_made_up_one_is_refused(cast):
    one, other = voters(make.frozen(cast.mill))[:2]
    for token in (queries.fresh_click(other), "made.up", ".", "x" * 22):
        with pytest.raises(Refused, match="重新打开"):
            make.vote(one, FOR, token=token)
    assert Tick.objects.count() == 0


def test_an_electronic_vote_with_a_fault_is_not_taken(cast):
    ballot = make.frozen(cast.mill, questions=[make.election(["王一", "丁二", "李三"], 2)])
    voter = voters(ballot)[0]
    for answers in (
        {"1": {"for": [1, 2, 3]}},
        {"1": {"for": [9]}},
        {"1": {"for": [1], "against": [1]}},
        {"2": "for"},
        ["for"],
    ):
        assert queries.faults(ballot, answers)
        with pytest.raises(Refused):
            make.vote(voter, answers)
    assert Tick.objects.count() == 0
    assert queries.faults(ballot, {"1": {"for": [1, 2]}}) == []


def test_nobody_reads_anything_of_the_result_before_the_count(cast):
    ballot = make.voted(cast.mill, [FOR] * 5)
    ballot.refresh_from_db()
    for user in (cast.mill_chair, cast.administrator, SYSTEM):
        for read in (queries.result, queries.box_lines):
            with pytest.raises(Refused, match="计票之前"):
                read(ballot, user)
    assert (ballot.result, ballot.box_text, Slip.objects.count()) == ({}, "", 0)
    with pytest.raises(Refused):
        queries.who_voted(ballot, cast.mill_chair, make.DURING)
    with pytest.raises(Refused, match="结束之后"):
        actions.count(ballot, by=SYSTEM, at=make.DURING)


def test_after_closing_who_has_voted_is_masked_for_everybody_but_the_officers(cast):
    ballot = make.voted(cast.mill, [FOR] * 2, voters=3)
    assert queries.who_voted(ballot, cast.mill_chair, make.AFTER)[0] == (1, "选举人1", True)
    assert queries.who_voted(ballot, cast.stranger, make.AFTER)[2] == (3, "选**3", False)


def test_the_voter_finds_the_receipt_in_the_published_box(cast):
    ballot = make.frozen(cast.mill)
    first, second = voters(ballot)[:2]
    code = make.vote(first, FOR).receipt
    make.vote(second, AGAINST)
    actions.count(ballot, by=SYSTEM, at=make.AFTER)
    actions.publish(ballot, by=SYSTEM, at=make.AFTER)
    ballot.refresh_from_db()
    assert queries.find_receipt(ballot, code.lower().replace("-", " "), cast.stranger)["answers"] == FOR
    assert queries.find_receipt(ballot, "AAAA-BBBB-CCCC-DDDD", cast.stranger) is None
    assert receipts.published(code) in queries.box_lines(ballot, cast.stranger)
    assert code not in ballot.box_text


def test_an_open_ballot_names_the_voter_and_a_secret_one_does_not(cast):
    make.counted(cast.mill, [FOR], kind="open")
    assert [slip.voter.name for slip in Slip.objects.all()] == ["选举人1"]
    secret = make.counted(cast.port, [FOR])
    assert [slip.voter for slip in secret.slips.all()] == [None]
    assert "选举人" not in secret.box_text


def test_the_frozen_electorate_changes_in_public_only(cast):
    ballot = make.frozen(cast.mill)
    before = ballot.electorate_hash
    with pytest.raises(Refused, match="已经锁定"):
        actions.enrol(ballot, by=SYSTEM, voters=[{"name": "后来人"}])
    with pytest.raises(Refused, match="说明理由"):
        actions.add_voter(ballot, by=SYSTEM, at=make.DURING, why=" ", name="后来人")
    late = actions.add_voter(
        ballot, by=cast.mill_clerk, at=make.DURING, why="名册漏登", name="后来人", subject="person:99"
    )
    gone = voters(ballot)[1]
    actions.strike_voter(gone, by=cast.mill_clerk, at=make.DURING, why="已调离")
    assert [(one.verb, one.number, one.why) for one in queries.changes(ballot)] == [
        ("added", 8, "名册漏登"),
        ("struck", 2, "已调离"),
    ]
    ballot.refresh_from_db()
    assert ElectorateChange.objects.last().hash_after == ballot.electorate_hash != before
    with pytest.raises(Refused, match="名单"):
        make.vote(Voter.objects.get(pk=gone.pk), FOR)
    make.vote(late, FOR)
    with pytest.raises(Refused, match="已经投票"):
        actions.strike_voter(late, by=SYSTEM, at=make.DURING, why="误登")
    assert len(voters(ballot)) == 7


def test_paper_and_electronic_votes_are_merged_and_each_person_votes_once(cast):
    ballot = make.frozen(cast.mill, channels="both")
    one, two, three = voters(ballot)[:3]
    make.vote(one, FOR)
    assert actions.issue_paper(ballot, by=cast.mill_clerk, numbers=[2, 3, 4], at=make.DURING) == 3
    with pytest.raises(Refused, match="纸质"):
        make.vote(two, FOR)
    with pytest.raises(Refused, match="选举人1"):
        actions.issue_paper(ballot, by=cast.mill_clerk, numbers=[1, 5], at=make.DURING)
    with pytest.raises(Refused, match="计票单"):
        actions.count(ballot, by=SYSTEM, at=make.AFTER)
    sheet = {"returned": 3, "cells": {"1": {"for": 2, "against": 0, "abstain": 0, "void": 1, "blank": 0}}}
    with pytest.raises(Refused, match="结束之后"):
        actions.enter_sheet(ballot, by=cast.mill_clerk, box="1", at=make.DURING, **sheet)
    actions.enter_sheet(ballot, by=cast.mill_clerk, box="1", at=make.AFTER, **sheet)
    wrong = {"returned": 3, "cells": {"1": {"for": 1, "against": 1, "void": 1}}}
    with pytest.raises(Refused, match=r"1\. 反对、1\. 赞成"):
        actions.enter_sheet(ballot, by=cast.mill_chair, box="1", at=make.AFTER, **wrong)
    with pytest.raises(Refused, match="一致"):
        actions.count(ballot, by=SYSTEM, at=make.AFTER)
    assert actions.enter_sheet(ballot, by=cast.mill_chair, box="1", at=make.AFTER, **sheet).agreed
    with pytest.raises(Refused, match="一致"):
        actions.enter_sheet(ballot, by=cast.auditor, box="1", at=make.AFTER, **sheet)
    actions.count(ballot, by=SYSTEM, at=make.AFTER)
    told = ballot.result["questions"][0]
    assert (told["rows"][0]["for"], told["void"], told["valid"], ballot.result["issued"]) == (3, 1, 3, 4)
    assert three.pk and Tick.objects.filter(how="paper").count() == 3


def test_more_ballots_back_than_issued_make_the_count_invalid_in_words(cast):
    ballot = make.frozen(cast.mill, channels="paper")
    actions.issue_paper(ballot, by=SYSTEM, numbers=[1, 2, 3], at=make.DURING)
    sheet = {"box": "1", "returned": 4, "cells": {"1": {"for": 4}}}
    for teller in (cast.mill_clerk, cast.mill_chair):
        actions.enter_sheet(ballot, by=teller, at=make.AFTER, **sheet)
    actions.count(ballot, by=SYSTEM, at=make.AFTER)
    assert ballot.result["stands"] is False
    assert "收回4张" in queries.result(ballot, SYSTEM)["why"]
    assert ballot.result["questions"] == []


def test_a_mandate_is_used_by_its_holder_within_the_limit_of_the_charter(cast):
    from taizhang.kernel import rulebook

    make.rules()
    ballot = make.frozen(cast.mill)
    giver, holder, other, third = voters(ballot)[:4]
    with pytest.raises(Refused, match="不允许"):
        actions.give_proxy(giver, by=SYSTEM, holder=holder)
    rulebook.override("ballots.proxies.most", unit=cast.mill, since=make.ON, source="本会章程", value=1)
    actions.give_proxy(giver, by=SYSTEM, holder=holder)
    with pytest.raises(Refused, match="不能再"):
        actions.give_proxy(other, by=SYSTEM, holder=holder)
    with pytest.raises(Refused, match="委托"):
        make.vote(giver, FOR, holder=third)
    make.vote(giver, FOR, holder=holder)
    make.vote(holder, FOR)
    with pytest.raises(Refused, match="已经投过票"):
        make.vote(giver, FOR)


def test_a_rare_weight_may_not_give_a_secret_voter_away(cast):
    weights = [{"name": f"代表{n}", "subject": f"person:{n}", "weight": 3} for n in range(3)]
    heavy = {"name": "大会代表", "subject": "person:77", "weight": 35}
    ballot = make.drafted(cast.mill, voters=[*weights, heavy])
    with pytest.raises(Refused, match="35"):
        actions.freeze(ballot, by=SYSTEM, at=make.BEFORE)
    ballot = make.counted(cast.port, [FOR, FOR, AGAINST], voters=[*weights, heavy], kind="open")
    motion = ballot.result["questions"][0]
    assert (ballot.result["votes_entitled"], motion["rows"][0]["for"], motion["verdict"]) == (44, 6, "lost")


def test_the_pot_key_goes_with_the_count_and_nothing_opens_the_pot_again(cast, django_capture_on_commit_callbacks):
    ballot = make.voted(cast.mill, [FOR] * 3)
    sealed = [bytes(slip.sealed) for slip in SealedSlip.objects.all()]
    assert len({len(one) for one in sealed}) == 1  # a long answer is no longer than a short one
    assert pot.has_key(ballot.pk, ballot.pot_key)
    with django_capture_on_commit_callbacks(execute=True):
        actions.count(ballot, by=SYSTEM, at=make.AFTER)
    assert not pot.has_key(ballot.pk, ballot.pot_key)
    with pytest.raises(pot.PotBroken):
        pot.unseal_all(ballot.pot_key, ballot.pk, sealed)
    assert SealedSlip.objects.count() == 0


def test_a_slip_that_vanished_or_was_put_in_makes_the_count_invalid(cast):
    ballot = make.voted(cast.mill, [FOR] * 3)
    SealedSlip.objects.first().delete()
    actions.count(ballot, by=SYSTEM, at=make.AFTER)
    assert not ballot.result["stands"]
    other = make.voted(cast.port, [FOR] * 3)
    SealedSlip.objects.filter(ballot=other).update(sealed=b"x" * 400)
    with pytest.raises(Refused, match="打不开"):
        actions.count(other, by=SYSTEM, at=make.AFTER)
    actions.annul(other, by=SYSTEM, at=make.AFTER, why="票箱打不开")
    assert SealedSlip.objects.filter(ballot=other).count() == 0


def test_casting_writes_no_act_line(cast):
    ballot = make.frozen(cast.mill)
    before = ActLog.objects.count()
    make.vote(voters(ballot)[0], FOR)
    assert ActLog.objects.count() == before


def test_every_act_is_refused_to_the_port_and_leaves_one_line_for_the_clerk(cast):
    ballot = make.drafted(cast.mill)
    for refused in (
        lambda: actions.freeze(ballot, by=cast.port_chair, at=make.BEFORE),
        lambda: actions.count(ballot, by=cast.port_chair, at=make.AFTER),
        lambda: actions.annul(ballot, by=cast.auditor, at=make.AFTER, why="试试"),
    ):
        with pytest.raises(Refused):
            refused()
    before = ActLog.objects.count()
    actions.freeze(ballot, by=cast.mill_clerk, at=make.BEFORE)
    line = ActLog.objects.order_by("-id").first()
    assert ActLog.objects.count() == before + 1
    assert (line.code, line.notes["hash"]) == ("ballots.freeze", ballot.electorate_hash)


def test_a_personal_address_opens_until_a_newer_one_is_made(cast):
    ballot = make.frozen(cast.mill)
    voter = voters(ballot)[0]
    old = actions.issue_link(voter, by=cast.mill_clerk)
    assert queries.voter_by_token(old) == voter
    new = actions.issue_links(ballot, by=cast.mill_clerk)[0][1]
    assert queries.voter_by_token(old) is None
    assert queries.voter_by_token(new) == voter
    assert queries.voter_by_token(new.lower().replace("-", " ")) == voter  # as it is typed from a card
    assert len(new.replace("-", "")) <= 20
    for forged in (new[:-1] + ("A" if new[-1] != "A" else "B"), f"{voter.pk}.9.x", "", "a.b.c", "Z" * 27, "Z" * 300):
        assert queries.voter_by_token(forged) is None


def test_counting_posts_totals_once_and_annulled_ballots_post_nothing(cast):
    from taizhang.kernel.models import Fact

    ballot = make.counted(cast.mill, [FOR] * 5)
    posted = {fact.measure: fact.value for fact in Fact.objects.filter(measure__startswith="ballots.")}
    assert posted == {"ballots.held": 1, "ballots.entitled": 7, "ballots.voted": 5}
    assert not any(fact.subject for fact in Fact.objects.filter(measure__startswith="ballots."))
    actions.annul(ballot, by=SYSTEM, at=make.AFTER, why="程序有误")
    assert list(ledger.differences()) == []


def test_the_clock_job_opens_counts_and_may_run_twice(cast):
    from django.utils import timezone

    from taizhang.ballots.jobs import keep_time

    now = timezone.now()
    times = {"opens_at": now - timedelta(hours=2), "closes_at": now + timedelta(hours=1)}
    ballot = make.drafted(cast.mill, **times)
    actions.freeze(ballot, by=SYSTEM, at=now - timedelta(hours=3))
    assert keep_time.run()["opened"] == 1
    assert keep_time.run()["opened"] == 0
    make.vote(voters(ballot)[0], FOR, at=now)
    ballot.refresh_from_db()
    actions.close(ballot, by=SYSTEM, at=timezone.now(), why="全体已投")
    assert keep_time.run() == {"opened": 0, "counted": 1, "waiting": 0}
    assert keep_time.run() == {"opened": 0, "counted": 0, "waiting": 0}


@pytest.mark.django_db(transaction=True)
def test_a_confirmed_vote_is_on_the_disk(cast):
    """The write waits for the disk on both engines, whatever the installation's own setting is."""
    from taizhang.ballots.durable import durable

    question = "PRAGMA synchronous" if connection.vendor == "sqlite" else "SHOW synchronous_commit"
    with durable(), connection.cursor() as cursor:
        cursor.execute(question)
        assert str(cursor.fetchone()[0]) in ("2", "on")
    with pytest.raises(RuntimeError), transaction.atomic(), durable():
        pass  # inside another transaction leaving it would promise too much
