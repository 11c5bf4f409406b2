"""Many hands at the same moment: tasks in threads that start together, each with a database connection of its own."""

import json
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from django.db import connection, connections


def needs_threads():
    """Skip where a second thread cannot open the database: an SQLite database in memory."""
    if connection.vendor == "sqlite" and "memory" in str(connection.settings_dict["NAME"]):
        pytest.skip("an SQLite database in memory belongs to one thread; PostgreSQL runs this")


_INSTALLED = """
import json, sys
import django
django.setup()
from django.core.management import call_command
from taizhang.kernel import sealing
sealing.create_keys()
call_command("migrate", verbosity=0)
"""


def on_a_file_of_sqlite(folder, script, *words):
    """What `script` tells (the value of its name `told`, as JSON) in a process of its own, whose threads share a database in a file."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("TAIZHANG_", "DJANGO_"))}
    kept |= {"TAIZHANG_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "taizhang.config.settings"}
    whole = f"{_INSTALLED}\n{script}\nprint('TOLD', json.dumps(told))"
    done = subprocess.run(
        [sys.executable, "-c", whole, *words], cwd=Path(__file__).parents[2], env=kept, capture_output=True, text=True, timeout=240
    )  # fmt: skip
    for line in done.stdout.splitlines():
        if line.startswith("TOLD "):
            return json.loads(line.removeprefix("TOLD "))
    pytest.fail(done.stderr[-3000:])


def at_once(*tasks):
    """Run the tasks in threads that start together. → [what came of each: its answer, or the exception that it raised]"""
    gate, outcomes = threading.Barrier(len(tasks)), [None] * len(tasks)

    def run(at, task):
        try:
            gate.wait(10)
            outcomes[at] = task()
        except Exception as trouble:
            outcomes[at] = trouble
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair, daemon=True) for pair in enumerate(tasks)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    if any(thread.is_alive() for thread in threads):
        _cut_off()
        raise AssertionError("after a minute some tasks still wait for each other")
    return outcomes


def _cut_off():
    """Whoever still waits holds locks: emptying the tables after the test would wait for them for good."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
