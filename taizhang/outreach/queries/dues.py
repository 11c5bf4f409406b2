"""What is due for the desk and the start page: next steps, firms to verify, certificates that end, reviews."""

from datetime import timedelta

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from taizhang.kernel import calendar, rulebook
from taizhang.kernel.access import can
from taizhang.outreach.models import Establishment
from taizhang.outreach.queries import census, establishments, territory, unions
from taizhang.ui.due import Due

MANY = 30
SOON = 14
REVIEW = "outreach.review_months"
State = Establishment.State


def due_items(user, unit, today):
    """Everything that waits for this user at the unit and below it."""
    yield from _visits(user, today)
    if can(user, "outreach.publicise", unit):
        yield from _establishments(user, unit, today)
        yield from _registrations(user, unit, today)
        yield from _certificates(user, unit, today)
        yield from _programmes(user, unit, today)
        yield from _reviews(user, unit, today)


def _tone(day, today):
    return "red" if day < today else "amber"


def next_step(establishment):
    """(name of the page, words of the button) of the next step."""
    return {
        State.IDENTIFIED: ("establishment_publicise", _("Explain the law")),
        State.PUBLICISED: ("establishment_consent", _("Employer consents")),
        State.WILLING: ("establishment_apply", pgettext("establishment", "Apply")),
        State.APPROVED: ("establishment_found", _("Founding meeting")),
        State.FOUNDED: ("establishment_register", pgettext("establishment", "Register")),
    }.get(establishment.state, ("", ""))


def _establishments(user, unit, today):
    for one in establishments.waiting(user, unit, today, days=SOON)[:MANY]:
        _page, button = next_step(one)
        words = one.why if one.state == State.WILLING and one.why else one.get_state_display()
        yield Due(one.title(), one.get_absolute_url(), button, one.unit, one.due_on, words, _tone(one.due_on, today))


def _visits(user, today):
    waiting = census.mine(user, today)
    count = waiting.count()
    if count:
        first = waiting.first()
        words = ngettext("%(count)d firm to verify", "%(count)d firms to verify", count) % {"count": count}
        yield Due(
            first.census.name,
            reverse("outreach:listing_mine"),
            pgettext("outreach", "Verify"),
            first.unit,
            first.census.last,
            words,
            "amber",
        )


def _registrations(user, unit, today):
    soon = unions.registrations(user, unit).filter(ended_on=None, due_on__lte=today + timedelta(days=SOON))
    for one in soon.order_by("due_on", "id")[:MANY]:
        words = one.get_state_display()
        yield Due(
            one.title(), one.get_absolute_url(), _("Next step"), one.unit, one.due_on, words, _tone(one.due_on, today)
        )


def _certificates(user, unit, today):
    for one in unions.ending(user, unit, today)[:MANY]:
        if unions.remind_from(one.unit, one.valid_until, today) <= today:
            title = _("Renew the certificate of %s") % one.unit.name
            url = reverse("outreach:registration_renew", args=[one.pk])
            words = _("certificate no. %s") % one.certificate_no
            yield Due(title, url, _("Renew"), one.unit, one.valid_until, words, _tone(one.valid_until, today))


def _programmes(user, unit, today):
    waiting = territory.programmes(user, unit).filter(state__in=("selected", "survey", "under_way"))
    for one in waiting.filter(target_on__lte=today + timedelta(days=SOON * 2)).order_by("target_on", "id")[:MANY]:
        words = one.get_state_display()
        yield Due(
            one.title(), one.get_absolute_url(), _("Open"), one.unit, one.target_on, words, _tone(one.target_on, today)
        )


def _reviews(user, unit, today):
    law = rulebook.find(REVIEW, unit, today)
    if law is None:
        return
    long_ago = today - timedelta(days=28 * int(law.value))
    waiting = territory.assignments(user, unit).filter(until=None, since__lte=long_ago).order_by("since", "id")
    for one in waiting[: MANY * 4]:
        by = calendar.deadline_by_rule(one.reviewed_on or one.since, law).last
        if by <= today:
            title = _("Review: %s") % one.firm.name
            words = _("assigned since %s") % date_format(one.since)
            url = reverse("outreach:assignment_review", args=[one.pk])
            yield Due(title, url, pgettext("outreach", "Review"), one.unit, by, words, "amber")
