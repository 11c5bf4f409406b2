"""Roll-ups answer as the facts do, to the last digit, whatever was posted, taken back and folded, and whenever it was folded."""

import threading
import time
from datetime import date, timedelta
from functools import partial

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from taizhang.kernel import ledger, reading, rollups, totals
from taizhang.kernel.acts import SYSTEM, act
from taizhang.kernel.manifest import Indicator, Measure, Term, registry
from taizhang.kernel.models import ActLog, Fact, Posting, Unit
from taizhang.kernel.periods import Period
from taizhang.kernel.tables import RollMark, RollPeople, RollSum
from taizhang.testing.at_once import at_once, needs_threads
from taizhang.testing.cast import assemble
from taizhang.testing.deep import examples
from taizhang.worklog.models import Entry

pytestmark = pytest.mark.django_db


class Undone(Exception):
    """The act is taken back before it ends."""


UNITS = ("federation", "town", "mill", "port")
ASKED = ("federation", "town")
KINDS = ("", "甲", "乙", "丙")
MEASURES = (Measure("rolled.times", "次数"), Measure("rolled.stock", "结存", nature="balance", scale=2))
TERMS = [
    Term(measure, kind, how, where, sign, not_kind)
    for measure, how in (
        ("rolled.times", "sum"),
        ("rolled.stock", "sum"),
        ("rolled.stock", "distinct"),
        ("work.persons", "distinct"),
    )
    for kind, where, sign, not_kind in (
        ("", "", 1, ()),
        ("甲", "", -1, ()),
        (("甲", "乙"), "", 1, ()),
        ("", "", 1, ("甲",)),
        ("", "", 1, ("", "乙")),
        ("", "事项~培训", 1, ()),
        (("甲", "乙"), "事项=培训", 1, ()),
        ("甲", "备注~全镇统计数", 1, ()),
    )
]
PERIODS = ("2008", "2008Q2", "2008H1", "2009S", "2008-05", "2008-11-01..2009-02-28")
LONGEST = {"2008Q2", "2008-11-01..2009-02-28"}  # asked by month and by child too


@pytest.fixture
def indicators(monkeypatch):
    """An indicator for each way of counting, declared for as long as a test runs."""
    made = [Indicator(f"rolled.n{at}", f"指标{at}", of=term) for at, term in enumerate(TERMS)]
    for measure in MEASURES:
        monkeypatch.setitem(registry.measures, measure.code, measure)
    for indicator in made:
        monkeypatch.setitem(registry.indicators, indicator.code, indicator)
    return made


@pytest.fixture
def every_place(monkeypatch):
    """Each place has roll-ups as soon as one line lies above it."""
    monkeypatch.setattr(rollups, "SPREAD_FROM", 1)


def lines(cast, rows):
    """Post the rows as facts; each may be taken back later. Returns their keys' postings."""
    log = ActLog.objects.create(code="work.repost", at=timezone.now())
    for row in rows:
        unit = getattr(cast, row["unit"])
        words = {"matter": row["matter"], "remark": "全镇统计数" if row["territory"] else ""}
        wording = ledger._keep_wordings({ledger._words(words)}).popitem()[1]
        posting = Posting.objects.create(
            act=log, record_type="kernel.nothing", record_id=1, wording_id=wording, posted_at=log.at
        )
        Fact.objects.create(
            posting=posting, measure=row["measure"], kind=row["kind"], unit=unit, path=unit.path, occurred_on=row["on"],
            value=row["value"], sign=1 if row["value"] > 0 else -1, subject=row["subject"],
            reach=row["reach"] * Unit.steplen, basis="territory" if row["territory"] else "", wording_id=wording,
            posted_at=log.at,
        )  # fmt: skip


line = st.fixed_dictionaries(
    {
        "unit": st.sampled_from(UNITS),
        "measure": st.sampled_from(["rolled.times", "rolled.stock", "work.persons"]),
        "kind": st.sampled_from(KINDS),
        "on": st.integers(0, 800).map(lambda days: date(2007, 11, 1) + timedelta(days)),
        "value": st.integers(-2, 3).filter(bool),
        "subject": st.sampled_from(["", "person:1", "person:2", "unit:1"]),
        "matter": st.sampled_from(["培训", "岗前培训", "走访"]),
        "reach": st.integers(0, 3),
        "territory": st.booleans(),
    }
)
step = st.one_of(st.lists(line, min_size=1, max_size=6), st.sampled_from(["fold", "fold by one", "rebuild"]))


def do(cast, what):
    if what == "rebuild":
        rollups.rebuild()
    elif what == "fold":
        rollups.fold()
    elif what == "fold by one":
        rollups.fold(1)
    else:
        lines(cast, what)


