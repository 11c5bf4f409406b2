"""The same stories in every place whose own rules the rulebook has: each is decided by the figures of that place.

Company and school sessions, an election with a tie and a new vote, recalls. The school's term of proposals runs in each place in
test_proposals_year.py.
"""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest

from taizhang.ballots import actions as ballots
from taizhang.ballots import queries as voting
from taizhang.ballots.tests import factories as vote
from taizhang.congress import actions, queries
from taizhang.congress.models import AgendaItem, Congress, Vote
from taizhang.congress.tests import factories as make
from taizhang.kernel import ledger, rulebook
from taizhang.kernel.acts import SYSTEM
from taizhang.kernel.periods import Period
from taizhang.kernel.verdicts import Refused
from taizhang.organisation import actions as organisation

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 20)
Power, Matter, How, Kind = AgendaItem.Power, AgendaItem.Matter, Vote.How, Congress.Kind


@dataclass(frozen=True)
class Place:
    """A place and what its rules ask of forty delegates: votes for a contract and for a scheme; of 600 who may recall one."""

    name: str
    contract: int
    scheme: int
    recall: int
    kind: str = "province_federation"


# Half or more (≥) at 20 of 40, more than half (>) at 21: DOMAIN A4 and A7, as the rulebook has them with their articles.
PLACES = (
    Place("", 20, 21, 301),  # nowhere in particular: the national baseline
    Place("上海市", 20, 20, 300, "city_federation"),
    Place("河南省", 20, 21, 301),
    Place("分档省份", 20, 21, 301),
    Place("浙江省", 21, 21, 301),
    Place("山东省", 21, 21, 301),
    Place("重庆市", 20, 21, 301, "city_federation"),
    Place("北京市", 20, 21, 301, "city_federation"),
)
EVERYWHERE = [
    pytest.param(place, id=place.name or "全国", marks=() if number < 4 else pytest.mark.slow)
    for number, place in enumerate(PLACES)
]


def union_in(place, kind="company_union", name="江滨机械公司工会"):
    """A union of this kind in a place; federations tell by their name where they lie, the province with bands says so in its rulebook."""
    rulebook.load()
    banded = place.name == "分档省份"
    federation = "山南省总工会" if banded or not place.name else f"{place.name}总工会"
    above = organisation.found(None, by=SYSTEM, on=make.BEGAN, code="PR", name=federation, kind=place.kind)
    if banded:
        rulebook.override(rulebook.PLACE, unit=above, since=date(2020, 1, 1), source=federation, value=place.name)
    return organisation.found(above, by=SYSTEM, on=make.BEGAN, code="PR-C", name=name, kind=kind)


def decided(session, item, votes, *, present):
    """A secret ballot with so many in favour; → whether it passed. It is declared void afterwards when it did not."""
    one = actions.votes.take_vote(item, by=SYSTEM, on=DAY, how=How.PAPER)
    counted = {"issued": present, "returned": present, "in_favour": votes, "against": present - votes, "abstained": 0}
    actions.votes.count_vote(one, by=SYSTEM, on=DAY, **counted)
    if not one.passed:
        actions.votes.void_vote(one, by=SYSTEM, why="重新表决")
    return one.passed


@pytest.mark.parametrize("place", EVERYWHERE)
def test_a_company_adopts_its_contract_at_two_thirds_present_and_half_of_all(db, place):
    company = union_in(place)
    congress = make.seated(company, staff=200, women=66, seats=40, delegates_number=40)
    assert all(one.met for one in queries.congresses.checks(congress, DAY)), [
        one.words for one in queries.congresses.checks(congress, DAY) if not one.met
    ]
    session = make.session(congress)
    contract = session.items.get()
    scheme = actions.sessions.add_item(session, by=SYSTEM, name="工资方案", power=Power.PASS, matter=Matter.WAGES)
    here = list(queries.sessions.due(session))
    actions.attendance.attend(session, by=SYSTEM, on=DAY, delegates=here[:26])
    with pytest.raises(Refused, match="2/3"):
        actions.sessions.open_session(session, by=SYSTEM, on=DAY)
    actions.attendance.attend(session, by=SYSTEM, on=DAY, delegates=here[26:27])
    actions.sessions.open_session(session, by=SYSTEM, on=DAY)

    assert not decided(session, contract, place.contract - 1, present=27)
    assert decided(session, contract, place.contract, present=27)
    assert not decided(session, scheme, place.scheme - 1, present=27)
    assert decided(session, scheme, place.scheme, present=27)

    # A recall counts all who elected the delegate, not those who came.
    delegate = congress.delegates.order_by("id").first()
    asked = {"by": SYSTEM, "on": DAY, "entitled": 600, "why": "长期不履职"}
    with pytest.raises(Refused):
        actions.delegates.recall(delegate, in_favour=place.recall - 1, **asked)
    assert actions.delegates.recall(delegate, in_favour=place.recall, **asked).state == "recalled"
    assert ledger.value("DM-01:件数", company, Period.year(2026)).number == 2
    assert not list(ledger.differences())


