"""The pages of the register of members."""

from taizhang.members.views.acts import (
    duplicate_decide,
    membership_correct,
    membership_join,
    membership_keep,
    membership_leave,
    membership_recall,
    membership_receive,
    membership_release,
    membership_restore,
    membership_reveal,
    membership_transfer,
    membership_withdraw,
)
from taizhang.members.views.own import membership_link, own_open, own_page
from taizhang.members.views.reading import (
    arrival_list,
    duplicate_list,
    membership_detail,
    membership_export,
    membership_list,
    membership_roster,
)

__all__ = [
    "arrival_list",
    "duplicate_decide",
    "duplicate_list",
    "membership_correct",
    "membership_detail",
    "membership_export",
    "membership_join",
    "membership_keep",
    "membership_leave",
    "membership_link",
    "membership_list",
    "membership_recall",
    "membership_receive",
    "membership_release",
    "membership_restore",
    "membership_reveal",
    "membership_roster",
    "membership_transfer",
    "membership_withdraw",
    "own_open",
    "own_page",
]
