"""What is due after a session: resolutions, opinions to be answered, interim meetings, calendars, rounds, issues, letters, canteens."""

from datetime import timedelta

from django.db.models import Min
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from taizhang.congress.models import Issue, Letter, LowerCongress, Resolution, Round, Scheme
from taizhang.congress.queries import following as queries
from taizhang.kernel.access import can
from taizhang.kernel.calendar import is_working_day
from taizhang.ui.due import Due

SOON = timedelta(14)
MOST = 20


def items(user, unit, today):
    """Everything of the follow-up that waits for this user at the unit or below it."""
    if not can(user, "congress.assign_issue", unit):
        return
    yield from _resolutions(user, unit, today)
    yield from _schemes(user, unit, today)
    yield from _calendar(user, unit, today)
    yield from _issues(user, unit, today)
    yield from _rounds(user, unit, today)
    yield from _letters(user, unit, today)
    yield from _canteens(user, unit, today)


def _due(record, title, button, by, today, words=""):
    return Due(
        title=title, url=record.get_absolute_url(), button=button, unit=record.unit, by=by, words=words,
        tone="red" if by and by < today else "amber",
    )  # fmt: skip


def _resolutions(user, unit, today):
    waiting = queries.resolutions(user, under=unit).filter(state=Resolution.State.OPEN, due_on__lte=today + SOON)
    for one in waiting.order_by("due_on", "id")[:MOST]:
        yield _due(one, _("Resolution: %s") % one.name, _("Open"), one.due_on, today, one.owner)


def _schemes(user, unit, today):
    found = queries.schemes(user, under=unit)
    for one in found.filter(open_words__gt=0).order_by("opinions_until", "id")[:MOST]:
        words = ngettext("%(count)s opinion waits", "%(count)s opinions wait", one.open_words) % {
            "count": one.open_words
        }
        yield _due(one, _("Answer opinions: %s") % one.name, _("Answer"), one.opinions_until, today, words)
    for one in found.filter(state=Scheme.State.IN_PRINCIPLE).order_by("id")[:MOST]:
        words = _("adopted in principle; the revised text goes to an interim meeting")
        yield _due(one, one.name, _("Open"), None, today, words)


def _calendar(user, unit, today):
    own = queries.records(LowerCongress, user, under=unit).select_related("upper")
    held = LowerCongress.State.HELD
    for one in own.filter(state=held, unit=unit).order_by("held_on", "id")[:MOST]:
        yield _due(one, _("File the record: %s") % one.name, pgettext("congress", "File"), None, today)
    waiting = own.filter(state=LowerCongress.State.PLANNED, closes_on__lte=today + SOON)
    for one in waiting.filter(unit=unit).order_by("closes_on", "id")[:MOST]:
        yield _due(one, _("Hold: %s") % one.name, _("Open"), one.closes_on, today, one.pass_down)
    below = waiting.exclude(unit=unit).filter(upper=unit)
    number = below.count()
    if number:
        first = below.aggregate(first=Min("closes_on"))["first"]
        yield Due(
            title=_("Second-level congresses not held yet"), url=reverse("congress:lower_list"), button=_("Open"), unit=unit, by=first,
            words=ngettext("%(count)s union", "%(count)s unions", number) % {"count": number}, tone="red" if first < today else "amber",
        )  # fmt: skip


def _issues(user, unit, today):
    found = queries.issues(user, under=unit)
    hot = found.filter(sensitive=True, escalated_on=None, state__in=Issue.SETTLING)
    for one in hot.order_by("raised_on", "id")[:MOST]:
        yield _due(one, _("Report to the Party branch: %s") % one.title(), _("Report"), one.raised_on, today)
    late = found.filter(state=Issue.State.ASSIGNED, due_on__lte=today + timedelta(7))
    for one in late.order_by("due_on", "id")[:MOST]:
        yield _due(one, one.title(), _("Open"), one.due_on, today, one.owner)
    for state, title, button in (
        (Issue.State.RAISED, _("Issues to be passed on"), _("Pass on")),
        (Issue.State.SETTLED, _("Return visits and feedback"), _("Ask")),
    ):
        number = found.filter(state=state).order_by().count()
        if number:
            yield Due(
                title=title, url=f"{reverse('congress:issue_list')}?state={state}", button=button, unit=unit, tone="amber",
                words=ngettext("%(count)s issue", "%(count)s issues", number) % {"count": number},
            )  # fmt: skip


def _rounds(user, unit, today):
    found = queries.records(Round, user, under=unit)
    for one in found.filter(state=Round.State.PLANNED, planned_on__lte=today + timedelta(7)).order_by(
        "planned_on", "id"
    )[:MOST]:
        yield _due(one, f"{one.get_kind_display()} · {one.name}", _("Record"), one.planned_on, today)
    held = found.filter(state=Round.State.HELD, kind__in=(Round.Kind.PATROL, Round.Kind.VISIT))
    for one in held.order_by("held_on", "id")[:MOST]:
        yield _due(one, _("Report on: %s") % one.name, _("Report"), None, today)


def _letters(user, unit, today):
    found = queries.records(Letter, user, under=unit).filter(state=Letter.State.SIGNED, settle_by__lte=today + SOON)
    for one in found.order_by("settle_by", "id")[:MOST]:
        yield _due(one, _("Settle the letter: %s") % one, _("Settle"), one.settle_by, today)


def _canteens(user, unit, today):
    for one in queries.canteens(user, under=unit).filter(until=None).order_by("id")[:MOST]:
        if is_working_day(today) and one.last_check != today:
            said = _("last check on %s") % date_format(one.last_check) if one.last_check else _("no check yet")
            yield _due(one, _("Today's check: %s") % one.name, pgettext("congress", "Check"), today, today, said)
        monday = today - timedelta(today.weekday())
        if today.weekday() >= 4 and (one.last_meeting is None or one.last_meeting < monday):
            yield _due(one, _("This week's meeting: %s") % one.name, _("Open"), monday + timedelta(6), today)
