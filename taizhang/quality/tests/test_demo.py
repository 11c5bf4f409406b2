"""The demo's story of data quality is told once, through the acts, and leaves the ledger in agreement."""

from datetime import date

from django.utils import timezone

from taizhang.demo import quality as story
from taizhang.kernel import ledger
from taizhang.kernel.acts import SYSTEM
from taizhang.kernel.models import User
from taizhang.organisation import actions as organisation
from taizhang.quality import actions
from taizhang.quality.models import Excuse, Finding
from taizhang.worklog import actions as worklog


def test_the_story_is_told_once(cast):
    founded, today = {"by": SYSTEM, "on": date(2001, 5, 1)}, timezone.localdate().replace(month=11, day=20)
    town = organisation.found(
        cast.federation, code=story.TOWN, name="青溪镇联合工会", kind="town_joint_union", **founded
    )
    for role in ("clerk", "chair"):
        user = User(username=f"tc1-{role}", name=role)
        user.save()
        organisation.appoint(user, town, role, **founded)
    organisation.found(town, code=f"{story.TOWN}-1", name="青溪社区一工会", kind="community_union", **founded)
    for kind in ("AC-02", "TR-01"):
        for year, persons in ((today.year - 1, 40), (today.year, 90)):
            on = date(year, 3, 3)
            if on <= timezone.localdate():
                worklog.record(town, by=SYSTEM, confirmed=True, on=on, kind=kind, matter="活动", persons=persons)
    assert story.tell(today)
    assert not story.tell(today)
    assert Excuse.objects.get().unit.code == f"{story.TOWN}-1"
    before = sorted(Finding.objects.below(town).values_list("pk", "state"))
    actions.check(town, by=SYSTEM, on=today)
    assert sorted(Finding.objects.below(town).values_list("pk", "state")) == before
    assert list(ledger.differences()) == []