def answers(cast, indicators):
    """Everything that may be asked, as plain numbers."""
    found = {}
    for name in ASKED:
        unit = getattr(cast, name)
        for code in PERIODS:
            period = Period.parse(code)
            asked = found[name, code] = []
            asked.append([one.number for one in ledger.values(indicators, unit, period).values()])
            for rows in (
                ()
                if code not in LONGEST
                else (
                    ledger.values_by_month(indicators, unit, period),
                    ledger.values_by_child(indicators, unit, period),
                )
            ):
                asked.append([[one.number for one in row.values()] for _key, row in rows])
    return found


def holds(cast, indicators, steps):
    """Whatever the steps: roll-ups answer as the facts do, and agree with them line by line."""
    with transaction.atomic():
        for what in steps:
            do(cast, what)
        rolled = answers(cast, indicators)
        RollMark.objects.update(declared="")  # from now on nobody believes them
        assert rolled == answers(cast, indicators)
        RollMark.objects.update(declared=rollups.kept().mark)
        assert list(rollups.differences()) == []
        transaction.set_rollback(True)


steps = st.lists(step, min_size=2, max_size=8)
calm = {"deadline": None, "suppress_health_check": [HealthCheck.function_scoped_fixture]}


@settings(max_examples=3, **calm)
@given(steps)
def test_roll_ups_say_what_the_facts_say(cast, indicators, every_place, steps):
    holds(cast, indicators, steps)


@pytest.mark.slow
@settings(max_examples=examples(40), **calm)
@given(steps)
def test_roll_ups_say_what_the_facts_say_forty_times(cast, indicators, every_place, steps):
    holds(cast, indicators, steps)


def a_line(**said):
    plain = {"unit": "mill", "measure": "rolled.times", "kind": "甲", "on": date(2008, 5, 1), "value": 1, "subject": ""}
    return plain | {"matter": "培训", "reach": 0, "territory": False} | said


def ready_at(unit, by=None, children=(), period="2008"):
    return totals.ready(TERMS, reading.Question(unit, Period.parse(period)), by, children)


def test_every_declared_way_of_counting_is_answered_without_the_facts(cast, indicators, every_place):
    lines(cast, [a_line(), a_line(measure="rolled.stock"), a_line(measure="work.persons", subject="person:1")])
    assert ready_at(cast.town) == {}  # nothing is folded yet
    rollups.fold()
    assert ready_at(cast.town).keys() == set(TERMS)
    assert ready_at(cast.town, "month").keys() == set(TERMS)
    assert ready_at(cast.town, "child", [cast.mill.path]).keys() == set(TERMS)
    lines(cast, [a_line(measure="work.persons", subject="person:2", value=1)])
    assert ready_at(cast.town)[Term("work.persons", ("甲", "乙"), "distinct", "事项=培训")] == {None: 2}
    with_weeks = ready_at(cast.town, period="2008-05-01..2008-05-20")
    assert not with_weeks  # days are asked of the facts


def test_a_small_place_is_asked_of_the_facts(cast, indicators, monkeypatch):
    monkeypatch.setattr(rollups, "SPREAD_FROM", Fact.objects.count() + 3)
    lines(cast, [a_line(), a_line()])
    rollups.fold()
    assert ready_at(cast.federation) and not ready_at(cast.town)
    lines(cast, [a_line()])
    rollups.fold()
    assert ready_at(cast.town) and not ready_at(cast.mill)
    assert list(rollups.differences()) == []


def test_a_long_tail_is_asked_of_the_facts(cast, indicators, every_place, monkeypatch):
    lines(cast, [a_line()])
    rollups.fold()
    monkeypatch.setattr(totals, "LONG_TAIL", 1)
    lines(cast, [a_line()])
    assert ready_at(cast.town)
    lines(cast, [a_line()])
    assert not ready_at(cast.town)


def test_roll_ups_cost_a_fixed_number_of_questions(cast, indicators, every_place):
    lines(cast, [a_line(on=date(2008, month, 1), unit=unit) for month in range(1, 13) for unit in UNITS])
    lines(cast, [a_line(measure="work.persons", subject="person:1")])
    rollups.fold()
    for run in (
        lambda: ledger.values(indicators, cast.federation, Period.parse("2008")),
        lambda: ledger.values_by_month(indicators, cast.federation, Period.parse("2008")),
    ):
        with CaptureQueriesContext(connection) as asked:
            run()
        assert len(asked) == 2  # how far the roll-ups go; sums and people
    with CaptureQueriesContext(connection) as asked:
        ledger.values_by_child(indicators, cast.federation, Period.parse("2008"))
    assert len(asked) == 3  # and the children


