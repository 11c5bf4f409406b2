"""A zero is told as "none" only where the books are complete enough, with its basis; otherwise it is said what is missing."""

from datetime import date

import pytest
from django.utils import timezone

from taizhang.kernel import rulebook
from taizhang.kernel.periods import Period
from taizhang.reports import actions, queries
from taizhang.reports.answering import Reader
from taizhang.reports.chips import read_token, write_token
from taizhang.reports.drafting import Draft
from taizhang.reports.drifting import drift
from taizhang.reports.printing import printed
from taizhang.reports.saying import unsaid_zeros
from taizhang.reports.tests.factories import taken_back, worked

YEAR = timezone.localdate().year - 1
PETITIONS = "RP-01:件数?事项~集体 #none"
PATTERN = f"全年职工集体上访{{{PETITIONS}}}。"


@pytest.fixture(autouse=True)
def rules_of_the_book(db):
    rulebook.load()


def written(units, months=range(1, 13)):
    """Every month some work of every unit."""
    return [
        worked(unit, "AC-05", date(YEAR, month, 8), matter="活动", persons=20) for unit in units for month in months
    ]


def said(unit, as_of=None):
    reader = Reader(unit, Period.year(YEAR), as_of)
    chip = read_token(PETITIONS)
    answer = reader.ask(chip)
    return printed(chip, answer), answer


def test_the_token_comes_back_as_it_went():
    assert write_token(read_token(PETITIONS)) == f"{{{PETITIONS}}}"


def test_none_is_said_with_its_basis_where_the_books_are_complete(cast):
    written((cast.town, cast.mill))
    text, answer = said(cast.town)
    assert text == "没有发生（据2个单位的台账，应记24个单位月已记24个）" and answer.says_something
    assert "逐月都有记录" in answer.words


def test_what_is_missing_is_said_where_they_are_not(cast):
    written((cast.town,))
    text, answer = said(cast.town)
    assert text == "尚无记录（应记24个单位月缺12个，不能说没有发生）" and not answer.says_something
    assert "要求" in answer.words


def test_what_happened_is_told_as_it_is(cast):
    written((cast.town, cast.mill))
    worked(cast.mill, "RP-01", date(YEAR, 5, 3), matter="职工集体来访", items=2)
    assert said(cast.town)[0] == "发生2件"


def test_the_sentence_stands_only_where_it_is_borne(cast):
    reader = Reader(cast.town, Period.year(YEAR))
    assert Draft(reader.ask, lambda kinds, limit: [], {}).sentence(PATTERN) is None
    written((cast.town, cast.mill))
    reader = Reader(cast.town, Period.year(YEAR))
    assert Draft(reader.ask, lambda kinds, limit: [], {}).sentence(PATTERN)[0] == "全年职工集体上访"


def test_a_draft_says_which_zeros_it_does_not_tell_and_a_frozen_one_when_they_lost_their_basis(cast):
    worked(cast.mill, "RP-01", date(YEAR, 2, 3), matter="直接受理", items=1)
    report = actions.draft(
        cast.town, by=cast.town_chair, on=timezone.localdate(), period=Period.year(YEAR), skeleton="town"
    )
    assert [label for label, _why in unsaid_zeros(report)] != []
    assert "没有发生" not in "".join(one.text for one in queries.said_in(report).values())
    postings = written((cast.town, cast.mill))
    report = actions.draft(
        cast.town, by=cast.town_chair, on=timezone.localdate(), period=Period.year(YEAR), skeleton="town"
    )
    assert unsaid_zeros(report) == []
    assert any(one.text.startswith("没有发生（据2个单位") for one in queries.said_in(report).values())
    report = actions.freeze(report, by=cast.town_chair, on=timezone.localdate())
    assert [one for one in drift(report) if one.said.chip.how == "none"] == []
    for posting in postings[:6]:
        taken_back(posting)
    (lost,) = [one for one in drift(report) if one.said.chip.how == "none"]
    assert "不能说没有发生" in lost.now_text
