"""A transfer is one event of two unions: asked for, released with a letter, received or not, closed; the letter can be checked by anybody."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from taizhang.kernel import ledger
from taizhang.kernel.acts import SYSTEM
from taizhang.kernel.models import ActLog
from taizhang.kernel.periods import Period
from taizhang.kernel.verdicts import Refused
from taizhang.members import actions, queries
from taizhang.members.models import Membership, Transfer
from taizhang.members.tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("rules")]
DAY = date(2009, 5, 4)
YEAR = Period.year(2009)
State = Transfer.State


@pytest.fixture
def member(cast):
    return factories.member(cast.mill, name="彭会计")


@pytest.fixture(autouse=True)
def _the_ledger_agrees():
    yield
    assert list(ledger.differences(["members.membership", "members.transfer"])) == []


def number(code, unit):
    return ledger.value(code, unit, YEAR).number


def test_the_new_union_asks_and_learns_nothing_before_name_and_number_fit(cast, member):
    known = member.person.id_number.reveal()
    for wrong in ({"name": "别人", "id_number": known}, {"name": "彭会计", "id_number": factories.id_number()}):
        with pytest.raises(Refused, match="没有姓名"):
            actions.ask_for_member(cast.port, by=cast.port_chair, on=DAY, **wrong)
    asked = actions.ask_for_member(cast.port, by=cast.port_chair, on=DAY, name="彭会计", id_number=known)
    assert (asked.unit, asked.to, asked.state, asked.due_on) == (cast.mill, cast.port, State.ASKED, date(2009, 5, 19))
    assert [due.url for due in queries.due.of_transfers(cast.mill_clerk, cast.mill, DAY)] == [asked.get_absolute_url()]
    assert list(queries.due.of_transfers(cast.port_chair, cast.port, DAY)) == []
    actions.refuse_transfer(asked, by=cast.mill_clerk, on=DAY, why="仍在本单位工作")
    assert number("members.transfers_failed_number", cast.federation) == 1
    assert Membership.objects.get().bound_for is None


def test_from_the_request_to_the_closing_both_desks_know_the_next_step(cast, member):
    asked = actions.ask_as_member(member, to=cast.port, on=DAY, why="换了单位")
    released = actions.release(member, by=cast.mill_clerk, to=cast.port, on=DAY)
    assert (released.pk, released.number) == (asked.pk, "F-T-M会转〔2009〕1号")
    assert [number("members.on_the_way", one) for one in (cast.mill, cast.port, cast.federation)] == [1, 1, 1]
    [due] = queries.due.of_transfers(cast.port_chair, cast.port, DAY + timedelta(days=85))
    assert (due.by, due.tone) == (released.due_on, "amber")
    actions.receive(released, by=cast.port_chair, on=DAY + timedelta(days=2))
    [due] = queries.due.of_transfers(cast.mill_clerk, cast.mill, DAY)
    closed = actions.close_transfer(released, by=cast.mill_clerk, on=DAY + timedelta(days=9))
    assert closed.state == State.CLOSED
    assert number("members.on_the_way", cast.federation) == 0
    assert [number("OM-10:人数", one) for one in (cast.mill, cast.port, cast.federation)] == [1, 1, 1]
    assert list(queries.due.of_transfers(cast.mill_clerk, cast.mill, DAY)) == []


def test_a_letter_past_its_day_expires_and_the_member_stays(cast, member):
    released = actions.release(member, by=SYSTEM, to=cast.port, on=DAY)
    assert actions.expire_transfers(released.due_on) == 0
    assert actions.expire_transfers(released.due_on + timedelta(days=1)) == 1
    assert actions.expire_transfers(released.due_on + timedelta(days=1)) == 0
    with pytest.raises(Refused):
        actions.receive(released, by=SYSTEM, on=released.due_on + timedelta(days=2))
    assert Membership.objects.get().status == "在会"
    again = actions.release(member, by=SYSTEM, to=cast.port, on=released.due_on + timedelta(days=3))
    assert again.number != released.number


def test_to_a_union_outside_and_from_one(cast, member):
    out = actions.release(member, by=cast.mill_clerk, on=DAY, outside="外省某公司工会")
    with pytest.raises(Refused):
        actions.receive(out, by=SYSTEM, on=DAY)
    actions.return_slip(out, by=cast.mill_clerk, on=DAY + timedelta(days=20))
    new = actions.receive_from_outside(
        cast.mill,
        by=cast.mill_clerk,
        on=DAY,
        outside="外省某公司工会",
        letter="外转7号",
        name="许外来",
        birth_on=date(1980, 1, 1),
    )
    assert new.from_outside == "外省某公司工会"
    figures = [
        number(f"members.{code}", cast.federation)
        for code in ("transferred_out", "transferred_in", "admitted", "standing")
    ]
    assert figures == [1, 1, 0, 1]
    assert number("OM-10:人数", cast.mill) == 2


def test_inside_a_superiors_area_a_transfer_is_both_and_the_net_is_nought(cast, as_, member):
    moved = actions.transfer(member, by=SYSTEM, to=cast.port, on=DAY)
    net = {
        unit: ledger.value("members.net_transferred", unit, YEAR).number
        for unit in (cast.mill, cast.port, cast.federation)
    }
    assert net == {cast.mill: -1, cast.port: 1, cast.federation: 0}
    page = reverse("members:transfer_list")
    for side, person, unit, seen in (
        ("in", cast.port_chair, cast.port, True), ("out", cast.port_chair, cast.port, False),
        ("in", cast.mill_clerk, cast.mill, False), ("out", cast.mill_clerk, cast.mill, True),
        ("in", cast.town_chair, cast.town, moved.unit.is_in(cast.town)), ("out", cast.town_chair, cast.town, True),
    ):  # fmt: skip
        answer = as_(person).get(page, {"side": side, "unit": unit.code, "state": "已办结"})
        assert (moved.person.name in answer.content.decode()) is seen, (side, unit)


def test_a_kept_membership_is_received_as_one(cast, as_, member):
    actions.keep(member, by=SYSTEM, on=DAY, why="退休")
    way = actions.release(member, by=SYSTEM, to=cast.port, on=DAY)
    page = reverse("members:transfer_receive", args=[way.pk])
    chair = as_(cast.port_chair)
    assert "checked" in chair.get(page).content.decode()
    assert chair.post(page, {"on": "2009-06-01", "kept": "on"}).status_code == 302
    assert Membership.objects.get(unit=cast.port).status == Membership.Status.KEPT
    assert (number("members.in_membership", cast.federation), number("members.kept", cast.port)) == (0, 1)
    moved = actions.transfer(Membership.objects.get(unit=cast.port), by=SYSTEM, to=cast.mill, on=date(2009, 9, 1))
    assert moved.status == Membership.Status.MEMBER  # a new employer: dues and vote again


def test_many_are_released_at_once_and_none_if_one_cannot_be(cast, member):
    second, third = (factories.member(cast.mill, name=name) for name in ("李保管", "王建国"))
    actions.release(third, by=SYSTEM, to=cast.port, on=DAY)
    with pytest.raises(Refused):
        actions.release_batch(cast.mill, by=cast.mill_clerk, on=DAY, memberships=[member, third], to=cast.port)
    assert Transfer.objects.count() == 1
    done = actions.release_batch(cast.mill, by=cast.mill_clerk, on=DAY, memberships=[member, second], to=cast.port)
    assert len({one.batch_no for one in done}) == 1
    assert len({one.number for one in done}) == 2
    assert ActLog.objects.filter(code="members.release_batch").count() == 1


def test_who_leaves_or_was_entered_by_mistake_takes_the_transfer_along(cast, member):
    released = actions.release(member, by=SYSTEM, to=cast.port, on=DAY)
    actions.leave(member, by=SYSTEM, on=DAY + timedelta(days=1))
    released.refresh_from_db()
    assert (released.state, released.due_on) == (State.WITHDRAWN, None)
    other = factories.member(cast.mill, name="李保管")
    moved = actions.transfer(other, by=SYSTEM, to=cast.port, on=DAY)
    actions.withdraw(moved, by=SYSTEM, why="录错")
    assert number("OM-10:人数", cast.federation) == 0


def test_anybody_checks_a_letter_and_sees_a_masked_name(cast, client, member):
    released = actions.release(member, by=SYSTEM, to=cast.port, on=DAY)
    token = queries.transfers.letter_token(released)
    text = client.get(reverse("members:letter_check", args=[token])).content.decode()
    assert "彭*计" in text
    assert "彭会计" not in text
    forged = token[:-20] + ("A" if token[-20] != "A" else "B") + token[-19:]
    assert client.get(reverse("members:letter_check", args=[forged])).status_code == 404


def test_the_pages_of_a_clerk(cast, as_, member):
    clerk, port = as_(cast.mill_clerk), as_(cast.port_chair)
    number_ = member.person.id_number.reveal()
    form = {"name": "彭会计", "id_number": number_, "on": "2009-05-04", "why": "在我处工作"}
    assert port.post(reverse("members:transfer_ask"), form).status_code == 302
    asked = Transfer.objects.get()
    assert port.post(reverse("members:transfer_release", args=[asked.pk]), {"on": "2009-05-04"}).status_code == 422
    assert clerk.post(reverse("members:transfer_release", args=[asked.pk]), {"on": "2009-05-04"}).status_code == 302
    refused = port.post(reverse("members:transfer_refuse", args=[asked.pk]), {"on": "2009-05-05", "why": "未到岗"})
    assert refused.status_code == 302
    batch = reverse("members:transfer_batch")
    assert clerk.post(batch, {"on": "2009-06-01", "to": "F-P"}).status_code == 422  # nobody marked
    assert clerk.post(batch, {"on": "2009-06-01", "to": "F-P", "chosen": [member.pk]}).status_code == 302
    balance = clerk.get(reverse("members:membership_balance"), {"year": "2009"})
    assert balance.context["whole"][-1].number == 1
    assert clerk.get(reverse("members:membership_balance"), {"as": "xlsx"}).status_code == 200
    assert "彭会计" in clerk.get(reverse("members:transfer_list"), {"side": "out", "state": "在途"}).content.decode()
    assert "彭会计" not in clerk.get(reverse("members:transfer_list"), {"side": "in"}).content.decode()
