"""A large workbook is read and checked in a process of its own while what was read before is being written.

The process is a copy of ours with a connection of its own: it compares the rows with the register as it stood before the import, as a
preview does. What it has checked it lays aside, encrypted, in the file that both share, and says where; only what it cannot lay aside
comes through the pipe between the two, which never touches a disk.
"""

import multiprocessing
import signal
import sys
import threading
from contextlib import contextmanager

from django.db import DEFAULT_DB_ALIAS, connections

from taizhang.kernel.verdicts import Refused

from . import examination
from .limits import Unreadable

PIECE, END, WRONG = range(3)
TOLD = (
    "counts",
    "per_unit",
    "spans",
    "unchanged",
    "first",
    "remarks",
    "looked",
    "sheets",
)  # at the end of an examination


class Lost(Exception):
    """The process that read the rows ended before it was through."""


def possible():
    """Whether a copy of this process can look for itself.

    Not inside a transaction, whose rows it would not see, nor in a database that is only in memory; and only the main thread of a
    process whose other threads serve it alone (the worker's sign of life) may be copied.
    """
    connection = connections[DEFAULT_DB_ALIAS]
    in_memory = connection.vendor == "sqlite" and connection.is_in_memory_db()
    main = threading.main_thread()
    alone = threading.current_thread() is main and all(one.daemon for one in threading.enumerate() if one is not main)
    return sys.platform == "linux" and alone and not (connection.in_atomic_block or in_memory)


@contextmanager
def ahead(outcome, book, context):
    """Inside, an iterator of the pieces of an examination that another process makes; `outcome` is complete at its end."""
    connections.close_all()  # a connection must not be shared with a copy
    outcome.rows.share()
    fork = multiprocessing.get_context("fork")
    here, there = fork.Pipe(duplex=False)
    process = fork.Process(target=_look, args=(here, there, outcome, book, context), daemon=True)
    process.start()
    there.close()
    try:
        yield _pieces(here, outcome)
    finally:
        here.close()
        process.terminate()
        process.join()


def _look(here, there, outcome, book, context):
    """In the process: look at the rows and tell where they lie (PIECE), at the end what came of it (END), or what is wrong (WRONG)."""
    here.close()
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever reads from us is told, and ends us
    context.progress = None
    try:
        for _piece in examination.through(outcome, book, context):
            there.send((PIECE, outcome.rows.fresh()))
        there.send((END, (outcome.rows.rest(), {name: getattr(outcome, name) for name in TOLD})))
    except BrokenPipeError:  # nobody reads any more
        return
    except (Refused, Unreadable) as sentence:
        there.send((WRONG, sentence))
    except Exception as wrong:
        there.send((WRONG, Lost(f"{type(wrong).__name__}: {wrong}")))
        raise
    finally:
        connections.close_all()


def _pieces(here, outcome):
    """What the process has looked at, as it comes."""
    kind = None
    while kind != END:
        try:
            kind, told = here.recv()
        except EOFError:
            raise Lost from None
        if kind == WRONG:
            raise told
        if kind == PIECE:
            yield from outcome.rows.found(told)
    rows, rest = told
    yield outcome.rows.finished(rows)
    for name, value in rest.items():
        setattr(outcome, name, value)
