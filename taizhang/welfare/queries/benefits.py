"""Who is entitled to a benefit, by the register and the calendar."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from taizhang.kernel import rulebook
from taizhang.welfare.models import Benefit, Entitlement, Event
from taizhang.welfare.queries.people import in_membership
from taizhang.welfare.rules import benefits as rules

Occasion = Benefit.Occasion


@dataclass(frozen=True)
class Due:
    """One person who is entitled: when, at which union, and what it is that may be had once."""

    person: object
    unit: object
    group: str
    due_on: date
    once: str


def of_unit(user, unit):
    """Benefits of the unit and of everything below it, with how many are on the list and how many were served."""
    found = Benefit.objects.visible_to(user).standing().below(unit).select_related("unit")
    standing = Q(entitlements__voided_at=None)
    return found.annotate(
        listed=Count("entitlements", filter=standing),
        served=Count("entitlements", filter=standing & Q(entitlements__state__in=Entitlement.SERVED)),
    )


def listed(benefit):
    """Everybody on the list of a benefit."""
    found = Entitlement.objects.standing().filter(benefit=benefit)
    return found.select_related("person", "unit", "benefit").order_by("due_on", "id")


def entitled(benefit):
    """[Due] of everyone entitled, each once: by birthdays, by the register on the day of the festival, or by events on file."""
    if benefit.occasion in Benefit.OF_EVENTS:
        found = _by_events(benefit)
    elif benefit.occasion == Occasion.FESTIVAL:
        found = _by_register(benefit)
    else:
        found = _by_birthdays(benefit)
    return list({(one.person.pk, one.once): one for one in found}.values())


def _members(benefit):
    return in_membership(benefit.unit, kept=benefit.kept or benefit.occasion == Occasion.MILESTONE)


def _by_register(benefit):
    for one in _members(benefit):
        if one.joined_on is None or one.joined_on <= benefit.until:  # who joins before its end is still entitled
            once = rules.once_key(benefit.occasion, festival=benefit.festival, due_on=benefit.since)
            yield Due(one.person, one.unit, one.group, benefit.since, once)


def _by_birthdays(benefit):
    age_from = None
    if benefit.occasion == Occasion.MILESTONE:
        found = rulebook.find("welfare.milestone_from", benefit.unit, benefit.since)
        age_from = found.value if found else None
    for one in _members(benefit).exclude(person__birth_on=None):
        day = rules.birthday_in(one.person.birth_on, benefit.since, benefit.until)
        if day is None or (one.joined_on and one.joined_on > day):
            continue
        if age_from is not None:
            age = rules.compute_age(one.person.birth_on, day)
            if age % 5 or age < age_from:
                continue
        yield Due(one.person, one.unit, one.group, day, rules.once_key(benefit.occasion, due_on=day))


def _by_events(benefit):
    events = Event.objects.standing().below(benefit.unit).exclude(person=None).select_related("person", "unit")
    for event in events.filter(kind=str(benefit.occasion), on__gte=benefit.since, on__lte=benefit.until):
        yield Due(
            event.person, event.unit, "", event.on, rules.once_key(benefit.occasion, due_on=event.on, event=event)
        )


def had_elsewhere(benefit, dues):
    """{(person, once): benefit's name} of those who are on another list for the same thing."""
    keys = {(one.person.pk, one.once) for one in dues}
    taken = Entitlement.objects.standing().exclude(benefit=benefit).filter(once__in={once for _pk, once in keys})
    found = taken.values_list("person_id", "once", "benefit__name")
    return {(person, once): name for person, once, name in found if (person, once) in keys}


def festivals_cost(unit, year, *, but=None):
    """What the festivals of a year have been planned to cost for each member of the unit, this one left out."""
    same = Benefit.objects.standing().filter(unit=unit, occasion=Occasion.FESTIVAL, since__year=year)
    return sum(one.worth or 0 for one in same.exclude(pk=but.pk if but else None))


def unborn(unit):
    """How many in membership have no birth date on file: they cannot be on a list of birthdays."""
    return in_membership(unit).filter(person__birth_on=None).count()
