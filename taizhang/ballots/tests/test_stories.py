"""Whole votes as unions hold them: an election with a tie and a new vote, a contract, a recall, a review, each place by its own rule."""

from datetime import timedelta

import pytest

from taizhang.ballots import actions, queries
from taizhang.ballots.models import Candidate
from taizhang.ballots.tests import factories as make
from taizhang.kernel import rulebook
from taizhang.kernel.acts import SYSTEM
from taizhang.kernel.verdicts import Refused
from taizhang.organisation import actions as organisation

pytestmark = pytest.mark.django_db
LATER = {"opens_at": make.CLOSES + timedelta(days=1), "closes_at": make.CLOSES + timedelta(days=1, hours=2)}


def names(question):
    return list(question.candidates.order_by("number").values_list("name", flat=True))


def marked(*numbers):
    return {"1": {"for": list(numbers)}}


def test_an_election_with_a_tie_and_a_new_vote(cast):
    people = ["赵一", "丁二", "王三", "李四"]
    votes = [marked(1, 2)] * 9 + [marked(1, 3)] * 9 + [marked(4)] * 2
    ballot = make.counted(cast.mill, votes, voters=20, questions=[make.election(people, 2)])
    question = ballot.questions.get()
    assert names(question) == ["丁二", "王三", "李四", "赵一"]  # 2, 4, 7, 9 strokes
    told = ballot.result["questions"][0]
    assert (told["verdict"], told["elected"]) == ("vacant", [1])  # nine of twenty is under half: no tie among those
    again = actions.create_revote(question, by=cast.mill_chair, on=make.ON, **LATER)
    assert (names(again.questions.get()), again.questions.get().seats) == (["王三", "李四", "赵一"], 1)
    actions.freeze(again, by=SYSTEM, at=make.AFTER)
    for voter, mark in zip(queries.electorate(again), [1] * 11 + [2] * 9, strict=True):
        make.vote(voter, marked(mark), at=LATER["opens_at"])
    actions.count(again, by=SYSTEM, at=LATER["closes_at"])
    assert (again.result["questions"][0]["verdict"], again.result["questions"][0]["elected"]) == ("elected", [1])
    assert again.revote_of == ballot


def test_equal_votes_for_the_last_seat_are_voted_on_again_among_the_equal(cast):
    votes = [marked(1, 2)] * 6 + [marked(1, 3)] * 6 + [marked(2, 3)] * 6
    ballot = make.counted(cast.mill, votes, voters=18, questions=[make.election(["丁一", "王二", "李三", "赵四"], 2)])
    told = ballot.result["questions"][0]
    assert (told["verdict"], told["elected"], told["tied"], told["vacancies"]) == ("tie", [], [1, 2, 3], 2)
    again = actions.create_revote(ballot.questions.get(), by=SYSTEM, on=make.ON, **LATER)
    assert names(again.questions.get()) == ["丁一", "王二", "李三"]
    assert "再次投票" in queries.outcome_sentence(told)
    with pytest.raises(Refused):
        actions.create_revote(ballot.questions.get(), by=SYSTEM, on=make.ON, seats=3, **LATER)


def test_an_election_below_its_quorum_does_not_count(cast):
    ballot = make.counted(cast.mill, [marked(1)] * 6, voters=10, questions=[make.election(["丁一", "王二"], 1)])
    told = ballot.result["questions"][0]
    assert (told["verdict"], told["quorum_met"], told["elected"]) == ("no_quorum", False, [])
    ballot = make.counted(cast.port, [marked(1)] * 6, voters=9, questions=[make.election(["丁一", "王二"], 1)])
    assert ballot.result["questions"][0]["verdict"] == "elected"  # six of nine is two thirds exactly


def place(cast, name, code):
    """A union in another part of the country, told by its name as federations are."""
    city = organisation.found(None, by=SYSTEM, on=make.ON, code=code, name=name, kind="county_federation")
    return organisation.found(
        city, by=SYSTEM, on=make.ON, code=f"{code}-1", name="东风机械厂工会", kind="company_union"
    )


@pytest.mark.parametrize(
    ("federation", "code", "votes", "verdict"),
    [
        ("上海市总工会", "S", 50, "carried"),  # 职代会条例 §31: half of all is enough
        ("河南省总工会", "H", 50, "lost"),  # §20: more than half
        ("河南省总工会", "H", 51, "carried"),
        ("江城市总工会", "J", 50, "lost"),  # elsewhere: more than half of all
        ("江城市总工会", "J", 51, "carried"),
    ],
)
def test_the_congress_passes_by_the_rule_of_its_province(cast, federation, code, votes, verdict):
    motion = {
        "kind": "motion",
        "text": "通过集体福利方案",
        "pass_rule": "congress.pass",
        "quorum_rule": "congress.quorum",
    }
    make.rules()
    unit = place(cast, federation, code)
    ballot = make.drafted(unit, voters=100, questions=[motion], channels="paper")
    actions.freeze(ballot, by=SYSTEM, at=make.BEFORE)
    actions.issue_paper(ballot, by=SYSTEM, numbers=range(1, 71), at=make.DURING)
    for teller in (cast.mill_clerk, cast.mill_chair):
        sheet = {"returned": 70, "cells": {"1": {"for": votes, "against": 70 - votes}}}
        with pytest.raises(Refused):
            actions.enter_sheet(ballot, by=teller, box="1", at=make.AFTER, **sheet)  # tellers of another union
    tellers = [organisation_user(unit, name) for name in ("甲计票", "乙计票")]
    for teller in tellers:
        actions.enter_sheet(ballot, by=teller, box="1", at=make.AFTER, **sheet)
    actions.count(ballot, by=SYSTEM, at=make.AFTER)
    assert ballot.result["questions"][0]["verdict"] == verdict
    said = queries.rule_sentence(ballot.questions.get())
    assert ("《" in said) and ("2/3" in said)


