"""What events, visits and gatherings contribute."""

from taizhang.kernel.ledger import Line, credited
from taizhang.welfare.facts import measures
from taizhang.welfare.models import Event, Guest
from taizhang.welfare.rules.events import REASONS


def event_lines(event):
    """One case on the day it happened; answered, and in time, beside it, so that the shares close over the same events."""
    subject, kind = event.subject_at(event.unit), "RW-04" if event.kind == Event.Kind.RETIREMENT else "AW-10"
    about = {"matter": event.kind, "reason": REASONS[event.kind]}
    if event.state == Event.State.EXCUSED:
        return
    yield Line(measures.EVENTS.code, event.on, 1, kind=kind, subject=f"event:{event.pk}", about=about)
    if event.state == Event.State.VISITED:
        yield Line(measures.ANSWERED.code, event.on, 1, kind=kind, subject=subject, about=about)
        if event.due_on is None or event.visited_on <= event.due_on:
            yield Line(measures.IN_TIME.code, event.on, 1, kind=kind, subject=subject, about=about)


def visit_lines(visit):
    """Each person once, each visit as person-times, cash and goods apart; a joint visit is credited to each and counted once above."""
    people = list(visit.visited.all())
    for unit, reach in credited(visit.unit, [one.unit for one in visit.companions.all()], on=visit.on):
        about = {"matter": visit.occasion, "reason": "", "remark": visit.remark}
        yield Line(
            "work.entries",
            visit.on,
            1,
            unit=unit,
            kind=visit.catalogue,
            subject=f"unit:{unit.pk}",
            reach=reach,
            about=about,
        )
        if visit.catalogue == "RW-04":
            yield Line("work.sessions", visit.on, 1, unit=unit, kind=visit.catalogue, reach=reach, about=about)
        for one in people:
            yield from _seen(visit, one, unit, reach)


def _seen(visit, one, unit, reach):
    reason = REASONS[one.event.kind] if one.event_id else ""
    where = {
        "unit": unit,
        "kind": visit.catalogue,
        "reach": reach,
        "about": {"matter": visit.occasion, "reason": reason, "remark": visit.remark},
    }
    # the key of the union that keeps the visit: the same person on both lines of a joint visit
    yield Line("work.persons", visit.on, 1, subject=one.subject_at(visit.unit), **where)
    yield Line("work.person_times", visit.on, 1, **where)
    if one.cash:
        yield Line("work.money", visit.on, one.cash, **where)
    if one.quantity:
        goods = {**where["about"], "goods": one.gift, "measure_unit": one.measure_unit}
        yield Line("work.goods", visit.on, one.quantity, **{**where, "about": goods})


def gathering_lines(gathering):
    """One event when it was held: who came, once as a person and once as an attendance; invited, and seen at home, beside it."""
    if not gathering.held:
        return
    about, day = {"matter": gathering.name}, gathering.on
    kind, Answer = gathering.catalogue, Guest.Answer
    yield Line("work.entries", day, 1, kind=kind, subject=f"unit:{gathering.unit_id}", about=about)
    yield Line("work.sessions", day, 1, kind=kind, about=about)
    for guest in gathering.guests.all():
        subject = guest.subject_at(gathering.unit)
        yield Line(measures.INVITED.code, day, 1, kind=kind, subject=subject, about=about)
        if guest.answer == Answer.CAME:
            yield Line("work.persons", day, 1, kind=kind, subject=subject, about=about)
            yield Line("work.person_times", day, 1, kind=kind, about=about)
            if gathering.gift:
                goods = {**about, "goods": gathering.gift, "measure_unit": gathering.measure_unit}
                yield Line("work.goods", day, 1, kind=kind, about=goods)
        elif guest.answer in (Answer.UNABLE, Answer.SEEN):
            yield Line(measures.UNABLE.code, day, 1, kind=kind, subject=subject, about=about)
            if guest.answer == Answer.SEEN:
                yield Line(measures.SEEN_AT_HOME.code, day, 1, kind=kind, subject=subject, about=about)
