"""Posts never overlap, members are in one group at most, votes are judged by the rule: tried with many made-up histories."""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from taizhang.committees import actions, rules
from taizhang.committees.models import Seat
from taizhang.kernel.verdicts import Allowed, Denied, Refused
from taizhang.members.models import Membership
from taizhang.testing.committees import FORMED

DAY = date(2008, 1, 1)
days = st.integers(0, 400).map(lambda number: FORMED + timedelta(days=number))
stretches = st.tuples(st.integers(0, 60), st.none() | st.integers(0, 60)).map(
    lambda pair: (DAY + timedelta(pair[0]), None if pair[1] is None else DAY + timedelta(pair[0] + pair[1]))
)


@dataclass(frozen=True)
class Half:
    """More than half of those who are due."""

    def met_by(self, number, of):
        return Allowed if number * 2 > of else Denied("no")


@given(stretches, stretches)
def test_stretches_overlap_when_they_share_a_day(one, other):
    def covered(stretch):
        until = stretch[1] or DAY + timedelta(200)
        return {stretch[0] + timedelta(at) for at in range((until - stretch[0]).days)}

    shares = bool(covered(one) & covered(other))
    if covered(one) and covered(other):
        assert rules.bodies.overlap(*one, *other) == shares


@given(st.lists(stretches, min_size=1, max_size=6))
def test_gaps_are_the_days_on_which_nobody_stood_there(held):
    first, last = min(since for since, _until in held), DAY + timedelta(130)
    ends = [until for _since, until in held]
    last = last if None in ends else max(ends)
    empty = {
        day
        for day in (first + timedelta(at) for at in range((last - first).days))
        if not any(since <= day and (until is None or day < until) for since, until in held)
    }
    told = {since + timedelta(at) for since, until in rules.bodies.gaps(held) for at in range((until - since).days)}
    assert told == empty


@given(st.lists(st.integers(0, 100), min_size=1, max_size=9), st.integers(1, 6), st.integers(1, 120))
def test_whoever_is_elected_has_enough_votes_and_more_than_whoever_is_not(votes, seats, due):
    told = list(enumerate(votes))
    outcome = rules.elections.judged(told, seats, due=due, rule=Half())
    assert len(outcome.elected) + outcome.vacancies == seats
    assert all(votes[key] * 2 > due for key in outcome.elected)
    left = [key for key, number in told if number * 2 > due and key not in outcome.elected]
    assert all(votes[won] > votes[lost] for won in outcome.elected for lost in left)
    assert set(left) >= set(outcome.tied)
    assert bool(left) <= (len(outcome.elected) == seats or bool(outcome.tied))


def test_a_second_vote_fills_what_the_first_left_open():
    again = rules.elections.judged([(1, 60), (2, 40), (3, 30)], 2, due=100, rule=Half(), again={2: 51, 3: 20})
    assert (again.elected, again.vacancies) == ((1, 2), 0)
    tied = rules.elections.judged([(1, 60), (2, 60)], 1, due=100, rule=Half(), again={1: 30, 2: 40})
    assert tied.elected == (2,)
    still = rules.elections.judged([(1, 60), (2, 60)], 1, due=100, rule=Half(), again={1: 40, 2: 40})
    assert set(still.tied) == {1, 2}


@pytest.mark.parametrize(
    ("since", "years", "end"),
    [
        (date(2005, 5, 20), 3, date(2008, 5, 20)),
        (date(2008, 2, 29), 3, date(2011, 2, 28)),
        (date(2005, 5, 20), 5, date(2010, 5, 20)),
    ],
)
def test_a_term_ends_on_the_corresponding_day(since, years, end):
    assert rules.terms.ends_on(since, years) == end


def test_the_warning_comes_on_the_last_day_of_a_short_month():
    assert rules.terms.warns_from(date(2008, 8, 31), 6) == date(2008, 2, 29)


STEPS = st.lists(
    st.tuples(st.sampled_from(["place", "appoint", "end", "form"]), st.integers(0, 3), st.integers(0, 2), days),
    max_size=9,
)


@pytest.mark.django_db
@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(steps=STEPS)
def test_whatever_clerks_do_a_member_is_in_one_group_and_no_posts_overlap(cast, there, people, steps):
    """Each history is done through the acts; what is refused is left out, what was done never contradicts itself."""
    with transaction.atomic():
        groups = [there.group]
        for number in (1, 2):
            groups.append(actions.form(cast.mill, by=cast.mill_clerk, on=FORMED, kind="group", name=f"{number}组"))
        for verb, who, which, on in steps:
            with transaction.atomic():
                try:
                    _do(verb, people[who], groups[which], on, cast)
                except Refused:
                    transaction.set_rollback(True)
        _require_sound(groups)
        transaction.set_rollback(True)


def _do(verb, member, group, on, cast):
    if verb == "place":
        actions.place(group, by=cast.mill_clerk, on=on, people=[member.person])
    elif verb == "appoint":
        actions.appoint(group, by=cast.mill_clerk, on=on, who=member.person, duty="head")
    elif verb == "end":
        seat = Seat.objects.filter(body=group, person=member.person, until=None, voided_at=None).first()
        if seat is not None:
            actions.end_seat(seat, by=cast.mill_clerk, on=on)


def _require_sound(groups):
    by_person = {}
    for seat in Seat.objects.filter(in_group=True, voided_at=None):
        by_person.setdefault(seat.person_id, []).append((seat.since, seat.until))
    heads = [[(seat.since, seat.until) for seat in group.seats.filter(duty="head", voided_at=None)] for group in groups]
    for held in [*by_person.values(), *heads]:
        for at, one in enumerate(held):
            for other in held[at + 1 :]:
                assert not rules.bodies.overlap(*one, *other) or one[0] == one[1] or other[0] == other[1]
    assert Membership.objects.count()
