"""The interface as a whole: its operations, its errors, its document, and the shell around every answer."""

import hashlib
import logging
import re
from functools import cache, wraps

from django.core.exceptions import RequestDataTooBig
from django.core.signals import got_request_exception
from django.http import Http404, HttpResponseNotAllowed
from django.urls import path
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.renderers import JSONRenderer

from taizhang import __version__
from taizhang.api import problems
from taizhang.api.bearer import UNKNOWN
from taizhang.api.problems import Problem
from taizhang.kernel.again import SavedAlready, again
from taizhang.kernel.figures import UnknownFigure
from taizhang.kernel.filters import UnknownFilter
from taizhang.kernel.verdicts import Refused

PREFIX = "/api/"
log = logging.getLogger("taizhang.api")
ABOUT = gettext_lazy(
    "Units, members, entries, figures, reports and imports, with the same permissions as the pages. Make a token on the page "
    "“Access tokens” and send it as Authorization: Bearer …; sentences come in the language of Accept-Language."
)


class Chinese(JSONRenderer):
    """JSON that people can read: Chinese stays Chinese, in half the bytes."""

    json_dumps_params = {"ensure_ascii": False}


class Interface(NinjaAPI):
    """The operations of the house for machines."""

    def get_openapi_schema(self, **kwargs):
        """The document: every operation says which problems it may answer with."""
        schema = super().get_openapi_schema(path_prefix=PREFIX, path_params={})
        schema["info"]["description"] = str(ABOUT)
        schema["components"]["schemas"]["Problem"] = problems.SCHEMA
        for operations in schema["paths"].values():
            for operation in operations.values():
                _with_problems(operation)
        return schema

    def get_openapi_operation_id(self, operation):
        """The name of the function: it is the name of the operation in clients."""
        return operation.view_func.__name__


def _with_problems(operation):
    """Every status in which this operation can go wrong."""
    content = {problems.MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    statuses = dict(problems.PROBLEMS.values())
    for status in (400, 401, 403, 404, 409, 412, 422, 429, 500, 503):
        if status in (409, 412) and "requestBody" not in operation:
            continue
        operation["responses"][status] = {"description": str(statuses[status]), "content": content}
    good = next(iter(operation["responses"].values()))
    good["headers"] = {
        name: {"schema": {"type": "integer"}, "description": words}
        for name, words in {
            "RateLimit-Limit": "requests that this token may make in a minute",
            "RateLimit-Remaining": "how many are left",
            "RateLimit-Reset": "seconds until the next minute",
        }.items()
    }


interface = Interface(
    title="台账 Taizhang",
    version=__version__,
    docs_url=None,
    openapi_url=None,
    renderer=Chinese(),
)


@interface.exception_handler(Problem)
def _problem(request, problem):
    return problem.response(request)


@interface.exception_handler(ValidationError)
def _not_valid(request, error):
    return problems.of_fields(error.errors).response(request)


@interface.exception_handler(Http404)
def _not_found(request, error):
    return Problem("not_found", str(error) if error.args else "").response(request)


@interface.exception_handler(UnknownFigure)
def _unknown_figure(request, error):
    return Problem("not_found", error.args[0]).response(request)


@interface.exception_handler(UnknownFilter)
def _unknown_filter(request, error):
    return problems.not_valid("where", str(error)).response(request)


@interface.exception_handler(Refused)
def _refused(request, refused):
    return Problem("against_rule", str(refused)).response(request)


@interface.exception_handler(AuthenticationError)
def _no_token(request, error):
    return Problem("no_token", _("Send a token: Authorization: Bearer …"), headers=UNKNOWN).response(request)


@interface.exception_handler(HttpError)
def _unreadable(request, error):
    return Problem("unreadable", _("The body is not the JSON that is expected.")).response(request)


@interface.exception_handler(RequestDataTooBig)
def _too_big(request, error):
    return Problem("unreadable", _("The request is too large.")).response(request)


@interface.exception_handler(Exception)
def _broken(request, mistake):
    raise mistake  # the shell below knows what to do


@cache
def spoken():
    """{(address, method): the names that may stand in its query}, as the document says."""
    paths = interface.get_openapi_schema()["paths"]
    return {
        (address, method): {one["name"] for one in operation.get("parameters", ()) if one["in"] == "query"}
        for address, operations in paths.items()
        for method, operation in operations.items()
    }


def _require_known(request, address):
    """A name in the query that nobody knows is a slip of the pen: a filter that was left out would answer too much."""
    known = spoken().get((address, request.method.lower()))
    for name in request.GET:
        if known is not None and name not in known:
            raise problems.not_valid(name[:60], _("“%s” is not known here.") % name[:60])


def shell(view, address):
    """Around every operation: done again where the database broke it off, every mistake in the one shape, the headers of all."""

    @wraps(view)
    def answered(request, **named):
        try:
            _require_known(request, address)
            answer = again(lambda: view(request, **named))
        except Problem as problem:
            answer = problem.response(request)
        except SavedAlready:
            sentence = _("It was saved, but the answer was lost. Send it again with the same Idempotency-Key.")
            answer = Problem("unsure", sentence).response(request)
        except Exception as mistake:
            got_request_exception.send(sender=None, request=request)
            log.exception("%s %s: %s", request.method, request.resolver_match.view_name, type(mistake).__name__)
            answer = Problem("broken", _("This is our mistake; it is in the log of the installation.")).response(
                request
            )
        return _finished(request, _as_problem(request, answer))

    answered.csrf_exempt = True  # no cookie opens anything here
    answered.login_required = False
    return answered


def _as_problem(request, answer):
    if not isinstance(answer, HttpResponseNotAllowed):
        return answer
    return Problem("no_method", headers={"Allow": answer["Allow"]}).response(request)


def _finished(request, answer):
    """What is private is not kept by anybody between; an answer that the asker has already is not sent again."""
    for name, value in getattr(request, "rate", {}).items():
        answer[name] = value
    patch_vary_headers(answer, ("Authorization", "Accept-Language"))
    answer["Cache-Control"] = "private, no-cache"
    if request.method == "GET" and answer.status_code == 200 and not answer.streaming:
        if "ETag" not in answer:
            answer["ETag"] = tag_of(answer.content)
        if answer["ETag"] in request.headers.get("If-None-Match", ""):
            answer.status_code, answer.content = 304, b""
            del answer["Content-Type"]
    return answer


def tag_of(content):
    """The tag of an answer: it changes when the answer does."""
    return f'"{hashlib.sha256(content).hexdigest()[:32]}"'


def addresses(prefix):
    """Django's patterns of all operations below a prefix, each in its shell."""
    operations = [one for one in interface.urls[0] if one.name != "api-root"]
    return [
        path(prefix + str(one.pattern), shell(one.callback, _told(one.pattern)), name=one.name) for one in operations
    ]


def _told(pattern):
    """An address as the document writes it: /api/units/{code}."""
    return PREFIX + re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", str(pattern))
