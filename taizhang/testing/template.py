"""A migrated SQLite database, made once for what the migrations say and copied into memory for every run of the tests.

Migrating an empty database costs more than most test files; copying it costs a tenth of a second. Any change to a migration, to the
kernel (its triggers and start data are written by `migrate`) or to the pinned packages makes a new template.
"""

import contextlib
import hashlib
import os
import sqlite3
from pathlib import Path

from django.conf import settings
from django.core import management
from django.db import connections

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "var" / "tests"
KEPT = 3


def fingerprint():
    """What a migrated database depends on, in sixteen letters."""
    package = ROOT / "taizhang"
    files = [
        *package.glob("*/migrations/*.py"),
        *package.glob("*/apps.py"),
        *package.glob("kernel/*.*"),
        *package.glob("config/*.py"),
        ROOT / "requirements.txt",
    ]
    digest = hashlib.sha256(sqlite3.sqlite_version.encode())
    for path in sorted(files):
        digest.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]


@contextlib.contextmanager
def copied():
    """While this holds, Django's `migrate` of a test database on SQLite copies the template, or makes it."""
    real = management.call_command

    def call(name, *args, **options):
        # With --nomigrations the tables come from the models, without what migrations write: no template of that.
        written = not options.get("run_syncdb") or isinstance(settings.MIGRATION_MODULES, dict)
        if name != "migrate" or not written or connections[options["database"]].vendor != "sqlite":
            return real(name, *args, **options)
        return _migrated(connections[options["database"]], lambda: real(name, *args, **options))

    management.call_command = call
    try:
        yield
    finally:
        management.call_command = real


def _migrated(connection, migrate):
    template = FOLDER / f"{fingerprint()}.sqlite3"
    connection.ensure_connection()
    if template.exists():
        with contextlib.closing(sqlite3.connect(template)) as source:
            source.backup(connection.connection)
        return
    migrate()
    FOLDER.mkdir(parents=True, exist_ok=True)
    half = template.with_suffix(f".{os.getpid()}")
    with contextlib.closing(sqlite3.connect(half)) as target:
        connection.connection.backup(target)
    half.replace(template)
    for old in sorted(FOLDER.glob("*.sqlite3"), key=lambda path: path.stat().st_mtime)[:-KEPT]:
        old.unlink(missing_ok=True)
