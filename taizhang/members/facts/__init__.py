"""What the records of the register say to the ledger."""

from taizhang.members.facts.admission import APPLIED, APPROVED, CANDIDATES, REFUSED, application_lines
from taizhang.members.facts.cards import CARDS, CONFIRMED, FILLED, card_lines, confirmation_lines
from taizhang.members.facts.register import (
    FILTERS,
    JOINED,
    LEFT,
    LONG_AGO,
    MEMBERS,
    MOVED_IN,
    MOVED_OUT,
    membership_lines,
)
from taizhang.members.facts.transfers import ASKED, FAILED, IN_TRANSIT, transfer_lines

MEASURES = (
    MEMBERS, JOINED, LEFT, MOVED_IN, MOVED_OUT, IN_TRANSIT, ASKED, FAILED, APPLIED, APPROVED, REFUSED, CANDIDATES, CARDS,
    FILLED, CONFIRMED,
)  # fmt: skip

__all__ = [
    "APPLIED",
    "APPROVED",
    "ASKED",
    "CANDIDATES",
    "CARDS",
    "CONFIRMED",
    "FAILED",
    "FILLED",
    "FILTERS",
    "IN_TRANSIT",
    "JOINED",
    "LEFT",
    "LONG_AGO",
    "MEASURES",
    "MEMBERS",
    "MOVED_IN",
    "MOVED_OUT",
    "REFUSED",
    "application_lines",
    "card_lines",
    "confirmation_lines",
    "membership_lines",
    "transfer_lines",
]
