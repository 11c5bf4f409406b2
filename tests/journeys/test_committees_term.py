"""Three years of a town's committees as the demo tells them: re-elected in time, overdue, extended, groups, the chair on display."""

from datetime import date

import pytest

from taizhang.committees import papers, queries
from taizhang.committees.models import Election, Seat, Term
from taizhang.demo import committees as story
from taizhang.kernel import ledger, rulebook
from taizhang.kernel.acts import SYSTEM
from taizhang.kernel.models import User
from taizhang.kernel.periods import Period
from taizhang.members.tests.factories import member
from taizhang.organisation import actions as organisation

pytestmark = pytest.mark.django_db
TODAY = date(2008, 11, 20)
FOUNDED = {"by": SYSTEM, "on": date(2001, 5, 1)}


def value(code, unit, until=date(2009, 1, 1)):
    return ledger.value(code, unit, Period(date(2008, 1, 1), until)).number


@pytest.fixture
def town(cast):
    """Qingxi with four communities, its clerk and its chair."""
    rulebook.load()
    town = organisation.found(
        cast.federation, code=story.TOWN, name="青溪镇联合工会", kind="town_joint_union", **FOUNDED
    )
    for role in ("clerk", "chair"):
        user = User(username=f"tc1-{role}", name=role)
        user.save()
        organisation.appoint(user, town, role, **FOUNDED)
    for at in range(1, 5):
        unit = organisation.found(
            town, code=f"{story.TOWN}-{at}", name=f"青溪社区{at}工会", kind="community_union", **FOUNDED
        )
    for name in ("卓一", "卓二", "卓三"):
        member(unit, name=name)
    return town


def test_the_terms_of_a_town(town):
    assert story.tell(TODAY)
    assert not story.tell(TODAY)

    election = Election.objects.get(unit__code=f"{story.TOWN}-1")
    assert election.state == "handed_over"
    assert (election.number, election.incoming.number, election.outgoing.state) == (4, 4, "ended")
    held = queries.bodies.holders([election.body], TODAY)[election.body_id]
    assert [seat.name for seat in held] == ["岳青松", "尹素珍", "甘志平", "蒲小云", "祁向阳"]
    assert Seat.objects.filter(body=election.body, until__isnull=False).count() == len(story.LEADERS)
    assert Term.objects.filter(state="in_office").count() == 6  # three committees with their audit committees

    assert value("committees.overdue", town) == 1
    assert value("committees.due", town) == 2  # one re-elected in time, one over; the extended one ends next year
    assert value("committees.in_time_rate", town) == 50
    assert value("committees.reelected", town) == 1
    assert value("committees.chairs_again", town) == 1
    assert value("committees.extensions", town) == 1
    assert value("OM-13:家数", town) == 1
    assert value("OM-13:人次", town) == 46
    assert value("committees.plaque", town) == 1
    assert value("committees.duties_done", town) == 100
    assert value("committees.in_groups", town) == 3
    assert value("committees.committee_members", town) == 17

    text = papers.write(election, "result")
    assert text.title == "青溪社区1工会会员大会选举结果报告"
    assert list(ledger.differences()) == []
