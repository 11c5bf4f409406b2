"""Reads about ballots. Nothing here tells a result before the count."""

from taizhang.ballots.queries import doors, due, outcomes, pages, voting
from taizhang.ballots.queries.own import (
    Mine,
    fresh_click,
    has_voted,
    may_cast,
    my_ballots,
    voter_by_token,
    voter_of,
)
from taizhang.ballots.queries.reading import (
    asks,
    changes,
    electorate,
    faults,
    of_record,
    paper_cells,
    proxies,
    rule_sentence,
    surplus,
    visible,
)
from taizhang.ballots.queries.results import (
    Turnout,
    box_lines,
    find_receipt,
    may_read_result,
    outcome_sentence,
    result,
    turnout,
    who_voted,
)

__all__ = [
    "Mine", "Turnout", "asks", "box_lines", "changes", "doors", "due", "electorate", "faults", "find_receipt", "fresh_click", "has_voted", "may_cast",
    "may_read_result", "my_ballots", "of_record", "outcome_sentence", "outcomes", "pages", "paper_cells", "proxies", "result", "rule_sentence",
    "surplus",
    "turnout", "visible", "voter_by_token", "voter_of", "voting", "who_voted",
]  # fmt: skip
