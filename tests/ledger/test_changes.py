"""Why a figure changed: whatever was recorded, corrected, voided, told late or moved, the effects add up to the difference."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from taizhang.kernel import changes, ledger
from taizhang.kernel.acts import SYSTEM
from taizhang.kernel.changes import Look
from taizhang.kernel.figures import resolve
from taizhang.kernel.manifest import Indicator, Term
from taizhang.kernel.models import Unit
from taizhang.kernel.periods import Period
from taizhang.members import actions as members
from taizhang.worklog import actions
from taizhang.worklog.models import Entry

pytestmark = pytest.mark.django_db
YEAR = Period.parse("2008")
PLACES = ("federation", "town", "mill", "port")
CODES = ("AW-16:人数", "AW-16:人次", "AW-16:金额", "AW-16:行数", "AW-16:单位数", "RP-14:人数", "OM-08:人数")
RATE = Indicator(
    "test.rate",
    "每次人数",
    of=(Term("work.persons", "AW-16", "distinct"), Term("work.persons", "AC-05", "distinct")),
    over=Term("work.sessions", ("AW-16", "AC-05")),
    words="两类活动的人数除以场次",
)
OTHER = replace(RATE, of=(Term("work.persons", "AW-16", "distinct"), Term("work.persons", "TR-01", sign=-1)))

step = st.one_of(
    st.tuples(
        st.just("record"),
        st.sampled_from(PLACES),
        st.sampled_from(["AW-16", "AC-05", "TR-01"]),
        st.integers(0, 540),
        st.integers(0, 40),
    ),
    st.tuples(st.just("read"), st.sampled_from(PLACES), st.just("RP-14"), st.integers(0, 540), st.integers(0, 40)),
    st.tuples(st.just("join"), st.integers(0, 9), st.integers(0, 3)),
    st.tuples(st.just("leave"), st.integers(0, 9), st.integers(0, 3)),
    st.tuples(st.just("correct"), st.integers(0, 9), st.integers(0, 40)),
    st.tuples(st.just("void"), st.integers(0, 9)),
    st.tuples(st.just("admit"), st.sampled_from(PLACES), st.integers(0, 540)),
    st.tuples(st.just("move"), st.booleans()),
)


class Story:
    """Things that happen, one after the other, and the moment after each."""

    def __init__(self, cast):
        self.cast, self.entries, self.persons, self.moments = cast, [], [], [timezone.now()]
        for name in ("江莎", "阎坤", "洛一", "石二"):
            self.persons.append(members.admit(cast.mill, by=SYSTEM, name=name, sex="女", on=date(2006, 1, 1)).person)

    def take(self, steps):
        for what, *how in steps:
            getattr(self, what)(*how)
            self.moments.append(timezone.now())

    def record(self, place, kind, day, persons, **more):
        on = date(2007, 7, 1) + timedelta(day)
        about = {
            "kind": kind,
            "matter": "甲" if day % 2 else "乙",
            "persons": persons,
            "amount": Decimal(day) / 4,
            **more,
        }
        self.entries.append(actions.record(getattr(self.cast, place), by=SYSTEM, confirmed=True, on=on, **about))

    def read(self, place, kind, day, persons):
        self.record(place, kind, day, persons, reading=True, amount=None)

    def _entry(self, which):
        return Entry.objects.get(pk=self.entries[which % len(self.entries)].pk) if self.entries else None

    def _present(self, entry, person):
        return entry.participants.filter(person=person).first() if entry else None

    def join(self, which, who):
        entry = self._entry(which)
        if entry and entry.voided_at is None and not entry.reading and not self._present(entry, self.persons[who]):
            actions.add_participant(entry, self.persons[who], by=SYSTEM)

    def leave(self, which, who):
        entry = self._entry(which)
        present = self._present(entry, self.persons[who])
        if present and entry.voided_at is None:
            actions.remove_participant(present, by=SYSTEM)

    def correct(self, which, persons):
        entry = self._entry(which)
        if entry and entry.voided_at is None and entry.persons != persons:
            actions.correct(entry, by=SYSTEM, confirmed=True, persons=persons, why="数错了")

    def void(self, which):
        entry = self._entry(which)
        if entry and entry.voided_at is None:
            actions.void(entry, by=SYSTEM, why="重复")
        elif entry:
            actions.restore(entry, by=SYSTEM)

    def admit(self, place, day):
        on = date(2007, 7, 1) + timedelta(day)
        members.admit(getattr(self.cast, place), by=SYSTEM, name=f"阮{len(self.moments)}", sex="男", on=on)

    def move(self, below_the_port):
        mill, target = (Unit.objects.get(code=code) for code in ("F-T-M", "F-P" if below_the_port else "F-T"))
        if mill.parent().pk != target.pk:
            Unit.objects.move(mill, target, "last-child")


def explained(before, after, unit, period=YEAR, **asked):
    """The change, after a look at whether it adds up, on both sides, over all its pages, for those who see all and for others."""
    change = changes.between(before, after, unit, period, viewer=SYSTEM, per_page=100_000, **asked)
    for side in change.sides:
        assert sum(effect.effect for effect in side.effects) == side.difference
        assert all(effect.effect for effect in side.effects)
    return change


@settings(
    max_examples=10,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(step, min_size=3, max_size=14), st.data())
def test_the_effects_add_up_to_the_difference(cast, steps, data):
    with transaction.atomic():
        story = Story(cast)
        story.take(steps)
        moments = [None, *story.moments]
        looks = st.tuples(st.sampled_from(moments), st.sampled_from(["then", "now"]))
        for code in data.draw(st.permutations(CODES))[:4]:
            one, other = data.draw(looks), data.draw(looks)
            unit = Unit.objects.get(pk=getattr(cast, data.draw(st.sampled_from(PLACES))).pk)
            where = data.draw(st.sampled_from(["", "事项=甲"]))
            explained(Look(code, *one), Look(code, *other), unit, where=where)
        explained(Look(RATE, *one), Look(OTHER, *other), unit)
        transaction.set_rollback(True)


# --- one by one -------------------------------------------------------------------------------------------------------------------


def supermarket(unit, **values):
    return actions.record(
        unit, by=SYSTEM, confirmed=True, kind="AW-16", **{"on": date(2008, 5, 1), "matter": "领取物资", **values}
    )


def since(code, unit, moment, **asked):
    (side,) = explained(Look(code, as_of=moment), Look(code), unit, **asked).sides
    return [(effect.title, effect.effect, effect.how) for effect in side.effects]


def test_a_late_entry_a_correction_and_a_void_are_told_apart(cast):
    wrong, twice = supermarket(cast.mill, persons=5), supermarket(cast.port, persons=4)
    moment = timezone.now()
    actions.correct(wrong, by=cast.mill_chair, confirmed=True, persons=8, why="漏了三人")
    actions.void(twice, by=SYSTEM, why="重复")
    late = supermarket(cast.town, persons=20)
    told = since("AW-16:人数", cast.federation, moment)
    assert [(effect, how) for _, effect, how in told] == [(20, "recorded"), (-4, "taken_back"), (3, "corrected")]
    assert told[0][0] == late.title()


def test_an_effect_knows_the_act_and_who_did_it(cast):
    wrong = supermarket(cast.mill, persons=5)
    moment = timezone.now()
    actions.correct(wrong, by=cast.mill_chair, confirmed=True, persons=8, why="漏了三人")
    (side,) = explained(Look("AW-16:人数", as_of=moment), Look("AW-16:人数"), cast.town).sides
    (effect,) = side.effects
    assert (effect.act.code, effect.act.by, effect.url) == (
        "worklog.correct",
        cast.mill_chair,
        wrong.get_absolute_url(),
    )
    assert effect.act.notes["why"] == "漏了三人"


def test_a_person_who_was_there_already_changes_nothing(cast, person):
    who = person("江莎")
    actions.add_participant(supermarket(cast.mill, on=date(2008, 3, 1)), who, by=SYSTEM)
    moment = timezone.now()
    autumn = supermarket(cast.mill, on=date(2008, 9, 1))
    actions.add_participant(autumn, who, by=SYSTEM)
    assert since("AW-16:人数", cast.town, moment) == []
    assert since("AW-16:人次", cast.town, moment) == [(autumn.title(), 1, "recorded")]


def test_a_reading_that_takes_the_place_of_another_is_told_by_what_it_differs(cast):
    def read(on, persons):
        return actions.record(
            cast.town, by=SYSTEM, confirmed=True, on=on, kind="RP-14", matter="养老保险", persons=persons, reading=True
        )

    read(date(2008, 3, 31), 100)
    moment = timezone.now()
    later = read(date(2008, 9, 30), 120)
    assert since("RP-14:人数", cast.town, moment) == [(later.title(), 20, "recorded")]
    moment = timezone.now()
    actions.void(later, by=SYSTEM, why="误录")
    assert since("RP-14:人数", cast.town, moment) == [(later.title(), -20, "taken_back")]


def test_a_union_that_moved_explains_the_difference_between_two_trees(cast):
    entry = supermarket(cast.mill, persons=5)
    Unit.objects.move(Unit.objects.get(pk=cast.mill.pk), Unit.objects.get(pk=cast.port.pk), "last-child")
    port = Unit.objects.get(pk=cast.port.pk)
    (side,) = explained(Look("AW-16:人数"), Look("AW-16:人数", tree="now"), port).sides
    assert [(effect.title, effect.effect, effect.how) for effect in side.effects] == [(entry.title(), 5, "moved")]


def test_two_definitions_differ_by_the_records_of_the_kinds_that_one_has(cast):
    supermarket(cast.mill, persons=5)
    entry = actions.record(
        cast.mill, by=SYSTEM, confirmed=True, on=date(2008, 5, 1), kind="AC-05", persons=9, matter="球赛"
    )
    wider = replace(resolve("AW-16:人数"), of=Term("work.persons", ("AW-16", "AC-05"), "distinct"))
    (side,) = explained(Look("AW-16:人数"), Look(wider), cast.town).sides
    assert (side.before, side.after) == (5, 14)
    assert [(effect.title, effect.effect, effect.how) for effect in side.effects if effect.effect == 9] == [
        (entry.title(), 9, "defined")
    ]


def test_numerator_and_denominator_are_explained_apart(cast):
    supermarket(cast.mill, persons=5, sessions=1)
    moment = timezone.now()
    supermarket(cast.mill, persons=7, sessions=3)
    change = explained(Look(RATE, as_of=moment), Look(RATE), cast.town)
    assert [(side.name, side.before, side.after) for side in change.sides] == [
        ("numerator", 5, 12),
        ("denominator", 1, 4),
    ]
    assert (change.before.number, change.after.number) == (5, 3)


def test_what_a_viewer_may_not_see_is_told_as_a_sum(cast):
    moment = timezone.now()
    supermarket(cast.mill, persons=5)
    supermarket(cast.port, persons=7)
    change = changes.between(
        Look("AW-16:人数", as_of=moment), Look("AW-16:人数"), cast.federation, YEAR, viewer=cast.port_chair
    )
    (side,) = change.sides
    assert [effect.effect for effect in side.effects] == [7]
    assert (side.hidden_count, side.hidden_effect, side.difference) == (1, 5, 12)


def test_effects_come_in_pages_the_largest_first(cast):
    moment = timezone.now()
    for persons in (1, 5, 3):
        supermarket(cast.mill, persons=persons)
    seen = []
    for page in (1, 2):
        change = changes.between(
            Look("AW-16:人数", as_of=moment), Look("AW-16:人数"), cast.town, YEAR, viewer=SYSTEM, page=page, per_page=2
        )
        seen += [effect.effect for effect in change.sides[0].effects]
    assert seen == [5, 3, 1] and change.sides[0].pages == 2
    assert ledger.value("AW-16:人数", cast.town, YEAR).number == 9
