"""Formulas are read by their own small parser: arithmetic, and nothing else."""

import contextlib
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.cli.formulas import LONGEST, NoBase, compute, names
from taizhang.kernel.figures import UnknownFigure

VALUES = {"S001": Fraction(28), "S006": Fraction(27), "Z": Fraction(0), "A-1": Fraction(5)}


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ("S001+S006", 55),
        ("S001-S006", 1),
        ("(S001-S006)/S006*100", Fraction(100, 27)),
        ("S001 / S006 * 100", Fraction(2800, 27)),
        ("1+2*3", 7),
        ("(1+2)*3", 9),
        ("-S006+S001", 1),
        ("2.5×4÷5", 2),
        ("10-2-3", 5),
        ("12/3/2", 2),
        ("S001-1", 27),
        ("((S001))", 28),
    ],
)
def test_compute_follows_the_rules_of_arithmetic(formula, value):
    assert compute(formula, VALUES.__getitem__) == value


def test_compute_has_no_value_without_a_base():
    with pytest.raises(NoBase):
        compute("S001/Z*100", VALUES.__getitem__)


@pytest.mark.parametrize(
    "formula",
    [
        "",
        "S001+",
        "(S001",
        "S001)",
        "S001 S006",
        "*S001",
        "__import__('os')",
        "S001**2",
        "S001;S006",
        "1..2",
        "(" * 60 + "1" + ")" * 60,
    ],
)
def test_compute_refuses_what_is_no_arithmetic(formula):
    with pytest.raises(UnknownFigure):
        compute(formula, VALUES.__getitem__)


def test_compute_refuses_what_is_too_long():
    with pytest.raises(UnknownFigure):
        compute("1+" * LONGEST + "1", VALUES.__getitem__)


def test_names_lists_the_rows_spoken_of():
    assert names("(S001-S006)/S006*100") == ["S001", "S006", "S006"]


@given(
    st.recursive(
        st.integers(0, 50).map(str),
        lambda part: st.tuples(part, st.sampled_from("+-*"), part).map(lambda t: f"({t[0]}{t[1]}{t[2]})"),
        max_leaves=12,
    )
)
def test_compute_agrees_with_python(formula):
    assert compute(formula, VALUES.__getitem__) == eval(formula)


@given(st.text(max_size=60))
def test_compute_never_stumbles_over_any_text(text):
    with contextlib.suppress(UnknownFigure, NoBase):
        compute(text, lambda name: Fraction(1))
