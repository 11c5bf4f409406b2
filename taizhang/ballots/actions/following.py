"""When units are reorganised: a vote that has begun is ended by people; what was only drawn up is annulled with its union."""

from django.utils.translation import gettext as _

from taizhang.ballots.models import Ballot
from taizhang.kernel import context

State = Ballot.State
BEGUN = (State.FROZEN, State.OPEN, State.CLOSED)


def holds(unit):
    """Why the unit cannot end yet: slips of its voters are in a pot, or its list of voters is frozen."""
    found = Ballot.objects.standing().filter(unit=unit, state__in=BEGUN).order_by("pk").first()
    return _("“%(title)s” has begun; count it or annul it first.") % {"title": found.title()} if found else ""


def carry(unit, into, on, choice):
    """Ballots of a union that ends which are only drawn up. → their keys, for taking it back"""
    if not choice.get("heir"):
        return []
    memo = []
    for one in Ballot.objects.standing().filter(unit=unit, state=State.DRAFTED).select_related("unit"):
        one.state, one.annulled_why = State.ANNULLED, _("the union was reorganised")
        one.save()
        memo.append(one.pk)
    return memo


def back(memo):
    """Take it back: they are drafts again."""
    context.open_act()
    for one in Ballot.objects.filter(pk__in=memo or ()).select_related("unit"):
        one.state, one.annulled_why = State.DRAFTED, ""
        one.save()
