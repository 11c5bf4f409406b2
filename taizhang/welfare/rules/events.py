"""Events and visits: reported, answered in time, within the standard; each once."""

from django.utils.translation import gettext as _

from taizhang.kernel import calendar
from taizhang.kernel.steps import may_happen_on, not_before
from taizhang.kernel.verdicts import Allowed, Denied
from taizhang.welfare.models import Event, Guest, Visit

CEILINGS = {
    Event.Kind.ILLNESS: "welfare.ceiling.illness",
    Event.Kind.INJURY: "welfare.ceiling.injury",
    Event.Kind.BIRTH: "welfare.ceiling.birth",
    Event.Kind.MARRIAGE: "welfare.ceiling.marriage",
    Event.Kind.DEATH: "welfare.ceiling.death",
    Event.Kind.BEREAVEMENT: "welfare.ceiling.bereavement",
    Event.Kind.RETIREMENT: "welfare.ceiling.retirement",
}
REASONS = {  # 事由, in the words of the plain ledger, so that one filter asks both
    Event.Kind.ILLNESS: "生病",
    Event.Kind.INJURY: "工伤",
    Event.Kind.BIRTH: "生育",
    Event.Kind.MARRIAGE: "结婚",
    Event.Kind.DEATH: "丧事",
    Event.Kind.BEREAVEMENT: "丧事",
    Event.Kind.RETIREMENT: "退休",
    Event.Kind.HARDSHIP: "其他",
}


def may_report(on, reported_on, *, today):
    """An event has happened, and was reported on that day or later."""
    return (
        may_happen_on(reported_on, today=today)
        and may_happen_on(on, today=today)
        and not_before(on, reported_on, _("the day on which it happened"))
    )


def compute_due(reported_on, days):
    """The last day of the visit: so many working days after the report (有事必访); None where no rule sets them."""
    return calendar.deadline_by_rule(reported_on, days).last if days else None


def may_answer(event, on, *, occasion):
    """A visit answers an event that has happened and was not excused."""
    if event.voided_at is not None:
        return Denied(_("The event of %s was voided.") % event.name)
    if event.state == Event.State.EXCUSED:
        return Denied(_("For %s no visit was needed; take that back first.") % event.name)
    if (occasion == Visit.Occasion.SEND_OFF) != (event.kind == Event.Kind.RETIREMENT):
        return Denied(_("A send-off answers a retirement; every other event is answered by a visit."))
    return not_before(event.on, on, _("the day of the event"))


def may_excuse(event):
    """An event that waits for its visit may need none: the family asked for quiet, the member is far away."""
    if event.voided_at is not None or event.state != Event.State.WAITING:
        return Denied(_("This event does not wait for a visit."))
    return Allowed


def may_void(event):
    """An event on which a visit stands is not voided before the visit."""
    if event.voided_at is not None:
        return Denied(_("This was voided as entered by mistake."))
    if event.state == Event.State.VISITED:
        return Denied(_("A visit stands upon this event. Void the visit first."))
    return Allowed


def may_visit(people, on, *, today):
    """Somebody was seen, each once, on a day that has come."""
    if not people:
        return Denied(_("Name at least one person who was visited."))
    known = [one["person"].pk for one in people if one.get("person")]
    if len(known) != len(set(known)):
        return Denied(_("Somebody is named twice on this visit."))
    return may_happen_on(on, today=today)


def may_accompany(visit_unit, unit, named):
    """The other unions of a joint visit are named once each, without the one that keeps the visit."""
    if unit.pk == visit_unit.pk:
        return Denied(_("%s keeps this visit itself; name the others here.") % unit.name)
    if unit.pk in named:
        return Denied(_("%s is named already.") % unit.name)
    return Allowed


def may_answer_for(gathering, answer, today):
    """Who came is known when the day has come; who cannot come may say so before."""
    if gathering.voided_at is not None:
        return Denied(_("This was voided as entered by mistake."))
    if answer == Guest.Answer.CAME:
        return may_happen_on(gathering.on, today=today)
    return Allowed


def may_see_at_home(guests):
    """Home visits are for those who could not come (因病因远未能到会的上门看望)."""
    if not guests:
        return Denied(_("Name at least one person who was visited."))
    others = [guest.name for guest in guests if guest.answer not in (Guest.Answer.UNABLE, Guest.Answer.SEEN)]
    if others:
        return Denied(_("%s did not say that they could not come.") % "、".join(others))
    return Allowed
