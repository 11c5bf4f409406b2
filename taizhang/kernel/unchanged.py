"""Answers that stay true while nothing is written that they rest on: kept in the memory of a thread, and exact at every moment.

What waits for a person rests on a hundred tables, a dashboard on every line of its branch. Whether anything was written since, the
database itself knows: on PostgreSQL two equal snapshots see the same rows; on SQLite a connection is told of commits by others
(`data_version`) and counts its own changes. When something was written, the answer's own questions are put to the database again as they
stand, which costs a tenth of making them up anew: if each answers what it answered then, so would the whole. So no action has to say what
it makes untrue, and what is written anywhere shows at once.
"""

import sys
import threading
from collections import OrderedDict
from hashlib import blake2b

from django.db import connection

from taizhang.kernel.requests import knowing_nothing

MOST = 64  # answers that a thread keeps: those of the people it served last
QUESTIONS = 400  # an answer that took more is made anew rather than looked through

_kept = threading.local()


def while_unchanged(key, ask, *records):
    """What `ask(*records)` answered under this key if that is still true, else what it answers now.

    The key must name everything besides the database that the answer depends on: which records, in which language, on which day. The
    records are read anew for the question (None stays None): what was read before it would not be seen to change. So `ask` may use no
    other record from outside.
    """
    state = None if _is_asking() else _state()
    if state is None:
        return ask(*records)
    answers = _kept.__dict__.setdefault("answers", OrderedDict())
    if key not in answers or not answers[key].holds(state):
        answers[key] = _Answer(state, lambda: ask(*map(_read_anew, records)))
    answers.move_to_end(key)
    while len(answers) > MOST:
        answers.popitem(last=False)
    return answers[key].said


def _read_anew(record):
    return record and record.__class__._base_manager.get(pk=record.pk)


class _Answer:
    """What was said, the state of the database before it was asked, the statements that it took and a digest of what each returned."""

    def __init__(self, state, ask):
        self.state, self.statements, self.returned = state, [], None
        _kept.asking = True
        try:
            with knowing_nothing(), connection.execute_wrapper(self._note):
                self.said = ask()
        finally:
            _kept.asking = False
        reads = len(self.statements) <= QUESTIONS and all(sql.startswith("SELECT") for sql, _params in self.statements)
        # if somebody wrote meanwhile, what the statements return now is not what was said
        if reads and (returned := list(self._ask_again())) and _state() == state:
            self.returned = returned
        else:
            self.statements = []

    def _note(self, execute, sql, params, many, context):
        self.statements.append((sys.intern(str(sql).strip()), params))
        return execute(sql, params, many, context)

    def _ask_again(self):
        with connection.cursor() as cursor:
            for sql, params in self.statements:
                cursor.execute(sql, params)
                yield blake2b(repr(cursor.fetchall()).encode(), digest_size=16).digest()

    def holds(self, state):
        """Whether it is true of this state: nothing was written since, or nothing that any of its statements sees."""
        if self.state != state:
            if self.returned is None or any(
                now != then for now, then in zip(self._ask_again(), self.returned, strict=True)
            ):
                return False
            self.state = state
        return True


def _is_asking():
    """Whether another answer is being made just now: it must see all the statements that it rests on."""
    return getattr(_kept, "asking", False)


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
