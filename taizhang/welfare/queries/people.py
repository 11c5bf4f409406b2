"""Who is meant by a name typed in (members/queries/whom.py), and who is in membership."""

from taizhang.members.models import Membership
from taizhang.members.queries.whom import Meant, meant, namesakes

__all__ = ["Meant", "in_membership", "meant", "namesakes"]


def in_membership(unit, *, kept=False):
    """Standing memberships at the unit and below it, with their persons; kept ones (the retired) only when asked for."""
    statuses = [Membership.Status.MEMBER, Membership.Status.GOING]
    if kept:
        statuses.append(Membership.Status.KEPT)
    found = Membership.objects.standing().below(unit).filter(status__in=statuses)
    return found.select_related("person", "unit").order_by("unit__path", "group", "id")
