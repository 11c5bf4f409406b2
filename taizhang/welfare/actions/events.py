"""An event is reported, its visit made; retirees come together, and who could not come is seen at home."""

from django.utils.translation import gettext as _

from taizhang.kernel import rulebook
from taizhang.kernel.acts import act
from taizhang.kernel.steps import needs_reason, needs_standing
from taizhang.kernel.verdicts import Refused, require
from taizhang.kernel.writing import afresh, day_of, named, words
from taizhang.welfare.actions.parts import move
from taizhang.welfare.models import Companion, Event, Gathering, Guest, Movement, Visit, Visited
from taizhang.welfare.queries import events as queries
from taizhang.welfare.rules import events as rules
from taizhang.welfare.rules import may_cost

Answer = Guest.Answer


def report_event(unit, *, by, who, kind, on, reported_on, detail="", remark=""):
    """Something happened in a member's life; a visit falls due so many working days after the report (有事必访)."""
    with act(by, "welfare.report_event", unit, on=on) as this:
        require(rules.may_report(on, reported_on, today=day_of(this)))
        event = prepare_event(unit, who=who, kind=kind, on=on, reported_on=reported_on, detail=detail, remark=remark)
        if event.person_id and Event.objects.standing().filter(person=event.person, kind=kind, on=on).exists():
            raise Refused(_("This event is on file already."))
        event.save()
        this.record = event
        this.note(name=event.name, kind=str(event.kind))
    return event


def prepare_event(unit, *, who, kind, on, reported_on, detail="", remark=""):
    """An unsaved event with the day by which its visit is due."""
    days = rulebook.find("welfare.visit_days", unit, reported_on)
    return Event(
        unit=unit,
        kind=kind,
        on=on,
        reported_on=reported_on,
        detail=words(detail, 300),
        remark=words(remark, 200),
        due_on=rules.compute_due(reported_on, days),
        **named(who),
    )


def excuse(event, *, by, why):
    """No visit is needed: the family asked for quiet, the member is far away."""
    with act(by, "welfare.excuse", event) as this:
        event = Event.objects.get(pk=event.pk)
        require(rules.may_excuse(event))
        require(needs_reason(why))
        event.state, event.excused_why = Event.State.EXCUSED, words(why, 200)
        event.save()
        this.note(name=event.name, why=event.excused_why)
    return event


def reveal(record, *, by, why):
    """Show the sealed details once; who looked and why is kept (Personal Information Protection Law, articles 28 and 51)."""
    with act(by, "welfare.reveal", record) as this:
        require(needs_reason(why))
        this.note(name=record.name, why=words(why, 200))
        sealed = record.detail if isinstance(record, Event) else record.child
        return sealed.reveal()


def visit(unit, *, by, on, people, visitors, occasion=Visit.Occasion.EVENT, companions=(), remark=""):
    """Somebody went and saw them. `people`: [{event, person or name, cash, item, gift, quantity, measure_unit}], each once.

    A joint visit is credited to every union that went, and counts once above them (decision 5).
    """
    with act(by, "welfare.visit", unit, on=on) as this:
        require(rules.may_visit(people, on, today=day_of(this)))
        seen = Visit(unit=unit, on=on, occasion=occasion, visitors=words(visitors, 200), remark=words(remark, 300))
        seen.save()
        this.record = seen
        for other in companions:
            require(rules.may_accompany(unit, other, {one.unit_id for one in seen.companions.all()}))
            Companion(visit=seen, unit=other).save()
        for one in people:
            _see(this, seen, **one)
        this.note(title=seen.title(), people=len(people))
    return afresh(seen)


def _see(
    this, seen, *, event=None, person=None, name="", cash=None, item=None, gift="", quantity=None, measure_unit=""
):
    """One person of a visit: the event is answered, the cash stays within the standard, goods leave the store."""
    if event is not None:
        event = Event.objects.get(pk=event.pk)
        _answer_event(seen, event, cash)
        who = {"person": event.person, "name": event.name}
    else:
        who = named({"person": person, "name": name})
    if item is not None:
        gift, measure_unit = item.name, item.measure_unit
    gift, measure_unit = words(gift, 60), words(measure_unit, 20)
    if quantity is not None and not (gift and measure_unit):
        raise Refused(_("Goods need a name and a unit of measure."))
    one = Visited(
        visit=seen, event=event, cash=cash, item=item, gift=gift, quantity=quantity, measure_unit=measure_unit, **who
    )
    one.save()
    if item is not None and quantity:
        move(this, item, way=Movement.Way.OUT, quantity=-quantity, on=seen.on, mover=seen, source=one.name)


