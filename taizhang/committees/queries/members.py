"""Members as bodies need them: who is in membership, how many, who is meant by a name."""

from django.db.models import Q

from taizhang.members import queries as members
from taizhang.members.models import Membership

Status = Membership.Status


def in_membership(user, unit):
    """Memberships of everybody in membership at the unit and below, as far as the user sees."""
    return members.register(user, under=unit).filter(status=Status.MEMBER)


def standing_at(unit):
    """Memberships of everybody in membership at the unit itself."""
    return Membership.objects.standing().filter(unit=unit, status=Status.MEMBER)


def counted(unit, day):
    """(members, women among them) in membership at the unit itself on a day."""
    here = Membership.objects.standing().filter(unit=unit).filter(Q(joined_on=None) | Q(joined_on__lte=day))
    rows = here.select_related("person").only("status", "history", "joined_on", "person__sex")
    there = [one for one in rows if one.status_on(day) == Status.MEMBER]
    return len(there), sum(one.person.sex == "女" for one in there)


def electors(unit):
    """How many have the vote at the unit and below: in membership; a kept membership has none."""
    return Membership.objects.standing().below(unit).filter(status=Status.MEMBER).count()


def of_person(person, unit):
    """The person's standing membership at the unit and below, or None."""
    found = Membership.objects.standing().below(unit).filter(person=person, status__in=Membership.STANDING)
    return found.select_related("person", "unit").first()


def standing_of(persons):
    """Standing memberships of these persons, wherever."""
    found = Membership.objects.standing().filter(person__in=persons, status__in=Membership.STANDING)
    return found.select_related("unit")


def left_on(person, unit):
    """The day on which the person's last membership at the unit and below ended, if it is known."""
    found = Membership.objects.standing().below(unit).filter(person=person).exclude(left_on=None)
    return found.order_by("-left_on").values_list("left_on", flat=True).first()


def may_stand(person):
    """Whether the person is in membership; None for somebody who is not on the register."""
    if person is None:
        return None
    return Membership.objects.standing().filter(person=person, status=Status.MEMBER).exists()
