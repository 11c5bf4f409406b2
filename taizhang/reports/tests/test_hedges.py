"""Hedges: what the samples of the trade print, and for any number that the text never promises what is not so."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.reports import hedges


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (6120, "6000多"),
        (396, "近400"),
        (30460, "3万多"),
        (108, "100多"),
        (106800, "10多万"),
        (520, "500多"),
        (196, "近200"),
        (78, "近80"),
        (198, "近200"),
        (612480, "60多万"),
        (33, "30多"),
        (34, "30多"),
        (23, "20多"),
        (4960, "近5000"),
        (1250, "1200多"),
        (2514, "2500多"),
        (400, "400"),
        (12, "10多"),
        (9, "9"),
        (0, "0"),
        (-4, "-4"),
        (17000, "1.7万"),
        (123456789, "1.2亿多"),
    ],
)
def test_hedged_text_is_the_one_people_write(number, text):
    assert hedges.hedged(number) == text


def test_the_other_word_for_more():
    assert hedges.hedged(6120, more="余") == "6000余"
    assert hedges.hedged(106800, more="余") == "10余万"


@given(st.decimals(min_value=0, max_value=Decimal("1e14"), places=2, allow_nan=False, allow_infinity=False))
def test_hedged_range_always_contains_the_number(number):
    assert number in hedges.implied(hedges.hedged(number))


@given(st.integers(min_value=0, max_value=10**7))
def test_hedged_whole_numbers_are_true_and_close(number):
    promised = hedges.implied(hedges.hedged(number))
    assert number in promised
    if promised.kind == "nearly":
        assert number >= promised.high * Decimal("0.95")


@given(st.decimals(min_value=-(10**9), max_value=10**12, places=2, allow_nan=False, allow_infinity=False))
def test_wan_is_exact(number):
    assert number in hedges.implied(hedges.in_wan(number))


def test_what_is_no_number_of_ours_is_not_read():
    assert hedges.implied("若干") is None
    assert hedges.implied("近") is None
