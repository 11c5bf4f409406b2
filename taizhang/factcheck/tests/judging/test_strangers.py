"""Reports of a stranger with planted errors: each that is found stays found, and nothing else is accused."""

import pytest

from taizhang.factcheck.judging import relations
from taizhang.factcheck.reading import read_text
from taizhang.factcheck.tests.reading.labelled import text_and_labels

from .conftest import told
from .test_inside import names

WRONG = {
    "term-letter": {
        ("sum", "30", "28", "1", "2"),  # more votes than voters
        ("subset", "17", "19"),
        ("average", "5", "600", "3500"),
    },
    "masked-half-year": {
        ("sum", "64", "41", "15", "9"),
        ("growth", "98", "94", "5"),
        ("average", "86", "40", "3340"),
    },
    "city-bank": {
        ("sum", "五"),  # four disciplines are named
        ("ratio", "318", "64", "30.1"),
        ("subset", "两", "72"),  # two buses of 33 seats
        ("sum", "186.4", "171.9", "16.5"),
    },
    "depot-logistics": {
        ("ratio", "612", "305", "59.8"),
        ("duplicate", "598", "589"),
        ("average", "一", "6"),  # every quarter, and six in the year
        ("growth", "580", "650", "80"),
        ("duplicate", "壹万壹仟", "12000"),
    },
}


@pytest.mark.parametrize("name", WRONG)
def test_planted_errors_are_found_and_nothing_else_is_accused(name):
    _document, quotes, found = told(text_and_labels(name)[0])
    broken = [one for one in found if not one.holds]
    for expected in WRONG[name]:
        assert any(names(one, quotes, expected) for one in broken), expected
    assert len(broken) == len(WRONG[name]), [one.explanation for one in broken]


def test_a_title_and_a_first_sentence_about_two_years_are_told():
    document = read_text(text_and_labels("depot-logistics")[0])
    assert [one.quote for one in document.damage if one.kind == "year"] == ["2008"]


def test_blanks_and_lines_of_a_page_change_no_arithmetic():
    plain = "全镇现有28家基层工会,其中社区工会10家、机关工会1家、非公企业工会16家。\n"
    paged = "全镇现有 28 家基层工会,其中社区工会 10 家、机关工会 1 家、非公企业工会 16 家。\n"
    assert [one.holds for one in relations(read_text(plain))] == [False]
    assert [one.holds for one in relations(read_text(paged))] == [False]
    wrapped = paged.replace("非公企业", "非公企业\n")
    assert [one.holds for one in relations(read_text(wrapped, format="pdf"))] == [False]


def test_men_and_women_of_a_committee_are_no_growth():
    assert [one.type for one in relations(read_text("工会委员会由7人组成,其中女委员4人、男委员3人。"))] == ["sum"]
