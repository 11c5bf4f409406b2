"""What the database broke off through nobody's fault is done again: a deadlock, a failed serialisation, a lock held too long, a lost
connection. Nothing is lost, and nothing is done twice.

An act is one transaction, so what was broken off left no trace — with one exception: a connection that is lost in the very moment of
saving does not say whether it was saved. The log says it: every line of it carries the id of its request.
"""

import random
import time

from django.contrib import messages
from django.db import InterfaceError, OperationalError, connection
from django.shortcuts import redirect
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from taizhang.kernel.models import ActLog
from taizhang.kernel.requests import request_id

TIMES = 4
# PostgreSQL: serialisation failure, deadlock, the server shuts down or starts; class 08 are lost connections.
TRANSIENT = {"40001", "40P01", "57P01", "57P02", "57P03"}


class SavedAlready(Exception):
    """The connection was lost, but the log says that this request had saved something by then."""


def again(do, *, times=TIMES, broken_off=None):
    """Run `do()` until the database lets it through; inside a transaction it runs once, because only the whole can be done again.

    `broken_off`: the trouble of a first turn that somebody else had.
    """
    for turn in range(1, times + 1):
        if broken_off is not None:
            _recover(broken_off, turn)
        try:
            return do()
        except (OperationalError, InterfaceError) as trouble:
            if turn == times or not may_be_done_again(trouble):
                raise
            broken_off = trouble


def _recover(trouble, turn):
    """A connection that works, some time to let others through, and a look whether it had been saved after all."""
    connection.close_if_unusable_or_obsolete()
    if request_id() and ActLog.objects.filter(request_id=request_id()).exists():
        raise SavedAlready from trouble
    time.sleep(random.uniform(0.5, 1) * 0.05 * 2**turn)  # noqa: S311  two who met should not meet again


def may_be_done_again(trouble):
    """Whether nothing of it can have stayed, and the same would succeed a moment later."""
    wanted = isinstance(trouble, OperationalError | InterfaceError)
    return wanted and not connection.in_atomic_block and is_transient(trouble)


def is_transient(trouble):
    """Whether the same would succeed a moment later."""
    code = getattr(trouble.__cause__, "sqlstate", None) or ""
    if code in TRANSIENT or code.startswith("08"):
        return True
    if connection.vendor == "sqlite":
        return "locked" in str(trouble) or "busy" in str(trouble)
    return (
        not code and connection.connection is not None and not connection.is_usable()
    )  # the line is dead: nobody told a code


class AgainMiddleware:
    """A page that the database broke off, once more. Stands last, so that it is asked before those who only say sorry."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, trouble):
        """The page itself, or a sentence where it cannot be known whether all of it was saved."""
        if not may_be_done_again(trouble):
            return None
        page = request.resolver_match
        try:
            return again(
                lambda: page.func(_rewound(request), *page.args, **page.kwargs), times=TIMES - 1, broken_off=trouble
            )
        except SavedAlready:
            messages.warning(
                request,
                _(
                    "The connection to the database was lost just as this was saved, and it was saved. Look before you do it again."
                ),
            )
            return redirect("/")


def _rewound(request):
    """The request with the files that were read of it at their beginning. One that nobody has read yet is left as it came."""
    for _name, files in getattr(request, "_files", MultiValueDict()).lists():
        for file in files:
            file.seek(0)
    return request
