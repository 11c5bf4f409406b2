"""A year of books in a small federation: what is wrong is seen where it is typed, found at night, answered for, and then a zero may be told."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils import timezone

from taizhang.kernel import completeness, ledger, rulebook
from taizhang.kernel.acts import SYSTEM
from taizhang.kernel.models import ActLog
from taizhang.kernel.periods import Period
from taizhang.quality import actions, jobs
from taizhang.quality.models import Finding, MonthBook
from taizhang.reports import actions as reports
from taizhang.reports import queries as said
from taizhang.worklog import actions as worklog

TODAY = timezone.localdate()
YEAR = TODAY.year - 1
PERIOD = Period.year(YEAR)


@pytest.fixture
def unions(cast):
    rulebook.load()
    return cast


def record(unit, by, month, persons, *, matter="", sure=False, **more):
    told = {
        "on": date(YEAR, month, 8),
        "kind": "AC-02",
        "matter": matter or f"{month}月职工比赛",
        "persons": persons,
        **more,
    }
    return worklog.record(unit, by=by, confirmed=sure, **told)


def test_from_the_slip_of_a_pen_to_a_zero_that_may_be_told(unions):
    mill, town, clerk, chair = unions.mill, unions.town, unions.mill_clerk, unions.town_chair
    for month in range(1, 11):
        record(mill, clerk, month, 40 + month)

    # the form asks about the digit too many; she insists, wrongly
    with pytest.raises(worklog.Doubtful):
        record(mill, clerk, 11, 510)
    slip = record(mill, clerk, 11, 510, sure=True)
    # the town tells the mill's joint day once more
    record(mill, clerk, 12, 52, amount=Decimal(2600), matter="镇厂联办迎新赛")
    record(town, chair, 12, 52, amount=Decimal(2600), matter="镇厂联办迎新赛", sure=True)

    assert jobs.check_all.run()["opened"] > 0
    outlier, double = (Finding.objects.get(family=family) for family in ("outlier", "double"))
    assert (outlier.unit, double.unit) == (mill, town)
    assert Finding.objects.filter(unit=town, family="silence").exists()

    # the town's report of the year cannot say that nothing happened: its own book has eleven empty months
    books = completeness.of(town, PERIOD)
    assert (books.due, books.recorded, books.allows) == (24, 13, False)
    draft = reports.draft(town, by=chair, on=TODAY, period=PERIOD, skeleton="town")
    assert not any(one.chip.how == "none" for one in said.said_in(draft).values())

    # everybody mends what is theirs: the number, the doubled entry, the empty months
    worklog.correct(
        slip, by=clerk, on=slip.on, kind=slip.kind, matter=slip.matter, persons=51, confirmed=True, why="多写了一个零"
    )
    worklog.void(worklog.Entry.objects.get(unit=town, corrects=None), by=chair, why="已由厂工会记账")
    for month in range(1, 13):
        record(town, chair, month, 30 + month, matter=f"全镇{month}月比赛", sure=True)
    done = actions.check(unions.federation, by=SYSTEM, on=TODAY)
    assert done.mended >= 2
    for finding in (outlier, double):
        finding.refresh_from_db()
        assert finding.state == "mended" and finding.in_time
    assert ledger.value("quality.findings_found", town, Period.year(TODAY.year)).number >= 3

    # now the zero stands in the report, on its basis, and the figure of the books says the same
    books = completeness.of(town, PERIOD)
    assert (books.recorded, books.allows) == (24, True)
    draft = reports.draft(town, by=chair, on=TODAY, period=PERIOD, skeleton="town")
    zeros = [one.text for one in said.said_in(draft).values() if one.chip.how == "none"]
    assert zeros == ["没有发生（据2个单位的台账，应记24个单位月已记24个）"]
    assert not MonthBook.objects.standing().filter(unit=town, month__year=YEAR, state="silent").exists()
    assert ActLog.objects.filter(code="quality.check", unit=unions.federation).count() == 2
    assert list(ledger.differences()) == []
