"""The only ways to change the organisation: its units, its posts, its accounts."""

from taizhang.organisation.actions.accounts import close_account, open_account, reopen_account, set_password
from taizhang.organisation.actions.posts import appoint, end_post, set_rule
from taizhang.organisation.actions.reorganising import (
    add_part,
    amend_reorganisation,
    ask_reorganisation,
    attach,
    call_off_reorganisation,
    carry_out_due,
    carry_out_reorganisation,
    draft_reorganisation,
    draft_taking_back,
    foresee,
    may,
)
from taizhang.organisation.actions.units import (
    amend,
    dissolve,
    found,
    place,
    record_headcount,
    register_legal_person,
    take_back,
    unionise,
    withdraw,
)

__all__ = [
    "add_part",
    "amend",
    "amend_reorganisation",
    "appoint",
    "ask_reorganisation",
    "attach",
    "call_off_reorganisation",
    "carry_out_due",
    "carry_out_reorganisation",
    "close_account",
    "dissolve",
    "draft_reorganisation",
    "draft_taking_back",
    "end_post",
    "foresee",
    "found",
    "may",
    "open_account",
    "place",
    "record_headcount",
    "register_legal_person",
    "reopen_account",
    "set_password",
    "set_rule",
    "take_back",
    "unionise",
    "withdraw",
]
