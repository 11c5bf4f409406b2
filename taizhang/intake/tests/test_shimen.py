"""The sample town: every planted problem is found, told and treated as its answer sheet says."""

import csv
from pathlib import Path

import pytest

from taizhang.intake import actions, queries
from taizhang.kernel import ledger
from taizhang.kernel.access import SYSTEM

pytestmark = pytest.mark.django_db
SAMPLE = Path(__file__).parents[3] / "samples" / "shimen"


def imported(code, name):
    return actions.run(queries.preview(code, SAMPLE / name, by=SYSTEM), by=SYSTEM)


def test_the_sample_town_comes_in_whole():
    units = imported("units", "units.xlsx")
    assert units.counts == {"fine": 55, "repaired": 0, "warned": 0, "rejected": 0, "unchanged": 0}
    seen = queries.preview("members", SAMPLE / "members.xlsx", by=SYSTEM)
    with (SAMPLE / "members-expected.csv").open(encoding="utf-8-sig", newline="") as lines:
        expected = list(csv.DictReader(lines))
    found = [{**row, "row": str(row["row"])} for row in seen.as_json()]
    assert found == expected
    members = actions.run(seen, by=SYSTEM)
    assert members.entering + members.counts["rejected"] == 2600
    work = imported("entries", "work.xlsx")
    assert (work.entering, work.counts["rejected"]) == (439, 0)
    for code, name in (("units", "units.xlsx"), ("members", "members.xlsx"), ("entries", "work.xlsx")):
        assert imported(code, name).entering == 0
    assert list(ledger.differences()) == []
    for batch in (work, members):
        actions.undo(batch, by=SYSTEM)
    assert list(ledger.differences()) == []
    assert imported("members", "members.xlsx").entering == members.entering
