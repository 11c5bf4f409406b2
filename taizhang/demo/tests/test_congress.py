"""The story of the congresses: told once, with a session of last spring, one called, one firm that still elects."""

import datetime

import pytest

from taizhang.congress import queries
from taizhang.congress.models import Congress, Session, Vote
from taizhang.demo import congress
from taizhang.kernel import ledger, rulebook
from taizhang.kernel.acts import SYSTEM
from taizhang.kernel.models import User
from taizhang.members.tests import factories as members
from taizhang.organisation import actions as organisation

TODAY = datetime.date(2026, 11, 20)
FOUNDED = datetime.date(2001, 5, 1)


@pytest.fixture
def qingxi(cast):
    """The town and the school of the story, with forty teachers, and a firm with nine members."""
    rulebook.load()
    town = organisation.found(
        cast.federation, by=SYSTEM, on=FOUNDED, code="TC10", name="青溪镇联合工会", kind="town_joint_union"
    )
    school = organisation.found(
        town, by=SYSTEM, on=FOUNDED, code="TC102", name="青溪镇中心学校工会", kind="school_union"
    )
    firm = organisation.found(town, by=SYSTEM, on=FOUNDED, code="TC103", name="青溪织造公司工会", kind="company_union")
    for unit, number in ((school, 40), (firm, 9)):
        for n in range(number):
            members.member(unit, name=f"某{unit.code[-1]}{n}")
    for username, unit in (("tc1-school", school), ("tc1-chair", town)):
        user = User.objects.create(username=username, name=username)
        organisation.appoint(user, unit, "chair", by=SYSTEM, on=FOUNDED)
    return school, firm


def test_the_story_is_told_once(qingxi):
    school, firm = qingxi
    assert congress.tell(TODAY)
    held, called = Session.objects.filter(unit=school).order_by("number")
    assert (held.state, called.state) == ("reported", "called")
    assert Vote.objects.get().passed and held.due == 36
    elects = Congress.objects.get(unit=firm)
    assert any(not one.met for one in queries.congresses.checks(elects, TODAY))
    assert not congress.tell(TODAY)
    assert not list(ledger.differences())
