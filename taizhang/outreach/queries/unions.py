"""Reads about joint unions and registrations."""

from datetime import timedelta

from taizhang.kernel import calendar, rulebook
from taizhang.kernel.models import Unit
from taizhang.organisation import kinds
from taizhang.outreach.models import Affiliation, Registration

REMIND = "org.reminders_months"


def affiliations(user, unit):
    """Firms on the lists of joint unions of the unit and below."""
    return Affiliation.objects.visible_to(user).standing().below(unit).select_related("unit", "firm")


def registrations(user, unit):
    """Registrations of unions at the unit and below."""
    return Registration.objects.visible_to(user).standing().below(unit).select_related("unit")


def unregistered(user, unit):
    """Grassroots unions at and below a unit whose registration nobody has begun."""
    begun = Registration.objects.standing().filter(ended_on=None).order_by().values("unit")
    found = Unit.objects.visible_to(user).below(unit).filter(kind__in=kinds.codes(grassroots=True), until=None)
    return found.exclude(pk__in=begun).exclude(code__contains="~").order_by("path")


def registration_of(unit):
    """The registration of a union that stands, or None."""
    return Registration.objects.standing().filter(unit=unit, ended_on=None).first()


def remind_from(unit, valid_until, on):
    """From which day on the desk speaks of a certificate that ends: the longest of the months of the rulebook before it."""
    found = rulebook.find(REMIND, unit, on)
    months = max(found.value) if found else 3
    return valid_until - timedelta(days=30 * months)


def ending(user, unit, today):
    """Registrations whose certificate ends within half a year, or has ended."""
    horizon = calendar.months_after(today, 6, rest=False)
    found = registrations(user, unit).filter(ended_on=None, valid_until__lte=horizon)
    return found.order_by("valid_until", "id")
