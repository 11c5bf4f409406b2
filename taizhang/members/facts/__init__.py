"""What the records of the register say to the ledger."""

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

__all__ = [
    "FILTERS",
    "JOINED",
    "LEFT",
    "LONG_AGO",
    "MEMBERS",
    "MOVED_IN",
    "MOVED_OUT",
    "membership_lines",
]
