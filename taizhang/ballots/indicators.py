"""Figures about ballots."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taizhang.ballots.facts import ENTITLED, HELD, VOTED
from taizhang.kernel.manifest import Indicator, Term

INDICATORS = (
    Indicator(
        "ballots.count", _("Ballots held"), of=Term(HELD.code), unit=pgettext_lazy("count", "sessions"), group="ballots",
        words=_("ballots counted whose count stands"),
    ),
    Indicator(
        "ballots.turnout", _("Turnout at ballots"), of=Term(VOTED.code), over=Term(ENTITLED.code), percent=True, group="ballots",
        words=_("those who voted, of those entitled"), aliases=("投票率",),
    ),
)  # fmt: skip