def organisation_user(unit, name):
    from taizhang.kernel.models import User

    user = User.objects.create(username=name, name=name)
    organisation.appoint(user, unit, "clerk", by=SYSTEM, on=make.ON)
    return user


def test_a_collective_contract_needs_two_thirds_present_and_half_of_all(cast):
    make.rules()
    motion = {
        "kind": "motion",
        "text": "集体合同草案",
        "pass_rule": "collective.pass",
        "quorum_rule": "collective.quorum",
    }
    rule = rulebook.rule("collective.pass", cast.mill, make.ON)
    enough = rule.least_of(30)
    for unit, present, votes, verdict in (
        (cast.mill, 19, enough, "no_quorum"),
        (cast.port, 20, enough, "carried"),
        (cast.town, 20, enough - 1, "lost"),
    ):
        answers = [{"1": "for"}] * votes + [{"1": "against"}] * (present - votes)
        ballot = make.counted(unit, answers, voters=30, questions=[motion])
        assert ballot.result["questions"][0]["verdict"] == verdict, (present, votes)


def test_a_chair_is_recalled_by_more_than_half_of_all_members(cast):
    recall = {"kind": "motion", "text": "罢免工会主席", "pass_rule": "org.recall"}
    lost = make.counted(cast.mill, [{"1": "for"}] * 10, voters=20, questions=[recall])
    assert (
        lost.result["questions"][0]["verdict"] == "lost"
    )  # all who came were for it, but half of all is not more than half
    carried = make.counted(cast.port, [{"1": "for"}] * 11, voters=20, questions=[recall])
    assert carried.result["questions"][0]["verdict"] == "carried"
    assert "工会法" in queries.rule_sentence(carried.questions.get())


def test_leaders_are_reviewed_on_a_grid(cast):
    grades = ["优秀", "称职", "基本称职", "不称职"]
    review = {
        "kind": "grid",
        "text": "年度民主评议",
        "candidates": ["厂长甲", "书记乙"],
        "grades": grades,
        "good_grades": 2,
        "by_strokes": False,
    }
    answers = [{"1": {"1": "优秀", "2": "称职"}}] * 6 + [{"1": {"1": "称职", "2": "不称职"}}] * 3
    ballot = make.counted(cast.mill, answers, voters=10, questions=[review])
    rows = ballot.result["questions"][0]["rows"]
    assert rows[0]["grades"] == {"优秀": 6, "称职": 3, "基本称职": 0, "不称职": 0}
    assert (rows[1]["good"], rows[1]["name"]) == (6, "书记乙")


def test_members_are_enrolled_from_the_register_once(cast):
    from taizhang.members.tests import factories as members

    for name in ("彭会计", "陈钳工"):
        members.member(cast.mill, name=name)
    members.member(cast.port, name="别家人")
    ballot = make.drafted(cast.mill, voters=[])
    assert actions.enrol_members(ballot, by=cast.mill_clerk) == 2
    assert actions.enrol_members(ballot, by=cast.mill_clerk) == 0
    assert sorted(voter.name for voter in queries.electorate(ballot)) == ["彭会计", "陈钳工"]


def test_candidates_are_put_in_another_order_by_hand(cast):
    ballot = make.drafted(cast.mill, questions=[make.election(["赵一", "丁二", "欧阳三"], 2)])
    question = ballot.questions.get()
    assert names(question) == ["丁二", "欧阳三", "赵一"]
    actions.order_candidates(question, by=SYSTEM, numbers=[3, 1, 2])
    assert names(question) == ["赵一", "丁二", "欧阳三"]
    actions.order_candidates(question, by=SYSTEM)
    assert names(question) == ["丁二", "欧阳三", "赵一"]
    with pytest.raises(Refused):
        actions.order_candidates(question, by=SYSTEM, numbers=[1, 1, 2])
    assert Candidate.objects.count() == 3


def test_the_surplus_of_an_election_is_told(cast):
    ballot = make.drafted(
        cast.mill,
        questions=[make.election(["赵一", "丁二", "王三"], 3), make.election(["赵一", "丁二", "王三", "李四"], 3)],
    )
    equal, more = ballot.questions.order_by("number")
    assert not queries.surplus(equal, make.ON)
    assert queries.surplus(more, make.ON)
    assert equal.is_equal_list
