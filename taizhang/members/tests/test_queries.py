"""The register is searched by fragment and by whole number, and finds those who look alike."""

from datetime import date

import pytest

from taizhang.kernel.acts import SYSTEM
from taizhang.members import actions, queries
from taizhang.members.tests import factories

pytestmark = pytest.mark.django_db
BORN = date(1970, 1, 29)


def names(found):
    return [one.person.name for one in found]


def test_search_by_fragment_number_and_telephone(cast):
    one = factories.member(cast.mill, name="王建国", phone="15400001234")
    factories.member(cast.mill, name="李建", phone="15400005678")
    register = queries.register(cast.mill_chair)
    assert names(queries.search(register, "建国")) == ["王建国"]
    assert names(queries.search(register, "建")) == ["王建国", "李建"]
    assert names(queries.search(register, one.person.id_number.reveal().lower())) == ["王建国"]
    assert names(queries.search(register, " 154-0000 1234")) == ["王建国"]
    assert names(queries.search(register, "1540000")) == []  # a part of a number finds nobody
    assert names(queries.search(register, "%")) == []
    assert len(queries.search(register, " ")) == 2


def test_the_register_ends_where_the_posts_end(cast):
    factories.member(cast.mill)
    assert queries.register(cast.port_chair).count() == 0
    assert queries.register(cast.administrator).count() == 0
    assert queries.register(cast.auditor).count() == 1
    assert queries.find(cast.port_chair, "彭", 5) == []


def pairs(cast):
    found = queries.possible_duplicates(cast.town_chair, cast.town)
    return [({first.person.name, second.person.name}, reasons) for first, second, reasons in found]


def test_those_who_look_alike_are_shown_with_the_reason_the_surest_first(cast):
    number = factories.id_number(BORN, 900)
    near = factories.id_number(BORN, 902)
    factories.member(cast.mill, name="王建国", born=BORN, id_number=number, phone="15400001111")
    factories.member(cast.mill, name="王建国", born=BORN, id_number=near, phone="15400002222")
    factories.member(cast.mill, name="李大", phone="15400003333", born=date(1960, 1, 1))
    factories.member(cast.mill, name="李小", phone="15400003333")
    assert pairs(cast) == [
        ({"王建国"}, ["number_one_place_apart", "same_name_and_birth"]),
        ({"李大", "李小"}, ["same_phone"]),
    ]


def test_a_digit_wrong_in_the_birth_date_is_noticed(cast):
    factories.member(cast.mill, name="王建国", id_number=factories.id_number(date(1970, 1, 29), 900))
    factories.member(cast.mill, name="王建国", id_number=factories.id_number(date(1970, 1, 19), 900))
    assert pairs(cast) == [({"王建国"}, ["number_one_place_apart"])]


def test_two_persons_may_well_bear_the_same_name(cast):
    factories.member(cast.mill, name="王建国", born=date(1960, 5, 3))
    factories.member(cast.mill, name="王建国", born=date(1981, 12, 11))
    assert pairs(cast) == []


def test_nobody_is_compared_across_a_border_that_the_user_does_not_see(cast):
    factories.member(cast.mill, name="王建国", born=BORN)
    factories.member(cast.port, name="王建国", born=BORN)
    assert pairs(cast) == []


def test_the_history_tells_how_much_is_hidden(cast):
    first = factories.member(cast.mill)
    second = actions.transfer(first, by=SYSTEM, to=cast.port, on=date(2009, 1, 1))
    seen, hidden = queries.history(second, cast.port_chair)
    assert (seen, hidden) == ([second], 1)
    assert len(queries.history(second, cast.auditor)[0]) == 2


def test_who_waits_to_be_received_is_due_at_the_new_union(cast):
    actions.release(factories.member(cast.mill), by=SYSTEM, to=cast.port, on=date(2009, 1, 1))
    today = date(2009, 1, 2)
    assert len(list(queries.due.of_transfers(cast.port_chair, cast.port, today))) == 1
    assert list(queries.due.of_transfers(cast.mill_chair, cast.mill, today)) == []
    assert list(queries.due.of_transfers(cast.auditor, cast.port, today)) == []


def test_the_index_of_names_follows_every_name(cast):
    one = factories.member(cast.mill, name="买买提·吐尔逊")
    factories.member(cast.mill, name="丽丽丽")
    register = queries.register(cast.mill_chair)
    for text in ("买", "逊", "提·", "买买提", "吐尔逊", "买买提·吐尔逊"):
        assert names(queries.search(register, text)) == ["买买提·吐尔逊"]
    assert names(queries.search(register, "丽丽")) == ["丽丽丽"]
    assert names(queries.search(register, "买提吐尔")) == []
    actions.correct(one, by=SYSTEM, name="马吐尔", why="写错了")
    assert names(queries.search(register, "买买提")) == []
    assert names(queries.search(register, "马吐")) == ["马吐尔"]
