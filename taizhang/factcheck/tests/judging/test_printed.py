"""Printed digits and hedges: whatever number is printed, the number itself agrees with it."""

from decimal import ROUND_HALF_UP, Decimal

from hypothesis import given
from hypothesis import strategies as st

from taizhang.factcheck.judging.printed import json_number, plain, span_of
from taizhang.factcheck.judging.told import Telling
from taizhang.factcheck.reading import read_text

from .conftest import told


def spans(text):
    return [one.span for one in Telling(read_text(text)).told]


@given(st.integers(1, 99_999_999))
def test_a_whole_number_says_itself_and_no_other(number):
    (span,) = spans(f"慰问困难职工{number}人。")
    assert number in span and number + 1 not in span


@given(st.integers(10_000, 99_999_999))
def test_a_number_in_wan_agrees_with_what_was_rounded_to_it(number):
    printed = (Decimal(number) / 10_000).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)
    (span,) = spans(f"发放慰问金{printed}万元。")
    assert number in span
    assert number + 2_000 not in span or printed == printed.to_integral_value()


@given(st.integers(1, 9), st.integers(0, 99))
def test_so_many_and_some_more(digit, rest):
    (span,) = spans(f"慰问困难职工{digit}00多人。")
    assert digit * 100 + rest in span
    assert digit * 100 - 1 not in span and digit * 100 + 101 not in span


@given(st.integers(2, 90))
def test_nearly_is_less_and_not_much_less(tens):
    number = tens * 10
    (span,) = spans(f"参加活动近{number}人。")
    assert number - 1 in span and number * 7 // 10 not in span and number + 20 not in span


@given(st.integers(1, 400), st.integers(1, 400))
def test_parts_that_make_the_total_never_alarm(one, other):
    _document, _quotes, found = told(f"全年办理职工信访{one + other}件,其中上级转办{one}件,直接受理{other}件。")
    assert [relation.holds for relation in found if relation.type == "sum"] == [True]


@given(st.integers(1, 400), st.integers(1, 400), st.integers(1, 40))
def test_parts_that_do_not_make_the_total_always_alarm(one, other, slip):
    _document, _quotes, found = told(f"全年办理职工信访{one + other + slip}件,其中上级转办{one}件,直接受理{other}件。")
    assert [relation.holds for relation in found if relation.type == "sum"] == [False]


@given(st.integers(1, 300), st.integers(1, 300), st.sampled_from([0, 1, 2]))
def test_a_rate_rounded_or_cut_off_never_alarms(part, more, decimals):
    whole = part + more
    for rounding in (ROUND_HALF_UP, "ROUND_DOWN"):
        printed = (Decimal(part) / whole * 100).quantize(Decimal(1).scaleb(-decimals), rounding=rounding)
        if printed > 0:
            found = told(f"应到代表{whole}人,实到{part}人,到会率{printed}%。")[2]
            assert all(relation.holds for relation in found), (part, whole, printed)


@given(st.integers(1, 500), st.integers(2, 400))
def test_an_average_that_divides_never_alarms(each, count):
    found = told(f"为{count}名困难职工发放慰问金{each * count}元,平均每人{each}元。")[2]
    assert all(relation.holds for relation in found)


@given(st.decimals(min_value=0, max_value=10**9, places=2))
def test_a_number_is_written_without_noughts_and_read_back(number):
    assert Decimal(plain(number)) == number
    assert Decimal(str(json_number(number))).quantize(Decimal("0.01")) == number.quantize(Decimal("0.01"))


def test_a_masked_number_has_no_span():
    document = read_text("有工会会员____人。")
    assert all(span_of(claim, document.text) is None for claim in document.claims if claim.value is None)
