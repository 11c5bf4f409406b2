"""Events that wait for a visit, visits made, gatherings."""

from django.db.models import Q

from taizhang.kernel.models import within
from taizhang.welfare.models import Companion, Event, Gathering, Guest, Visit, Visited


def events(user, unit):
    """Events at the unit and below it."""
    return Event.objects.visible_to(user).standing().below(unit).select_related("unit", "person")


def waiting(user, unit):
    """Events that still wait for their visit, the most pressing first."""
    return events(user, unit).filter(state=Event.State.WAITING).order_by("due_on", "on", "id")


def visits(user):
    """Visits that the user may read, with whom they saw."""
    found = Visit.objects.visible_to(user).standing().select_related("unit")
    return found.prefetch_related("visited__event", "companions__unit")


def gatherings(user, unit):
    """Gatherings of retirees at the unit and below it."""
    found = Gathering.objects.visible_to(user).standing().below(unit).select_related("unit")
    return found.prefetch_related("guests")


def to_be_seen(user, unit):
    """Guests who could not come to a gathering that was held, and have not been seen at home."""
    held = gatherings(user, unit).filter(held=True)
    return Guest.objects.filter(gathering__in=held.values("pk"), answer=Guest.Answer.UNABLE).select_related("gathering")


def given_for(event):
    """What was given in cash on the visits for an event so far."""
    standing = Visited.objects.filter(event=event, visit__voided_at=None)
    return sum(one.cash or 0 for one in standing)


def visits_of(event):
    """The visits that answered an event, newest first."""
    return Visit.objects.standing().filter(visited__event=event).order_by("-on", "-id").distinct()


def visits_at(user, unit):
    """Visits of the unit and below it, and those that such a union made together with another, newest first."""
    joint = Companion.objects.filter(within([unit.path], "unit__path")).values("visit")
    here = visits(user).filter(within([unit.path], "unit__path") | Q(pk__in=joint))
    return here.order_by("-on", "-id")
