"""Suggestions: register, numbers, what is alike."""

from taizhang.proposals import rules
from taizhang.proposals.models import Suggestion


def register(user, *, under=None):
    """Suggestions that the user may read, the newest first."""
    found = Suggestion.objects.visible_to(user).standing()
    if under is not None:
        found = found.below(under)
    return found.select_related("unit").prefetch_related("contributors").order_by("-submitted_on", "-id")


def next_number(unit, year):
    """JY2008-012: the next number of the year; the caller holds the unit's lock."""
    numbers = Suggestion.objects.filter(unit=unit, number__startswith=f"JY{year}-").values_list("number", flat=True)
    return max((int(number.rpartition("-")[2]) for number in numbers), default=0) + 1


def of_proposal(proposal):
    """The suggestion that a proposal was turned into, or None."""
    return Suggestion.objects.standing().filter(origin=proposal).first()


def alike(unit, name, *, besides=None, limit=3):
    """Suggestions of the same union whose title has much in common with this one: [(suggestion, likeness)]."""
    found = Suggestion.objects.standing().filter(unit=unit).exclude(pk=besides and besides.pk)
    near = [(one, rules.wording.likeness(name, one.name)) for one in found.order_by("-id")[:500]]
    return sorted((row for row in near if row[1] >= rules.wording.LIKE), key=lambda row: -row[1])[:limit]