def test_the_last_month_with_data_is_known_without_the_facts(cast, every_place):
    row = {
        "unit": "mill",
        "measure": "work.persons",
        "kind": "甲",
        "value": 1,
        "subject": "",
        "matter": "走访",
        "reach": 0,
    }
    row |= {"territory": False}
    today = date(2009, 6, 15)
    lines(cast, [row | {"on": date(2008, 11, 3)}, row | {"on": date(2009, 7, 1)}])
    assert totals.last_month(cast.town.path, today) is None  # nothing is folded yet
    rollups.fold()
    assert totals.last_month(cast.town.path, today) == (2008, 11)
    assert totals.last_month(cast.port.path, today) == (2001, 5)  # its founding is a line too
    lines(cast, [row | {"on": date(2009, 6, 14)}])  # behind the mark
    assert totals.last_month(cast.town.path, today) == (2009, 6)


def test_who_folds_between_two_questions_is_noticed(cast, indicators, every_place, monkeypatch):
    lines(cast, [a_line()])
    rollups.fold()
    lines(cast, [a_line()])
    folded = []

    def state(*asked, real=totals._state):
        found = real(*asked)
        if not folded:
            folded.append(rollups.fold())
        return found

    monkeypatch.setattr(totals, "_state", state)
    assert ready_at(cast.town)[TERMS[0]] == {None: 2}


def test_a_tampered_roll_up_is_found_and_made_anew(cast, indicators, every_place):
    lines(cast, [a_line(), a_line(measure="work.persons", subject="person:1")])
    rollups.fold()
    assert list(rollups.differences()) == []
    RollSum.objects.filter(place=cast.mill.path).update(total=7)
    RollPeople.objects.filter(place=cast.town.path).delete()
    assert {(found.place, found.rolled) for found in rollups.differences()} >= {
        (cast.mill.path, (7, 1, 1, 1)),
        (cast.town.path, (0,)),
    }
    rollups.rebuild()
    assert list(rollups.differences()) == []


def test_when_more_is_declared_roll_ups_are_made_anew(cast, indicators, every_place, monkeypatch):
    lines(cast, [a_line(matter="走访")])
    rollups.fold()
    more = Indicator("rolled.more", "走访", of=Term("rolled.times", "甲", where="事项=走访"))
    monkeypatch.setitem(registry.indicators, more.code, more)
    assert not ready_at(cast.town)
    rollups.fold()
    assert totals.ready(more.numerator, reading.Question(cast.town, Period.parse("2008"))) == {more.of: {None: 1}}


@pytest.mark.django_db(transaction=True)
def test_folding_beside_acts_loses_nothing_and_counts_nothing_twice(monkeypatch):
    """Six writers and a folder with connections of their own; some acts are undone. On PostgreSQL keys are taken long before they are seen."""
    needs_threads()
    monkeypatch.setattr(rollups, "SPREAD_FROM", 1)
    cast, over = assemble(), threading.Event()

    def write(at):
        for turn in range(12):
            try:
                with act(SYSTEM, "worklog.record", cast.mill) as this:
                    entry = Entry(
                        unit=cast.mill, kind="AC-05", on=date(2008, 1 + turn % 12, 1), matter="并发", persons=1
                    )
                    entry.save()
                    ledger.post([entry], this._write_log())  # keys are taken, and the act goes on
                    time.sleep(0.01 * (at % 4))
                    if turn % 5 == 4:
                        raise Undone
            except Undone:
                pass
        return True

    def keep_folding():
        while not over.is_set():
            rollups.fold(7)
        return True

    def all_writers():
        assert at_once(*(partial(write, at) for at in range(6))) == [True] * 6
        over.set()
        return True

    assert at_once(all_writers, keep_folding) == [True, True]
    rollups.fold()
    assert RollMark.objects.get().mark >= Fact.objects.order_by("-pk").first().pk
    assert list(rollups.differences()) == []
    assert ledger.value("AC-05:人数", cast.town, Period.parse("2008")).number == Entry.objects.count() == 60


@pytest.mark.django_db(transaction=True)
def test_lines_of_an_act_that_has_not_ended_are_never_passed_over():
    """Its keys are lower than those of an act that ended before it: the mark waits below them, and nothing else waits."""
    needs_threads()
    cast, posted, folded = assemble(), threading.Event(), threading.Event()

    def record(on):
        with act(SYSTEM, "worklog.record", cast.mill) as this:
            entry = Entry(unit=cast.mill, kind="AC-05", on=on, matter="并发", persons=1)
            entry.save()
            ledger.post([entry], this._write_log())
            yield entry

    list(record(date(2007, 1, 1)))  # the words are on file
    rollups.fold()
    before = RollMark.objects.get().mark

    def slow():
        for _ in record(date(2008, 1, 1)):
            posted.set()
            assert folded.wait(20)
        return True

    def quick():
        assert posted.wait(20)
        list(record(date(2008, 2, 1)))
        rollups.fold()
        folded.set()
        return RollMark.objects.get().mark == before

    assert at_once(slow, quick) == [True, True]
    rollups.fold()
    assert RollMark.objects.get().mark == Fact.objects.order_by("-pk").first().pk
    assert list(rollups.differences()) == []
