"""The addresses for machines."""

import hmac

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST

from taizhang.api import health as looking
from taizhang.api import metrics as counting


@login_not_required
@never_cache
@require_safe
def live(request):
    """The process answers. It asks nothing else, so that a busy database does not get the desk restarted."""
    return HttpResponse("ok", content_type="text/plain")


@login_not_required
@never_cache
@require_safe
def health(request):
    """200 while people can work, 503 when they cannot; the words say what is wrong."""
    found = looking.checks()
    status = looking.summed_up(found)
    return JsonResponse({"status": status, "checks": found}, status=503 if status == looking.BAD else 200)


@login_not_required
@never_cache
@require_safe
def metrics(request):
    """The figures of the desk for Prometheus: with the token of the installation, else there is no such page."""
    said = request.headers.get("Authorization", "").removeprefix("Bearer ").encode()
    token = settings.TAIZHANG_METRICS_TOKEN.encode()
    if not token or not hmac.compare_digest(said, token):
        raise Http404
    return HttpResponse(counting.text(), content_type=CONTENT_TYPE_LATEST)
