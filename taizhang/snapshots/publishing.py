"""A unit's facts as Parquet files, one folder a region and month, with a manifest that is signed.

Nobody's name is in it: subjects, matters and records are pseudonyms under the installation's own key, the same in every snapshot of it.
Words are only those that a filter may ask for.
"""

import hashlib
import hmac
import json
from itertools import groupby, islice
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from django.db.models.functions import Substr
from django.utils import timezone
from django.utils.translation import gettext as _

from taizhang import __version__
from taizhang.kernel import sealing, signing
from taizhang.kernel.manifest import registry
from taizhang.kernel.models import Fact, Unit, Wording, path_end, within
from taizhang.kernel.verdicts import Refused

FORMAT, MANIFEST, BATCH = 1, "manifest.json", 20_000

FACTS = pa.schema(
    [
        ("measure", pa.string()), ("kind", pa.string()), ("unit", pa.string()), ("place", pa.string()),
        ("occurred_on", pa.date32()), ("value", pa.int64()), ("sign", pa.int64()), ("subject", pa.string()), ("matter", pa.string()),
        ("reach", pa.int64()), ("basis", pa.string()), ("wording", pa.string()), ("record", pa.string()), ("line", pa.int64()),
    ]
)  # fmt: skip
READ = (
    "measure", "kind", "unit_id", "path", "occurred_on", "value", "sign", "subject", "matter", "reach", "basis", "wording_id",
    "posting__record_type", "posting__record_id", "pk",
)  # fmt: skip
DAY = READ.index("occurred_on")
WORDINGS = pa.schema([("wording", pa.string()), ("words", pa.string())])
UNITS = pa.schema([("place", pa.string()), ("code", pa.string()), ("name", pa.string())])


def source():
    """What tells this installation from others: a digest of its public key, sixteen characters."""
    signing.newest_kid()
    return hashlib.sha256(signing.public_keys()["keys"][0]["x"].encode()).hexdigest()[:16]


def publish(unit, folder, *, own=False, as_of=None, tell=lambda n, of=None, words="": None):
    """Write the facts of a unit and all below it (`own`: its own alone), wherever it ever stood, into an empty folder; → the manifest."""
    folder = Path(folder)
    if folder.exists() and any(folder.iterdir()):
        raise Refused(_("%(folder)s is not empty. A snapshot gets a folder of its own.") % {"folder": folder})
    folder.mkdir(parents=True, exist_ok=True)
    moment = as_of or timezone.now()
    facts = Fact.objects.filter(posted_at__lte=moment).order_by("pk")
    facts = facts.filter(unit=unit) if own else facts.filter(within(unit.paths))
    house = source()
    _write_facts(folder / "facts", facts, unit, house, tell)
    _write_words(folder, facts, house)
    _write_units(folder, unit, house)
    return _sign(folder, {
        "format": FORMAT, "taizhang": __version__, "source": house, "unit": unit.code, "name": unit.name, "path": unit.path, "paths": unit.paths,
        "steplen": Unit.steplen, "own": own, "as_of": moment.isoformat(), "made_at": timezone.now().isoformat(),
    })  # fmt: skip


def _write_facts(folder, facts, unit, house, tell):
    """One file a region (the unit itself, or a unit directly below it) and month; the lines of a region are read day by day."""
    depth, number = len(unit.path) + Unit.steplen, 0
    regions = facts.order_by().annotate(region=Substr("path", 1, depth)).values_list("region", flat=True).distinct()
    for region in sorted(regions):
        inside = {"path": region} if len(region) < depth else {"path__gte": region, "path__lt": path_end(region)}
        lines = facts.filter(**inside).order_by("occurred_on", "pk").values_list(*READ).iterator(chunk_size=BATCH)
        for month, rows in groupby(lines, key=lambda row: f"{row[DAY]:%Y-%m}"):
            number += _write_month(folder / region / month, rows, house)
            tell(number)


def _write_month(folder, rows, house):
    folder.mkdir(parents=True)
    number = 0
    with pq.ParquetWriter(folder / "part-0.parquet", FACTS, compression="zstd") as out:
        while batch := [_row(row, house) for row in islice(rows, BATCH)]:
            out.write_table(pa.Table.from_pylist(batch, schema=FACTS))
            number += len(batch)
    return number


