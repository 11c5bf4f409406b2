"""What stands open at units that are reorganised."""

from django.utils.translation import gettext as _

from taizhang.ballots.models import Ballot

UNDER_WAY = (Ballot.State.DRAFTED, Ballot.State.FROZEN, Ballot.State.OPEN, Ballot.State.CLOSED, Ballot.State.COUNTED)


def under_way(units):
    """[(words, number)] of the ballots of these units that are not published yet."""
    number = Ballot.objects.standing().filter(unit__in=units, state__in=UNDER_WAY).count()
    return [(_("Ballots under way; a union ends when they are counted or annulled"), number)]
