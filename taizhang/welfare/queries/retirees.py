"""Retirees in the order in which they are to be seen: the ill and the aged first (年高、患病的优先)."""

from dataclasses import dataclass
from datetime import date, timedelta

from taizhang.members.models import Membership, Person
from taizhang.welfare.models import Event, Visited
from taizhang.welfare.queries.people import in_membership

ILL = (Event.Kind.ILLNESS, Event.Kind.INJURY)
YEAR = timedelta(days=365)


@dataclass(frozen=True)
class Retiree:
    """One retiree: how old, whether an illness is on file within a year, when the union was last there."""

    person: Person
    unit: object
    age: int | None
    ill: bool
    seen_on: date | None


def in_order(unit, today):
    """[Retiree] of the unit and below: the ill, then the oldest, then who was not seen for longest."""
    kept = [one for one in in_membership(unit, kept=True) if one.status == Membership.Status.KEPT]
    keys = [one.person_id for one in kept]
    ill = set(_ill(keys, today - YEAR))
    seen = dict(_seen(keys))
    found = [
        Retiree(one.person, one.unit, one.person.age_on(today), one.person_id in ill, seen.get(one.person_id))
        for one in kept
    ]
    return sorted(found, key=lambda one: (not one.ill, -(one.age or 0), one.seen_on or date.min, one.person.pk))


def _ill(keys, since):
    for start in range(0, len(keys), 900):
        on_file = Event.objects.standing().filter(person__in=keys[start : start + 900], kind__in=ILL, on__gte=since)
        yield from on_file.values_list("person_id", flat=True)


def _seen(keys):
    """(person, day) of the visits, the last day last."""
    for start in range(0, len(keys), 900):
        visited = Visited.objects.filter(person__in=keys[start : start + 900], visit__voided_at=None)
        yield from visited.order_by("visit__on").values_list("person_id", "visit__on")
