"""A backup comes back whole, opens only with its key, and is never put over what is there."""

import json
import os
import subprocess
import sys
import uuid

import pytest
from django.db import connection

from taizhang.cli.tests.conftest import SAMPLE

pytestmark = pytest.mark.slow


@pytest.fixture
def place(tmp_path, db):
    """`place("from")` → run(…): the real command on a data folder and a database of its own."""
    made = []

    def make(name):
        environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "taizhang.config.settings",
            "TAIZHANG_DATA": str(tmp_path / name),
            "TAIZHANG_LANGUAGE": "en",
        }
        url = os.environ.get("TAIZHANG_DATABASE_URL", "")
        if connection.vendor == "postgresql":
            base = f"backup_{name}_{uuid.uuid4().hex[:8]}"
            made.append(base)
            _administer(f'CREATE DATABASE "{base}"')
            head, tail = url.split("?", 1)
            environment["TAIZHANG_DATABASE_URL"] = f"{head.rsplit('/', 1)[0]}/{base}?{tail}"

        def run(*arguments):
            return subprocess.run(
                [sys.executable, "-m", "taizhang.cli", *map(str, arguments)], env=environment, capture_output=True, text=True, timeout=180
            )  # fmt: skip

        return run

    yield make
    for base in made:
        _administer(f'DROP DATABASE "{base}" WITH (FORCE)')


def _administer(sql):
    """Databases are made outside every transaction."""
    import psycopg

    told = connection.get_connection_params() | {"dbname": "postgres"}
    keep = {key: told[key] for key in ("dbname", "host", "port", "user", "password") if told.get(key)}
    with psycopg.connect(**keep, autocommit=True) as server:
        server.execute(sql)


def test_a_backup_comes_back_whole(place, tmp_path):
    home, again = place("from"), place("to")
    assert home("init", "--admin", "zhang").returncode == 0
    assert home("import", "units", SAMPLE / "units.xlsx").returncode == 0
    assert home("import", "entries", SAMPLE / "work.xlsx").returncode == 0
    key, file = tmp_path / "key", tmp_path / "b.age"
    said = home("backup-key", key)
    recipient = said.stdout.split()[-1]
    assert recipient.startswith("age1")
    assert key.stat().st_mode & 0o077 == 0
    assert home("backup-key", key).returncode == 1  # never written over
    told = json.loads(home("backup", file, "--to", recipient, "--json").stdout)
    assert told["ledger"]["facts"] > 1000
    assert {"database", "files/keys.json"} <= {one["name"] for one in told["files"]}
    assert not (tmp_path / "from" / ".backup").exists()

    other = tmp_path / "other"
    home("backup-key", other)
    for wrong, words in ((other, "does not open"), (file, "no key")):
        refused = again("restore", file, "--key", wrong)
        assert refused.returncode == 1
        assert words in refused.stderr
    cut = tmp_path / "cut.age"
    cut.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    refused = again("restore", cut, "--key", key)
    assert (refused.returncode, "damaged" in refused.stderr) == (1, True), refused.stderr

    done = again("restore", file, "--key", key)
    assert done.returncode == 0, done.stderr
    assert "agrees in everything" in done.stdout
    asked = ("figure", "AW-16:人数", "--unit", "CY00", "--period", "2008", "--json")
    assert json.loads(again(*asked).stdout)["value"] == json.loads(home(*asked).stdout)["value"] == 396
    refused = again("restore", file, "--key", key)
    assert (refused.returncode, "already" in refused.stderr) == (1, True)


def test_a_recipient_that_is_none_is_told(place, tmp_path):
    home = place("from")
    assert home("init", "--admin", "zhang").returncode == 0
    refused = home("backup", tmp_path / "b.age", "--to", "age1nobody")
    assert (refused.returncode, "backup-key" in refused.stderr) == (2, True)
    assert not (tmp_path / "b.age").exists()
