"""The ledger through its public doors: whatever is recorded, corrected and voided, its figures are those of the records."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from taizhang.kernel import context, ledger, tree
from taizhang.kernel.acts import SYSTEM, act, repost
from taizhang.kernel.manifest import registry
from taizhang.kernel.models import ActLog, Fact, Posting, Unit, Wording
from taizhang.kernel.periods import Period
from taizhang.worklog import actions
from taizhang.worklog.models import Entry

pytestmark = pytest.mark.django_db
YEAR = Period.parse("2008")
PLACES = ("federation", "town", "mill", "port")


def supermarket(unit, *, on=date(2008, 5, 1), **values):
    return actions.record(unit, by=SYSTEM, confirmed=True, on=on, kind="AW-16", **{"matter": "领取物资", **values})


def number(code, unit, period=YEAR, **asked):
    return ledger.value(code, unit, period, **asked).number


# --- what must hold whatever happens -------------------------------------------------------------------------------------------------

event = st.fixed_dictionaries(
    {
        "place": st.sampled_from(PLACES),
        "on": st.integers(0, 730).map(lambda days: date(2007, 1, 1) + timedelta(days)),
        "kind": st.sampled_from(["AW-16", "AC-05", "TR-01"]),
        "matter": st.sampled_from(["甲", "乙", "丙丁"]),
        "persons": st.integers(0, 50),
        "amount": st.decimals(0, 9999, places=2),
        "counted_above": st.booleans(),
        "territory": st.booleans(),
    }
)
change = st.tuples(st.sampled_from(["correct", "void", "restore"]), st.integers(0, 7), st.integers(0, 50))


def happen(cast, events, changes):
    """Record the events, then change some of them."""
    entries = []
    for given_event in events:
        values = dict(given_event)
        place = getattr(cast, values.pop("place"))
        entries.append(actions.record(place, by=SYSTEM, confirmed=True, **values))
    for what, which, persons in changes:
        entry = entries[which % len(entries)]
        if what == "correct" and entry.voided_at is None and entry.persons != persons:
            actions.correct(entry, by=SYSTEM, confirmed=True, persons=persons, why="数错了")
        elif what == "void" and entry.voided_at is None:
            actions.void(entry, by=SYSTEM, why="重复")
        elif what == "restore" and entry.voided_at is not None:
            actions.restore(entry, by=SYSTEM)
    return entries


def by_hand(entries, unit, period, kind, field, *, matter=None, territory=False):
    """The figure worked out from the records, without the ledger."""
    total = Decimal(0)
    for entry in Entry.objects.filter(pk__in=[entry.pk for entry in entries], voided_at=None).select_related("unit"):
        counts = entry.unit_id == unit.pk if entry.counted_above else entry.unit.is_in(unit)
        alike = entry.kind == kind and entry.territory == territory and matter in (None, entry.matter)
        if counts and alike and entry.on in period:
            total += getattr(entry, field) or 0
    return total


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(st.lists(event, min_size=1, max_size=8), st.lists(change, max_size=6))
def test_every_figure_is_the_sum_of_its_records(cast, events, changes):
    with transaction.atomic():
        entries = happen(cast, events, changes)
        assert list(ledger.differences()) == []
        for place in PLACES:
            unit = getattr(cast, place)
            for kind in ("AW-16", "AC-05", "TR-01"):
                for period in (YEAR, Period.parse("2007H2"), Period.parse("2008-05")):
                    assert number(f"{kind}:人数", unit, period) == by_hand(entries, unit, period, kind, "persons")
                    assert number(f"{kind}:金额", unit, period) == by_hand(entries, unit, period, kind, "amount")
            assert number("AW-16:人数", unit, where="事项=甲") == by_hand(
                entries, unit, YEAR, "AW-16", "persons", matter="甲"
            )
            assert number("AW-16:人数", unit, where="备注~全镇统计数") == by_hand(
                entries, unit, YEAR, "AW-16", "persons", territory=True
            )
        transaction.set_rollback(True)


FILTERS = (
    "事项=甲",
    "事项!=甲",
    "事项~丙",
    "事项=甲|乙;备注=",
    "备注~全镇统计数",
    "事项=甲;备注~全镇统计数",
    "口径=全镇统计数",
    "职工人数>=10",
    "",
)


@settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(st.lists(event, min_size=1, max_size=8), st.lists(change, max_size=6))
def test_a_figure_by_several_filters_at_once_is_what_each_filter_tells(cast, events, changes):
    with transaction.atomic():
        happen(cast, events, changes)
        for asked in ({}, {"scope": "own"}, {"as_of": timezone.now()}):
            for code in ("AC-05:人数", "AW-16:金额", "TR-01:单位数"):
                told = ledger.narrowed(code, cast.federation, YEAR, FILTERS, **asked)
                assert {where: one.number for where, one in told.items()} == {
                    where: number(code, cast.federation, where=where, **asked) for where in FILTERS
                }
        transaction.set_rollback(True)


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(st.lists(event, min_size=1, max_size=8), st.lists(change, max_size=6))
def test_many_figures_at_once_are_the_single_figures(cast, events, changes):
    codes = [
        f"{kind}:{column}"
        for kind in ("AW-16", "AC-05", "TR-01")
        for column in ("人数", "人次", "金额", "行数", "单位数")
    ]
    with transaction.atomic():
        happen(cast, events, changes)
        together = ledger.values(codes, cast.federation, YEAR)
        assert {code: found.number for code, found in together.items()} == {
            code: number(code, cast.federation) for code in codes
        }
        months = dict(ledger.values_by_month(codes, cast.federation, YEAR))
        assert all(
            months[month][code].number == number(code, cast.federation, month) for month in months for code in codes
        )
        children = ledger.values_by_child(codes, cast.federation, YEAR)
        assert all(found[code].number == number(code, child) for child, found in children for code in codes)
        transaction.set_rollback(True)


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(st.lists(event, min_size=1, max_size=8), st.lists(change, max_size=6), st.lists(change, min_size=1, max_size=4))
def test_a_figure_as_known_then_never_changes(cast, events, changes, later):
    with transaction.atomic():
        entries = happen(cast, events, changes)
        then = timezone.now()
        before = {place: number("AW-16:人数", getattr(cast, place)) for place in PLACES}
        happen_later(entries, later)
        for place in PLACES:
            assert number("AW-16:人数", getattr(cast, place), as_of=then) == before[place]
            traced = ledger.trace("AW-16:人数", getattr(cast, place), YEAR, viewer=SYSTEM, as_of=then)
            assert traced.total == before[place] == sum(line.counts for line in traced.lines)
        transaction.set_rollback(True)


def happen_later(entries, changes):
    for turn, (_, which, _) in enumerate(changes):
        entry = Entry.objects.get(pk=entries[which % len(entries)].pk)
        if entry.voided_at is None:
            actions.correct(entry, by=SYSTEM, confirmed=True, persons=51 + turn, why="补记")


# --- one by one -----------------------------------------------------------------------------------------------------------------------


def test_posting_twice_writes_nothing(cast):
    entry = supermarket(cast.mill, persons=5)
    lines = Fact.objects.count()
    with act(SYSTEM, "worklog.correct", entry):
        entry.save()
    assert Fact.objects.count() == lines


def test_a_correction_reverses_and_posts_anew(cast):
    entry = supermarket(cast.mill, persons=5)
    first = Posting.objects.get(record_type="worklog.entry", record_id=entry.pk)
    actions.correct(entry, by=SYSTEM, confirmed=True, persons=8, why="漏了三人")
    postings = list(Posting.objects.filter(record_type="worklog.entry", record_id=entry.pk).order_by("pk"))
    assert [posting.reverses_id for posting in postings] == [None, first.pk, None]
    assert number("AW-16:人数", cast.town) == 8


def test_people_and_person_times_come_from_the_same_lines(cast, person):
    first, second = person("江莎"), person("阎坤")
    spring = supermarket(cast.mill, on=date(2008, 3, 1))
    autumn = supermarket(cast.mill, on=date(2008, 9, 1))
    for entry, who in ((spring, first), (spring, second), (autumn, first)):
        actions.add_participant(entry, who, by=SYSTEM)
    assert number("AW-16:人数", cast.town) == 2
    assert number("AW-16:人次", cast.town) == 3
    traced = ledger.trace("AW-16:人数", cast.town, YEAR, viewer=SYSTEM)
    assert traced.total == sum(line.counts for line in traced.lines) == 2


def test_a_joint_event_is_credited_to_each_and_counted_once_above(cast):
    event = supermarket(cast.mill, persons=30)
    actions.add_organiser(event, cast.port, by=SYSTEM)
    assert [number("AW-16:人数", unit) for unit in (cast.mill, cast.town, cast.port, cast.federation)] == [
        30,
        30,
        30,
        30,
    ]


def test_a_row_counted_by_a_superior_counts_for_nobody_above(cast):
    supermarket(cast.town, persons=96)
    supermarket(cast.mill, persons=16, counted_above=True)
    assert [number("AW-16:人数", unit) for unit in (cast.mill, cast.town, cast.federation)] == [16, 96, 96]


def test_a_reading_is_the_last_one_and_never_a_sum(cast):
    for on, persons in ((date(2008, 3, 31), 100), (date(2008, 9, 30), 120)):
        actions.record(
            cast.town, by=SYSTEM, confirmed=True, on=on, kind="RP-14", matter="养老保险", persons=persons, reading=True
        )
    assert number("RP-14:人数", cast.town) == 120
    assert number("RP-14:人数", cast.town, Period.parse("2008H1")) == 100
    assert number("RP-14:人数", cast.town, nature="flow") == 0


def test_growth_has_no_number_without_a_base(cast):
    supermarket(cast.mill, persons=15)
    assert ledger.change("AW-16:人数", cast.town, YEAR) is None
    supermarket(cast.mill, on=date(2007, 5, 1), persons=12)
    assert ledger.change("AW-16:人数", cast.town, YEAR) == Decimal("25.0")


def test_a_trace_tells_how_much_the_viewer_may_not_see(cast):
    supermarket(cast.mill, persons=5)
    supermarket(cast.port, persons=7)
    traced = ledger.trace("AW-16:人数", cast.federation, YEAR, viewer=cast.port_chair)
    assert (traced.total, traced.shown, traced.hidden_count, traced.hidden_value) == (12, 1, 1, 5)


def test_the_latest_lines_of_figures_are_those_of_their_traces(cast):
    for month in (3, 5, 9):
        supermarket(cast.mill, on=date(2008, month, 1), persons=month)
    supermarket(cast.port, persons=7)
    questions = [(code, cast.federation, YEAR, {}) for code in ("AW-16:人数", "AW-16:件数", "TR-01:人数")]
    for viewer in (SYSTEM, cast.town_chair):
        for (code, unit, period, _), (count, lines) in zip(
            questions, ledger.latest(questions, viewer=viewer, limit=2), strict=True
        ):
            traced = ledger.trace(code, unit, period, viewer=viewer, per_page=2)
            assert count == traced.shown + traced.hidden_count
            assert [line.fact for line in lines] == [line.fact for line in traced.lines]


def test_the_latest_lines_of_a_figure_cost_one_question_and_their_records_one_for_all(cast):
    supermarket(cast.mill, persons=5)
    asked = []
    for times in (1, 6):
        with CaptureQueriesContext(connection) as queries:
            ledger.latest([("AW-16:人数", cast.town, YEAR, {})] * times, viewer=SYSTEM, limit=2)
        asked.append(len(queries))
    assert asked[1] - asked[0] <= 5


def test_a_moved_union_leaves_its_history_where_it_happened(cast):
    supermarket(cast.mill, persons=5)
    tree.move(cast.mill, cast.port, date(2008, 12, 1))
    town, port = Unit.objects.get(pk=cast.town.pk), Unit.objects.get(pk=cast.port.pk)
    assert (number("AW-16:人数", town), number("AW-16:人数", port)) == (5, 0)
    assert (number("AW-16:人数", town, tree="now"), number("AW-16:人数", port, tree="now")) == (0, 5)


@pytest.mark.parametrize("table", ["kernel_fact", "kernel_posting", "kernel_actlog"])
@pytest.mark.parametrize("verb", ["UPDATE {} SET id = id", "DELETE FROM {}"])
def test_the_database_itself_refuses_to_change_a_line(cast, table, verb):
    supermarket(cast.mill, persons=5)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(verb.format(table))


def test_a_record_is_written_inside_an_act_only(cast):
    with pytest.raises(context.OutsideAct):
        Entry(unit=cast.mill, on=date(2008, 1, 1), kind="AW-16", persons=1).save()
    with pytest.raises(context.OutsideAct):
        Entry.objects.update(persons=3)


def test_a_refused_act_leaves_no_trace(cast):
    from taizhang.kernel.verdicts import Refused

    lines = ActLog.objects.count()
    with pytest.raises(Refused) as refused:
        actions.record(cast.mill, by=cast.port_chair, on=date(2008, 5, 1), kind="AW-16", persons=3)
    assert str(refused.value)
    assert (ActLog.objects.count(), Entry.objects.count()) == (lines, 0)


def test_differences_finds_a_line_that_no_record_says(cast):
    entry = supermarket(cast.mill, persons=5)
    log = ActLog.objects.latest("pk")
    words = Wording.objects.create(digest="none", words={})
    Posting.objects.create(act=log, record_type="worklog.entry", record_id=entry.pk, wording=words, posted_at=log.at)
    assert [found.record_id for found in ledger.differences()] == [entry.pk]


def test_after_an_upgrade_the_ledger_is_posted_anew_and_the_past_stays_known(cast, monkeypatch):
    entry = supermarket(cast.mill, persons=5)
    then = timezone.now()
    declared = registry.records["worklog.entry"]

    def doubled(record):
        return (replace(line, value=line.value * 2) for line in declared.facts(record))

    monkeypatch.setitem(registry.records, "worklog.entry", replace(declared, facts=doubled))
    assert [found.record_id for found in ledger.differences()] == [entry.pk]
    assert repost("新版本按两倍计") == 1
    assert list(ledger.differences()) == []
    assert (number("AW-16:人数", cast.town), number("AW-16:人数", cast.town, as_of=then)) == (10, 5)
    assert repost("再来一次") == 0
