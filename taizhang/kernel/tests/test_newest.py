"""The page of lines behind a figure is the same whether roll-ups and a walk from the newest line find it, or all lines are put in order."""

from datetime import date, timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from taizhang.kernel import ledger, models, newest, rollups, totals, tree
from taizhang.kernel.acts import SYSTEM
from taizhang.kernel.models import ActLog, Posting, Unit, outside, within
from taizhang.kernel.periods import Period
from taizhang.kernel.tests.test_rollups import a_line, calm, every_place, indicators, line, lines  # noqa: F401  fixtures
from taizhang.testing.deep import examples

pytestmark = pytest.mark.django_db
YEAR = Period.parse("2008")
PLACES, PERIODS = ("federation", "town"), ("2008", "2008-11-01..2009-02-28", "2008-05-03..2008-06-01")


@pytest.fixture
def walks(monkeypatch):
    """Every page that can be found by walking is, two lines at a time, however few lines there are."""
    monkeypatch.setattr(newest, "STEP", 2)
    monkeypatch.setattr(newest, "OFTEN", 1000)
    monkeypatch.setattr(newest, "_is_short", lambda *_: True)


def take_back(which):
    """The posting of a line and one that reverses it, as the ledger does."""
    standing = list(Posting.objects.filter(record_type="kernel.nothing", reverses=None, reversal=None).order_by("pk"))
    if not standing:
        return
    posting, log = standing[which % len(standing)], ActLog.objects.create(code="work.repost", at=timezone.now())
    undone = Posting.objects.create(
        act=log, record_type="kernel.nothing", record_id=1, wording_id=posting.wording_id, reverses=posting, posted_at=log.at
    )  # fmt: skip
    for fact in posting.facts.all():
        fact.pk, fact.posting, fact.value, fact.sign, fact.posted_at = None, undone, -fact.value, -1, log.at
        fact._state.adding = True
        fact.save()


def told(found, unit, period, viewer, monkeypatch, by_walking):
    """Everything that traces of these indicators say: numbers, sums, and the lines of three pages and of all in one."""
    answers = []
    with monkeypatch.context() as patch:
        if not by_walking:
            patch.setattr(totals, "behind", lambda *_: {})
        for one in found:
            for page, size in ((2, 2), (1, 40), (9, 3)):
                trace = ledger.trace(one, unit, period, viewer=viewer, page=page, per_page=size)
                shown = [(row.fact.pk, row.counts) for row in trace.lines]
                answers.append(
                    (one.code, page, trace.total, trace.shown, trace.hidden_count, trace.hidden_value, trace.pages, shown)
                )  # fmt: skip
    return answers


def post(cast, rows):
    """The rows as lines of records: also those that lessen stand, until they are taken back."""
    for row in rows:
        lines(cast, [row | {"value": abs(row["value"])}])


step = st.one_of(
    st.lists(line, min_size=1, max_size=6),
    st.integers(0, 50),  # take one back
    st.sampled_from(["fold", "fold by one", "rebuild"]),
)


def do(cast, what):
    if isinstance(what, int):
        take_back(what)
    elif isinstance(what, list):
        post(cast, what)
    elif what == "rebuild":
        rollups.rebuild()
    else:
        rollups.fold(1 if what == "fold by one" else None)


