"""A transaction whose end means that the disk has it: what is confirmed to a voter survives a power cut, not only a crash."""

from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def durable():
    """Like transaction.atomic, but leaving it returns only when the write is on the disk, whatever the installation's default."""
    relaxed = connection.vendor == "sqlite" and not connection.in_atomic_block
    if relaxed:
        _say("PRAGMA synchronous=FULL")
    try:
        with transaction.atomic(durable=True):
            if connection.vendor == "postgresql":
                _say("SET LOCAL synchronous_commit TO ON")
            yield
    finally:
        if relaxed:
            _say("PRAGMA synchronous=NORMAL")


def _say(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)