def _answer_event(seen, event, cash):
    require(rules.may_answer(event, seen.on, occasion=seen.occasion))
    key = rules.CEILINGS.get(event.kind)
    ceiling = rulebook.find(key, event.unit, seen.on) if key else None
    require(may_cost(cash, ceiling, already=queries.given_for(event)))
    if event.state == Event.State.WAITING:
        event.state, event.visited_on = Event.State.VISITED, seen.on
        event.save()


# --- retirees come together ----------------------------------------------------------------------------------------------


def convene(unit, *, by, on, kind, name, place="", transport="", lunch=False, gift="", measure_unit=""):
    """Plan a gathering of retirees: back at the old place of work, a festival, an outing, a send-off (RW-02, RW-04)."""
    with act(by, "welfare.convene", unit, on=on) as this:
        if bool(gift) != bool(measure_unit):
            raise Refused(_("Goods need a name and a unit of measure."))
        found = Gathering(
            unit=unit,
            on=on,
            kind=kind,
            name=words(name, 120),
            place=words(place, 120),
            transport=words(transport, 120),
            lunch=lunch,
            gift=words(gift, 60),
            measure_unit=words(measure_unit, 20),
        )
        found.save()
        this.record = found
        this.note(title=found.title())
    return afresh(found)


def invite(gathering, *, by, people):
    """Put persons on the list of guests; who stands on it already is passed over. → how many are new"""
    with act(by, "welfare.invite", gathering) as this:
        gathering = Gathering.objects.get(pk=gathering.pk)
        require(needs_standing(gathering))
        known = set(gathering.guests.values_list("person_id", "name"))
        new = 0
        for one in map(named, people):
            key = (one["person"].pk if one["person"] else None, one["name"])
            if key not in known:
                Guest(gathering=gathering, **one).save()
                known.add(key)
                new += 1
        if not new:
            raise Refused(_("Nobody new is named."))
        this.note(title=gathering.title(), people=new)
    return new


def answer(gathering, *, by, guests, answer, why=""):
    """Write down who came and who could not."""
    with act(by, "welfare.answer", gathering) as this:
        gathering = Gathering.objects.get(pk=gathering.pk)
        require(rules.may_answer_for(gathering, answer, day_of(this)))
        if not guests:
            raise Refused(_("Choose at least one person."))
        for guest in gathering.guests.filter(pk__in=[one.pk for one in guests]).select_related("gathering"):
            if guest.answer == Answer.SEEN:
                raise Refused(_("%s has been seen at home; void that visit first.") % guest.name)
            guest.answer, guest.why = answer, words(why, 100) if answer == Answer.UNABLE else ""
            guest.gathering = gathering
            guest.save()
        this.note(title=gathering.title(), people=len(guests), answer=str(answer))
    return gathering


def hold(gathering, *, by):
    """The gathering took place: it counts, and who could not come is due to be seen at home."""
    with act(by, "welfare.hold", gathering, on=gathering.on) as this:
        gathering = Gathering.objects.get(pk=gathering.pk)
        require(rules.may_answer_for(gathering, Answer.CAME, day_of(this)))
        if not gathering.guests.filter(answer=Answer.CAME).exists():
            raise Refused(_("Write down who came first."))
        gathering.held = True
        gathering.save()
        this.note(title=gathering.title())
    return gathering


def see_at_home(gathering, *, by, guests, on, visitors, cash=None, gift="", quantity=None, measure_unit=""):
    """Those who could not come were seen at home: one visit, each of them once."""
    with act(by, "welfare.visit", gathering, on=on) as this:
        gathering = Gathering.objects.get(pk=gathering.pk)
        require(needs_standing(gathering))
        chosen = list(gathering.guests.filter(pk__in=[one.pk for one in guests]).select_related("person"))
        require(rules.may_see_at_home(chosen))
        people = [{"person": one.person, "name": one.name} for one in chosen]
        require(rules.may_visit(people, on, today=day_of(this)))
        seen = Visit(
            unit=gathering.unit,
            on=on,
            occasion=Visit.Occasion.HOME,
            visitors=words(visitors, 200),
            remark=gathering.name,
        )
        seen.save()
        brought = {"cash": cash, "gift": gift, "quantity": quantity, "measure_unit": measure_unit}
        for guest, who in zip(chosen, people, strict=True):
            _see(this, seen, **who, **brought)
            guest.answer, guest.visit, guest.gathering = Answer.SEEN, seen, gathering
            guest.save()
        this.note(title=seen.title(), people=len(people))
    return afresh(seen)
