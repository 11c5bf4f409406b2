"""The acts of the worklog: what they do, whom they refuse and what they leave behind."""

from datetime import date

import pytest

from taizhang.kernel import ledger
from taizhang.kernel.acts import SYSTEM
from taizhang.kernel.models import ActLog
from taizhang.kernel.periods import Period
from taizhang.kernel.verdicts import Refused
from taizhang.worklog import actions
from taizhang.worklog.models import Entry

YEAR = Period.year(2024)
DAY = date(2024, 3, 12)


def recorded(unit, by=SYSTEM, **values):
    return actions.record(
        unit, by=by, **{"on": DAY, "kind": "AW-16", "matter": "领取物资", "persons": 20, "person_times": 26, **values}
    )


def number(code, unit, **asked):
    return ledger.value(code, unit, YEAR, **asked).number


def nothing_differs():
    return list(ledger.differences(["worklog.entry"])) == []


def test_record_counts_at_the_union_and_above(cast):
    recorded(cast.mill, by=cast.mill_clerk)
    assert [number("AW-16:人数", unit) for unit in (cast.mill, cast.town, cast.federation, cast.port)] == [
        20,
        20,
        20,
        0,
    ]
    assert number("worklog.supermarket_times", cast.town) == 26
    assert number("aid.persons", cast.town) == 20
    assert ActLog.objects.filter(code="worklog.record").count() == 1
    assert nothing_differs()


@pytest.mark.parametrize("person", ["auditor", "port_chair", "administrator", "stranger"])
def test_record_is_refused_without_the_role(cast, person):
    with pytest.raises(Refused):
        recorded(cast.mill, by=getattr(cast, person))
    assert not Entry.objects.exists()
    assert not ActLog.objects.filter(code="worklog.record").exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"on": date(2999, 1, 1)},
        {"on": date(1900, 1, 1)},
        {"on": date(1, 1, 1)},
        {"on": None},
        {"kind": "XX-99"},
        {"kind": ""},
        {"persons": -3},
        {"persons": 10**12},
        {"matter": "长" * 10_000},
        {"remark": "长" * 501},
        {"persons": None, "person_times": None, "matter": ""},
        {"amount": "0.001"},
        {"persons": 2.5},
        {"matter": "a\x00b"},
    ],
)
def test_record_refuses_with_a_sentence_and_leaves_nothing(cast, wrong):
    with pytest.raises(Refused) as refusal:
        recorded(cast.mill, by=cast.mill_clerk, **wrong)
    assert len(str(refusal.value)) > 8
    assert not Entry.objects.exists()


def test_record_asks_twice_when_persons_exceed_person_times(cast):
    with pytest.raises(actions.Doubtful) as doubt:
        recorded(cast.mill, persons=30, person_times=26)
    assert len(doubt.value.doubts) == 1
    assert recorded(cast.mill, persons=30, person_times=26, confirmed=True).persons == 30


def test_record_asks_twice_when_the_same_is_on_file(cast):
    recorded(cast.mill)
    with pytest.raises(actions.Doubtful):
        recorded(cast.mill)
    recorded(cast.mill, confirmed=True)
    assert number("AW-16:人数", cast.mill) == 40


def test_correct_reverses_and_posts_anew(cast):
    entry = recorded(cast.mill)
    actions.correct(entry, by=cast.mill_chair, persons=18, why="数错了")
    assert number("AW-16:人数", cast.mill) == 18
    line = ActLog.objects.get(code="worklog.correct")
    assert line.notes["changes"] == {"persons": [20, 18]}
    assert nothing_differs()


def test_correct_remembers_what_was_known_before(cast):
    entry = recorded(cast.mill)
    known = ActLog.objects.latest("id").at
    actions.correct(entry, by=SYSTEM, persons=18)
    assert number("AW-16:人数", cast.mill, as_of=known) == 20


def test_correct_moves_an_entry_to_another_union_only_with_the_right_at_both(cast):
    entry = recorded(cast.mill)
    with pytest.raises(Refused):
        actions.correct(entry, by=cast.mill_chair, unit=cast.port)
    entry.refresh_from_db()
    actions.correct(entry, by=cast.town_chair, unit=cast.town)
    assert [number("AW-16:人数", unit) for unit in (cast.mill, cast.town)] == [0, 20]
    assert nothing_differs()


def test_correct_refuses_when_nothing_changed(cast):
    with pytest.raises(Refused):
        actions.correct(recorded(cast.mill), by=SYSTEM)


def test_void_and_restore_take_the_figures_away_and_bring_them_back(cast):
    entry = recorded(cast.mill)
    actions.void(entry, by=cast.mill_clerk, why="记到别家去了")
    assert number("AW-16:人数", cast.mill) == 0
    actions.restore(entry, by=cast.mill_clerk)
    assert number("AW-16:人数", cast.mill) == 20
    assert nothing_differs()


def test_void_needs_a_reason_and_happens_once(cast):
    entry = recorded(cast.mill)
    with pytest.raises(Refused):
        actions.void(entry, by=cast.mill_clerk, why=" ")
    actions.void(entry, by=cast.mill_clerk, why="重复")
    with pytest.raises(Refused):
        actions.void(entry, by=cast.mill_clerk, why="重复")


