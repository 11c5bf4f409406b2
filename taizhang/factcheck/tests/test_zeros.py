"""None, not one, zero: told by others, judged by the same completeness as the zeros of our own reports."""

from datetime import date

import pytest

from taizhang.factcheck.judging.comparing import CONFIRMED, CONTRADICTED, NOT_IN_LEDGER
from taizhang.kernel import rulebook
from taizhang.kernel.acts import SYSTEM
from taizhang.kernel.periods import Period
from taizhang.worklog import actions as worklog

from .judging.conftest import judged

TEXT = "我会全年认真受理职工信访，职工信访做到零上访。"
YEAR = Period.year(2008)


@pytest.fixture
def mill(cast):
    rulebook.load()
    return cast.mill


def work(unit, month, kind="AC-05", matter="文化活动", **numbers):
    return worklog.record(unit, by=SYSTEM, confirmed=True, on=date(2008, month, 9), kind=kind, matter=matter, **numbers)


def verdict(unit):
    document, verdicts, _relations = judged(TEXT, unit, YEAR)
    (claim,) = [one for one in document.counted() if one.value == 0]
    return verdicts[claim.id]


def test_a_zero_over_empty_books_is_not_believed(mill):
    found = verdict(mill)
    assert found.verdict == NOT_IN_LEDGER and "不能说没有发生" in found.explanation and "12" in found.explanation


def test_a_zero_over_complete_books_is_confirmed_with_its_basis(mill):
    for month in range(1, 13):
        work(mill, month, persons=10)
    found = verdict(mill)
    assert found.verdict == CONFIRMED and "12个单位月中已记12个" in found.explanation


def test_a_zero_is_contradicted_by_what_is_on_record(mill):
    work(mill, 5, "RP-01", "职工来访反映工资问题", items=3)
    found = verdict(mill)
    assert found.verdict == CONTRADICTED and "3" in found.explanation
