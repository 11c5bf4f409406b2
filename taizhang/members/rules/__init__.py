"""What the rules on membership allow."""

from taizhang.members.rules import admission, cards, reregistration, transfers
from taizhang.members.rules.register import (
    LEAVING,
    WORKING_AGE,
    Status,
    may_be_named,
    may_begin,
    may_carry_number,
    may_change,
    may_have_members,
    may_join_on,
    may_keep,
    may_leave,
    may_restore,
    meet,
    one_place_apart,
    remarks,
    spans,
)

__all__ = [
    "LEAVING",
    "WORKING_AGE",
    "Status",
    "admission",
    "cards",
    "may_be_named",
    "may_begin",
    "may_carry_number",
    "may_change",
    "may_have_members",
    "may_join_on",
    "may_keep",
    "may_leave",
    "may_restore",
    "meet",
    "one_place_apart",
    "remarks",
    "reregistration",
    "spans",
    "transfers",
]