@pytest.mark.parametrize("place", EVERYWHERE)
def test_a_school_of_180_decides_by_the_rules_of_schools_wherever_it_lies(db, place):
    school = union_in(place, "school_union", "石门中学工会")
    congress = make.congress(school, kind=Kind.SCHOOL, staff=180, women=90, seats=36)
    make.delegates(congress, 36, teacher=True, post="一线职工", sex="女")
    assert all(one.met for one in queries.congresses.checks(congress, DAY))
    actions.congresses.install(congress, by=SYSTEM, on=make.BEGAN)
    session = make.session(congress, called=False)
    pay = actions.sessions.add_item(session, by=SYSTEM, name="绩效工资方案", power=Power.PASS, matter=Matter.WAGES)
    actions.sessions.call(session, by=SYSTEM, on=date(2026, 3, 5))
    here = list(queries.sessions.due(session))
    actions.attendance.attend(session, by=SYSTEM, on=DAY, delegates=here[:24])
    actions.sessions.open_session(session, by=SYSTEM, on=DAY)
    assert not decided(session, pay, 17, present=24)
    assert decided(session, pay, 18, present=24)


@pytest.mark.parametrize("place", EVERYWHERE)
def test_an_election_with_a_tie_is_voted_on_again_and_a_chair_is_recalled(db, place):
    company = union_in(place)
    people = ["赵一", "丁二", "王三", "李四"]
    marks = [(1, 2)] * 11 + [(1, 3)] * 5 + [(2, 3)] * 3 + [(3,)]
    first = vote.counted(
        company, [{"1": {"for": list(one)}} for one in marks], voters=20, questions=[vote.election(people, 2)]
    )
    told = first.result["questions"][0]
    assert (told["verdict"], told["elected"]) == ("elected", [1, 2])  # 丁二 16, 王三 14 of 20

    equal = [(1, 2)] * 7 + [(1, 3)] * 7 + [(2, 3)] * 6
    tied = vote.counted(
        company, [{"1": {"for": list(one)}} for one in equal], voters=20, title="补选",
        questions=[vote.election(people[:3], 2)],
    )  # fmt: skip
    told = tied.result["questions"][0]
    assert (told["verdict"], told["elected"], told["tied"]) == ("tie", [1], [2, 3])  # 14, 13 and 13 of 20
    later = vote.CLOSES + timedelta(days=1)
    again = ballots.create_revote(
        tied.questions.get(), by=SYSTEM, on=vote.ON, opens_at=later, closes_at=later + timedelta(hours=1)
    )
    ballots.freeze(again, by=SYSTEM, at=vote.AFTER)
    for voter, mark in zip(voting.electorate(again), [1] * 11 + [2] * 9, strict=True):
        vote.vote(voter, {"1": {"for": [mark]}}, at=later)
    ballots.count(again, by=SYSTEM, at=later + timedelta(hours=1))
    assert again.result["questions"][0]["elected"] == [1]

    recall = {"kind": "motion", "text": "罢免工会主席", "pass_rule": "org.recall"}
    for votes, verdict in ((10, "lost"), (11, "carried")):
        held = vote.counted(company, [{"1": "for"}] * votes, voters=20, questions=[recall], title=f"罢免{votes}")
        assert held.result["questions"][0]["verdict"] == verdict  # more than half of all members, not of those who came
