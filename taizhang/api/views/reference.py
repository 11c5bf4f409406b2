"""The document of the interface: for programmes as OpenAPI 3.1, for people as a page to try it out."""

import json

from django.contrib.auth.decorators import login_not_required
from django.http import JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from taizhang.api.interface import interface
from taizhang.api.problems import Problem


@login_not_required
@require_safe
def openapi(request):
    """The document, in the reader's language. It tells what can be asked, and nothing that somebody has on file."""
    return JsonResponse(
        json.loads(json.dumps(interface.get_openapi_schema(), default=str)), json_dumps_params={"ensure_ascii": False}
    )


@require_safe
def reference(request):
    """The document as a page on which requests can be tried out; everything it needs comes from this server."""
    settings = {"url": reverse("api:openapi"), "layout": "BaseLayout", "deepLinking": True, "tryItOutEnabled": True}
    return render(request, "api/reference.html", {"swagger": settings})


@login_not_required
@csrf_exempt
def nowhere(request, rest=""):
    """An address below that is none: told in the shape of all problems."""
    return Problem(
        "not_found", _("There is nothing at this address; the document stands at %s.") % reverse("api:openapi")
    ).response(request)
