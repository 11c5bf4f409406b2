"""What care and benefits contribute to the ledger: the standard counts under the catalogue's rows, and stores and funds as balances."""

from taizhang.welfare.facts.benefits import entitlement_lines
from taizhang.welfare.facts.donations import donation_lines, handover_lines
from taizhang.welfare.facts.events import event_lines, gathering_lines, visit_lines
from taizhang.welfare.facts.handouts import recipient_lines
from taizhang.welfare.facts.measures import FILTERS, MEASURES
from taizhang.welfare.facts.services import drive_lines, placement_lines
from taizhang.welfare.facts.stock import movement_lines, plan_lines

__all__ = [
    "FILTERS",
    "MEASURES",
    "donation_lines",
    "drive_lines",
    "entitlement_lines",
    "event_lines",
    "gathering_lines",
    "handover_lines",
    "movement_lines",
    "no_lines",
    "placement_lines",
    "plan_lines",
    "recipient_lines",
    "visit_lines",
]


def no_lines(record):
    """Counts nothing of its own: what belongs to it does."""
    return ()
