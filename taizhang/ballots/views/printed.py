"""Ballot papers come from the printer: what is the same for every voter is rendered once in each process, what differs is set in.

The text that is kept has marks where the name, the codes and the token of the form belong, and nothing of any voter.
"""

import re
import secrets

from django.conf import settings
from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils.html import conditional_escape
from django.utils.translation import get_language

MOST = 200  # texts kept in a process; a few for each ballot that is open
MARK = f"blank{secrets.token_hex(12)}x"  # by lot, so that nobody's name is ever taken for a mark
SPLIT = re.compile(f"({MARK}[a-z_]+{MARK})")
_kept: dict[tuple, list[str]] = {}


def printed(request, template, ballot, context, blanks, *, extra=()):
    """A page of a frozen ballot as an answer.

    `context`: a function that makes the context, asked only when the text is not kept yet. `blanks`: {name in the template: value}, what
    differs from voter to voter. `extra`: what else tells two texts of one template apart.
    """
    key = (
        template,
        ballot.pk,
        ballot.pot_key,
        ballot.state,
        ballot.closes_at,
        get_language(),
        _text_size(request),
        *extra,
    )
    blanks = {"csrf_token": get_token(request), **blanks}
    alone = settings.DEBUG or bool(request.META.get("QUERY_STRING"))  # the page names its own address
    pieces = None if alone else _kept.get(key)
    if pieces is None:
        pieces = _pieces(request, template, {**context(), **{name: f"{MARK}{name}{MARK}" for name in blanks}})
        if not alone:
            _keep(key, pieces)
    filled = {f"{MARK}{name}{MARK}": str(conditional_escape(value)) for name, value in blanks.items()}
    return HttpResponse("".join([filled.get(piece, piece) for piece in pieces]))


def review(request, ballot, paper, context, blanks, *, extra=()):
    """The page that shows once more what was marked, the same behind both doors."""
    marked = render_to_string("ballots/parts_marked.html", {"questions": paper.questions, "fields": paper.fields})
    return printed(request, "ballots/vote_review.html", ballot, context, {"marked": marked, **blanks}, extra=extra)


def voted(request, ballot, context, receipt, *, extra=()):
    """The page that says “you have voted”, with the receipt where there is one."""
    return printed(
        request, "ballots/vote_voted.html", ballot, context, {"receipt": receipt} if receipt else {}, extra=extra
    )


def _pieces(request, template, context):
    return SPLIT.split(render_to_string(template, context, request))


def _keep(key, pieces):
    if len(_kept) >= MOST:
        _kept.clear()
    _kept[key] = pieces


def _text_size(request):
    """The size of letters that an account has chosen; nobody is asked for who has no session."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return ""
    return getattr(request.user, "text_size", "")
