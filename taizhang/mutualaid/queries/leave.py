"""Reads about convalescence: quotas, nominations, who is left to go first."""

from django.db.models import Count, Q

from taizhang.kernel.models import within
from taizhang.mutualaid.models import Quota, Stay

State = Stay.State
GOING = (State.APPROVED, State.TAKEN)


def quotas(user, *, under=None):
    """Quotas that the user may read, with how many places are nominated, given and taken."""
    found = Quota.objects.visible_to(user).standing().select_related("unit", "giver")
    found = found.below(under) if under is not None else found
    standing = Q(stays__voided_at=None)
    return found.annotate(
        nominated=Count("stays", filter=standing & Q(stays__state=State.NOMINATED)),
        given=Count("stays", filter=standing & Q(stays__state__in=GOING)),
        taken=Count("stays", filter=standing & Q(stays__state=State.TAKEN)),
    ).order_by("-year", "unit__path", "id")


def stays(quota):
    """The nominations of a quota, model workers first."""
    found = Stay.objects.standing().filter(quota=quota).select_related("person", "unit", "quota__unit")
    return found.order_by("-model_worker", "nominated_on", "id")


def given(quota):
    """How many places of a quota are given."""
    return Stay.objects.standing().filter(quota=quota, state__in=GOING).count()


def waiting_models(quota):
    """How many model workers of a quota wait for an approval."""
    return Stay.objects.standing().filter(quota=quota, state=State.NOMINATED, model_worker=True).count()


def to_approve(user):
    """Nominations that wait for whoever allotted the quota."""
    waiting = Stay.objects.standing().filter(within(user.paths(), "quota__giver__path"), state=State.NOMINATED)
    return waiting.select_related("quota__unit", "quota__giver", "person").order_by("nominated_on")
