"""Workbooks come in by the command line: a preview first, every remark on every row, and nothing twice."""

import csv
import json

from taizhang.cli.tests.conftest import SAMPLE, written
from taizhang.intake import actions as intake
from taizhang.intake.models import Batch
from taizhang.kernel.access import SYSTEM
from taizhang.kernel.models import Fact, Unit
from taizhang.members.models import Membership
from taizhang.worklog import actions as worklog
from taizhang.worklog.models import Entry


def test_a_preview_writes_nothing(taizhang):
    result = taizhang("import", "units", SAMPLE / "units.xlsx", "--preview")
    assert result.exit_code == 0, result.output
    assert not Unit.objects.exists()


def test_an_import_twice_adds_nothing(taizhang):
    taizhang("import", "units", SAMPLE / "units.xlsx")
    units, facts = Unit.objects.count(), Fact.objects.count()
    result = taizhang("import", "units", SAMPLE / "units.xlsx")
    assert result.exit_code == 0, result.output
    assert (Unit.objects.count(), Fact.objects.count()) == (units, facts)


def test_members_are_reported_row_by_row_as_expected(taizhang):
    """members-expected.csv, row by row: nothing missing, nothing more."""
    taizhang("import", "units", SAMPLE / "units.xlsx")
    result = taizhang("import", "members", SAMPLE / "members.xlsx", "--json")
    assert result.exit_code == 3
    report = json.loads(result.stdout)
    with (SAMPLE / "members-expected.csv").open(encoding="utf-8-sig") as lines:
        expected = sorted(
            (r["sheet"], int(r["row"]), r["field"], r["problem"], r["treatment"], r["original"], r["repaired"])
            for r in csv.DictReader(lines)
        )
    found = sorted(
        (r["sheet"], r["row"], r["field"], r["problem"], r["treatment"], r["original"], r["repaired"])
        for r in report["findings"]
    )
    assert found == expected
    assert report["counts"]["rejected"] == 2600 - Membership.objects.count()


def test_rejected_rows_come_back_as_a_workbook(taizhang, tmp_path):
    taizhang("import", "units", SAMPLE / "units.xlsx")
    out = tmp_path / "rejected.xlsx"
    taizhang("import", "members", SAMPLE / "members.xlsx", "--preview", "--rejected", out)
    assert out.read_bytes().startswith(b"PK")


def test_a_file_that_is_no_workbook_gets_a_sentence(taizhang, tmp_path):
    for content in (b"", b"PK\x03\x04 broken", b"\x00\x01\x02" * 99, "没有表头".encode()):
        path = tmp_path / "x.xlsx"
        path.write_bytes(content)
        result = taizhang("import", "units", path)
        assert result.exit_code == 1, result.output
        assert "Traceback" not in result.output


def test_a_csv_of_work_comes_in_for_one_unit(town, tmp_path):
    path = written(tmp_path / "work.csv", "日期,工会编码,目录号,事项,户数", "2008-11-05,CY01,AW-05,补登走访,3")
    before = Fact.objects.count()
    assert town("import", "entries", path, "--unit", "CY00").exit_code == 0
    assert Fact.objects.count() > before


def test_rows_of_another_unit_are_rejected(town, tmp_path):
    path = written(tmp_path / "work.csv", "日期,工会编码,目录号,事项,户数", "2008-11-05,CY02,AW-05,补登走访,3")
    result = town("import", "entries", path, "--unit", "CY01")
    assert result.exit_code == 3, result.output


def test_what_was_voided_does_not_come_back_by_a_second_import(town):
    entry = Entry.objects.filter(unit__code="CY00", kind="AW-05").first()
    worklog.void(entry, by=SYSTEM, why="重复登记")
    before = Fact.objects.count()
    assert town("import", "entries", SAMPLE / "work.xlsx").exit_code == 0
    assert Fact.objects.count() == before


def test_what_was_undone_may_come_in_again(town):
    standing = Entry.objects.standing().count()
    intake.undo(Batch.objects.get(importer="entries"), by=SYSTEM)
    assert Entry.objects.standing().count() == 0
    assert town("import", "entries", SAMPLE / "work.xlsx").exit_code == 0
    assert Entry.objects.standing().count() == standing
    assert town("selfcheck").exit_code == 0
