"""The only ways to change the register of members."""

from taizhang.members.actions.admission import (
    accept,
    apply_now,
    apply_online,
    close_doorway,
    decide_applications,
    drop_application,
    identify,
    open_doorway,
    reveal_application,
    take_application,
)
from taizhang.members.actions.cards import issue_card, issue_cards, replace_card, void_card
from taizhang.members.actions.files import attach, open_file
from taizhang.members.actions.register import (
    admit,
    correct,
    end_by_death,
    issue_link,
    keep,
    leave,
    open_link,
    restore,
    reveal,
    tell_apart,
    withdraw,
)
from taizhang.members.actions.reregistration import (
    announce_reregistration,
    check_all,
    check_confirmation,
    close_reregistration,
    fill_in,
    fill_in_myself,
)
from taizhang.members.actions.transfers import (
    ask_as_member,
    ask_for_member,
    ask_transfer,
    close_transfer,
    expire_transfers,
    recall,
    receive,
    receive_from_outside,
    refuse_transfer,
    release,
    release_batch,
    return_slip,
    transfer,
)

__all__ = [
    "accept", "admit", "announce_reregistration", "apply_now", "apply_online", "ask_as_member", "ask_for_member",
    "ask_transfer", "attach", "check_all", "check_confirmation", "close_doorway", "close_reregistration", "close_transfer", "correct",
    "decide_applications", "drop_application", "end_by_death", "expire_transfers", "fill_in", "fill_in_myself", "identify", "issue_card",
    "issue_cards", "issue_link", "keep", "leave", "open_doorway", "open_file", "open_link", "recall", "receive", "receive_from_outside",
    "refuse_transfer", "release", "release_batch", "replace_card", "restore", "return_slip", "reveal", "reveal_application",
    "take_application", "tell_apart", "transfer", "void_card", "withdraw",
]  # fmt: skip
