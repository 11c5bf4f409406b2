"""Bodies as they stand on a day: who holds which post, what is missing, who is in no group."""

from dataclasses import dataclass, field

from django.db.models import Count, Q

from taizhang.committees import rules
from taizhang.committees.models import Body, Seat
from taizhang.committees.queries import members
from taizhang.kernel import rulebook
from taizhang.organisation import kinds
from taizhang.organisation import queries as organisation

Kind, Duty = Body.Kind, Seat.Duty
ORDER = (Kind.COMMITTEE, Kind.AUDIT, Kind.WOMEN, Kind.SUB, Kind.GROUP)


def _standing_on(day, prefix=""):
    until = {f"{prefix}until__gt": day}
    return Q(**{f"{prefix}voided_at": None, f"{prefix}since__lte": day}) & (Q(**{f"{prefix}until": None}) | Q(**until))


def listed(user, *, under=None, day):
    """Bodies that the user may read, with how many stand in them on a day (`number`)."""
    found = Body.objects.visible_to(user).standing()
    found = found.below(under) if under is not None else found
    number = Count("seats", filter=_standing_on(day, "seats__"))
    return found.select_related("unit").annotate(number=number).order_by("unit__path", "kind", "name", "id")


def of_unit(unit, day):
    """Bodies of the unit itself on a day: formed by then, not dissolved by then; committees first."""
    found = Body.objects.standing().filter(unit=unit, formed_on__lte=day)
    found = found.filter(Q(dissolved_on=None) | Q(dissolved_on__gt=day)).select_related("unit")
    return sorted(found, key=lambda body: (ORDER.index(body.kind), body.name, body.pk))


def standing_below(user, unit, day):
    """How many bodies that the user may read stand at the unions below a unit on a day."""
    found = Body.objects.visible_to(user).standing().below(unit).exclude(unit=unit).filter(formed_on__lte=day)
    return found.filter(Q(dissolved_on=None) | Q(dissolved_on__gt=day)).count()


def seats(body):
    """Every post of the body that was ever held, the latest first."""
    return body.seats.filter(voided_at=None).select_related("person", "body", "unit").order_by("-since", "-id")


def holders(bodies, day):
    """{key of the body: [posts held on a day, the head first]}."""
    found = {body.pk: [] for body in bodies}
    standing = Seat.objects.filter(_standing_on(day), body__in=list(found)).select_related("person", "body", "unit")
    for seat in sorted(standing, key=lambda one: (one.rank, one.since, one.pk)):
        found[seat.body_id].append(seat)
    return found


def heads(bodies, day):
    """{key of the body: the post of its head on a day}."""
    chairs = Seat.objects.filter(_standing_on(day), body__in=[body.pk for body in bodies], duty=Duty.HEAD)
    return {seat.body_id: seat for seat in chairs.select_related("person", "body")}


def head_gaps(body):
    """[(from, up to)] of the days on which the body had no head."""
    held = body.seats.filter(voided_at=None, duty=Duty.HEAD).values_list("since", "until")
    return rules.bodies.gaps(list(held))


def vacant_since(body):
    """Since when the body has no head, where it had one; None otherwise."""
    held = list(body.seats.filter(voided_at=None, duty=Duty.HEAD).values_list("until", flat=True))
    return max(held) if held and None not in held else None


def others(body, *, person, name, besides=None):
    """[(is it the same person, post, since, until)] of the body's posts, for the rule of overlapping."""
    rows = body.seats.filter(voided_at=None).exclude(pk=besides.pk if besides else None)
    return [
        (
            (person is not None and one.person_id == person.pk) or (one.person_id is None and one.name == name),
            one.duty,
            one.since,
            one.until,
        )
        for one in rows
    ]


def groups_of(person, besides=None):
    """[(group, since, until)] of a member's time in groups, wherever they were."""
    rows = Seat.objects.filter(person=person, in_group=True, voided_at=None).select_related("body")
    return [(one.body.name, one.since, one.until) for one in rows.exclude(pk=besides.pk if besides else None)]


def open_groups(unit):
    """Groups of the unit that are not dissolved."""
    return Body.objects.standing().filter(unit=unit, kind=Kind.GROUP).exclude(state=Body.State.DISSOLVED)


