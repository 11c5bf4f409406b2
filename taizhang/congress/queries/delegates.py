"""Reads about delegates: the register, one delegate's life, whom a name means."""

from django.db.models import Count, F, Q

from taizhang.congress.models import Attendance, Delegate
from taizhang.members.models import Membership


def register(user, *, under=None):
    """Delegates that the user may read."""
    found = (
        Delegate.objects.visible_to(user).standing().select_related("congress__unit", "constituency", "person", "unit")
    )
    found = found.below(under) if under is not None else found
    return found.order_by("unit__path", "congress__kind", "-congress__number", "constituency_id", "id")


def of(congress):
    """All delegates of a term, those who have left last."""
    found = Delegate.objects.standing().filter(congress=congress).select_related("constituency", "person", "replaces")
    return found.annotate(trained=Count("trainings", distinct=True)).order_by(
        F("ended_on").asc(nulls_first=True), "constituency_id", "id"
    )


def already(congress, *, person=None, name="", constituency=None):
    """Whether this human being serves in this congress: by the register, or by name in the constituency."""
    found = Delegate.objects.standing().filter(congress=congress, state=Delegate.State.SERVING)
    if person is not None:
        return found.filter(person=person).exists()
    return found.filter(name=name, constituency=constituency).exists()


def taken(constituency):
    """How many seats of a constituency are taken."""
    found = Delegate.objects.standing().filter(constituency=constituency, state=Delegate.State.SERVING)
    return found.filter(standing_as=Delegate.Standing.FULL).count()


def badges(congress):
    """Card numbers in use."""
    return set(Delegate.objects.standing().filter(congress=congress).values_list("badge", flat=True))


def by_card(congress, name, badge):
    """The serving delegate whose name and card number these are; None otherwise."""
    found = Delegate.objects.standing().filter(congress=congress, state=Delegate.State.SERVING, badge=badge.strip())
    one = found.first()
    return one if one is not None and one.name.replace(" ", "") == name.replace(" ", "") else None


def attended(delegate):
    """What the delegate was called to and came to, newest first."""
    found = Attendance.objects.filter(delegate=delegate).select_related("session__congress__unit")
    return found.order_by("-session__opens_on", "-session_id")


def trained(delegate):
    """Trainings that the delegate came to, newest first."""
    return [row.training for row in delegate.trainings.select_related("training").order_by("-training__on")]


def entitled_members(congress):
    """Memberships of everybody whom a general meeting calls: in membership at the unit and below, in the order of the tree."""
    standing = Membership.objects.standing().below(congress.unit).filter(status=Membership.Status.MEMBER)
    there = Delegate.objects.standing().filter(congress=congress, state=Delegate.State.SERVING).exclude(person=None)
    return standing.exclude(person__in=there.values("person")).select_related("person").order_by("unit__path", "id")


def search(found, text):
    """Delegates whose name or card number the text means."""
    return found.filter(Q(name__contains=text) | Q(badge=text))


def replaced_by(delegate):
    """Who was elected in this delegate's place; None if nobody."""
    return Delegate.objects.standing().filter(replaces=delegate).first()
