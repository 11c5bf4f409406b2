"""The audit log: every act as a sentence."""

from pathlib import Path

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import content_disposition_header

from taizhang.desk import queries, sentences
from taizhang.desk.forms import LogFilter
from taizhang.kernel import chain, check_chain
from taizhang.kernel.models import Unit, within
from taizhang.ui.pages import page_of


def act_log(request):
    """Who did what, newest first; of one unit with ?unit=, of one record with ?record=worklog.entry:12."""
    logs = queries.acts_seen(request.user)
    unit = None
    if request.GET.get("unit"):
        unit = get_object_or_404(Unit.objects.visible_to(request.user), code=request.GET["unit"])
        logs = logs.filter(within([unit.path], "unit__path"))
    kind, _colon, number = request.GET.get("record", "").partition(":")
    if kind and number.isdecimal() and len(number) < 18:
        logs = logs.filter(record_type=kind, record_id=int(number))
    filters = LogFilter(request.GET)
    if filters.is_valid():
        logs = filters.narrow(logs)
    page = page_of(request, logs.order_by("-id"))
    links = chain.links_of([log.pk for log in page.object_list])
    lines = [(line, links.get(line.log.pk)) for line in sentences.told(page.object_list)]
    return render(
        request,
        "desk/act_log.html",
        {"page": page, "filters": filters, "lines": lines, "unit": unit, "chain": chain.standing()},
    )


def act_log_script(request):
    """The script that checks the chain of hashes without this program: read it first, then trust it."""
    answer = HttpResponse(Path(check_chain.__file__).read_bytes(), content_type="text/x-python; charset=utf-8")
    answer["Content-Disposition"] = content_disposition_header(True, "check_chain.py")
    return answer