def test_reverse_is_an_entry_of_its_own(cast):
    original = recorded(cast.mill, amount=500)
    back = actions.reverse(original, by=cast.mill_clerk, on=date(2024, 6, 1), why="退回", persons=-2, amount=-100)
    assert back.corrects == original
    assert (number("AW-16:人数", cast.town), number("AW-16:金额", cast.town)) == (18, 400)
    assert nothing_differs()


def test_reverse_takes_back_no_more_than_there_was(cast):
    original = recorded(cast.mill)
    actions.reverse(original, by=SYSTEM, on=DAY, why="退回", persons=-15)
    for wrong in ({"persons": -6}, {"persons": 5}, {}, {"sessions": -1}):
        with pytest.raises(Refused):
            actions.reverse(original, by=SYSTEM, on=DAY, why="退回", **wrong)
    with pytest.raises(Refused):
        actions.reverse(original, by=SYSTEM, on=date(2024, 1, 1), why="退回", persons=-1)


def test_an_entry_with_reversals_is_neither_edited_nor_voided(cast):
    original = recorded(cast.mill)
    back = actions.reverse(original, by=SYSTEM, on=DAY, why="退回", persons=-1)
    with pytest.raises(Refused):
        actions.correct(original, by=SYSTEM, persons=3)
    with pytest.raises(Refused):
        actions.void(original, by=SYSTEM, why="错")
    with pytest.raises(Refused):
        actions.correct(back, by=SYSTEM, persons=-2)
    actions.void(back, by=SYSTEM, why="错")
    actions.correct(original, by=SYSTEM, persons=3)
    assert number("AW-16:人数", cast.mill) == 3


def test_a_reading_is_not_reversed(cast):
    entry = recorded(cast.mill, kind="RP-07", reading=True, persons=None, person_times=None, enterprises=5)
    with pytest.raises(Refused):
        actions.reverse(entry, by=SYSTEM, on=DAY, why="退回", enterprises=-1)


def test_marks_are_read_from_the_remark(cast):
    entry = recorded(cast.mill, remark="全镇统计数;时点数")
    assert (entry.territory, entry.reading, entry.counted_above) == (True, True, False)


def test_foresee_tells_the_change_and_changes_nothing(cast):
    entry = recorded(cast.mill)
    effects = actions.foresee(entry, lambda copy: actions.void(copy, by=cast.mill_clerk, why="试"), by=cast.town_chair)
    told = {(effect.figure.code, effect.figure.unit.code): effect.difference for effect in effects}
    assert told["AW-16:人数", "F-T-M"] == told["AW-16:人数", "F-T"] == told["worklog.aid_persons", "F-T"] == -20
    assert number("AW-16:人数", cast.mill) == 20
    assert not ActLog.objects.filter(code="worklog.void").exists()


def test_a_joint_event_is_credited_to_each_and_counted_once_above(cast):
    entry = recorded(cast.mill, organisers=[cast.port])
    assert [number("AW-16:人数", unit) for unit in (cast.mill, cast.town, cast.port, cast.federation)] == [
        20,
        20,
        20,
        20,
    ]
    actions.remove_organiser(entry.organisers.get(), by=cast.port_chair)
    assert [number("AW-16:人数", unit) for unit in (cast.port, cast.federation)] == [0, 20]
    assert nothing_differs()


def test_a_joint_organiser_above_counts_once(cast):
    entry = recorded(cast.mill)
    actions.add_organiser(entry, cast.town, by=cast.mill_clerk)
    assert [number("AW-16:人数", unit) for unit in (cast.mill, cast.town, cast.federation)] == [20, 20, 20]
    assert number("AW-16:人数", cast.town, scope="own") == 20
    assert nothing_differs()


def test_an_entry_counted_above_counts_at_its_own_union_only(cast):
    recorded(cast.mill, counted_above=True)
    assert [number("AW-16:人数", unit) for unit in (cast.mill, cast.town)] == [20, 0]


def test_territory_statistics_count_only_when_asked_for(cast):
    recorded(cast.town, territory=True)
    assert number("AW-16:人数", cast.town) == 0
    assert number("AW-16:人数", cast.town, where="备注~全镇统计数") == 20


def test_a_participant_counts_once_as_a_person_and_every_time_as_times(cast, people):
    one, two = people
    first = recorded(cast.mill, persons=None, person_times=None)
    second = recorded(cast.mill, persons=5, person_times=None, matter="第二次")
    for entry in (first, second):
        actions.add_participants(entry, [one], by=cast.mill_clerk, times=2)
    actions.add_participants(second, [two], by=cast.mill_clerk)
    assert number("AW-16:人数", cast.mill) == 2 + 3  # two by name, three of the second entry without
    assert number("AW-16:人次", cast.mill) == 2 + 2 + 1
    with pytest.raises(Refused):
        actions.add_participants(first, [one], by=cast.mill_clerk)
    actions.remove_participant(first.participants.get(), by=cast.mill_clerk)
    assert nothing_differs()
