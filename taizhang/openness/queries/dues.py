"""What is due for the desk and the start page: disclosures, checks, answers, meetings, walls, enterprises that fell silent."""

from datetime import timedelta

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from taizhang.kernel import calendar, rulebook
from taizhang.kernel.access import can
from taizhang.openness.models import Disclosure, Meeting
from taizhang.openness.queries import disclosures, works
from taizhang.ui.due import Due

MANY = 30
FIRM_MONTHS = "openness.firm_months"
State = Disclosure.State


def due_items(user, unit, today):
    """Everything that waits for this user at the unit and below it."""
    if can(user, "openness.draft", unit):
        yield from _disclosures(user, unit, today)
        yield from _opinions(user, unit, today)
        yield from _meetings(user, unit, today)
        yield from _firms(user, unit, today)
    elif can(user, "openness.approve", unit):
        yield from _checks(user, unit, today)


def _disclosures(user, unit, today):
    waiting = disclosures.of_unit(user, unit).filter(state__in=Disclosure.OPEN).order_by("due_on", "id")
    for one in waiting[:MANY]:
        button, words = _next(one)
        tone = "red" if one.is_late(today) or one.state == State.RETURNED else "amber"
        yield Due(_("Disclose: %s") % one.name, one.get_absolute_url(), button, one.unit, one.due_on, words, tone)


def _next(one):
    """(the button, what is said) of an open disclosure."""
    return {
        State.DUE: (_("Draft"), ""),
        State.DRAFT: (pgettext("openness", "Hand over"), _("drafted, not with the supervision group yet")),
        State.CHECKING: (pgettext("openness", "Check"), _("with the supervision group")),
        State.RETURNED: (_("Redraft"), one.why),
        State.CHECKED: (pgettext("openness", "Post"), _("checked by the supervision group")),
    }[one.state]


def _checks(user, unit, today):
    waiting = disclosures.of_unit(user, unit).filter(state=State.CHECKING).order_by("due_on", "id")
    for one in waiting[:MANY]:
        tone = "red" if one.is_late(today) else "amber"
        yield Due(
            _("Check: %s") % one.name,
            one.get_absolute_url(),
            pgettext("openness", "Check"),
            one.unit,
            one.due_on,
            "",
            tone,
        )


def _opinions(user, unit, today):
    for one in disclosures.waiting_opinions(user, unit)[:MANY]:
        yield Due(
            _("Answer the %(kind)s on “%(name)s”") % {"kind": one.get_kind_display(), "name": one.disclosure.name},
            reverse("openness:opinion_answer", args=[one.pk]),
            pgettext("openness", "Answer"),
            one.unit,
            one.due_on,
            _("came on %s") % date_format(one.received_on),
            "red" if one.due_on < today else "amber",
        )


def _meetings(user, unit, today):
    soon = works.meetings(user, unit).exclude(state=Meeting.State.DONE).filter(on__lte=today + timedelta(days=7))
    for one in soon.order_by("on", "id")[:MANY]:
        tone = "red" if one.on < today else "amber"
        yield Due(one.title(), one.get_absolute_url(), _("Open"), one.unit, one.on, one.get_state_display(), tone)


def _firms(user, unit, today):
    law = rulebook.find(FIRM_MONTHS, unit, today)
    if law is None:
        return
    before = today - timedelta(days=1)
    for practice, last in works.silent(user, unit, before)[: MANY * 4]:
        by = calendar.deadline_by_rule(last or practice.introduced_on, law).last
        if by < today:
            yield Due(
                _("Remind %s to publish") % practice.name,
                practice.get_absolute_url(),
                _("Open"),
                practice.unit,
                by,
                _("last published on %s") % date_format(last) if last else _("has published nothing yet"),
                "red",
            )
