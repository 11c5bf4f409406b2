"""A table of many units says in each row what the ledger says of that unit alone, whatever the level, the tree and the way of counting."""

from datetime import date, timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from taizhang.kernel import byunit, ledger, rollups, tree
from taizhang.kernel.manifest import Indicator, Term
from taizhang.kernel.models import Unit
from taizhang.kernel.periods import Period
from taizhang.kernel.tests.test_rollups import a_line, calm, every_place, indicators, line, lines  # noqa: F401  fixtures
from taizhang.testing.deep import examples

pytestmark = pytest.mark.django_db
PERIODS = ("2008", "2008-11-05..2009-02-28")
READING = Indicator("rolled.reading", "读数", of=Term("work.reading.persons", ("甲", "乙")))
RATE = Indicator(
    "rolled.rate", "占比", of=Term("work.persons", "甲", "distinct"), over=Term("rolled.times", "甲"), percent=True
)


def everywhere(cast):
    return [cast.federation, cast.town, cast.mill, cast.port]


def alone(found, unit, period, **asked):
    return [one.number for one in ledger.values(found, unit, Period.parse(period), **asked).values()]


def table(found, units, period, **asked):
    columns = [(one, Period.parse(period)) for one in found]
    made = byunit.columns_by_unit(columns, units[0], units, **asked)
    return [list(row) for row in zip(*(column.numbers for column in made), strict=True)]


def readings(cast):
    """Rows for the readings of the kinds that a random ledger has."""
    return [
        a_line(
            measure="work.reading.persons", unit=unit, on=date(2008, 3, 1) + timedelta(days), value=value, reach=reach
        )
        for unit, days, value, reach in (("mill", 0, 5, 0), ("mill", 40, 7, 0), ("port", 3, 2, 0), ("town", 1, 4, 2))
    ]


def holds(cast, indicators, rows, fold, periods=PERIODS):  # noqa: F811
    """Each row of the table says what its unit says when it is asked alone."""
    with transaction.atomic():
        lines(cast, [*rows, *readings(cast)])
        if fold:
            rollups.fold()
        found = [*indicators, READING, RATE]
        for period in periods:
            for asked in ({}, {"tree": "now"}, {"tree": "same"}, {"as_of": timezone.now()}):
                expected = [alone(found, unit, period, **asked) for unit in everywhere(cast)]
                assert table(found, everywhere(cast), period, **asked) == expected
        transaction.set_rollback(True)


many = st.lists(line, min_size=6, max_size=14)


@pytest.mark.parametrize("fold", [False, True])
def test_a_table_says_what_each_figure_says(cast, indicators, every_place, fold):  # noqa: F811
    persons = {"measure": "work.persons", "subject": "person:1"}
    rows = [
        a_line(), a_line(unit="port", reach=1, value=3), a_line(unit="town", reach=2, kind="乙"), a_line(**persons), a_line(unit="port", **persons),
        a_line(unit="mill", measure="work.persons", subject="person:2", reach=2), a_line(measure="work.persons", value=4, unit="federation"),
        a_line(measure="rolled.stock", subject="unit:1"), a_line(measure="rolled.stock", subject="unit:1", value=-1, unit="port"),
        a_line(territory=True, kind="甲"),
    ]  # fmt: skip
    holds(cast, indicators, rows, fold, periods=("2008",))


@pytest.mark.slow
@settings(max_examples=examples(12), phases=[Phase.generate], **calm)
@given(many, st.booleans())
def test_a_table_says_what_each_figure_says_twelve_times(cast, indicators, every_place, rows, fold):  # noqa: F811
    holds(cast, indicators, rows, fold)


def test_a_unit_that_moved_has_what_happened_at_all_its_places(cast, indicators):  # noqa: F811
    """The mill goes to the port; on the tree of then the town keeps its past, on today's tree the port has it."""
    persons = {"measure": "work.persons", "subject": "person:1"}
    lines(cast, [a_line(), a_line(**persons), a_line(unit="town", **persons)])
    lines(cast, readings(cast))
    tree.move(cast.mill, cast.port, date(2008, 7, 1))
    cast.mill = Unit.objects.get(pk=cast.mill.pk)
    lines(cast, [a_line(on=date(2008, 8, 1)), a_line(on=date(2008, 8, 1), **persons)])
    units = [Unit.objects.get(pk=unit.pk) for unit in everywhere(cast)]
    found = [*indicators, READING, RATE]
    for tree_asked in ("then", "now"):
        expected = [alone(found, unit, "2008", tree=tree_asked) for unit in units]
        assert table(found, units, "2008", tree=tree_asked) == expected


def test_a_table_costs_as_many_questions_however_many_rows_it_has(cast, indicators, every_place):  # noqa: F811
    persons = {"measure": "work.persons", "subject": "person:1"}
    lines(cast, [a_line(), a_line(unit="port"), a_line(**persons), a_line(unit="port", **persons)])
    some = [one for one in indicators if not one.of.where and (one.of.how == "sum" or len(one.of.kinds) == 1)]

    def questions(units):
        with CaptureQueriesContext(connection) as asked:
            table(some, units, "2008")
        return len(asked)

    assert questions(everywhere(cast)) == questions(everywhere(cast)[:2])
    rollups.fold()
    assert questions(everywhere(cast)) == 2  # how far the roll-ups go, sums and people
