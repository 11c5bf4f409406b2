"""Whether the desk is well, for a load balancer or a monitor: words without figures, so that anybody may ask."""

import os

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from taizhang.kernel import jobs, sealing

GOOD, POOR, BAD = "ok", "poor", "bad"


def checks():
    """{what was looked at: ok | poor | bad}. `bad`: nobody can work; `poor`: pages work, something else waits."""
    found = {"database": _database()}
    found["version"] = _version() if found["database"] == GOOD else BAD
    found["keys"] = GOOD if sealing.key_path().exists() else BAD
    found["files"] = GOOD if os.access(settings.TAIZHANG_DATA, os.W_OK) else BAD
    found["worker"] = GOOD if jobs.silence() < jobs.SILENCE else POOR
    return found


def summed_up(found):
    """The worst of the answers."""
    return BAD if BAD in found.values() else POOR if POOR in found.values() else GOOD


def _database():
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return BAD
    return GOOD


def _version():
    """Whether the database is of this program's version: after an upgrade `taizhang init` may be missing."""
    executor = MigrationExecutor(connection)
    return BAD if executor.migration_plan(executor.loader.graph.leaf_nodes()) else GOOD
