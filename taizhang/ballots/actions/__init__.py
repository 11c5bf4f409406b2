"""The only writers of ballots."""

from taizhang.ballots.actions.casting import Cast, cast
from taizhang.ballots.actions.counting import annul, close, count, open_now, publish, record_present
from taizhang.ballots.actions.credentials import cast_blind, take_credential
from taizhang.ballots.actions.drafting import (
    add_question,
    change,
    change_question,
    draft,
    order_candidates,
    remove_question,
    show_candidates,
)
from taizhang.ballots.actions.electorate import (
    add_voter,
    enrol,
    enrol_members,
    freeze,
    give_proxy,
    issue_link,
    issue_links,
    remove_voters,
    strike_voter,
    withdraw_proxy,
)
from taizhang.ballots.actions.outside import bring_archive, confirm_archive
from taizhang.ballots.actions.paper import enter_sheet, issue_paper
from taizhang.ballots.actions.revotes import create_revote

__all__ = [
    "Cast", "add_question", "add_voter", "annul", "bring_archive", "cast", "cast_blind", "change", "change_question", "close", "confirm_archive",
    "count", "create_revote", "draft",
    "enrol", "enrol_members", "enter_sheet", "freeze", "give_proxy", "issue_link", "issue_links", "issue_paper", "open_now",
    "order_candidates", "publish", "record_present", "remove_question", "remove_voters",
    "show_candidates", "strike_voter", "take_credential", "withdraw_proxy",
]  # fmt: skip
