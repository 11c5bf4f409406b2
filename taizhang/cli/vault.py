"""What is in a backup and how it is sealed: a tar of database and files behind a manifest, encrypted to a recipient (age format).

The database is copied first and the files after it, so that every file the copy speaks of is in the archive; files of the house never
change once written. Everything streams: memory does not grow with the data.
"""

import hashlib
import io
import json
import os
import shutil
import sqlite3
import subprocess
import tarfile
import threading
from contextlib import closing
from pathlib import Path

import pyrage
from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from taizhang import __version__
from taizhang.kernel.models import ActLog, Fact, Posting
from taizhang.kernel.verdicts import Refused

MANIFEST, DATABASE, FORMAT = "manifest.json", "database", 1
CHUNK = 1 << 20
# Made anew on every machine; and the keys of ballots that are open, so that no backup can ever open a slip (docs/decisions/0012).
_OF_THE_MACHINE = ("static", "metrics", "last_backup", "errors.log", ".backup", ".restore", "ballot_keys")


# --- making ---------------------------------------------------------------------------------------------------------------------


def make(target, recipients, tell):
    """Write the backup; → its manifest. The file appears under its name only when it is complete."""
    data = Path(settings.TAIZHANG_DATA)
    with Room(data / ".backup") as room:
        copy = room / DATABASE
        tell(0, None, _("Copying the database"))
        _dump(copy)
        names = [(DATABASE, copy), *_files(data)]
        manifest = _manifest(names, tell)
        part = target.with_name(target.name + ".part")
        try:
            with open(part, "wb", opener=private) as out:
                _seal(out, recipients, manifest, names, tell)
                out.flush()
                os.fsync(out.fileno())
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)
    return manifest


def private(path, flags):
    """Opens a new file for its owner alone."""
    return os.open(path, flags, 0o600)


class Room:
    """A folder of one's own that is gone afterwards, whatever happens."""

    def __init__(self, path):
        self.path = path

    def __enter__(self):
        shutil.rmtree(self.path, ignore_errors=True)
        self.path.mkdir(mode=0o700)
        return self.path

    def __exit__(self, *_trouble):
        shutil.rmtree(self.path, ignore_errors=True)


def _dump(copy):
    """The database as it stands at one moment, while others go on writing."""
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        with closing(sqlite3.connect(copy)) as into:
            connection.connection.backup(into)
        return
    _run("pg_dump", "--format=custom", "--no-owner", f"--file={copy}", _dsn())


def _dsn():
    """The database as libpq is told of it; the password goes by the environment, where other accounts cannot read it."""
    told = connection.get_connection_params()
    names = {"dbname": "dbname", "host": "host", "port": "port", "user": "user"}
    return " ".join(f"{name}='{told[key]}'" for key, name in names.items() if told.get(key))


def _run(program, *arguments):
    """A program of PostgreSQL; what it complains of becomes the sentence."""
    if shutil.which(program) is None:
        raise Refused(
            _("%(program)s is not on this machine: install the client programs of PostgreSQL.") % {"program": program}
        )
    password = connection.get_connection_params().get("password") or ""
    done = subprocess.run(  # noqa: S603  one of our two programs
        [program, *arguments], env={**os.environ, "PGPASSWORD": password}, capture_output=True, text=True, check=False
    )
    if done.returncode:
        reason = (done.stderr.strip().splitlines() or ["?"])[-1][:300]
        raise Refused(_("%(program)s did not succeed: %(reason)s") % {"program": program, "reason": reason})


def _files(data):
    """(name in the archive, path) of every file of the installation except the database itself."""
    database = Path(str(connection.settings_dict["NAME"])).name if connection.vendor == "sqlite" else None
    for path in sorted(data.rglob("*")):
        name = path.relative_to(data).as_posix()
        ours = path.parent == data and database and path.name.startswith(database)
        if path.is_file() and not path.is_symlink() and not ours and not name.startswith(_OF_THE_MACHINE):
            yield f"files/{name}", path


def _manifest(names, tell):
    files = []
    for at, (name, path) in enumerate(names, 1):
        tell(at, len(names), _("Counting"))
        files.append({"name": name, "size": path.stat().st_size, "sha256": _digest(path)})
    last = Posting.objects.order_by("-pk").values_list("pk", flat=True).first()
    return {
        "format": FORMAT,
        "taizhang": __version__,
        "made_at": timezone.now().isoformat(),
        "engine": connection.vendor,
        "migrations": sorted(f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations()),
        "ledger": {"facts": Fact.objects.count(), "postings": Posting.objects.count(), "last_posting": last, "acts": ActLog.objects.count()},
        "files": files,
    }  # fmt: skip


