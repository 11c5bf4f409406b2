"""What a ballot contributes to the ledger once it is counted: that it was held, who was entitled, how many voted. Totals only."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taizhang.kernel.ledger import Line
from taizhang.kernel.manifest import Measure

HELD = Measure("ballots.held", _("ballots held"), pgettext_lazy("count", "sessions"))
ENTITLED = Measure("ballots.entitled", _("entitled to vote"), pgettext_lazy("count", "person-times"))
VOTED = Measure("ballots.voted", _("voted"), pgettext_lazy("count", "person-times"))
MEASURES = (HELD, ENTITLED, VOTED)


def ballot_lines(ballot):
    """A counted ballot that stands, on the day of its close; the sessions and persons of the meeting are its caller's to count."""
    if ballot.voided_at or not ballot.has_result or not ballot.result.get("stands"):
        return
    day = timezone.localdate(ballot.closes_at)
    about = {"kind": ballot.kind, "channels": ballot.channels}
    for measure, value in ((HELD, 1), (ENTITLED, ballot.result["entitled"]), (VOTED, ballot.result["issued"])):
        yield Line(
            measure.code, day, value, unit=ballot.unit, kind=ballot.catalogue, matter=ballot.title()[:200], about=about
        )
