"""An empty database made at once is the database that its whole history leaves."""

import os
import re
import sqlite3
import subprocess
import sys

import pytest
from django.core.management.commands import migrate as djangos
from django.db import connection

from taizhang.kernel.management.commands import migrate

AT_ONCE = "from taizhang.kernel.management.commands.migrate import Command"
HISTORY = "from django.core.management.commands.migrate import Command"
RUN = "import django; django.setup(); {}; from django.core.management import call_command; call_command(Command(), verbosity=0)"


def made(folder, how):
    """The objects of a new database that a process of its own made in this way."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("TAIZHANG_")}
    environment |= {"TAIZHANG_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "taizhang.config.settings"}
    subprocess.run([sys.executable, "-c", RUN.format(how)], env=environment, check=True, timeout=600)
    with sqlite3.connect(folder / "taizhang.sqlite3") as file:
        found = file.execute(
            "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'"
        ).fetchall()
        objects = {(kind, name): _said(file, kind, name, table, sql) for kind, name, table, sql in found}
        return objects, set(file.execute("SELECT app, name FROM django_migrations").fetchall())


def _said(file, kind, name, table, sql):
    """Of a table its columns and keys in any order, its constraints and whether rows are numbered; of anything else its text."""
    if kind != "table":
        return table, " ".join(sql.split())
    columns = sorted(row[1:] for row in file.execute(f'PRAGMA table_xinfo("{name}")'))
    keys = sorted(row[2:5] for row in file.execute(f'PRAGMA foreign_key_list("{name}")'))
    constraints = sorted(re.findall(r'CONSTRAINT "\w+" (?:UNIQUE \([^)]*\)|CHECK .*?)(?=, CONSTRAINT|\)$|, ")', sql))
    return columns, keys, constraints, "WITHOUT ROWID" in sql


@pytest.mark.slow
@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="both ways are compared on SQLite, once")
def test_made_at_once_is_what_history_leaves(tmp_path):
    (tmp_path / "once").mkdir()
    (tmp_path / "history").mkdir()
    once, history = made(tmp_path / "once", AT_ONCE), made(tmp_path / "history", HISTORY)
    assert len(once[0]) > 800
    assert once == history


@pytest.mark.parametrize(("tables", "expected"), [(["something"], ["history"]), ([], ["at once", "history"])])
def test_only_an_empty_database_is_made_at_once(monkeypatch, db, tables, expected):
    did = []
    monkeypatch.setattr(connection.introspection, "table_names", lambda: tables)
    monkeypatch.setattr(migrate, "make_at_once", lambda connection: did.append("at once"))
    monkeypatch.setattr(djangos.Command, "handle", lambda self, *args, **options: did.append("history"))
    migrate.Command().handle(database="default")
    assert did == expected