def _digest(path):
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _seal(out, recipients, manifest, names, tell):
    """tar → age → out, one flowing into the other."""

    def write(into):
        with tarfile.open(fileobj=into, mode="w|", format=tarfile.PAX_FORMAT) as tar:
            told = json.dumps(manifest, ensure_ascii=False, indent=1).encode()
            entry = tarfile.TarInfo(MANIFEST)
            entry.size = len(told)
            tar.addfile(entry, io.BytesIO(told))
            for at, (name, path) in enumerate(names, 1):
                tell(at, len(names), _("Sealing"))
                tar.add(path, name, recursive=False)

    with Pipe(write) as reading:
        pyrage.encrypt_io(reading, out, recipients)


class Pipe:
    """What `write(into)` writes in a thread of its own, to be read here. A mistake over there is raised here, at the end."""

    def __init__(self, write):
        self.trouble = None
        end, begin = os.pipe()
        self.reading = os.fdopen(end, "rb")
        self.thread = threading.Thread(target=self._run, args=(write, os.fdopen(begin, "wb")), daemon=True)

    def _run(self, write, into):
        try:
            with into:
                write(into)
        except Exception as trouble:
            self.trouble = trouble

    def __enter__(self):
        self.thread.start()
        return self.reading

    def __exit__(self, kind, wrong, _trace):
        self.reading.close()
        self.thread.join()
        if self.trouble and not isinstance(self.trouble, BrokenPipeError):
            raise self.trouble from wrong


# --- opening --------------------------------------------------------------------------------------------------------------------


def open_into(source, keys, room, tell):
    """Open a backup into a folder; → its manifest. Every file is compared with the hash that the manifest tells."""

    def decrypt(into):
        with source.open("rb") as sealed:
            pyrage.decrypt_io(sealed, into, keys)

    try:
        with Pipe(decrypt) as reading, tarfile.open(fileobj=reading, mode="r|") as tar:
            return _unpack(tar, room, tell)
    except (pyrage.DecryptError, tarfile.TarError, EOFError, KeyError, ValueError) as wrong:
        raise _cannot_open(wrong) from None
    except OSError as wrong:
        if wrong.errno is None:  # a seal that does not hold; a full disk has a number
            raise _cannot_open(wrong) from None
        raise


def _cannot_open(wrong):
    if isinstance(wrong, pyrage.DecryptError) and "key" in str(wrong).lower():
        return Refused(_("This key does not open the backup: it was made for another one."))
    return Refused(_("The backup is damaged or no backup of Taizhang (%(reason)s).") % {"reason": str(wrong)[:200]})


def _unpack(tar, room, tell):
    first = tar.next()
    if first is None or first.name != MANIFEST:
        raise ValueError(MANIFEST)
    manifest = json.load(tar.extractfile(first))
    if manifest.get("format") != FORMAT:
        raise Refused(_("The backup was made by a newer Taizhang (%(version)s); install that version first.") % {
            "version": manifest.get("taizhang", "?")})  # fmt: skip
    expected = {one["name"]: one for one in manifest["files"]}
    for at, entry in enumerate(iter(tar.next, None), 1):
        tell(at, len(expected), pgettext("decrypting", "Opening"))
        told = expected.pop(entry.name)  # a file that the manifest does not tell of is no file of ours
        tar.extract(entry, room, filter="data")
        path = room / entry.name
        if path.stat().st_size != told["size"] or _digest(path) != told["sha256"]:
            raise ValueError(entry.name)
    if expected:
        raise ValueError(next(iter(expected)))
    return manifest


def put_in_place(room, manifest):
    """Move what was opened to where the installation keeps it. The database comes last: without it nothing is there yet."""
    data = Path(settings.TAIZHANG_DATA)
    if manifest["engine"] != connection.vendor:
        raise Refused(
            _("The backup holds a database of %(was)s, but this installation is set up for %(here)s.")
            % {"was": manifest["engine"], "here": connection.vendor}
        )
    for path in sorted((room / "files").rglob("*")) if (room / "files").exists() else ():
        if path.is_file():
            place = data / path.relative_to(room / "files")
            place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            path.replace(place)
    if connection.vendor == "sqlite":
        connection.close()
        place = Path(connection.settings_dict["NAME"])
        for beside in ("-wal", "-shm"):
            place.with_name(place.name + beside).unlink(missing_ok=True)
        (room / DATABASE).replace(place)
    else:
        _run(
            "pg_restore",
            "--no-owner",
            "--exit-on-error",
            "--single-transaction",
            f"--dbname={_dsn()}",
            str(room / DATABASE),
        )
        connection.close()
