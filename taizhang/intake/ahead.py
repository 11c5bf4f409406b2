"""A large workbook is read and checked while what was read before is being written: the time of the longer of the two, not of both.

The next piece is made in a thread with a connection of its own, so that it is compared with the register as it stood before the import,
as a preview is, while the import's own connection is busy writing.
"""

from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context

from django.db import DEFAULT_DB_ALIAS, connections


def possible():
    """Whether a second connection would see what ours sees: not inside a transaction, nor in a database that is only in memory."""
    connection = connections[DEFAULT_DB_ALIAS]
    in_memory = connection.vendor == "sqlite" and connection.is_in_memory_db()
    return not (connection.in_atomic_block or in_memory)


def ahead(pieces):
    """The pieces of an iterator, one made ahead of whoever uses them. What making one raises is raised when its turn comes."""
    language = copy_context()
    with ThreadPoolExecutor(1, thread_name_prefix="ahead") as thread:
        try:
            coming = thread.submit(language.run, next, pieces, None)
            while (piece := coming.result()) is not None:
                coming = thread.submit(language.run, next, pieces, None)
                yield piece
        finally:
            thread.submit(connections.close_all)
