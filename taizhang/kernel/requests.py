"""Which request is running, so that audit lines of one click can be found together."""

import uuid
from contextvars import ContextVar

_request_id = ContextVar("request_id", default="")


def request_id():
    """The id of the running request, or an empty text outside one."""
    return _request_id.get()


def came_by(mark):
    """From now on the audit lines of this request say by which token it came: its mark stands before the id."""
    _request_id.set(f"{mark}.{request_id().rpartition('.')[2]}")


def request_id_middleware(get_response):
    """Give every request an id of its own."""

    def middleware(request):
        request.id = uuid.uuid4().hex[:16]
        token = _request_id.set(request.id)
        try:
            return get_response(request)
        finally:
            _request_id.reset(token)

    return middleware
