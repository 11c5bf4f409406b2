"""The demo's story of foundings is told once, through the acts, and leaves the ledger in agreement."""

from datetime import date

import pytest

from taizhang.demo import outreach as story
from taizhang.kernel import ledger
from taizhang.kernel.acts import SYSTEM
from taizhang.kernel.models import User
from taizhang.organisation import actions as organisation
from taizhang.outreach.models import Establishment, Listing

pytestmark = pytest.mark.django_db
TODAY = date(2008, 11, 20)


def test_the_story_is_told_once(cast):
    founded = {"by": SYSTEM, "on": date(2001, 5, 1)}
    town = organisation.found(
        cast.federation, code=story.TOWN, name="青溪镇联合工会", kind="town_joint_union", **founded
    )
    for role in ("clerk", "chair"):
        user = User(username=f"tc1-{role}", name=role)
        user.save()
        organisation.appoint(user, town, role, **founded)
    for at in (1, 2):
        organisation.found(town, code=f"{story.TOWN}-{at}", name=f"青溪社区{at}工会", kind="community_union", **founded)
    assert story.tell(TODAY)
    assert not story.tell(TODAY)
    states = (
        Establishment.objects.filter(unit__path__startswith=town.path).order_by("pk").values_list("state", flat=True)
    )
    assert list(states) == ["identified", "publicised", "willing", "applied", "approved", "founded"]
    assert Listing.objects.filter(unit__path__startswith=town.path).count() == 8
    assert list(ledger.differences()) == []
