"""The pages of ballots."""

from taizhang.ballots.views.counting import (
    ballot_paper,
    ballot_result,
    box_export,
    count_sheet,
    question_revote,
    result_export,
    result_notice,
    sheet_enter,
)
from taizhang.ballots.views.electorate import (
    electorate_book,
    electorate_delegates,
    electorate_export,
    electorate_list,
    electorate_members,
    electorate_names,
    electorate_remove,
    paper_issue,
    voter_add,
    voter_cards,
    voter_link,
    voter_proxy,
    voter_proxy_withdraw,
    voter_strike,
)
from taizhang.ballots.views.officers import (
    ballot_annul,
    ballot_change,
    ballot_close,
    ballot_count,
    ballot_detail,
    ballot_draft,
    ballot_freeze,
    ballot_list,
    ballot_present,
    ballot_preview,
    ballot_publish,
    question_add,
    question_change,
    question_order,
    question_remove,
    question_strokes,
)
from taizhang.ballots.views.public import published, published_box, published_recount
from taizhang.ballots.views.voting import (
    vote_cast,
    vote_enter,
    vote_mine,
    vote_own,
    vote_page,
    vote_review,
    vote_start,
)

__all__ = [
    "ballot_annul", "ballot_change", "ballot_close", "ballot_count", "ballot_detail", "ballot_draft", "ballot_freeze", "ballot_list",
    "ballot_paper", "ballot_present", "ballot_preview", "ballot_publish", "ballot_result", "box_export", "count_sheet",
    "electorate_book", "electorate_delegates", "electorate_export", "electorate_list", "electorate_members", "electorate_names",
    "electorate_remove", "paper_issue", "published", "published_box", "published_recount", "question_add", "question_change",
    "question_order", "question_remove", "question_revote", "question_strokes", "result_export", "result_notice", "sheet_enter",
    "vote_cast", "vote_enter", "vote_mine", "vote_own", "vote_page", "vote_review", "vote_start", "voter_add", "voter_cards",
    "voter_link", "voter_proxy", "voter_proxy_withdraw", "voter_strike",
]  # fmt: skip
