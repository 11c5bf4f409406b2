"""The latest lines behind many figures, asked together, are those of each figure asked alone."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from taizhang.kernel import ledger
from taizhang.kernel.acts import SYSTEM
from taizhang.kernel.periods import Period
from taizhang.kernel.tests.test_rollups import a_line, indicators, lines  # noqa: F401  a fixture

pytestmark = pytest.mark.django_db
YEAR = Period.parse("2008")


def alone(one, unit, viewer, limit, **options):
    """What a trace of the figure says, the newest first."""
    found = ledger.trace(one, unit, YEAR, viewer=viewer, per_page=limit, **options)
    return found.shown + found.hidden_count, [(line.fact.pk, line.counts) for line in found.lines]


def together(found, unit, viewer, limit, **options):
    told = ledger.latest([(one, unit, YEAR, options) for one in found], viewer=viewer, limit=limit)
    return [(count, [(line.fact.pk, line.counts) for line in rows]) for count, rows in told]


@pytest.fixture
def told(cast):
    """Persons named twice, taken back, without a name; sums of several kinds; a joint line."""
    one, two = ({"measure": "work.persons", "subject": f"person:{n}"} for n in (1, 2))
    lines(
        cast,
        [
            a_line(**one), a_line(unit="port", on=date(2008, 2, 1), **one), a_line(kind="乙", **one), a_line(**two), a_line(value=-1, **two),
            a_line(measure="work.persons", value=3), *(a_line(on=date(2008, month, 2), value=month) for month in range(1, 7)),
            *(a_line(kind="乙", on=date(2008, month, 3), unit="port") for month in range(1, 5)), a_line(reach=2, unit="port"),
            a_line(measure="rolled.stock", subject="unit:1", on=date(2007, 12, 1)), a_line(measure="rolled.stock", kind="乙"),
            a_line(measure="work.reading.persons", value=9),
        ],
    )  # fmt: skip
    return cast


@pytest.mark.parametrize("who", ["system", "mill_clerk"])
def test_asked_together_they_are_those_asked_alone(indicators, told, who):  # noqa: F811
    viewer = SYSTEM if who == "system" else getattr(told, who)
    for options in ({}, {"as_of": timezone.now()}, {"where": "事项=培训"}):
        some = [one for one in indicators if not one.of.where] if options else indicators
        expected = [alone(one, told.federation, viewer, 2, **options) for one in some]
        assert together(some, told.federation, viewer, 2, **options) == expected


def test_twenty_figures_cost_as_many_questions_as_two(indicators, told):  # noqa: F811
    some = [one for one in indicators if not one.of.where and (one.of.how == "sum" or len(one.of.kinds) == 1)]
    with CaptureQueriesContext(connection) as asked:
        together(some, told.federation, SYSTEM, 3)
    assert len(asked) <= 6
