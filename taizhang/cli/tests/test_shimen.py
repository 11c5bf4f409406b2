"""The sample town, end to end: three workbooks in, 448 figures out, and everything agrees afterwards."""

import csv
import time

from taizhang.cli.tests.conftest import SAMPLE


def test_every_expected_figure_comes_out_exactly(taizhang, tmp_path):
    for importer, name in (("units", "units.xlsx"), ("members", "members.xlsx"), ("entries", "work.xlsx")):
        assert taizhang("import", importer, SAMPLE / name).exit_code in (0, 3)
    out, begun = tmp_path / "out.csv", time.monotonic()
    assert taizhang("figures", "--batch", SAMPLE / "expected.csv", "--out", out).exit_code == 0
    assert time.monotonic() - begun < 30
    with (SAMPLE / "expected.csv").open(encoding="utf-8-sig") as lines:
        expected = {row["id"]: row["value"] for row in csv.DictReader(lines)}
    with out.open(encoding="utf-8") as lines:
        found = {row["id"]: row["value"] for row in csv.DictReader(lines)}
    assert found == expected
    assert taizhang("selfcheck").exit_code == 0


def test_the_town_reports_and_its_file_is_verified(town, answer, tmp_path):
    out = tmp_path / "report.docx"
    made = answer("report", "--unit", "CY00", "--year", "2008", "--out", out)
    assert made["figures"] > 20
    assert answer("verify", out)["state"] == "intact"
    again = tmp_path / "again.docx"
    assert town("report", "--unit", "CY00", "--year", "2008", "--out", again).exit_code == 0
    assert again.read_bytes() == out.read_bytes()


def test_a_file_that_is_no_report_is_refused(town):
    result = town("verify", SAMPLE / "units.xlsx")
    assert result.exit_code == 1
    assert "Traceback" not in result.output
