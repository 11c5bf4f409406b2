"""What is due for the desk and the start page: visits, lists to be made, hand-outs running, money to be handed over."""

from datetime import timedelta

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from taizhang.kernel import rulebook
from taizhang.kernel.access import can
from taizhang.ui.due import Due
from taizhang.welfare.models import Benefit, Campaign, Handout
from taizhang.welfare.queries import benefits, donations, events, handouts, services

MANY = 30


def due_items(user, unit, today):
    """Everything that waits for this user at the unit and below it."""
    if can(user, "welfare.visit", unit):
        yield from _visits(user, unit, today)
        yield from _home_visits(user, unit)
    if can(user, "welfare.deliver", unit):
        yield from _benefits(user, unit, today)
    if can(user, "welfare.hand_over", unit):
        yield from _campaigns(user, unit, today)
    if can(user, "welfare.sign", unit):
        yield from _handouts(user, unit, today)
    if can(user, "welfare.answer_placement", unit):
        yield from _placements(user, unit)


def _visits(user, unit, today):
    for event in events.waiting(user, unit)[:MANY]:
        late = bool(event.due_on and event.due_on < today)
        yield Due(
            title=_("Visit %(name)s: %(event)s") % {"name": event.name, "event": event.get_kind_display()},
            url=f"{reverse('welfare:visit_record')}?event={event.pk}",
            button=_("Record the visit"),
            unit=event.unit,
            by=event.due_on,
            words=_("reported on %s") % date_format(event.reported_on),
            tone="red" if late else "amber",
        )


def _home_visits(user, unit):
    for guest in events.to_be_seen(user, unit)[:MANY]:
        yield Due(
            title=_("See %(name)s at home: could not come to “%(gathering)s”")
            % {"name": guest.name, "gathering": guest.gathering.name},
            url=reverse("welfare:gathering_see", args=[guest.gathering_id]),
            button=_("Record the visit"),
            unit=guest.gathering.unit,
            words=guest.why,
            tone="amber",
        )


def _benefits(user, unit, today):
    running = benefits.of_unit(user, unit).filter(state=Benefit.State.OPEN)
    for one in running.order_by("since")[:MANY]:
        ahead = rulebook.find("welfare.list_ahead_days", one.unit, today)
        if one.listed_on is None and one.since - timedelta(days=ahead.value if ahead else 0) <= today:
            yield Due(_("Make the list of “%s”") % one.name, one.get_absolute_url(), _("Open"), one.unit, one.since)
        elif one.listed > one.served and one.since <= today:
            words = _("%(served)s of %(listed)s served") % {"served": one.served, "listed": one.listed}
            tone = "red" if one.until < today else "amber"
            title = _("Deliver “%s”") % one.name
            yield Due(title, one.get_absolute_url(), _("Deliver"), one.unit, one.until, words, tone)


def _campaigns(user, unit, today):
    for one in donations.of_unit(user, unit).filter(state=Campaign.State.OPEN)[:MANY]:
        held = donations.account(one).held
        if held > 0 and one.until and one.until < today:
            yield Due(
                title=_("Hand over what was given: “%s”") % one.matter,
                url=one.get_absolute_url(),
                button=pgettext("welfare", "Hand over"),
                unit=one.unit,
                words=_("%s yuan held") % f"{held:.2f}",
                tone="red",
            )


def _handouts(user, unit, today):
    running = handouts.of_unit(user, unit).exclude(state=Handout.State.CLOSED).filter(since__lte=today)
    for one in running.order_by("since")[:MANY]:
        if one.listed > one.signed:
            words = _("%(signed)s of %(listed)s have signed") % {"signed": one.signed, "listed": one.listed}
            title = _("Hand out: %s") % one.name
            yield Due(title, one.get_absolute_url(), _("Open"), one.unit, one.until, words, "amber")


def _placements(user, unit):
    for one in services.open_placements(user, unit)[:MANY]:
        words = _("asked on %s") % date_format(one.asked_on)
        title = _("School place for a child of %s") % one.name
        yield Due(title, one.get_absolute_url(), _("Open"), one.unit, None, words, "amber")