def holds(cast, known, steps, monkeypatch, data):
    found = data.draw(st.lists(st.sampled_from(known), min_size=2, max_size=4, unique=True))
    place, period = data.draw(st.sampled_from(PLACES)), Period.parse(data.draw(st.sampled_from(PERIODS)))
    with transaction.atomic():
        for what in [
            *steps[: len(steps) // 2 + 1],
            "fold",
            *steps[len(steps) // 2 + 1 :],
        ]:  # some lines behind the mark
            do(cast, what)
        for viewer in (SYSTEM, cast.town_chair):
            asked = found, getattr(cast, place), period, viewer, monkeypatch
            assert told(*asked, True) == told(*asked, False)
        assert list(rollups.differences()) == []
        transaction.set_rollback(True)


steps = st.lists(step, min_size=3, max_size=8)


@settings(max_examples=2, **calm)
@given(steps=steps, data=st.data())
def test_a_trace_is_the_same_by_either_way(cast, indicators, every_place, walks, monkeypatch, steps, data):  # noqa: F811
    holds(cast, indicators, steps, monkeypatch, data)


@pytest.mark.slow
@settings(max_examples=examples(60), **calm)
@given(steps=steps, data=st.data())
def test_a_trace_is_the_same_by_either_way_sixty_times(cast, indicators, every_place, walks, monkeypatch, steps, data):  # noqa: F811
    holds(cast, indicators, steps, monkeypatch, data)


def many(cast):
    """Thirty lines of two kinds at two unions, one of them taken back; folded."""
    post(
        cast,
        [
            a_line(measure="work.persons", kind=kind, unit=unit, on=date(2008, 1, 1) + timedelta(days), value=2)
            for days in range(0, 300, 40)
            for kind in ("甲", "乙")
            for unit in ("mill", "port")
        ],
    )
    take_back(5)
    rollups.fold()


def test_the_first_page_looks_at_no_more_lines_than_it_needs(cast, indicators, every_place, walks):  # noqa: F811
    many(cast)
    indicator = next(
        one
        for one in indicators
        if one.of.measure == "work.persons" and one.of.kinds == ("甲", "乙") and not one.of.where
    )
    asked = {}
    for page in (1, 4):
        with CaptureQueriesContext(connection) as queries:
            trace = ledger.trace(indicator, cast.federation, YEAR, viewer=SYSTEM, page=page, per_page=2)
        asked[page] = len(queries)
        assert (trace.shown, trace.total, len(trace.lines)) == (31, 62, 2)
    # How far roll-ups go; sums and people; lines, in one turn or in three; their rows.
    assert asked == {1: 4, 4: 6}


def test_whoever_sees_all_that_ever_stood_below_needs_no_look_at_each_line(cast, indicators, every_place, walks):  # noqa: F811
    many(cast)
    indicator = next(
        one for one in indicators if one.of.measure == "work.persons" and one.of.kinds == ("甲",) and one.of.sign < 0
    )
    viewer = cast.town_chair
    before = ledger.trace(indicator, cast.town, YEAR, viewer=viewer)
    assert (before.total, before.hidden_count, before.shown) == (-16, 0, 8)
    tree.move(Unit.objects.get(pk=cast.mill.pk), cast.federation, date(2009, 1, 1))
    town = Unit.objects.get(pk=cast.town.pk)
    after = ledger.trace(
        indicator, town, YEAR, viewer=viewer
    )  # the lines stay where they happened, the mill's work is others' to read
    assert (after.total, after.hidden_count, after.shown, after.lines) == (-16, 8, 0, [])
    seen = ledger.trace(indicator, cast.federation, YEAR, viewer=SYSTEM)
    assert (seen.total, seen.hidden_count, seen.shown) == (-30, 0, 15)


@pytest.mark.parametrize(
    "chosen", [(), ("mill",), ("mill", "port"), ("town", "mill"), ("federation",), ("mill", "federation", "port")]
)
def test_what_lies_outside_some_subtrees_is_all_that_lies_in_none(cast, chosen):
    paths = [getattr(cast, name).path for name in chosen]
    inside = set(Unit.objects.filter(within(paths)))
    assert set(Unit.objects.filter(outside(paths))) == set(Unit.objects.all()) - inside


def test_children_of_a_root_are_those_directly_below_it_whatever_its_number(cast, monkeypatch):
    top = Unit.objects.get(pk=cast.federation.pk)
    found = list(top.children())
    assert found and found == list(Unit.objects.filter(depth=2, path__startswith=top.path).order_by("path"))
    assert list(top.children().filter(pk__in=top.children()).reverse()) == found[::-1]
    monkeypatch.setattr(models, "FEW", 0)
    assert list(top.children()) == found
