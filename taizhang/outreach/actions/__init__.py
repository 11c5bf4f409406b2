"""The only ways to change outreach."""

from taizhang.outreach.actions.census import (
    add_surveyors,
    begin_task,
    close_census,
    correct,
    extend,
    give_out,
    launch,
    train,
    verify,
)
from taizhang.outreach.actions.establishments import (
    apply,
    approve,
    begin,
    begin_new,
    consent,
    found,
    give_up,
    number_reply,
    prepare,
    publicise,
    register,
    visit,
)
from taizhang.outreach.actions.files import attach, void
from taizhang.outreach.actions.territory import (
    assign,
    catch_up,
    change_officer,
    cover,
    dissolve_sector,
    end_assignment,
    get_under_way,
    give_up_programme,
    reassign,
    review,
    select,
    set_quota,
    set_up_sector,
    survey_firms,
)
from taizhang.outreach.actions.unions import (
    enter,
    found_own,
    join,
    leave,
    open_account,
    persuade,
    prepare_registration,
    renew,
    reveal_account,
    strike_off,
    submit,
    survey,
)

__all__ = [
    "add_surveyors", "apply", "approve", "assign", "attach", "begin", "begin_new", "begin_task", "catch_up", "change_officer",
    "close_census", "consent", "correct", "cover", "dissolve_sector", "end_assignment", "enter", "extend", "found", "found_own",
    "get_under_way", "give_out", "give_up", "give_up_programme", "join", "launch", "leave", "number_reply", "open_account", "persuade",
    "prepare", "prepare_registration", "publicise", "reassign", "register", "renew", "reveal_account", "review", "select", "set_quota",
    "set_up_sector", "strike_off", "submit", "survey", "survey_firms", "train", "verify", "visit", "void",
]  # fmt: skip
