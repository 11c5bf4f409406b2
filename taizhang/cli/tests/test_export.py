"""Everything leaves in open formats; what is sealed leaves masked unless somebody says why."""

import csv
import hashlib
import io
import json
import zipfile

import pytest

from taizhang.cli import export
from taizhang.cli.tests.conftest import SAMPLE
from taizhang.kernel.models import ActLog, Fact
from taizhang.members.models import Person

pytestmark = pytest.mark.django_db(transaction=True)


def opened(path):
    """(description, {table: rows})"""
    with zipfile.ZipFile(path) as file:
        told = json.loads(file.read("datapackage.json"))
        rows = {}
        for one in told["resources"]:
            data = file.read(one["path"])
            assert one["hash"] == f"sha256:{hashlib.sha256(data).hexdigest()}"
            rows[one["name"]] = list(csv.DictReader(io.StringIO(data.decode())))
            assert len(rows[one["name"]]) == one["rows"]
    return told, rows


def test_everything_leaves_with_its_description(taizhang, answer, tmp_path):
    for importer, name in (("units", "units.xlsx"), ("members", "members.xlsx")):
        assert taizhang("import", importer, SAMPLE / name).exit_code in (0, 3)
    said = answer("export", "--open", tmp_path / "all.zip")
    told, rows = opened(tmp_path / "all.zip")
    assert said["tables"] == len(export.tables()) == len(told["resources"])
    assert len(rows["kernel-fact"]) == Fact.objects.count()
    assert sum(int(row["value"]) for row in rows["kernel-fact"]) == sum(Fact.objects.values_list("value", flat=True))
    person = Person.objects.exclude(id_index="").first()
    row = next(row for row in rows["members-person"] if row["id"] == str(person.pk))
    assert row["id_number"] == str(person.id_number)
    assert "*" in row["id_number"]
    assert "id_index" not in row
    assert "password" not in rows["kernel-user"][0] if rows["kernel-user"] else True
    schema = next(one for one in told["resources"] if one["name"] == "members-membership")["schema"]
    assert {"fields": "person_id", "reference": {"resource": "members-person", "fields": "id"}} in schema["foreignKeys"]
    assert {"name": "joined_on", "type": "date"}.items() <= next(
        one for one in schema["fields"] if one["name"] == "joined_on"
    ).items()


def test_sealed_data_leave_in_full_only_for_a_reason_that_is_logged(taizhang, tmp_path):
    for importer, name in (("units", "units.xlsx"), ("members", "members.xlsx")):
        assert taizhang("import", importer, SAMPLE / name).exit_code in (0, 3)
    assert taizhang("export", "--open", tmp_path / "all.zip", "--reveal", "moving house").exit_code == 0
    _told, rows = opened(tmp_path / "all.zip")
    person = Person.objects.exclude(id_index="").first()
    row = next(row for row in rows["members-person"] if row["id"] == str(person.pk))
    assert row["id_number"] == person.id_number.reveal()
    log = ActLog.objects.get(code="work.export")
    assert log.notes["why"] == "moving house"
