"""Setting up groups, pairing them, filling their seats."""

from django.utils.translation import gettext as _

from taizhang.kernel.acts import act
from taizhang.kernel.verdicts import Refused, require
from taizhang.kernel.writing import afresh, day_of, locked, named, standing, words
from taizhang.openness import rules
from taizhang.openness.models import Body, Seat
from taizhang.openness.queries import bodies as queries
from taizhang.openness.rules import bodies as pairs


def set_up(unit, *, by, on, kind, name, subject="", duties="", supervises=None, people=()):
    """Set up a group; a supervision group says whom it supervises. `people`: [(who, duty)], the first the head."""
    with act(by, "openness.set_up", unit, on=on) as this:
        require(rules.may_happen_on(on, today=day_of(this)))
        if supervises is not None:
            supervises = locked(supervises)
        require(pairs.may_pair(kind, supervises))
        if supervises is not None and Body.objects.standing().filter(supervises=supervises, until=None).exists():
            raise Refused(_("“%s” has its supervision group already.") % supervises.name)
        if Body.objects.standing().filter(unit=unit, name=words(name, 80), until=None).exists():
            raise Refused(_("There is a group of this name already."))
        body = Body(
            unit=unit,
            kind=kind,
            name=words(name, 80),
            subject=words(subject, 80),
            duties=duties.strip()[:1000],
            supervises=supervises,
            since=on,
        )
        body.save()
        this.record = body
        _fill(body, people, on)
        this.note(title=body.name)
    return afresh(body)


def seat(body, *, by, on, people):
    """Somebody takes a seat: [(who, duty)]. Nobody sits on both sides of a pair."""
    with act(by, "openness.seat", body, on=on) as this:
        body = standing(body)
        require(rules.may_happen_on(on, today=day_of(this)))
        require(rules.not_before(body.since, on, _("set up on")))
        seats = _fill(body, people, on)
        this.note(title=body.name, people=len(seats))
    return seats


def _fill(body, people, on):
    """The seats, each checked against the group itself and the other side of its pair."""
    if not people:
        return []
    if body.until is not None:
        raise Refused(_("This group has been dissolved already."))
    others, facing = list(body.seats.filter(until=None)), queries.facing(body)
    seats = []
    for who, duty in people:
        one = Seat(body=body, duty=duty, since=on, **named(who))
        require(pairs.may_sit(one, others + seats, facing))
        one.save()
        seats.append(one)
    return seats


def unseat(seat_of, *, by, on):
    """Somebody leaves a group; what was checked in his time stays his."""
    body = seat_of.body
    with act(by, "openness.unseat", body, on=on) as this:
        body = locked(body)
        held = Seat.objects.select_for_update().get(pk=seat_of.pk)
        if held.until is not None:
            raise Refused(_("%s has left this group already.") % held.name)
        require(rules.may_happen_on(on, today=day_of(this)))
        require(rules.not_before(held.since, on, _("since")))
        held.body, held.until = body, on
        held.save()
        this.note(title=body.name, name=held.name)
    return held


def dissolve(body, *, by, on, why):
    """A group ends; its seats end with it."""
    with act(by, "openness.dissolve", body, on=on) as this:
        body = locked(body)
        require(rules.needs_reason(why))
        require(rules.not_before(body.since, on, _("set up on")))
        require(pairs.may_dissolve(body, queries.entrusted(body)))
        for held in body.seats.filter(until=None):
            held.body, held.until = body, max(on, held.since)
            held.save()
        for watching in Body.objects.select_for_update().filter(supervises=body, until=None, voided_at=None):
            watching.until = max(on, watching.since)
            watching.save()
        body.until = on
        body.save()
        this.note(title=body.name, why=words(why, 200))
    return afresh(body)
