"""From the file to the page through the real reading and judging: learning a phrase, last year's sentences, files that cannot be read."""

from datetime import date

import pytest

from taizhang.factcheck import actions, jobs, queries
from taizhang.factcheck.tests.factories import handed_in
from taizhang.kernel.acts import SYSTEM
from taizhang.kernel.verdicts import Refused
from taizhang.worklog import actions as worklog

TEXT = (
    "河湾纺织厂工会2008年工作小结\n"
    "一、困难帮扶\n爱心超市全年接待困难职工近40名。给生病职工送去热水袋52只。\n"
    "二、信访接待\n全年办理职工信访9件，其中上级转办4件，直接受理6件，件件有回音。\n"
)
LAST_YEAR = TEXT.replace("2008", "2007").replace("近40名", "近30名")


@pytest.fixture
def shop(cast):
    """What the mill's worklog knows: 39 who came to the shop, 52 things handed out."""
    worklog.record(
        cast.mill, by=SYSTEM, confirmed=True, on=date(2008, 3, 1), kind="AW-16", matter="困难职工领取物资", persons=39, items=52
    )  # fmt: skip
    return cast.mill


def read(check):
    """The check as the worker leaves it, open."""
    jobs.read.run(check.pk)
    check.refresh_from_db()
    return queries.Opened(check)


def claim(opened, words):
    return next(one for one in opened.figures if words in one.quote)


def test_a_report_is_read_judged_and_shown(shop, cast, as_):
    opened = read(handed_in(shop, content=TEXT.encode("gb18030")))
    assert opened.text == TEXT
    assert claim(opened, "近40名").standing.code == "rounded"
    assert next(one.explanation for one in opened.relations if one.holds is False).startswith("4 + 6 = 10")
    page = as_(cast.mill_clerk).get(opened.check.get_absolute_url()).content.decode()
    assert "这份报告有对不上的地方" in page and "约数相符" in page


def test_a_confirmed_meaning_is_used_from_then_on_at_that_union(shop, cast):
    check = handed_in(shop, content=TEXT.encode())
    before = claim(read(check), "52只")
    assert before.standing.code not in ("confirmed", "rounded")
    actions.learn(check, before.id, by=cast.mill_clerk, code="AW-16:件数")
    assert claim(read(check), "52只").standing.code == "confirmed"
    elsewhere = handed_in(cast.port, content=TEXT.encode())
    assert (claim(read(elsewhere), "52只").link or {}).get("code") != "AW-16:件数"


def test_sentences_of_last_year_are_shown_and_not_accused(shop):
    opened = read(handed_in(shop, content=TEXT.encode(), last_year=(LAST_YEAR.encode(), "去年.txt")))
    copied = [one for one in opened.figures if one.copied]
    assert copied and not any(one.standing.code == "contradicted" for one in copied)


@pytest.mark.parametrize("content", [b"PK\x03\x04 nothing", b"%PDF-1.7 nothing", b"\x89PNG\r\n\x1a\n" + b"x" * 99])
def test_a_file_that_cannot_be_read_fails_with_its_sentence(cast, content):
    check = handed_in(cast.mill, content=content, file_name="小结.docx")
    with pytest.raises(Refused):
        read(check)
    check.refresh_from_db()
    assert check.state == "failed" and len(check.problem) > 6


def test_the_job_may_run_twice(shop):
    check = handed_in(shop, content=TEXT.encode())
    first = read(check).result
    assert read(check).result == first
