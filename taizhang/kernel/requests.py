"""Which request is running, so that audit lines of one click can be found together; and what it has asked already."""

import uuid
from contextlib import contextmanager
from contextvars import ContextVar

_request_id = ContextVar("request_id", default="")
_memory: ContextVar = ContextVar("memory", default=None)  # {name: {key: answer}} while a request runs


def request_id():
    """The id of the running request, or an empty text outside one."""
    return _request_id.get()


def came_by(mark):
    """From now on the audit lines of this request say by which token it came: its mark stands before the id."""
    _request_id.set(f"{mark}.{request_id().rpartition('.')[2]}")


def memory(name):
    """What the running request has asked already under this name, as a dictionary to write into; outside a request always a new one.

    For answers that a page needs at fifty places and that only an act changes: leaving an act forgets them all.
    """
    kept = _memory.get()
    return {} if kept is None else kept.setdefault(name, {})


def forget():
    """After an act: what was asked before may be otherwise now."""
    kept = _memory.get()
    if kept:
        kept.clear()


@contextmanager
def knowing_nothing():
    """Inside, nothing is known of what the request asked before: every answer comes from the database."""
    kept = _memory.set({})
    try:
        yield
    finally:
        _memory.reset(kept)


def request_id_middleware(get_response):
    """Give every request an id of its own."""

    def middleware(request):
        request.id = uuid.uuid4().hex[:16]
        token, kept = _request_id.set(request.id), _memory.set({})
        try:
            return get_response(request)
        finally:
            _request_id.reset(token)
            _memory.reset(kept)

    return middleware
