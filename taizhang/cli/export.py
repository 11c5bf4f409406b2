"""`taizhang export --open`: everything on file in formats that any program reads, so that nobody is locked in.

A zip with one CSV a table (UTF-8, RFC 4180), the evidence files, and `datapackage.json`, which describes every table and column in the
words of the house by the Frictionless Data Package standard (specs.frictionlessdata.io). Sealed columns are masked unless somebody
says why they must be open; that is written into the log. Passwords, keys and one-time links are never in it.
"""

import base64
import csv
import hashlib
import io
import json
import zipfile
from contextlib import contextmanager

import click
from django.apps import apps
from django.conf import settings
from django.db import connection, models
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from taizhang import __version__
from taizhang.cli import speaking, vault
from taizhang.cli.speaking import Command
from taizhang.kernel.acts import SYSTEM, act
from taizhang.kernel.sealing import SealedField

NEVER = {"kernel.Link", "kernel.User.password", "api.Token.digest"}  # what opens doors is no record of work
TYPES = (  # the first that fits; everything else is a string
    (models.BooleanField, "boolean"),
    (models.DateTimeField, "datetime"),
    (models.DateField, "date"),
    (models.JSONField, "object"),
    (models.DecimalField, "number"),
    ((models.IntegerField, models.AutoField, models.ForeignKey), "integer"),
)


@click.command(cls=Command, help=_("Everything on file as CSV tables with a description (Data Package) in one zip: for other programs, or to leave."),
               example="taizhang export --open all.zip")  # fmt: skip
@click.option("--open", "file", type=speaking.file_to_write(), required=True, help=_("the zip file to write"))
@click.option(
    "--reveal",
    metavar="WHY",
    help=_("with identity numbers and other sealed data in full, for this reason (it is logged)"),
)
@click.option("--json", "json_wanted", is_flag=True, help=_("answer in JSON"))
def export(file, reveal, json_wanted):
    """Export everything."""
    speaking.ready()
    with act(SYSTEM, "work.export", None) as this:
        this.note(file=file.name, sealed=_("in full") if reveal else _("masked"), why=reveal or "")
    with (
        speaking.progress(_("Exporting")) as tell,
        at_one_moment(),
        whole(file) as part,
        zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as into,
    ):
        described = write(into, opened=bool(reveal), tell=tell)
    rows = sum(one["rows"] for one in described["resources"])
    if json_wanted:
        speaking.as_json({"file": str(file), "tables": len(described["resources"]), "rows": rows})
        return
    speaking.say(_("%(file)s: %(tables)s tables, %(rows)s rows. datapackage.json says what every column is.") % {
        "file": file, "tables": len(described["resources"]), "rows": rows})  # fmt: skip


@contextmanager
def whole(path):
    """Where to write a file that appears under its name only when it is complete, readable by its owner alone."""
    part = path.with_name(path.name + ".part")
    try:
        with open(part, "wb", opener=vault.private) as out:
            yield out
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


@contextmanager
def at_one_moment():
    """All tables as they stand at one moment, while others go on writing. Inside a transaction that one stands for it."""
    if connection.in_atomic_block:
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ" if connection.vendor == "postgresql" else "BEGIN")
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")


def tables():
    """The tables of the house, in the order of its floors."""
    return [
        model
        for model in apps.get_models()
        if model.__module__.startswith("taizhang.") and model._meta.label not in NEVER and not model._meta.proxy
    ]


def columns_of(model):
    """The columns that leave; the blind indices of sealed columns say nothing outside this installation."""
    return [
        field
        for field in model._meta.concrete_fields
        if f"{model._meta.label}.{field.name}" not in NEVER and (field.editable or not field.name.endswith("_index"))
    ]


def write(into, *, opened, tell):
    """Every table, the evidence and the description; → the description."""
    resources, found = [], tables()
    for at, model in enumerate(found, 1):
        tell(at, len(found), str(model._meta.verbose_name_plural))
        resources.append(_table(into, model, opened))
    for path in sorted((settings.TAIZHANG_DATA / "evidence").rglob("*")):
        if path.is_file():
            into.write(path, f"evidence/{path.name}")
    described = {
        "profile": "tabular-data-package",
        "name": "taizhang",
        "title": "台账 Taizhang",
        "version": __version__,
        "created": timezone.now().isoformat(),
        "sealed": "in full" if opened else "masked",
        "resources": resources,
    }
    into.writestr("datapackage.json", json.dumps(described, ensure_ascii=False, indent=1))
    return described


def _table(into, model, opened):
    """One table as CSV; → its description, with the number of rows and the hash of the file."""
    fields, name = columns_of(model), f"tables/{model._meta.label_lower}.csv"
    hashed, rows = hashlib.sha256(), 0
    with into.open(name, "w", force_zip64=True) as raw:
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\r\n")
        writer.writerow([field.attname for field in fields])
        picked = model._base_manager.order_by("pk").values_list(*(field.attname for field in fields))
        for values in picked.iterator(chunk_size=2000):
            rows += 1
            writer.writerow([_plain(value, field, opened) for value, field in zip(values, fields, strict=True)])
            if rows % 2000 == 0:
                _pass_on(text, raw, hashed)
        _pass_on(text, raw, hashed)
    return {
        "name": model._meta.label_lower.replace(".", "-"),
        "path": name,
        "title": _both(model._meta.verbose_name),
        "encoding": "utf-8",
        "rows": rows,
        "hash": f"sha256:{hashed.hexdigest()}",
        "schema": _schema(model, fields),
    }


def _pass_on(text, raw, hashed):
    data = text.getvalue().encode()
    raw.write(data)
    hashed.update(data)
    text.seek(0)
    text.truncate()


def _plain(value, field, opened):
    """A value as text: days and moments in ISO 8601, true and false, bytes in Base64, nothing for nothing; exactly what is on file."""
    if value is None:
        return ""
    if isinstance(field, SealedField):
        return (value.reveal() if opened else value.masked) if value else ""
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(value).decode("ascii")
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False)
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def _schema(model, fields):
    """The columns in the words of the house, and which of them point to another table."""
    points = [
        {
            "fields": field.attname,
            "reference": {"resource": field.related_model._meta.label_lower.replace(".", "-"), "fields": "id"},
        }
        for field in fields
        if isinstance(field, models.ForeignKey) and field.related_model in tables()
    ]
    return {
        "primaryKey": [field.attname for field in model._meta.pk_fields],
        "fields": [
            {
                "name": field.attname,
                "type": next((word for kinds, word in TYPES if isinstance(field, kinds)), "string"),
                "title": _both(field.verbose_name),
                **({"format": "binary"} if isinstance(field, models.BinaryField) else {}),
                **({"sealed": True} if isinstance(field, SealedField) else {}),
            }
            for field in fields
        ],
        "foreignKeys": points,
    }


def _both(words):
    """A label in both languages: 会员 · member."""
    with override("zh-hans"):
        chinese = str(words)
    with override("en"):
        english = str(words)
    return chinese if chinese == english else f"{chinese} · {english}"
