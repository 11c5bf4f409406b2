"""The audit log: every act as a sentence."""

from django.shortcuts import get_object_or_404, render

from taizhang.desk import queries, sentences
from taizhang.desk.forms import LogFilter
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
    return render(
        request,
        "desk/act_log.html",
        {"page": page, "filters": filters, "lines": sentences.told(page.object_list), "unit": unit},
    )
