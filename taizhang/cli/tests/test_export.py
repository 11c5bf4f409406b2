"""Everything leaves in open formats; what is sealed leaves masked unless somebody says why."""

import csv
import errno
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


def test_every_key_of_the_description_names_columns_that_are_there(db):
    columns = {model: {field.attname for field in export.columns_of(model)} for model in export.tables()}
    named = {model._meta.label_lower.replace(".", "-"): found for model, found in columns.items()}
    for model in export.tables():
        schema = export._schema(model, export.columns_of(model))
        assert schema["primaryKey"] and set(schema["primaryKey"]) <= columns[model], model
        for one in schema["foreignKeys"]:
            assert one["reference"]["fields"] in named[one["reference"]["resource"]], (model, one)


def test_bytes_leave_as_text_that_can_be_read_again():
    for content in (b"\x00\xff", memoryview(b"\x00\xff")):
        assert export._plain(content, None, False) == "AP8="


def test_nothing_that_opens_a_door_leaves():
    told = {f"{model._meta.label}.{field.name}" for model in export.tables() for field in export.columns_of(model)}
    assert not told & {"kernel.User.password", "api.Token.digest"}
    assert "kernel.Link" not in {model._meta.label for model in export.tables()}


def test_a_full_disk_is_a_sentence_and_leaves_no_half_file(taizhang, tmp_path, monkeypatch):
    def full(*_given, **_named):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(export, "write", full)
    said = taizhang("export", "--open", tmp_path / "all.zip")
    assert (said.exit_code, "磁盘已满" in said.output) == (1, True)
    assert not list(tmp_path.glob("all.zip*"))
