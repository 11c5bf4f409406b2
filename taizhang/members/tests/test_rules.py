"""The rules of membership, without a database."""

from datetime import date
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.members import rules
from taizhang.members.models import Membership, Person
from taizhang.members.tests.factories import id_number

TODAY = date(2026, 11, 21)
Status = Membership.Status
days = st.dates(date(2000, 1, 1), date(2020, 12, 31))


def membership(status=Status.MEMBER, joined_on=date(2005, 1, 1), left_on=None, **more):
    return Membership(status=status, joined_on=joined_on, left_on=left_on, **more)


def test_nobody_joins_tomorrow_or_before_she_is_sixteen():
    assert rules.may_join_on(TODAY, today=TODAY, birth_on=date(1970, 1, 1))
    assert not rules.may_join_on(None, today=TODAY)
    assert not rules.may_join_on(date(2026, 11, 22), today=TODAY)
    assert not rules.may_join_on(date(1, 1, 1), today=TODAY)
    assert rules.may_join_on(date(2010, 5, 1), today=TODAY, birth_on=date(1994, 5, 1))
    refused = rules.may_join_on(date(2010, 4, 30), today=TODAY, birth_on=date(1994, 5, 1))
    assert "16" in refused.reason
    assert not rules.may_join_on(date(2010, 4, 30), today=TODAY, birth_on=date(2010, 5, 1))


def test_members_belong_to_a_union_that_exists():
    there = {"is_union": True, "founded_on": date(2003, 5, 20), "until": date(2010, 1, 1), "name": "纺织厂工会"}
    assert rules.may_have_members(**there, on=date(2003, 5, 20))
    assert not rules.may_have_members(**there, on=date(2003, 5, 19))
    assert not rules.may_have_members(**there, on=date(2010, 1, 1))
    assert not rules.may_have_members(**there | {"is_union": False}, on=date(2005, 1, 1))


@pytest.mark.parametrize("name", ["", "长" * 61])
def test_a_name_is_neither_empty_nor_endless(name):
    assert not rules.may_be_named(name)
    assert rules.may_be_named("阿依古丽·买买提")


def test_an_identity_number_must_be_right_and_a_passport_is_taken_as_it_is():
    assert rules.may_carry_number("11010519491231002X", resident=True)
    assert not rules.may_carry_number("110105194912310021", resident=True)
    assert not rules.may_carry_number("110105", resident=True)
    assert rules.may_carry_number("E12345678", resident=False)
    assert rules.may_carry_number("", resident=True)


def test_half_open_spans_meet_only_on_a_common_day():
    a, b, c = date(2005, 1, 1), date(2006, 1, 1), date(2007, 1, 1)
    assert not rules.meet((a, b), (b, c))
    assert rules.meet((a, c), (b, None))
    assert rules.meet((None, b), (a, None))
    assert not rules.meet((None, a), (a, None))


@given(days, st.one_of(st.none(), days), days, st.one_of(st.none(), days))
def test_meet_says_what_counting_days_would_say(first, first_end, second, second_end):
    end = date(2021, 1, 1)
    one = range(first.toordinal(), (first_end or end).toordinal())
    other = range(second.toordinal(), (second_end or end).toordinal())
    common = max(one.start, other.start) < min(one.stop, other.stop)
    if len(one) and len(other):
        assert rules.meet((first, first_end), (second, second_end)) == common


def test_a_person_belongs_to_one_union_on_a_day():
    held = [membership(Status.LEFT, date(2003, 1, 1), date(2005, 1, 1)), membership(Status.MEMBER, date(2006, 1, 1))]
    assert not rules.may_begin(held, on=date(2007, 1, 1), where="港工会")
    assert not rules.may_begin(held, on=date(2005, 6, 1), where="港工会")
    assert rules.may_begin(held[:1], on=date(2005, 1, 1), where="港工会")
    assert not rules.may_begin(held[:1], on=date(2004, 12, 31), where="港工会")
    assert rules.may_begin([membership(Status.LEFT, date(2003, 1, 1))], on=date(2004, 1, 1), where="港工会")


def test_a_status_changes_forward():
    one = membership(history=[["2008-01-01", "在会", "保留会籍", "退休"]], status=Status.KEPT)
    assert rules.may_restore(one, on=date(2008, 1, 1), today=TODAY)
    assert not rules.may_restore(one, on=date(2007, 12, 31), today=TODAY)
    assert not rules.may_restore(one, on=date(2026, 11, 22), today=TODAY)
    assert not rules.may_keep(one, on=date(2009, 1, 1), today=TODAY)
    assert not rules.may_restore(membership(), on=date(2009, 1, 1), today=TODAY)


def test_only_a_member_leaves_and_only_in_the_known_ways():
    assert rules.may_leave(membership(), to=Status.LEFT, on=TODAY, today=TODAY)
    assert not rules.may_leave(membership(), to=Status.KEPT, on=TODAY, today=TODAY)
    assert not rules.may_leave(membership(Status.LEFT), to=Status.DIED, on=TODAY, today=TODAY)
    assert not rules.may_leave(membership(), to=Status.LEFT, on=date(2004, 12, 31), today=TODAY)


def test_membership_lapses_after_six_idle_months_and_with_words_only():
    one = membership(person=Person(name="彭会计"))
    assert not rules.may_leave(one, to=Status.LAPSED, on=TODAY, today=TODAY)
    assert not rules.may_leave(one, to=Status.EXPELLED, on=TODAY, today=TODAY)
    assert rules.may_leave(one, to=Status.LAPSED, on=TODAY, today=TODAY, why="2008年起未交会费，谈话两次")
    seen = one.joined_on.replace(year=one.joined_on.year + 1, month=3, day=31)
    half = seen.replace(month=9, day=30)
    assert rules.may_lapse(one, on=half, months=6, seen_on=seen)
    assert not rules.may_lapse(one, on=half.replace(day=29), months=6, seen_on=seen)
    assert not rules.may_lapse(one, on=one.joined_on, months=6)
    assert rules.may_lapse(one, on=half, months=None, seen_on=seen)


def test_sex_and_birth_date_are_compared_with_the_number():
    born = date(1970, 1, 1)
    woman = Person(name="彭会计", sex="女", birth_on=born)
    assert rules.remarks(woman, id_number(born, 900)) == []
    assert len(rules.remarks(woman, id_number(born, 901))) == 1
    assert len(rules.remarks(woman, id_number(date(1970, 1, 2), 901))) == 2
    assert rules.remarks(woman, "") == []


@given(st.integers(0, 16), st.integers(0, 9))
def test_one_wrong_digit_is_noticed_although_the_check_digit_follows(place, digit):
    number = id_number(date(1970, 1, 1), 900)
    other = number[:place] + str(digit) + number[place + 1 :]
    assert rules.one_place_apart(number, other) == (number[:17] != other[:17])


def test_two_neighbours_that_changed_places_are_noticed():
    assert rules.one_place_apart("432427197001029001", "432427197001209001")
    assert not rules.one_place_apart("432427197001029001", "432427197103029001")
    assert not rules.one_place_apart("", "432427197103029001")


def test_a_release_needs_a_standing_member_and_another_union():
    here = membership(unit_id=1)
    assert rules.transfers.may_ask(here, SimpleNamespace(pk=2, name="港工会"), on=TODAY, today=TODAY)
    assert not rules.transfers.may_ask(here, SimpleNamespace(pk=1, name="本会"), on=TODAY, today=TODAY)
    assert not rules.transfers.may_ask(
        membership(Status.LEFT, unit_id=1), SimpleNamespace(pk=2, name="港工会"), on=TODAY, today=TODAY
    )
