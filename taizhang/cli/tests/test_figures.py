"""Figures on the command line: one with its trace, all of them, and whole lists of questions."""

import csv

import pytest

from taizhang.cli.tests.conftest import written
from taizhang.kernel.manifest import registry

ASK = ("figure", "AW-05:户数", "--unit", "CY00", "--period", "2008")


def test_a_figure_is_printed_with_its_unit_and_definition(town):
    result = town(*ASK)
    assert result.exit_code == 0, result.output
    assert "楚阳镇联合工会" in result.output


def test_a_figure_in_json_has_its_number_and_its_trace(town, answer):
    found = answer(*ASK, "--trace")
    assert found["value"] == sum(line["counts"] for line in found["trace"]["lines"]) == found["trace"]["total"]
    assert found["trace"]["hidden"] == {"count": 0, "value": 0}
    assert {"date", "unit", "record", "title", "value", "counts", "posted_at", "act"} <= found["trace"]["lines"][
        0
    ].keys()


def test_the_trace_for_people_adds_up_in_words(town):
    result = town(*ASK, "--trace")
    assert result.exit_code == 0
    assert "worklog.entry/" in result.output


def test_a_ratio_shows_what_stands_behind_both_its_sides(town, answer):
    ratio = next(one for one in registry.indicators.values() if one.is_ratio and one.code.startswith("organisation."))
    found = answer("figure", ratio.code, "--unit", "CY00", "--period", "2008-12-31", "--trace")
    assert found["trace"]["total"] == found["numerator"]
    assert found["trace_of_base"]["total"] == found["denominator"]
    assert town("figure", ratio.code, "--unit", "CY00", "--period", "2008-12-31", "--trace").exit_code == 0


def test_scope_and_filter_narrow_the_figure(town, answer):
    whole, own = answer(*ASK)["value"], answer(*ASK, "--scope", "own")["value"]
    narrowed = answer(*ASK, "--where", "事项~元旦")["value"]
    assert 0 < own < whole
    assert 0 < narrowed <= whole


@pytest.mark.parametrize("unit", ["CY00", "楚阳镇联合工会"])
def test_a_unit_is_meant_by_its_code_or_its_name(town, answer, unit):
    assert answer("figure", "AW-05:户数", "--unit", unit, "--period", "2008")["unit"] == "CY00"


def test_before_anything_was_known_the_figure_is_nothing(town, answer):
    assert answer(*ASK, "--as-of", "2007-01-01")["value"] == 0


def test_a_stock_is_asked_for_at_a_day(town, answer):
    found = answer(
        "figure", "OM-01:单位数", "--unit", "CY00", "--period", "2008-12-31", "--where", "类型=企业工会;职工人数>=25"
    )
    assert found["value"] == 17


def test_the_list_holds_every_declared_figure(taizhang, answer):
    assert {one["code"] for one in answer("figures", "--list")} == set(registry.indicators)
    assert taizhang("figures", "--list").exit_code == 0


# --- lists of questions -----------------------------------------------------------------------------------------------

HEAD = "id,catalogue,column,unit,from,to,scope,kind,filter,formula"


@pytest.fixture
def batch(town, tmp_path):
    """`batch(rows…)` → (result, {id: row of the answer})."""

    def ask(*rows, head=HEAD):
        out = tmp_path / "out.csv"
        result = town("figures", "--batch", written(tmp_path / "in.csv", head, *rows), "--out", out)
        with out.open(encoding="utf-8") as lines:
            return result, {row["id"]: row for row in csv.DictReader(lines)}

    return ask


def test_a_batch_answers_flows_stocks_and_formulas(batch):
    result, rows = batch(
        "A,AW-05,户数,CY00,2008-01-01,2008-12-31,subtree,flow,,",
        "B,OM-01,单位数,CY00,2008-12-31,2008-12-31,subtree,stock,类型=企业工会,",
        "C,OM-01,单位数,CY00,2007-12-31,2007-12-31,subtree,stock,类型=企业工会,",
        "D,OM-01,单位数,CY00,2008-01-01,2008-12-31,,change,,(B-C)/C*100",
        "E,,,CY00,2008-01-01,2008-12-31,,sum,,B+C",
        "F,,,CY00,2008-01-01,2008-12-31,,sum,,E+B",
    )
    assert result.exit_code == 0, result.output
    assert [rows[name]["value"] for name in "BCDEF"] == ["17", "16", "6.3", "33", "50"]


def test_a_batch_prints_a_dash_without_a_base(batch):
    _result, rows = batch(
        "A,AW-05,户数,CY00,1999-01-01,1999-12-31,subtree,flow,,",
        "B,AW-05,户数,CY00,2008-01-01,2008-12-31,subtree,flow,,",
        "C,,,,,,,change,,(B-A)/A*100",
        "D,,,,,,,sum,,C+B",
    )
    assert [rows[name]["value"] for name in "ACD"] == ["0", "—", "—"]


def test_a_batch_tells_which_rows_it_could_not_answer(batch):
    result, rows = batch(
        "A,AW-05,户数,CY00,2008-01-01,2008-12-31,subtree,flow,,",
        "B,AW-05,户数,NOWHERE,2008-01-01,2008-12-31,subtree,flow,,",
        "C,,,,,,,sum,,A+B",
        "D,,,,,,,sum,,D+A",
        "E,AW-05,户数,CY00,2008-13-01,2008-12-31,subtree,flow,,",
        "F,AW-05,户数,CY00,2008-01-01,2008-12-31,everywhere,flow,,",
        "G,,,,,,,sum,,A+Z",
    )
    assert result.exit_code == 1
    assert rows["A"]["problem"] == ""
    assert all(rows[name]["problem"] and rows[name]["value"] == "" for name in "BCDEFG")


def test_a_batch_rounds_half_up_once(batch):
    _result, rows = batch(*(f"{name},,,,,,,{kind},,{formula}" for name, kind, formula in (
        ("A", "rate", "25/1000*100"), ("B", "rate", "235/10000*100"), ("C", "average", "10/4"), ("D", "average", "0.25/1"),
        ("E", "change", "(85-100)/100*100"), ("F", "average", "0.35"), ("G", "average", "100"))))  # fmt: skip
    assert [rows[name]["value"] for name in "ABCDEFG"] == ["2.5", "2.4", "2.5", "0.3", "-15.0", "0.4", "100.0"]


def test_a_batch_reads_gb18030_and_replaces_a_value_column(town, tmp_path):
    path, out = tmp_path / "in.csv", tmp_path / "out.csv"
    path.write_bytes(
        f"value,{HEAD}\n999,A,AW-05,户数,CY00,2008-01-01,2008-12-31,subtree,flow,事项~走访,\n".encode("gb18030")
    )
    assert town("figures", "--batch", path, "--out", out).exit_code == 0
    with out.open(encoding="utf-8") as lines:
        (row,) = csv.DictReader(lines)
    assert row["value"] not in ("", "999")


def test_a_batch_without_the_columns_is_asked_wrongly(town, tmp_path):
    result = town(
        "figures", "--batch", written(tmp_path / "in.csv", "id,unit", "A,CY00"), "--out", tmp_path / "out.csv"
    )
    assert result.exit_code == 2
    assert "catalogue" in result.output
