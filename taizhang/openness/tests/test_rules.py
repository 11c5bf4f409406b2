"""What the rules say, without a database."""

from datetime import date
from types import SimpleNamespace

import pytest

from taizhang.kernel.periods import Period
from taizhang.openness.models import Body, Disclosure, Item, Seat, Topic
from taizhang.openness.rules import bodies, disclosures, meetings


def item(frequency, since, *, until=None, opening=False):
    return Item(frequency=frequency, since=since, until=until, opening=opening)


@pytest.mark.parametrize(
    ("frequency", "code"), [("monthly", "2008-05"), ("quarterly", "2008Q2"), ("half", "2008H1"), ("yearly", "2008")]
)
def test_the_period_of_a_frequency(frequency, code):
    assert disclosures.period_of(frequency, date(2008, 5, 20)) == Period.parse(code)


def test_a_period_falls_due_when_it_has_ended():
    months = item("monthly", date(2008, 1, 15))
    assert [one.code() for one in disclosures.periods_fallen_due(months, date(2008, 3, 31))] == ["2008-01", "2008-02"]
    assert [one.code() for one in disclosures.periods_fallen_due(months, date(2008, 4, 1))][-1] == "2008-03"


def test_an_opening_item_falls_due_when_its_period_begins():
    plans = item("half", date(2008, 1, 1), opening=True)
    assert [one.code() for one in disclosures.periods_fallen_due(plans, date(2008, 7, 1))] == ["2008H1", "2008H2"]
    late = item("half", date(2008, 2, 1), opening=True)
    assert [one.code() for one in disclosures.periods_fallen_due(late, date(2008, 7, 1))] == ["2008H2"]


def test_nothing_falls_due_after_an_item_was_taken_out():
    months = item("monthly", date(2008, 1, 1), until=date(2008, 2, 1))
    assert [one.code() for one in disclosures.periods_fallen_due(months, date(2008, 12, 31))] == ["2008-01"]
    assert disclosures.periods_fallen_due(item("each", date(2008, 1, 1)), date(2008, 12, 31)) == []


def test_nobody_sits_on_both_sides_of_a_pair():
    group = Body(name="食堂公开小组")
    held = Seat(body=group, name="田小满", person_id=7)
    assert not bodies.may_sit(Seat(name="田小满", person_id=7), [], [held])
    assert not bodies.may_sit(Seat(name="田 小满"), [], [held])  # not on the register: the name decides
    assert bodies.may_sit(Seat(name="田小满", person_id=8), [], [held])  # a namesake on the register
    assert not bodies.may_sit(Seat(name="田小满", person_id=7), [held], [])


def test_only_a_supervision_group_supervises_and_only_what_discloses():
    leading, liaison = Body(name="领导小组", kind="leading"), Body(name="联络员", kind="liaison")
    assert bodies.may_pair(Body.Kind.SUPERVISION, leading)
    assert not bodies.may_pair(Body.Kind.SUPERVISION, None)
    assert not bodies.may_pair(Body.Kind.SUPERVISION, liaison)
    assert not bodies.may_pair(Body.Kind.SPECIAL, leading)


def test_aid_is_masked_and_comes_down():
    assert not disclosures.may_list(Topic.AID, False, False, ["board"])
    assert not disclosures.may_list(Topic.AID, True, True, ["board"])
    assert disclosures.may_list(Topic.AID, True, False, ["board"])
    assert not disclosures.may_list(Topic.STAFF, True, True, [])


def test_a_posted_one_is_late_after_its_day():
    one = Disclosure(due_on=date(2008, 4, 15), posted_on=date(2008, 4, 15), state="posted")
    assert not one.was_late
    one.posted_on = date(2008, 4, 16)
    assert one.was_late
    assert Disclosure(due_on=date(2008, 4, 15), state="draft").is_late(date(2008, 4, 16))


def test_it_closes_after_its_last_day_with_everything_answered():
    one = Disclosure(state="posted", posted_on=date(2008, 4, 1), until_on=date(2008, 4, 10))
    assert not disclosures.may_close(one, date(2008, 4, 10), 0)
    assert not disclosures.may_close(one, date(2008, 4, 11), 1)
    assert disclosures.may_close(one, date(2008, 4, 11), 0)


def test_what_enterprises_must_open_at_meetings():
    assert meetings.not_covered({"major", "staff"}) == [Topic.FINANCE, Topic.CADRES]


def test_a_meeting_that_was_held_had_people_and_topics():
    planned = SimpleNamespace(state="planned")
    assert not meetings.may_hold(planned, 0, True)
    assert not meetings.may_hold(planned, 3, False)
    assert meetings.may_hold(planned, 3, True)
