"""Answers that stay true while nothing is written: kept in the memory of a thread, and exact at every moment.

What waits for a person rests on a hundred tables, and every page shows how much it is. Whether anything was written since, the database
itself knows: on PostgreSQL two equal snapshots see the same rows; on SQLite a connection is told of commits by others (`data_version`)
and counts its own changes. So no action has to say what it makes untrue, and a write anywhere makes every answer be asked anew.
"""

import threading
from collections import OrderedDict

from django.db import connection

MOST = 64  # answers that a thread keeps: those of the people it served last

_kept = threading.local()


def while_unchanged(key, ask):
    """What `ask()` answered under this key if nothing was written since, else what it answers now.

    The key must name everything besides the database that the answer depends on: who asks, in which language, at which minute.
    """
    state = _state()
    if state is None:
        return ask()
    answers = _kept.__dict__.setdefault("answers", OrderedDict())
    if key not in answers or answers[key][0] != state:
        answers[key] = state, ask()  # of the state before the question: if somebody writes meanwhile, it is asked again
    answers.move_to_end(key)
    while len(answers) > MOST:
        answers.popitem(last=False)
    return answers[key][1]


def _state():
    """What two moments between which nothing was written have in common; None inside a transaction, which may yet be taken back."""
    if connection.in_atomic_block:
        return None
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_current_snapshot()::text")
            return cursor.fetchone()[0]
        cursor.execute("PRAGMA data_version")
        raw = connection.connection  # these numbers mean something within one connection only
        return raw, cursor.fetchone()[0], raw.total_changes