def _row(row, house):
    (
        measure,
        kind,
        unit,
        path,
        day,
        value,
        sign,
        subject,
        matter,
        reach,
        basis,
        wording,
        record_type,
        record_id,
        line,
    ) = row
    return {
        "measure": measure, "kind": kind, "unit": f"{house}:{unit}",
        "place": f"{house}:{path}", "occurred_on": day, "value": value, "sign": sign, "subject": _pseudonym(subject),
        "matter": _pseudonym(matter), "reach": reach, "basis": basis, "wording": f"{house}:{wording}",
        "record": _pseudonym(f"{record_type}:{record_id}"), "line": line,
    }  # fmt: skip


def _pseudonym(text):
    """The same for the same text in every snapshot of this installation, and no way back. Nothing stays nothing."""
    return hmac.digest(sealing.keys().index, b"snapshot\0" + text.encode(), "sha256")[:16].hex() if text else ""


def _write_words(folder, facts, house):
    asked_for = set(registry.filters.values())
    said = Wording.objects.filter(pk__in=facts.order_by().values("wording")).order_by("pk")
    rows = [
        {"wording": f"{house}:{one.pk}", "words": json.dumps({key: word for key, word in one.words.items() if key in asked_for}, ensure_ascii=False)}
        for one in said.iterator(chunk_size=BATCH)
    ]  # fmt: skip
    pq.write_table(pa.Table.from_pylist(rows, schema=WORDINGS), folder / "wordings.parquet")


def _write_units(folder, unit, house):
    rows = [
        {"place": f"{house}:{path}", "code": code, "name": name}
        for path, code, name in Unit.objects.below(unit).values_list("path", "code", "name")
    ]
    pq.write_table(pa.Table.from_pylist(rows, schema=UNITS), folder / "units.parquet")


# --- the seal on the folder -----------------------------------------------------------------------------------------------------


def _sign(folder, manifest):
    manifest["files"] = [
        {"name": path.relative_to(folder).as_posix(), "size": path.stat().st_size, "rows": pq.read_metadata(path).num_rows, "sha256": digest(path)}
        for path in sorted(folder.rglob("*.parquet"))
    ]  # fmt: skip
    manifest["kid"] = signing.newest_kid()
    manifest["key"] = next(one["x"] for one in signing.public_keys()["keys"] if one["kid"] == manifest["kid"])
    manifest["signature"] = signing.sign(canonical(manifest))
    (folder / MANIFEST).write_text(json.dumps(manifest, ensure_ascii=False, indent=1), encoding="utf-8")
    return manifest


def canonical(manifest):
    """The text that is signed: everything but the signature, in one spelling."""
    told = {key: value for key, value in manifest.items() if key != "signature"}
    return json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(path):
    """SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def opened(folder, trusted):
    """The manifest of a snapshot whose signature holds, by a trusted public key, and whose files are all there and unchanged."""
    folder = Path(folder)
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError, ValueError) as wrong:
        raise Refused(_("%(folder)s holds no snapshot.") % {"folder": folder}) from wrong
    if not isinstance(manifest, dict) or not manifest.keys() >= {"format", "key", "signature", "files"}:
        raise Refused(_("%(folder)s holds no snapshot.") % {"folder": folder})
    if manifest.get("format") != FORMAT:
        raise Refused(_("%(folder)s was written by another version of Taizhang.") % {"folder": folder})
    if not signing.is_genuine_by(manifest["key"], canonical(manifest), manifest["signature"]):
        raise Refused(_("%(folder)s: the signature does not hold. Somebody changed the manifest.") % {"folder": folder})
    if manifest["key"] not in trusted:
        raise Refused(_("%(folder)s is signed by a key that is not trusted: %(key)s. Add it to the file of --trust.") % {
            "folder": folder, "key": manifest["key"]})  # fmt: skip
    for file in manifest["files"]:
        path = folder / file["name"]
        if not path.is_file() or path.stat().st_size != file["size"] or digest(path) != file["sha256"]:
            raise Refused(
                _("%(folder)s: %(file)s is missing or was changed.") % {"folder": folder, "file": file["name"]}
            )
    return manifest
