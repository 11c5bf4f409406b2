"""The demo's story of openness is told once, through the acts, and leaves the ledger in agreement."""

from datetime import date

import pytest

from taizhang.demo import openness as story
from taizhang.kernel import ledger
from taizhang.kernel.acts import SYSTEM
from taizhang.kernel.models import User
from taizhang.members import actions as members
from taizhang.openness.models import Disclosure
from taizhang.organisation import actions as organisation

pytestmark = pytest.mark.django_db
TODAY = date(2008, 11, 20)


def test_the_story_is_told_once(cast, rules):
    town = organisation.found(
        cast.federation, by=SYSTEM, on=date(2001, 5, 1), code="CY00", name="楚阳镇联合工会", kind="town_joint_union"
    )
    for role in ("clerk", "chair"):
        user = User(username=f"cy-{role}", name=role)
        user.save()
        organisation.appoint(user, town, role, by=SYSTEM, on=date(2001, 5, 1))
    for at in range(12):
        members.admit(town, by=SYSTEM, on=date(2005, 1, 1), name=f"公开{chr(0x4E00 + at)}")
    assert story.tell(TODAY)
    assert not story.tell(TODAY)
    assert Disclosure.objects.filter(unit=town, state="posted").count() == 2
    assert (
        list(ledger.differences(["openness.disclosure", "openness.opinion", "openness.meeting", "openness.sheet"]))
        == []
    )
