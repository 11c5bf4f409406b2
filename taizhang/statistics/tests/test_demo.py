"""The demo's story of statistics is told once, through the acts, and the survey that waits stands on the desk."""

from datetime import date

import pytest

from taizhang.demo import statistics as story
from taizhang.kernel import ledger
from taizhang.kernel.acts import SYSTEM
from taizhang.kernel.models import User
from taizhang.members.tests import factories as people
from taizhang.organisation import actions as organisation
from taizhang.statistics.models import Return, Table
from taizhang.statistics.queries.dues import due_items

pytestmark = pytest.mark.django_db
TODAY = date(2008, 11, 20)


def found(above, code, name, kind, **accounts):
    unit = organisation.found(above, by=SYSTEM, on=date(2001, 5, 1), code=code, name=name, kind=kind)
    for username, role in accounts.items():
        user = User(username=username.replace("_", "-"), name=role)
        user.save()
        organisation.appoint(user, unit, role, by=SYSTEM, on=date(2001, 5, 1))
    return unit


def test_the_story_is_told_once_and_the_survey_is_due(cast):
    town = found(
        cast.federation, story.TOWN, "青溪镇联合工会", "town_joint_union", tc1_clerk="clerk", tc1_chair="chair"
    )
    school = found(town, story.SCHOOL, "青溪镇中心学校工会", "institution_union", tc1_school="chair")
    people.member(school, name="卢小春", sex="女")
    assert story.tell(TODAY)
    assert not story.tell(TODAY)
    assert Table.objects.filter(unit=town).count() == 2
    surveys = Return.objects.filter(unit=school).order_by("year")
    assert [(one.year, one.state) for one in surveys] == [(2007, "accepted"), (2008, "draft")]
    assert list(ledger.differences()) == []

    head = User.objects.get(username="tc1-school")
    late = next(due_items(head, school, TODAY))
    assert (late.tone, late.by, late.url) == ("red", date(2008, 10, 30), surveys[1].get_absolute_url())
    soon = next(due_items(head, school, date(2008, 10, 20)))
    assert soon.tone == "amber"
    assert list(due_items(cast.mill_chair, cast.mill, TODAY)) == []  # nobody ever asked the mill
    begin = next(due_items(cast.mill_chair, cast.mill, date(2008, 10, 2)))
    assert begin.tone == "blue" and "begin" in begin.url
    assert list(due_items(User.objects.get(username="tc1-chair"), town, TODAY)) == []
