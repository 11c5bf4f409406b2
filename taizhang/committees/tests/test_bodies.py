"""Bodies and posts: formed, staffed, holders changed without a gap, members in one group at a time."""

from datetime import date

import pytest

from taizhang.committees import actions, queries
from taizhang.committees.models import Body, Seat
from taizhang.kernel import ledger
from taizhang.kernel.acts import SYSTEM
from taizhang.kernel.models import ActLog
from taizhang.kernel.periods import Period
from taizhang.kernel.verdicts import Refused
from taizhang.members import actions as members

pytestmark = pytest.mark.django_db
DAY, LATER = date(2008, 4, 1), date(2008, 6, 1)
YEAR = Period.year(2008)


def value(code, unit, period=YEAR):
    return ledger.value(code, unit, period).number


def test_a_body_is_formed_staffed_and_dissolved(cast, there):
    body = actions.form(cast.port, by=cast.port_chair, on=DAY, kind="committee", name="临港委员会", places=3)
    assert body.state == "formed"
    people = [{"who": "许甲", "duty": "head", "full_time": True}, {"who": "许乙", "duty": "member", "field": "财务"}]
    actions.staff(body, by=cast.port_chair, on=DAY, people=people)
    body.refresh_from_db()
    assert (body.state, body.staffed_on) == ("staffed", DAY)
    assert value("committees.committee_members", cast.port) == 2
    assert value("committees.full_time_share", cast.port) == 50
    actions.dissolve(body, by=cast.port_chair, on=LATER, why="重新选举")
    assert not Seat.objects.filter(body=body, until=None).exists()
    assert value("committees.committee_members", cast.port) == 0
    assert list(ledger.differences()) == []


def test_a_second_committee_and_a_second_name_are_refused(cast, there):
    with pytest.raises(Refused, match="已有这类机构"):
        actions.form(cast.mill, by=SYSTEM, on=DAY, kind="committee", name="另一个委员会")
    with pytest.raises(Refused, match="同名"):
        actions.form(cast.mill, by=SYSTEM, on=DAY, kind="sub", name=there.body.name)
    with pytest.raises(Refused, match="基层工会"):
        actions.form(cast.town, by=SYSTEM, on=DAY, kind="group", name="镇小组")


def test_a_change_of_the_holder_leaves_no_gap_and_no_overlap(cast, there):
    chair = there.body.seats.get(duty="head")
    after = actions.replace(chair, by=cast.mill_chair, on=DAY, who="郝新任", why="调离")
    chair.refresh_from_db()
    assert chair.until == after.since == DAY
    assert queries.bodies.head_gaps(there.body) == []
    before, now = queries.bodies.board(cast.mill, date(2008, 3, 31)), queries.bodies.board(cast.mill, DAY)
    assert _chair(before) == "庄主席"
    assert _chair(now) == "郝新任"
    with pytest.raises(Refused, match="换人"):
        actions.appoint(there.body, by=SYSTEM, on=LATER, who="又一人", duty="head")
    with pytest.raises(Refused, match="已在本机构任职"):
        actions.appoint(there.body, by=SYSTEM, on=LATER, who="郝新任")


def _chair(board):
    return next(
        seat.name for body, seats in board.bodies if body.kind == "committee" for seat in seats if seat.duty == "head"
    )


def test_a_gap_is_told(cast, there):
    chair = there.body.seats.get(duty="head")
    actions.end_seat(chair, by=SYSTEM, on=DAY, why="退休")
    assert queries.bodies.vacant_since(there.body) == DAY
    assert any("主席" in sentence for sentence in queries.bodies.remarks(cast.mill, LATER))
    actions.appoint(there.body, by=SYSTEM, on=LATER, who="郝新任", duty="head")
    assert queries.bodies.head_gaps(there.body) == [(DAY, LATER)]


def test_every_member_is_in_one_group(cast, there, people):
    first, second, *_more = people
    group = there.group
    assert actions.place(group, by=cast.mill_clerk, on=DAY, people=[first.person, second.person]) == 2
    other = actions.form(cast.mill, by=SYSTEM, on=DAY, kind="group", name="浆纱一组")
    with pytest.raises(Refused, match="调组"):
        actions.appoint(other, by=SYSTEM, on=LATER, who=first.person)
    actions.place(other, by=cast.mill_clerk, on=LATER, people=[first.person])
    held = Seat.objects.filter(person=first.person, in_group=True).order_by("since")
    assert [(one.body.name, one.since, one.until) for one in held] == [
        ("织造一组", DAY, LATER),
        ("浆纱一组", LATER, None),
    ]
    assert value("committees.in_groups", cast.mill) == 2
    assert value("committees.in_groups_rate", cast.mill) == 50
    assert value("committees.in_groups", cast.mill, Period(date(2008, 1, 1), date(2008, 5, 1))) == 2
    assert {one.person.name for one in queries.bodies.ungrouped(cast.mill_clerk, cast.mill)} == {"费小满", "石大春"}
    with pytest.raises(Refused, match="名册上没有"):
        actions.appoint(group, by=SYSTEM, on=LATER, who="外人")


def test_groups_are_taken_over_from_the_register(cast, there, people):
    assert actions.take_groups(cast.mill, by=cast.mill_clerk, on=DAY) == (2, 3)
    assert set(queries.bodies.open_groups(cast.mill).values_list("name", flat=True)) == {"织造一组", "织造", "浆纱"}
    with pytest.raises(Refused, match="没有需要建组"):
        actions.take_groups(cast.mill, by=cast.mill_clerk, on=LATER)
    assert list(ledger.differences()) == []


def test_whoever_leaves_the_union_leaves_its_group(cast, there, people):
    actions.place(there.group, by=SYSTEM, on=DAY, people=[people[0].person])
    members.leave(people[0], by=SYSTEM, on=LATER, why="离职")
    assert actions.follow_members(on=date(2008, 7, 1)) == 1
    assert actions.follow_members(on=date(2008, 7, 1)) == 0
    assert Seat.objects.get(person=people[0].person, in_group=True).until == LATER


def test_who_may_and_what_the_log_says(cast, there):
    with pytest.raises(Refused):
        actions.form(cast.mill, by=cast.port_chair, on=DAY, kind="sub", name="文体委员会")
    with pytest.raises(Refused):
        actions.dissolve(there.body, by=cast.mill_clerk, on=DAY, why="合并")
    body = actions.form(cast.mill, by=cast.mill_clerk, on=DAY, kind="sub", name="文体委员会")
    line = ActLog.objects.get(code="committees.form", record_id=body.pk)
    assert line.notes == {"title": "文体委员会 · 河湾纺织厂工会"}
    assert Body.objects.visible_to(cast.port_chair).filter(pk=body.pk).count() == 0


def test_a_wrong_record_is_taken_back(cast, there):
    body = actions.form(cast.mill, by=SYSTEM, on=DAY, kind="sub", name="写错的委员会")
    actions.void(body, by=cast.mill_clerk, why="写错了")
    with pytest.raises(Refused, match="改用撤销"):
        actions.void(there.body, by=SYSTEM, why="写错了")
    assert value("committees.of.sub", cast.mill) == 0
