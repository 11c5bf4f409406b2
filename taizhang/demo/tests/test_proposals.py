"""The story of proposals: told once, with something at every stage."""

import datetime

import pytest

from taizhang.demo import proposals
from taizhang.kernel import ledger, rulebook
from taizhang.kernel.acts import SYSTEM
from taizhang.kernel.models import User
from taizhang.kernel.periods import Period
from taizhang.members.tests import factories as members
from taizhang.organisation import actions as organisation
from taizhang.proposals.models import Proposal

TODAY = datetime.date(2026, 11, 20)


@pytest.fixture
def town(cast):
    rulebook.load()
    founded = datetime.date(2001, 5, 1)
    place = organisation.found(
        cast.federation, by=SYSTEM, on=founded, code="CY00", name="楚阳镇联合工会", kind="town_joint_union"
    )
    for username, role in (("cy-clerk", "clerk"), ("cy-chair", "chair")):
        user = User.objects.create(username=username, name=username)
        organisation.appoint(user, place, role, by=SYSTEM, on=founded)
    for number in range(12):
        members.member(place, name=f"代表{number:02}")
    return place


def test_a_round_is_told_once_with_something_at_every_stage(town):
    assert proposals.tell(TODAY)
    year = Period.year(2026)
    counted = {
        code: ledger.value(f"proposals.{code}", town, year).number
        for code in ("received_count", "filed", "merged", "carried_out", "result_b", "again_count", "excellent_count")
    }
    assert counted == {
        "received_count": 12, "filed": 10, "merged": 1, "carried_out": 7, "result_b": 1, "again_count": 1, "excellent_count": 3,
    }  # fmt: skip
    states = set(Proposal.objects.values_list("state", flat=True))
    assert states == {"closed", "answered", "assigned", "merged", "declined"}
    assert list(ledger.differences(["proposals.proposal", "proposals.suggestion"])) == []
    assert not proposals.tell(TODAY)
