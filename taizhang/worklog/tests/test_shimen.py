"""Two years of a town's work: every figure that the sample expects of the work ledger comes out of the ledger exactly."""

import csv
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from taizhang.kernel import ledger
from taizhang.kernel.acts import SYSTEM, act
from taizhang.kernel.models import Unit
from taizhang.kernel.periods import Period
from taizhang.kernel.reading import closes
from taizhang.organisation import actions as organisation
from taizhang.worklog import actions
from taizhang.worklog.models import Entry

SAMPLE = Path(__file__).resolve().parents[3] / "samples" / "shimen"
COLUMNS = {
    "日期": "on", "目录号": "kind", "事项": "matter", "人数": "persons", "人次": "person_times", "户数": "households",
    "家数": "enterprises", "件数": "items", "场次": "sessions", "金额(元)": "amount", "实物": "goods", "数量": "quantity",
    "计量单位": "measure_unit", "备注": "remark",
}  # fmt: skip
TODAY = date(2009, 6, 30)


def rows_of(name):
    rows = load_workbook(SAMPLE / name, read_only=True).active.iter_rows(values_only=True)
    heads = next(rows)
    return [dict(zip(heads, row, strict=True)) for row in rows]


def units():
    """The tree of the sample, without the details that work does not need."""
    found = {}
    for row in rows_of("units.xlsx"):
        kind = {"县总工会": "county_federation", "镇联合工会": "town_joint_union"}.get(row["类型"], "community_union")
        parent = found.get(row["上级编码"])
        if parent is not None and parent.depth >= 3:
            kind = "company_union"
        on = row["建会日期"].date() if row["建会日期"] else date(2000, 1, 1)
        if row["建会日期"] is None:
            continue  # employers and communities without a union keep no ledger
        found[row["编码"]] = organisation.found(parent, by=SYSTEM, on=on, code=row["编码"], name=row["名称"], kind=kind)
    return found


@pytest.fixture
def shimen(db):
    found = units()
    entries = []
    for row in rows_of("work.xlsx"):
        values = {key: row[head] for head, key in COLUMNS.items()}
        values["on"] = values["on"].date()
        entries.append(actions.prepare(found[row["工会编码"]], values, today=TODAY))
    with act(SYSTEM, "worklog.import", found["CY00"]) as this:
        this.create_all(Entry, entries)
    return found


def test_every_expected_figure_of_work_comes_out_exactly(shimen):
    wrong = []
    expected = [
        row for row in csv.DictReader((SAMPLE / "expected.csv").open(encoding="utf-8-sig")) if row["source"] == "work"
    ]
    for row in expected:
        period = Period.between(date.fromisoformat(row["from"]), date.fromisoformat(row["to"]))
        figure = ledger.value(
            f"{row['catalogue']}:{row['column']}", Unit.objects.get(code=row["unit"]), period, scope=row["scope"],
            where=row["filter"], nature=row["kind"],
        )  # fmt: skip
        if figure.number != Decimal(row["value"]):
            wrong.append((row["id"], row["catalogue"], row["column"], row["filter"], row["value"], figure.text()))
    assert wrong == []
    assert len(expected) > 250


def test_named_indicators_of_the_sample(shimen):
    town, year = shimen["CY00"], Period.year(2008)
    told = {code: ledger.value(f"worklog.{code}", town, year).text() for code in (
        "supermarket_persons", "collective_contract_firms", "women_insured_money", "dispute_success_rate", "town_new_jobs", "rights_groups",
        "books_held",
    )}  # fmt: skip
    assert (told["supermarket_persons"], told["collective_contract_firms"], told["women_insured_money"]) == (
        "396",
        "10",
        "440",
    )
    assert told["town_new_jobs"] == "5987"
    closed, whole, parts = closes(_indicator("worklog.petitions"), town, year)
    assert (closed, whole) == (True, parts)
    assert closes(_indicator("worklog.aid_money"), town, year)[0]


def _indicator(code):
    from taizhang.kernel.figures import resolve

    return resolve(code)


def test_nothing_differs_after_the_import(shimen):
    assert list(ledger.differences(["worklog.entry"])) == []
