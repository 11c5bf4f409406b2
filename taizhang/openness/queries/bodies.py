"""Reads about groups: their pairs, who sits in them, and who supervises whom."""

from django.db.models import Count, Q

from taizhang.openness.models import Body, Disclosure, Item, Seat


def of_unit(user, unit):
    """Groups of the unit and below that the user reads."""
    found = Body.objects.visible_to(user).standing().below(unit).select_related("unit", "supervises")
    return found.annotate(people=Count("seats", filter=Q(seats__until=None)))


def disclosing(unit):
    """Standing groups of this very unit that may answer for items."""
    return Body.objects.standing().filter(unit=unit, until=None, kind__in=Body.DISCLOSING).order_by("id")


def supervision_of(body):
    """The standing supervision group of a disclosure group with somebody in it, or None."""
    if body is None:
        return None
    found = Body.objects.standing().filter(supervises=body, until=None).first()
    return found if found is not None and found.seats.filter(until=None).exists() else None


def seats_on(body, day):
    """Who sits in a group on a day."""
    held = body.seats.filter(since__lte=day).filter(Q(until=None) | Q(until__gt=day))
    return held.select_related("person").order_by("id")


def facing(body):
    """Standing seats of the groups on the other side of this group's pairs."""
    others = Body.objects.standing().filter(until=None)
    pairs = others.filter(Q(supervises=body) | Q(pk=body.supervises_id))
    return list(Seat.objects.filter(body__in=pairs, until=None).select_related("body"))


def entrusted(body):
    """How many items in force are entrusted to a group."""
    return Item.objects.standing().filter(body=body, until=None).count()


def stage(body, operating):
    """Where a group stands: set up, staffed, operating, dissolved (OP-01)."""
    if body.until is not None:
        return "dissolved"
    if not body.people:
        return "set up"
    return "operating" if operating else "staffed"


def is_operating(body):
    """Whether something of this group was posted, or checked by it."""
    if body.supervises_id:
        return Disclosure.objects.standing().filter(checked_by__body=body).exists()
    return Disclosure.objects.standing().filter(item__body=body).exclude(number=None).exists()


def seats_in(bodies):
    """The seats of some groups."""
    return Seat.objects.filter(body__in=bodies).select_related("body__unit")
