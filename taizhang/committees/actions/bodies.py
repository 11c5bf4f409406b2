"""Bodies: formed, staffed post by post, changed, dissolved; groups taken over from the register."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from taizhang.committees import queries, rules
from taizhang.committees.models import Body, Seat, Term
from taizhang.kernel.access import SYSTEM
from taizhang.kernel.acts import act
from taizhang.kernel.verdicts import Refused, require
from taizhang.kernel.writing import day_of, locked, named, words
from taizhang.members.models import Person

State, Duty, Kind = Body.State, Seat.Duty, Body.Kind


def form(
    unit, *, by, on, kind, name, how=Body.How.MEETING, places=None, document_no="", tasks="", members=()
):  # fmt: skip
    """A body of the union is formed; a group with `members`: persons, the first one leads."""
    with act(by, "committees.form", unit, on=on) as this:
        body = prepare_body(
            unit, this, on=on, kind=kind, name=name, how=how, places=places, document_no=document_no, tasks=tasks
        )
        body.save()
        for at, person in enumerate(members):
            _take(body, this, on=on, who=person, duty=Duty.MEMBER if at else Duty.HEAD)
        this.record = body
        this.note(title=body.title())
    return body


def prepare_body(unit, this, *, on, kind, name, how=Body.How.MEETING, places=None, document_no="", tasks=""):
    """A body, checked and not saved yet; inside the act `this`."""
    standing = Body.objects.standing().filter(unit=unit).exclude(state=State.DISSOLVED)
    name = words(name, 80)
    require(rules.needs_words(name, _("Write the name of the body.")))
    require(rules.may_happen_on(on, today=day_of(this)))
    require(
        rules.bodies.may_form(
            kind, same_kind=standing.filter(kind=kind).exists(), same_name=standing.filter(name=name).exists(),
            is_grassroots=queries.terms.is_base(unit),
        )
    )  # fmt: skip
    return Body(
        unit=unit,
        kind=kind,
        name=name,
        how=how,
        places=places or None,
        document_no=words(document_no, 60),
        tasks=tasks.strip(),
        formed_on=on,
    )


def change_body(body, *, by, name, places=None, document_no="", tasks=""):
    """Put name, places and tasks right."""
    with act(by, "committees.change_body", body) as this:
        body = locked(body)
        require(rules.bodies.is_open(body))
        require(rules.needs_words(name, _("Write the name of the body.")))
        same = Body.objects.standing().filter(unit=body.unit, name=words(name, 80)).exclude(state=State.DISSOLVED)
        if same.exclude(pk=body.pk).exists():
            raise Refused(_("A body bears this name already."))
        body.name, body.places = words(name, 80), places or None
        body.document_no, body.tasks = words(document_no, 60), tasks.strip()
        body.save()
        for seat in body.seats.filter(voided_at=None):
            this.touch(seat)  # the ledger says the body's name with each post
        this.note(title=body.title())
    return body


def prepare_seat(body, this, *, on, who, duty, field="", full_time=False, document_no="", until=None, besides=None):
    """A post taken, checked and not saved yet; inside the act `this`. The member's row stays locked, so that two groups cannot both win."""
    one = named(who)
    person, name = one["person"], one["name"]
    if person is not None:
        Person.objects.select_for_update().filter(pk=person.pk).order_by("pk").first()
    require(rules.may_happen_on(on, today=day_of(this)))
    require(
        rules.bodies.may_take(
            body, name=name, has_person=person is not None, duty=duty, since=on, until=until,
            others=queries.bodies.others(body, person=person, name=name, besides=besides),
        )
    )  # fmt: skip
    if body.is_group:
        elsewhere = queries.bodies.groups_of(person, besides=besides)
        require(rules.bodies.may_join_group(name, since=on, until=until, elsewhere=elsewhere))
        if queries.members.of_person(person, body.unit) is None:
            raise Refused(_("%s is not in membership at this union.") % name)
    return Seat(
        unit=body.unit, body=body, duty=duty, field=words(field, 40), person=person, name=name, full_time=full_time, since=on,
        until=until, document_no=words(document_no, 60), in_group=body.is_group,
    )  # fmt: skip


def _take(body, this, *, on, who, duty=Duty.MEMBER, **more):
    seat = prepare_seat(body, this, on=on, who=who, duty=duty, **more)
    seat.save()
    _staffed(body, on, duty)
    return seat


def _staffed(body, on, duty):
    """A body is staffed when it has its head."""
    if duty == Duty.HEAD and body.state == State.FORMED:
        body.state, body.staffed_on = State.STAFFED, on
        body.save()


def staff(body, *, by, on, people, document_no=""):
    """Fill posts of a body in one stroke. `people`: dicts with who (person or name), duty, field, full_time."""
    with act(by, "committees.staff", body, on=on) as this:
        body = locked(body)
        if not people:
            raise Refused(_("Name at least one person."))
        for one in people:
            _take(body, this, on=on, document_no=document_no, **one)
        this.record = body
        this.note(title=body.title(), people=len(people))
    return body


def appoint(body, *, by, on, who, duty=Duty.MEMBER, field="", full_time=False, document_no=""):
    """Somebody takes a post in the body from a day on."""
    with act(by, "committees.appoint", body, on=on) as this:
        body = locked(body)
        seat = _take(body, this, on=on, who=who, duty=duty, field=field, full_time=full_time, document_no=document_no)
        this.record = seat
        this.note(name=seat.name, title=body.title())
    return seat


