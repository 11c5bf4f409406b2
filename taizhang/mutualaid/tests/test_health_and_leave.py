"""Health checks and convalescence: from the poll to the follow-up, from the quota to the stay; the figures and the refusals."""

from datetime import date
from decimal import Decimal

import pytest

from taizhang.kernel import ledger
from taizhang.kernel.acts import SYSTEM
from taizhang.kernel.models import ActLog
from taizhang.kernel.periods import Period
from taizhang.kernel.verdicts import Refused
from taizhang.members.tests import factories as members
from taizhang.mutualaid import actions, queries
from taizhang.mutualaid.models import Examination

pytestmark = pytest.mark.django_db
YEAR = Period.year(2008)
OPTIONS = [("统一到医院", "河湾镇医院"), ("发体检券自选", "")]


@pytest.fixture(autouse=True)
def _agreement(db):
    yield
    names = ("healthcheck", "examination", "quota", "stay")
    assert list(ledger.differences([f"mutualaid.{name}" for name in names])) == []


def open_check(cast, kind="general", **more):
    given = {"name": "职工体检", "year": 2008, "kind": kind, "poll_until": date(2008, 3, 20), "options": OPTIONS}
    return actions.health.open_check(cast.mill, by=cast.mill_clerk, on=date(2008, 3, 1), **(given | more))


def figure(code, unit):
    return ledger.value(code, unit, YEAR).number


def test_a_health_check_from_poll_to_follow_up(cast):
    for order in range(5):
        members.member(cast.mill, name=f"职工{order}", id_number=members.id_number(order=900 + order))
    check_up = open_check(cast)
    assert figure("mutualaid.check_attendance", cast.town) == 0
    everybody = list(queries.health.examinations(check_up))
    first, second = check_up.options.all()
    for one, option in zip(everybody[:3], (first, second, first), strict=True):
        actions.health.answer(one, by=cast.mill_clerk, on=date(2008, 3, 10), option=option)
    actions.health.answer(everybody[1], by=cast.mill_clerk, on=date(2008, 3, 11), option=first)
    counted, answers = queries.health.poll(check_up)
    assert ([count for _option, count, _share in counted], answers) == ([3, 0], 3)
    with pytest.raises(Refused):
        actions.health.answer(everybody[4], by=cast.mill_clerk, on=date(2008, 3, 21), option=first)
    with pytest.raises(Refused):
        actions.health.add_day(check_up, by=cast.mill_clerk, on=date(2008, 4, 8), place="镇医院", places=3)
    check_up = actions.health.arrange(check_up, by=cast.mill_clerk, on=date(2008, 3, 25), chosen=first)
    day = actions.health.add_day(
        check_up, by=cast.mill_clerk, on=date(2008, 4, 8), place="镇医院", places=3, transport="厂车", seats=2
    )
    assert actions.health.assign(check_up, by=cast.mill_clerk, day=day, rides=True) == 3
    assert [row[1:] for row in queries.health.days(check_up)] == [(3, 2, 0)]
    with pytest.raises(Refused):
        actions.health.assign(check_up, by=cast.mill_clerk, day=day)
    keys = [one.pk for one in everybody[:3]]
    assert actions.health.attend_all(check_up, by=cast.mill_clerk, on=date(2008, 4, 8), persons=keys) == 3
    found = actions.health.attend(
        Examination.objects.get(pk=everybody[3].pk), by=cast.mill_clerk, on=date(2008, 4, 9), findings="血压偏高",
        follow_up_on=date(2008, 7, 9),
    )  # fmt: skip
    assert str(found.findings) == "****"
    assert figure("mutualaid.check_attendance", cast.town) == 80
    assert (figure("MM-06:人数", cast.town), figure("MM-06:人次", cast.town)) == (4, 4)
    assert queries.health.counts(check_up)["open"] == 1
    with pytest.raises(Refused):
        actions.health.look_at_findings(found, by=cast.mill_clerk, why=" ")
    assert actions.health.look_at_findings(found, by=cast.mill_clerk, why="通知复查") == "血压偏高"
    assert "血压" not in str(ActLog.objects.get(code="mutualaid.look_at_findings").notes)
    actions.health.follow_up(found, by=cast.mill_clerk, on=date(2008, 7, 1))
    with pytest.raises(Refused):
        actions.health.follow_up(found, by=cast.mill_clerk, on=date(2008, 7, 1))
    actions.health.close_check(check_up, by=cast.mill_clerk, on=date(2008, 8, 1), cost=Decimal(4000))
    assert figure("MM-06:金额", cast.town) == 4000


