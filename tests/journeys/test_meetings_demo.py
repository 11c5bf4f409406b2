"""The demo's story of meetings, commendation and filing is told once, through the acts, and leaves the ledger in agreement."""

from datetime import date

import pytest

from taizhang.archives.models import Destruction, Regulation
from taizhang.demo import meetings as story
from taizhang.honours.models import Round
from taizhang.kernel import ledger
from taizhang.kernel.acts import SYSTEM
from taizhang.kernel.models import User
from taizhang.kernel.periods import Period
from taizhang.meetings.models import Meeting, Resolution
from taizhang.organisation import actions as organisation
from taizhang.worklog import actions as worklog

pytestmark = pytest.mark.django_db
TODAY = date(2008, 11, 20)
RECORDS = [
    *(f"meetings.{name}" for name in ("meeting", "resolution")),
    *(f"honours.{name}" for name in ("round", "nominee")),
    *(f"archives.{name}" for name in ("regulation", "dossier", "destruction")),
]


def test_the_story_is_told_once(cast):
    founded = {"by": SYSTEM, "on": date(2001, 5, 1)}
    town = organisation.found(
        cast.federation, code=story.TOWN, name="青溪镇联合工会", kind="town_joint_union", **founded
    )
    for role in ("clerk", "chair"):
        user = User(username=f"tc1-{role}", name=role)
        user.save()
        organisation.appoint(user, town, role, **founded)
    for at in (1, 2, 3):
        organisation.found(town, code=f"{story.TOWN}-{at}", name=f"青溪社区{at}工会", kind="community_union", **founded)
    done = {"kind": "AW-16", "matter": "读书活动", "persons": 3}
    worklog.record(town, by=SYSTEM, confirmed=True, on=date(2007, 4, 23), **done)
    assert story.tell(TODAY)
    assert not story.tell(TODAY)
    here = {"unit": town}
    assert list(Meeting.objects.filter(**here).order_by("on").values_list("state", "quorum_met")) == [
        ("minuted", True), ("minuted", True), ("held", False), ("called", None),
    ]  # fmt: skip
    states = Resolution.objects.filter(**here).order_by("pk").values_list("state", flat=True)
    assert list(states) == ["done", "open", "lost"]
    assert list(Round.objects.filter(**here).values_list("state", flat=True)) == ["commended"]
    assert Regulation.objects.get(name="走访慰问制度", **here).editions.count() == 2
    assert Destruction.objects.get(**here).state == "asked"
    figures = {
        "RB-08:场次": 3,
        "HN-08:家数": 2,
        "HN-08:人数": 3,
        "archives.rules_in_force": 1,
        "meetings.carried_out_rate": 50,
    }
    year = Period.year(2008)
    assert {code: ledger.value(code, town, year).number for code in figures} == figures
    assert ledger.value("archives.records_filed", town, Period.year(2007)).number == 1
    assert list(ledger.differences(RECORDS)) == []
