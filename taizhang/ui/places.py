"""Where the user is working: the unit and the period that stay chosen from page to page."""

from datetime import date

from django.db.models import Max
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from taizhang.kernel import totals
from taizhang.kernel.models import Fact, Unit, within
from taizhang.kernel.periods import Period, UnknownPeriod
from taizhang.kernel.requests import memory

RECENT = 6


def chosen_unit(request, code=None):
    """The unit of this page: `code`, else ?unit=, else the one chosen last, else the user's first post. 404 if hidden."""
    code = code or request.GET.get("unit")
    visible = Unit.objects.visible_to(request.user)
    if code:
        unit = get_object_or_404(visible, code=code)
        remember(request, unit)
        return unit
    unit = here(request)
    if unit is None:
        raise Http404
    return unit


def here(request):
    """The unit chosen last, else the highest unit of the user's posts; None for somebody without any."""
    if not hasattr(request, "_taizhang_here"):
        request._taizhang_here = _chosen_last(request) or home_unit(request.user)
    return request._taizhang_here


def _chosen_last(request):
    code = request.session.get("unit")
    return Unit.objects.visible_to(request.user).filter(code=code).first() if code else None


def home_unit(user):
    """Where the user begins: the highest unit of his posts; an administrator begins at the root."""
    posts = user.posts_today()
    if posts:
        return min((post.unit for post in posts), key=lambda unit: unit.path)
    return Unit.objects.visible_to(user).order_by("path").first() if user.is_administrator else None


def remember(request, unit):
    """Stay at this unit, and put it first among the recent ones."""
    request._taizhang_here = unit
    recent = [unit.code, *(code for code in request.session.get("recent", []) if code != unit.code)][:RECENT]
    if request.session.get("unit") != unit.code or request.session.get("recent") != recent:
        request.session["unit"], request.session["recent"] = unit.code, recent


def recent_units(request):
    """The units visited last, newest first."""
    codes = request.session.get("recent", [])
    units = {unit.code: unit for unit in Unit.objects.visible_to(request.user).filter(code__in=codes)}
    return [units[code] for code in codes if code in units]


def last_day_with_data(unit):
    """The latest day (not after today) on which something happened at the unit or below; None if nothing did.

    Of a large unit only the month is known without looking at every line: then the month's last day, or today.
    """
    known, today = memory("last days"), timezone.localdate()
    if unit.path not in known:
        known[unit.path] = _last_day(unit, today)
    return known[unit.path]


def _last_day(unit, today):
    month = totals.last_month(unit.path, today)
    if month is None:
        facts = Fact.objects.filter(within([unit.path]), occurred_on__lte=today)
        return facts.aggregate(last=Max("occurred_on"))["last"]
    return min(today, Period.parse("{:04}-{:02}".format(*month)).last_day) if any(month) else None


def chosen_period(request, unit=None, *, first="year"):
    """The period of this page: ?period= (or ?from= and ?to=), else the one chosen last, else the latest `first` with data."""
    asked = _asked_for(request)
    if asked:
        if request.session.get("period") != asked.code():  # else every page would write the session
            request.session["period"] = asked.code()
        return asked
    kept = _parsed(request.session.get("period"))
    return kept or latest_period(unit or here(request), first)


def _asked_for(request):
    first, last = request.GET.get("from"), request.GET.get("to")
    return _parsed(f"{first}..{last}" if first and last else request.GET.get("period"))


def _parsed(text):
    try:
        return Period.parse(text) if text else None
    except UnknownPeriod:
        return None


def latest_period(unit, kind="year"):
    """The latest year (or month) in which the unit has data, else the present one."""
    day = (unit and last_day_with_data(unit)) or timezone.localdate()
    return periods_of(day)[kind]


def periods_of(day):
    """The year, half, quarter and month that a day lies in."""
    return {
        "year": Period.parse(f"{day.year:04}"),
        "half": Period.parse(f"{day.year:04}H{(day.month + 5) // 6}"),
        "quarter": Period.parse(f"{day.year:04}Q{(day.month + 2) // 3}"),
        "month": Period.parse(f"{day.year:04}-{day.month:02}"),
    }


def kind_of(period):
    """year, half, quarter, month, or other for any other stretch of days."""
    for kind, candidate in periods_of(period.start).items():
        if candidate == period:
            return kind
    return "other"


_MONTHS = {"year": 12, "half": 6, "quarter": 3, "month": 1}


def step(period, by):
    """The period of the same length before (-1) or after (+1); None where that cannot be said."""
    months = _MONTHS.get(kind_of(period))
    if months is None:
        return None
    count = period.start.year * 12 + period.start.month - 1 + by * months
    if not 1900 * 12 <= count <= 2200 * 12:
        return None
    return periods_of(date(count // 12, count % 12 + 1, 1))[kind_of(period)]


def crumbs(unit, user):
    """The way down to the unit: [(unit, whether the user may go there)]."""
    seen = user.paths(reading=False) if not user.is_administrator else [""]
    way = [*unit.ancestors().order_by("path"), unit]
    return [(step, any(step.path.startswith(path) for path in seen)) for step in way]
