"""What falls due in aid files and surveys: for the desk, in the officer's words."""

from datetime import timedelta
from itertools import islice

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from taizhang.aid.models import DataRequest, Household
from taizhang.aid.queries import households as files
from taizhang.aid.queries import surveys
from taizhang.kernel import calendar, rulebook
from taizhang.kernel.access import can
from taizhang.ui import due, finding

SOON = timedelta(days=30)
MOST = 30  # of each kind: more than anybody does in a day


def due_items(user, unit, today):
    """Visits, yearly checks, survey returns, requests about own data."""
    if can(user, "aid.assess", unit):
        yield from islice(_visits(user, unit, today), MOST)
        yield from islice(_checks(user, unit, today), MOST)
    if can(user, "aid.send_return", unit):
        yield from islice(_returns(user, unit, today), MOST)
    if can(user, "aid.answer_request", unit):
        yield from islice(_requests(user, unit, today), MOST)


def _tone(day, today, soon=7):
    return "red" if day < today else "amber" if (day - today).days <= soon else "blue"


def _visits(user, unit, today):
    """Households entered and not yet visited: the visit is due within days of the application (义乌)."""
    waiting = files.register(user, under=unit).filter(status=Household.Status.SURVEYED)
    for one in waiting.order_by("opened_on")[:MOST]:
        by = calendar.deadline_by_rule(one.opened_on, rulebook.rule("aid.survey_days", one.unit, one.opened_on)).last
        yield due.Due(
            title=_("Visit the household of %s") % one.head.name,
            url=reverse("aid:household_verify", args=[one.pk]),
            button=_("Verify"),
            unit=one.unit,
            by=by,
            words=_("entered on %s") % date_format(one.opened_on),
            tone=_tone(by, today),
        )


def _checks(user, unit, today):
    """Files whose year runs out."""
    filed = files.register(user, under=unit).filter(status=Household.Status.FILED, valid_until__lt=today + SOON)
    for one in filed.order_by("valid_until")[:MOST]:
        yield due.Due(
            title=_("Check the means of %s again") % one.head.name,
            url=reverse("aid:household_assess", args=[one.pk]),
            button=_("Check"),
            unit=one.unit,
            by=one.valid_until,
            words=_("file %s") % one.number,
            tone=_tone(one.valid_until, today),
        )


def _returns(user, unit, today):
    for owed in surveys.waiting(user, unit)[:MOST]:
        yield due.Due(
            title=_("Survey “%s”: send the return") % owed.round.name,
            url=reverse("aid:survey_return", args=[owed.pk]),
            button=_("Report"),
            unit=owed.unit,
            by=owed.due_on,
            words=owed.unit.name,
            tone=_tone(owed.due_on, today),
        )


def _requests(user, unit, today):
    asked = DataRequest.objects.visible_to(user).standing().below(unit).filter(outcome=DataRequest.Outcome.OPEN)
    for one in asked.select_related("household__head", "unit").order_by("due_on")[:MOST]:
        yield due.Due(
            title=_("Answer the request of %s about own data") % one.household.head.name,
            url=reverse("aid:request_answer", args=[one.pk]),
            button=_("Answer"),
            unit=one.unit,
            by=one.due_on,
            words=one.get_kind_display(),
            tone=_tone(one.due_on, today),
        )


def found_items(user, text, limit):
    """Hardship files for the search over everything."""
    return [
        finding.Found(
            one.head.name,
            one.get_absolute_url(),
            f"{one.unit.name} · {one.number or one.get_status_display()}",
            "heart-handshake",
        )
        for one in files.search(files.register(user), text)[:limit]
    ]
