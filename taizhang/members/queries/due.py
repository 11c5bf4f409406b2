"""What the register tells the desk: transfers, applications, forms of re-registration, contracts that end."""

from datetime import timedelta

from django.db.models import Count, Min
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from taizhang.kernel import rulebook
from taizhang.kernel.access import can
from taizhang.kernel.models import Unit
from taizhang.members.models import Application, Transfer
from taizhang.members.queries import admission, reregistration, transfers
from taizhang.ui.due import Due

SHOWN = 50
SOON = timedelta(days=7)
State = Transfer.State


def _tone(last, today):
    if last is None:
        return "blue"
    return "red" if last < today else "amber" if last - today <= SOON else "blue"


def of_transfers(user, unit, today):
    """The next step of each transfer: release, receive, close; who is late is red."""
    for one in transfers.due_transfers(user, unit)[:SHOWN]:
        step = _step(one)
        if step is None or not can(user, step[0], step[1]):
            continue
        yield Due(
            title=step[2] % {"name": one.person.name, "from": one.from_name, "to": one.to_name}, url=one.get_absolute_url(),
            button=step[3], unit=step[1], by=one.due_on, words=step[4], tone=_tone(one.due_on, today),
        )  # fmt: skip


def _step(one):
    """(code, unit, title, button, words) of what has to be done next."""
    if one.state == State.ASKED:
        words = _("asked for on %s") % date_format(one.asked_on)
        return "members.release", one.unit, _("Release %(name)s to %(to)s"), _("Look at it"), words
    if one.state == State.RECEIVED:
        words = _("received on %s") % date_format(one.received_on)
        return "members.close_transfer", one.unit, _("Close the transfer of %(name)s to %(to)s"), _("Close"), words
    words = _("released on %s") % date_format(one.released_on)
    if one.to is None:
        return (
            "members.return_slip",
            one.unit,
            _("Ask for the return slip of %(name)s from %(to)s"),
            _("Note it"),
            words,
        )
    return "members.receive", one.to, _("Receive %(name)s from %(from)s"), _("Receive"), words


def of_applications(user, unit, today):
    """Applications that wait for the committee: one line for each union."""
    if not can(user, "members.decide_applications", unit):
        return
    waiting = Application.objects.visible_to(user).standing().below(unit).filter(state=Application.State.APPLIED)
    by_unit = {}
    for one in waiting.select_related("unit").order_by("due_on", "id")[:500]:
        by_unit.setdefault(one.unit, []).append(one)
    for place, ones in list(by_unit.items())[:SHOWN]:
        first = ones[0].due_on
        words = ngettext("%(count)d application waits", "%(count)d applications wait", len(ones)) % {"count": len(ones)}
        yield Due(
            title=_("Decide on applications for membership"), url=f"{reverse('members:application_decide')}?unit={place.code}",
            button=_("Decide"), unit=place, by=first, words=words, tone=_tone(first, today),
        )  # fmt: skip


def of_identified(user, unit, today):
    """Staff who were identified long ago and have not applied (new recruits are admitted promptly): one line for each union."""
    rule = rulebook.find("members.recruit_days", unit, today)
    if rule is None or not can(user, "members.apply_now", unit):
        return
    days = timedelta(days=int(rule.value))
    found = Application.objects.visible_to(user).standing().below(unit)
    found = found.filter(state=Application.State.IDENTIFIED, identified_on__lt=today - days).order_by()
    lines = (
        found.values("unit").annotate(number=Count("pk"), first=Min("identified_on")).order_by("first", "unit")[:SHOWN]
    )
    places = Unit.objects.in_bulk([line["unit"] for line in lines])
    for line in lines:
        place, last = places[line["unit"]], line["first"] + days
        yield Due(
            title=_("Win over staff who are not in the union yet"), button=_("Open"), unit=place, by=last, tone=_tone(last, today),
            url=f"{reverse('members:application_list')}?unit={place.code}&state={Application.State.IDENTIFIED}",
            words=ngettext("%(count)d person", "%(count)d persons", line["number"]) % {"count": line["number"]},
        )  # fmt: skip


def of_campaigns(user, unit, today):
    """Re-registrations that run: who has not filled in, what waits to be checked, what can be closed."""
    for campaign in reregistration.open_for(unit, today):
        if not can(user, "members.check_confirmation", unit):
            continue
        left = reregistration.unconfirmed(campaign, user, unit).count()
        filled = reregistration.confirmations(campaign, user, unit).filter(state="已填表").count()
        if not left and not filled and campaign.unit_id != unit.pk:
            continue
        words = _("%(left)d have not filled in, %(filled)d wait to be checked") % {"left": left, "filled": filled}
        yield Due(
            title=campaign.name, url=campaign.get_absolute_url(), button=_("Go on"), unit=unit, by=campaign.until,
            words=words, tone=_tone(campaign.until, today),
        )  # fmt: skip


def of_contracts(user, unit, today):
    """Contracts of members that end soon: one line, with the list behind it."""
    rule = rulebook.find("members.contract_reminder_days", unit, today)
    if rule is None or not can(user, "members.correct", unit):
        return
    until = today + timedelta(days=int(rule.value))
    found = admission.ending_contracts(unit, today, until)
    count = found.count()
    if count:
        first = found.first().contract_until
        yield Due(
            title=_("Contracts of members end"), url=f"{reverse('members:contract_list')}?unit={unit.code}", button=_("Open"),
            unit=unit, by=first, words=ngettext("%(count)d member", "%(count)d members", count) % {"count": count},
            tone=_tone(first, today),
        )  # fmt: skip


PARTS = (of_transfers, of_applications, of_identified, of_campaigns, of_contracts)