def test_a_womens_check_invites_the_women(cast):
    members.member(cast.mill, name="女", id_number=members.id_number(order=900))
    members.member(cast.mill, name="男", id_number=members.id_number(order=901))
    check_up = open_check(cast, "women", name="妇检")
    assert [one.person.name for one in queries.health.examinations(check_up)] == ["女"]
    members.member(cast.mill, name="新女", id_number=members.id_number(order=902))
    actions.health.invite_newcomers(check_up, by=cast.mill_clerk, on=date(2008, 3, 2))
    assert queries.health.counts(check_up)["invited"] == 2
    for wrong in (
        {"options": OPTIONS[:1], "kind": "general"},
        {"poll_until": date(2008, 1, 1), "kind": "work"},
        {"kind": "women"},
    ):
        with pytest.raises(Refused):
            open_check(cast, **wrong)


def test_places_come_from_above_and_model_workers_go_first(cast):
    with pytest.raises(Refused):
        actions.leave.allot(cast.port, by=cast.town_chair, on=date(2008, 2, 1), giver=cast.town, year=2008, places=2)
    quota = actions.leave.allot(
        cast.mill, by=cast.town_chair, on=date(2008, 2, 1), giver=cast.town, year=2008, places=2
    )
    plain, model, other = (
        actions.leave.nominate(
            quota,
            members.member(cast.mill, name=name),
            by=cast.mill_clerk,
            on=date(2008, 3, 1),
            model_worker=name == "劳模",
        )
        for name in ("普通", "劳模", "再来")
    )
    with pytest.raises(Refused):
        actions.leave.nominate(quota, model.membership, by=cast.mill_clerk, on=date(2008, 3, 1))
    with pytest.raises(Refused):  # one place must stay for the model worker
        actions.leave.approve(
            actions.leave.approve(plain, by=cast.town_chair, on=date(2008, 4, 1)),
            by=cast.town_chair,
            on=date(2008, 4, 1),
        )
    with pytest.raises(Refused):
        actions.leave.approve(other, by=cast.town_chair, on=date(2008, 4, 1))
    with pytest.raises(Refused):
        actions.leave.approve(model, by=cast.mill_chair, on=date(2008, 4, 1))
    model = actions.leave.approve(model, by=cast.town_chair, on=date(2008, 4, 1))
    with pytest.raises(Refused):  # all places are given
        actions.leave.approve(other, by=cast.town_chair, on=date(2008, 4, 2))
    actions.leave.decline(type(plain).objects.get(pk=plain.pk), by=cast.mill_clerk, on=date(2008, 4, 3), why="有事")
    actions.leave.approve(other, by=cast.town_chair, on=date(2008, 4, 4))
    actions.leave.take(
        model,
        by=cast.mill_clerk,
        starts_on=date(2008, 6, 1),
        ends_on=date(2008, 6, 7),
        place="西山疗养院",
        cost=Decimal(1500),
    )
    assert (figure("MM-08:人数", cast.town), figure("MM-08:金额", cast.town)) == (1, 1500)
    assert figure("mutualaid.quota_used", cast.town) == 50
    [row] = queries.leave.quotas(cast.town_chair)
    assert (row.nominated, row.given, row.taken) == (0, 2, 1)


def test_what_a_person_may_read_of_herself(cast):
    one = members.member(cast.mill, name="劳模")
    quota = actions.leave.allot(cast.mill, by=SYSTEM, on=date(2008, 2, 1), giver=cast.town, year=2008, places=1)
    actions.leave.nominate(quota, one, by=SYSTEM, on=date(2008, 3, 1))
    open_check(cast)
    assert [row["year"] for row in queries.own.stays_of(one.person)] == [2008]
    assert [row["name"] for row in queries.own.health_of(one.person)] == ["职工体检"]
    assert (queries.own.cover_of(one.person), queries.own.claims_of(one.person)) == ([], [])