def end_seat(seat, *, by, on, why=""):
    """A post ends: the person is not in it any more from that day on."""
    with act(by, "committees.end_seat", seat, on=on) as this:
        seat = _ended(seat, on, why, this)
        this.note(name=seat.name, title=seat.body.title())
    return seat


def _ended(seat, on, why, this):
    seat = Seat.objects.select_for_update(of=("self",)).select_related("body", "unit", "person").get(pk=seat.pk)
    require(rules.needs_standing(seat))
    require(rules.may_happen_on(on, today=day_of(this)))
    require(rules.bodies.may_end(seat, on))
    seat.until, seat.why = on, words(why, 200)
    seat.save()
    return seat


def replace(seat, *, by, on, who, why="", field=None, full_time=None, document_no=""):
    """Change of the holder: one post ends and the next begins on the same day, so that there is no gap."""
    with act(by, "committees.replace", seat, on=on) as this:
        before = _ended(seat, on, why, this)
        body = locked(before.body)
        after = _take(
            body, this, on=on, who=who, duty=before.duty, field=before.field if field is None else field,
            full_time=before.full_time if full_time is None else full_time, document_no=document_no,
        )  # fmt: skip
        this.record = after
        this.note(name=before.name, next=after.name, title=body.title())
    return after


def place(group, *, by, on, people):
    """Members come into a group; whoever is in another one moves from there on the same day. → how many"""
    with act(by, "committees.place", group, on=on) as this:
        group = locked(group)
        if not group.is_group:
            raise Refused(_("Members are placed in groups."))
        if not people:
            raise Refused(_("Choose at least one member."))
        for person in people:
            _leave_other(person, group, on, this)
            _take(group, this, on=on, who=person, duty=Duty.MEMBER)
        this.record = group
        this.note(title=group.title(), people=len(people))
    return len(people)


def _leave_other(person, group, on, this):
    open_ones = Seat.objects.filter(person=person, in_group=True, until=None, voided_at=None).exclude(body=group)
    for seat in open_ones:
        _ended(seat, on, group.name, this)


def take_groups(unit, *, by, on):
    """Form the groups that the register names and place everybody whom it places there. → (groups formed, members placed)"""
    with act(by, "committees.take_groups", unit, on=on) as this:
        found = queries.bodies.by_register(unit)
        if not found:
            raise Refused(_("The register names no group with members who are in none here."))
        groups = {one.name: one for one in queries.bodies.open_groups(unit)}
        formed = [name for name in found if name not in groups]
        for name in formed:
            groups[name] = prepare_body(unit, this, on=on, kind=Kind.GROUP, name=name, how=Body.How.COMMITTEE)
            groups[name].save()
        placed = _placed(found, groups, on)
        this.create_all(Seat, placed)
        this.record = None
        this.note(groups=len(formed), people=len(placed), unit=unit.name)
    return len(formed), len(placed)


def _placed(found, groups, on):
    """The members of the register's groups as posts; nobody of them is in a group yet, so each begins today."""
    return [
        Seat(
            unit=groups[name].unit, body=groups[name], person=one.person, name=one.person.name,
            since=max(on, groups[name].formed_on, one.joined_on or on), in_group=True,
        )
        for name, people in found.items()
        for one in people
    ]  # fmt: skip


def follow_members(*, on):
    """Whoever left the union, went to another or died is in no group of it any more. → how many"""
    gone = queries.bodies.gone_from_groups()
    if not gone:
        return 0
    with act(SYSTEM, "committees.follow_members", None, on=on) as this:
        for seat, left_on in gone:
            seat.until, seat.why = max(seat.since, left_on or on), _("not in membership any more")
            seat.save()
        this.record = None
        this.note(people=len(gone))
    return len(gone)


def dissolve(body, *, by, on, why):
    """A body ends, and every post in it; a term in office ends with it."""
    with act(by, "committees.dissolve", body, on=on) as this:
        body = locked(body)
        require(rules.bodies.is_open(body))
        require(rules.needs_reason(why))
        require(rules.may_happen_on(on, today=day_of(this)))
        require(rules.not_before(body.formed_on, on, _("formed on")))
        if body.has_terms and queries.elections.running(body):
            raise Refused(_("An election of this body is under way; call it off first."))
        close(body, on, words(why, 200))
        this.record = body
        this.note(title=body.title(), why=why)
    return body


def close(body, on, why):
    """End a body with its posts and its term on a day; inside an act. → the posts that ended"""
    held = list(body.seats.filter(until=None, voided_at=None).select_related("person", "unit"))
    late = next((seat for seat in held if seat.since > on), None)
    if late is not None:
        raise Refused(
            _("%(name)s took the post on %(day)s only.") % {"name": late.name, "day": date_format(late.since)}
        )
    for seat in held:
        seat.until, seat.why = on, why
        seat.save()
    for term in Term.objects.standing().filter(body=body, state=Term.State.IN_OFFICE).select_related("unit"):
        term.state, term.ended_on = Term.State.ENDED, on
        term.save()
    body.state, body.dissolved_on, body.why = State.DISSOLVED, on, why
    body.save()
    return held
