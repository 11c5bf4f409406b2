"""工作台: what is due, this month in figures, what is new, and the quick entry box."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from taizhang.desk import boards, queries, sentences
from taizhang.kernel import figures
from taizhang.ui import places

DUE_AT_HOME = 6


def home(request):
    """The first page of the day: greeting, due list, six figures, what is new."""
    unit = places.here(request)
    if unit is None:
        return render(request, "desk/home_empty.html")
    today = timezone.localdate()
    may_read = any(unit.path.startswith(path) for path in request.user.paths())
    period = places.chosen_period(request, unit, first="month")
    items = queries.due_items(request.user, unit, today)
    indicators = [figures.resolve(code) for code in boards.home_codes()]
    context = {
        "unit": unit,
        "today": today,
        "period": period,
        "due": items[:DUE_AT_HOME],
        "due_total": len(items),
        "board": queries.board(indicators, unit, period) if may_read else [],
        "may_read": may_read,
        "is_old": period.until <= today.replace(day=1) and not request.GET.get("period"),
        "news": sentences.told(queries.newest(request.user, unit)),
        "posts": request.user.posts_today(),
        "hour": timezone.localtime().hour,
    }
    return render(request, "desk/home.html", context)


def due(request):
    """待办: everything that waits for this user, most pressing first."""
    unit = places.here(request)
    items = queries.due_items(request.user, unit, timezone.localdate()) if unit else []
    return render(request, "desk/due.html", {"due": items, "unit": unit})


def due_count(request):
    """How many things wait: the small number on the bell."""
    unit = places.here(request)
    count = len(queries.due_items(request.user, unit, timezone.localdate())) if unit else 0
    return HttpResponse(str(count) if count else "")
