"""A year of statistics: the mill and the port hand in their survey, the county adds it up; a table of the same year agrees with both."""

import io
from datetime import date
from decimal import Decimal

import openpyxl
import pytest
from django.urls import reverse

from taizhang.kernel import approvals, ledger
from taizhang.kernel.acts import SYSTEM
from taizhang.kernel.models import User
from taizhang.kernel.periods import Period
from taizhang.members.tests import factories as people
from taizhang.organisation import actions as organisation
from taizhang.statistics import actions
from taizhang.statistics.editions import newest
from taizhang.statistics.models import Table
from taizhang.statistics.queries import returns as queries
from taizhang.worklog import actions as worklog

pytestmark = pytest.mark.django_db
HANDED = date(2008, 10, 12)


def handed_in(unit, staff, women):
    """The union's survey of 2008, with what the ledger does not know from the payroll."""
    one = actions.begin_return(unit, by=SYSTEM, year=2008)
    said = {"1-01": staff, "1-02": women}
    open_ = [code for code, answer in queries.answers(one).items() if answer.origin != queries.LEDGER]
    actions.declare(one, by=SYSTEM, told={code: (Decimal(said.get(code, 0)), "工资花名册") for code in open_})
    actions.submit_return(one, by=SYSTEM, on=HANDED)
    return one


def test_the_county_adds_up_what_was_handed_in_and_its_table_says_the_same(cast, as_):
    yard = organisation.found(
        cast.port, by=SYSTEM, on=date(2001, 5, 1), code="F-P-Y", name="临港船厂工会", kind="company_union"
    )
    for name, sex, union in (("卢小春", "女", cast.mill), ("贺大满", "男", cast.mill), ("应小寒", "女", yard)):
        people.member(union, name=name, sex=sex)
    for union, times in ((cast.mill, 30), (yard, 12)):
        worklog.record(
            union, by=SYSTEM, on=date(2008, 5, 1), kind="AC-01", matter="篮球赛", person_times=times, sessions=1
        )
    mill = handed_in(cast.mill, staff=6, women=4)

    told = queries.summary(cast.federation, newest(), 2008)
    assert (told.totals["1-01"], told.totals["1-03"], told.totals["8-05"]) == (6, 2, 30)
    assert [unit for unit, _survey in told.missing] == [yard]

    handed_in(yard, staff=3, women=1)
    told = queries.summary(cast.federation, newest(), 2008)
    assert (told.totals["1-01"], told.totals["1-03"], told.totals["1-04"], told.totals["8-05"]) == (9, 3, 2, 42)
    assert told.missing == []

    above = User.objects.get(username="town_chair")
    approvals.decide(approvals.of(mill), by=above, on=date(2008, 10, 15), decision="approve")
    accepted = queries.summary(cast.federation, newest(), 2008, accepted_only=True)
    assert (accepted.totals["1-01"], [one.unit for one in accepted.handed_in]) == (6, [cast.mill])

    table = actions.define(
        cast.federation, by=SYSTEM, name="文体活动", rows=Table.Rows.CHILDREN, period=Period.statistical_year(2008).code(),
        columns=[{"code": "AC-01:人次", "layout": "value", "group": ""}, {"code": "members.in_membership", "layout": "value", "group": ""}],
    )  # fmt: skip
    answer = as_(cast.auditor).get(reverse("statistics:table_export", args=[table.pk]))
    book = openpyxl.load_workbook(
        io.BytesIO(b"".join(answer.streaming_content) if answer.streaming else answer.content)
    )
    rows = {row[0]: row[1:] for row in _texts(book.worksheets[0])}
    assert rows["石门县总工会"] == ("42", "3")
    assert rows["河湾镇联合工会"] == ("30", "2") and rows["临港镇联合工会"] == ("12", "1")

    worklog.record(yard, by=SYSTEM, on=date(2008, 6, 1), kind="AC-01", matter="补记一场", person_times=5, sessions=1)
    assert queries.summary(cast.federation, newest(), 2008).totals["8-05"] == 42  # what was handed in stays
    assert list(ledger.differences()) == []


def _texts(sheet):
    """The rows of a sheet that begin with a name of a unit: (name, figures in words …), empty cells left out."""
    for row in sheet.iter_rows(values_only=True):
        cells = [str(cell).strip() for cell in row if cell not in (None, "")]
        if len(cells) > 2 and any(word in cells[0] + cells[1] for word in ("总工会", "联合工会")):
            name = next(cell for cell in cells if "工会" in cell)
            yield (name, *[cell for cell in cells[cells.index(name) + 1 :] if cell.replace(".", "").isdigit()])
