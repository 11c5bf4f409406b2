"""The only ways to change the organisation: its units, its posts, its accounts."""

from taizhang.organisation.actions.accounts import close_account, open_account, reopen_account, set_password
from taizhang.organisation.actions.posts import appoint, end_post, set_rule
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
    "amend",
    "appoint",
    "close_account",
    "dissolve",
    "end_post",
    "found",
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