def ungrouped(user, unit):
    """Memberships at the unit and below whose holder is in no group today."""
    placed = Seat.objects.filter(in_group=True, until=None, voided_at=None).values("person")
    return members.in_membership(user, unit).exclude(person__in=placed)


def gone_from_groups():
    """[(post in a group, day on which the membership ended)] of people who are not in membership at that union any more."""
    found = []
    open_ones = Seat.objects.filter(in_group=True, until=None, voided_at=None).select_related("person", "body", "unit")
    there = {}
    for one in members.standing_of(open_ones.values("person")):
        there.setdefault(one.person_id, []).append(one.unit.path)
    for seat in open_ones:
        if not any(path.startswith(seat.unit.path) for path in there.get(seat.person_id, ())):
            found.append((seat, members.left_on(seat.person, seat.unit)))
    return found


def by_register(unit):
    """{name of the group: [membership]} as the register writes it, of members who are in no group here."""
    placed = Seat.objects.filter(in_group=True, until=None, voided_at=None).values("person")
    found = members.standing_at(unit).exclude(group="").exclude(person__in=placed)
    groups = {}
    for one in found.select_related("person", "unit").order_by("group", "id"):
        groups.setdefault(one.group.strip(), []).append(one)
    return {name: people for name, people in groups.items() if name}


@dataclass
class Board:
    """The committee page of a unit on a day: bodies with their posts, and what is not as it should be."""

    day: object
    bodies: list = field(default_factory=list)  # [(body, [seat])]
    remarks: list = field(default_factory=list)


def board(unit, day):
    """The committee page of a unit as of a day."""
    found = of_unit(unit, day)
    held = holders(found, day)
    return Board(day, [(body, held[body.pk]) for body in found], remarks(unit, day, found, held))


def remarks(unit, day, found=None, held=None):
    """What is not as it should be with the bodies of a unit on a day, by the rules that bind it; for grassroots unions."""
    if not kinds.of(unit.kind).grassroots:
        return []
    found = of_unit(unit, day) if found is None else found
    held = holders(found, day) if held is None else held
    makeup = _makeup(unit, day, found, held)
    bands = {key: rulebook.find(key, unit, day) for key in ("org.committee.size", "audit.committee.size")}
    return rules.bodies.remarks(
        makeup,
        required=rulebook.find("org.committee.required_members", unit, day),
        band=bands["org.committee.size"] and bands["org.committee.size"].band(makeup.members),
        audit_band=bands["audit.committee.size"] and bands["audit.committee.size"].band(makeup.members),
        women_from=rulebook.find("women.committee.min", unit, day),
        full_time=rulebook.find("org.fulltime_chair.staff", unit, day),
        vacancy=rulebook.find("org.chair_vacancy_months", unit, day),
    )


def _makeup(unit, day, found, held):
    people = {kind: [seat for body in found if body.kind == kind for seat in held[body.pk]] for kind in ORDER}
    there = {body.kind for body in found}
    total, women = members.counted(unit, day)
    chair = next((seat for seat in people[Kind.COMMITTEE] if seat.duty == Duty.HEAD), None)
    committee = next((body for body in found if body.kind == Kind.COMMITTEE), None)
    leading = {seat.person_id or seat.name for seat in people[Kind.COMMITTEE] if seat.duty != Duty.MEMBER}
    profile = organisation.profile_of(unit)
    return rules.bodies.Makeup(
        day=day,
        members=total,
        women=women,
        staff=profile.staff if profile else None,
        committee=len(people[Kind.COMMITTEE]) if committee else None,
        committee_women=sum(seat.person is not None and seat.person.sex == "女" for seat in people[Kind.COMMITTEE]),
        audit=len(people[Kind.AUDIT]) if Kind.AUDIT in there else None,
        women_body=len(people[Kind.WOMEN]) if Kind.WOMEN in there else None,
        chair=chair is not None,
        chair_full_time=chair is not None and chair.full_time,
        vacant_since=vacant_since(committee) if committee and chair is None else None,
        auditors_in_office=tuple(seat.name for seat in people[Kind.AUDIT] if (seat.person_id or seat.name) in leading),
        ungrouped=max(0, total - len(people[Kind.GROUP])) if Kind.GROUP in there else None,
    )
