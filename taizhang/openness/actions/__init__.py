"""The only writers of openness, by noun."""

from taizhang.openness.actions.bodies import dissolve, seat, set_up, unseat
from taizhang.openness.actions.disclosures import (
    approve,
    close,
    close_ended,
    composed,
    correct,
    draft,
    post,
    send_back,
    show,
    submit,
    take_down,
    waive,
)
from taizhang.openness.actions.files import attach, void
from taizhang.openness.actions.items import (
    begin,
    change_item,
    entrust,
    fill_due,
    list_item,
    retire_item,
    take_catalogue,
)
from taizhang.openness.actions.opinions import answer, ask, ask_as_member, ask_from_page, reveal
from taizhang.openness.actions.works import (
    answer_question,
    check_firm,
    check_sheet,
    close_wall,
    finish_meeting,
    give_up,
    hold_meeting,
    introduce,
    minute_meeting,
    note_publication,
    plan_meeting,
    prepare_book,
    put_up,
    put_up_wall,
    show_book,
    sign_book,
    take_question,
)

__all__ = [
    "answer", "answer_question", "approve", "ask", "ask_as_member", "ask_from_page", "attach", "begin", "change_item", "check_firm",
    "check_sheet", "close", "close_ended", "close_wall", "composed", "correct", "dissolve", "draft", "entrust", "fill_due",
    "finish_meeting", "give_up", "hold_meeting", "introduce", "list_item", "minute_meeting", "note_publication", "plan_meeting", "post",
    "prepare_book", "put_up", "put_up_wall", "retire_item", "reveal", "seat", "send_back", "set_up", "show", "show_book", "sign_book",
    "submit", "take_catalogue", "take_down", "take_question", "unseat", "void", "waive",
]  # fmt: skip
