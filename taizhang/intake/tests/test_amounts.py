"""Numbers as people write them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.intake.amounts import read_amount
from taizhang.intake.numerals import numeral


@pytest.mark.parametrize(
    ("cell", "number", "problems"),
    [
        (48.0, 48, []),
        ("48", 48, []),
        ("48人", 48, ["number_with_unit"]),
        ("1,234", 1234, ["number_thousands"]),
        ("３０", 30, ["number_full_width"]),
        ("约40", 40, ["number_approximate"]),
        ("40多人", 40, ["number_with_unit", "number_approximate"]),
        ("两千", 2000, ["number_chinese"]),
        ("二十三", 23, ["number_chinese"]),
        ("壹仟贰佰叁拾肆", 1234, ["number_chinese"]),
        ("-", None, []),
        ("/", None, []),
        ("无", None, []),
        ("共48人", 48, ["number_with_unit"]),
        ("1 234", 1234, ["number_full_width"][:0]),
    ],
)
def test_a_count_is_read(cell, number, problems):
    read, notes = read_amount(cell, whole=True)
    assert (read, [problem for problem, _treatment, _params in notes]) == (number, problems)


@pytest.mark.parametrize(
    ("cell", "yuan"),
    [
        ("1.7万元", 17000),
        ("1.7万", 17000),
        ("一点五万", 15000),
        ("¥3,000.50", Decimal("3000.50")),
        ("10500元", 10500),
        (19800.0, 19800),
        ("3千元", 3000),
        ("6000余元", 6000),
        ("0.5亿元", 50_000_000),
    ],
)
def test_money_is_read(cell, yuan):
    assert read_amount(cell, scale=2)[0] == yuan


def test_the_unit_of_the_head_multiplies_once():
    assert read_amount(1.7, scale=2, factor=10_000, factor_words="万元")[0] == 17000
    assert read_amount("1.7万元", scale=2, factor=10_000, factor_words="万元")[0] == 17000
    assert read_amount("17000元", scale=2, factor=10_000, factor_words="万元")[0] == 17000


@pytest.mark.parametrize(
    ("cell", "problem"),
    [
        ("许多", "number_unreadable"),
        ("3.5", "number_not_whole"),
        (-3.0, "number_negative"),
        ("9" * 15, "number_too_large"),
        (True, "number_unreadable"),
        (float("inf"), "number_unreadable"),
        ("x" * 10_000, "number_unreadable"),
        ("万", "number_unreadable"),
    ],
)
def test_what_is_no_count_is_rejected(cell, problem):
    number, notes = read_amount(cell, whole=True)
    assert (number, notes[-1][:2]) == (None, (problem, "rejected"))


@given(st.one_of(st.text(), st.floats(), st.integers(), st.booleans(), st.dates()))
def test_no_cell_breaks_the_reading_of_numbers(cell):
    number, _notes = read_amount(cell, whole=True, negative=True)
    assert number is None or isinstance(number, int)
    number, _notes = read_amount(cell, scale=2, negative=True, factor=10_000, factor_words="万元")
    assert number is None or isinstance(number, Decimal)


@given(st.integers(min_value=0, max_value=10**12))
def test_what_was_read_is_fine_the_second_time(number):
    assert read_amount(f"{number:,}人", whole=True)[0] == number
    assert read_amount(str(number), whole=True) == (number, ())


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("三万五千", 35000),
        ("廿三", 23),
        ("两百五", 250),
        ("一百零五", 105),
        ("十", 10),
        ("一亿二千万", 120_000_000),
        ("〇", 0),
        ("二〇〇六", 2006),
        ("人", None),
    ],
)
def test_chinese_numerals(text, number):
    assert numeral(text) == number
