"""Identity numbers, credit codes and telephone numbers."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.intake import identity
from taizhang.intake.identity import read_credit_code, read_id_number, read_phone

WHOLE = "11010519491231002X"


def problems(notes):
    return [problem for problem, _treatment, _params in notes]


@pytest.mark.parametrize(
    ("cell", "number", "found"),
    [
        (WHOLE, WHOLE, []),
        ("11010519491231002x", WHOLE, ["id_lower_x"]),
        (" 110105 19491231-002X ", WHOLE, ["id_separators"]),
        ("１１０１０５１９４９１２３１００２Ｘ", WHOLE, ["id_full_width"]),
        ("１１０１０５ １９４９１２３１００２ｘ", WHOLE, ["id_full_width", "id_separators", "id_lower_x"]),
        ("'11010519491231002X", WHOLE, ["id_separators"]),
        ("432427620924969", "432427196209249693", ["id_15_digits"]),
        (432427620924969.0, "432427196209249693", ["id_number_cell", "id_15_digits"]),
        ("4.32427195803289554E+17", "432427195803289554", ["id_scientific_whole"]),
        ("E12345678", "E12345678", ["id_other_document"]),
    ],
)
def test_a_number_is_read_or_repaired(cell, number, found):
    read, notes = read_id_number(cell)
    assert (read, problems(notes)) == (number, found)


@pytest.mark.parametrize(
    ("cell", "problem"),
    [
        ("4.32427E+17", "id_scientific"),
        (4.32427195803289e17, "id_scientific"),
        ("110105194912310029", "id_checksum"),
        ("11010519491331002X", "id_checksum"),
        ("1101051949123100", "id_length"),
        ("机密", "id_length"),
        ("9" * 10_000, "id_length"),
        (12.0, "id_length"),
        (float("nan"), "id_length"),
    ],
)
def test_what_cannot_be_right_is_rejected(cell, problem):
    number, notes = read_id_number(cell)
    assert (number, notes[-1][:2]) == (None, (problem, "rejected"))


def test_the_number_says_sex_and_birth_date():
    assert identity.sex_of(WHOLE) == "女"
    assert identity.birth_date(WHOLE).isoformat() == "1949-12-31"


@given(st.one_of(st.text(), st.floats(), st.integers()))
def test_no_cell_breaks_the_reading_of_numbers(cell):
    for read in (read_id_number, read_phone, read_credit_code):
        value, notes = read(cell)
        assert value is None or isinstance(value, str)
        assert all(note[1] in ("repaired", "warned", "rejected") for note in notes)


@given(st.integers(110000, 659999), st.dates(date(1930, 1, 1), date(2005, 12, 31)), st.integers(0, 999), st.booleans())
def test_repair_is_idempotent(place, born, order, small):
    seventeen = f"{place}{born:%Y%m%d}{order:03d}"
    number = seventeen + identity.check_digit(seventeen)
    spoilt = f" {number[:6]}-{number[6:14]} {number[14:]}".lower() if small else number
    repaired, _notes = read_id_number(spoilt)
    assert (repaired, read_id_number(repaired)) == (number, (number, ()))


def test_the_credit_code_of_the_dossier_is_right():
    assert identity.is_credit_code("91350100M000100Y43")
    assert read_credit_code(" 91350100m000100y43 ") == (
        "91350100M000100Y43",
        (("credit_code_cleaned", "repaired", None),),
    )
    assert problems(read_credit_code("91350100M000100Y44")[1]) == ["credit_code_checksum"]


def test_a_telephone_number_is_cleaned():
    assert read_phone("154 0000-5352") == ("15400005352", (("phone_cleaned", "repaired", None),))
    assert read_phone(15400005352.0) == ("15400005352", ())
    assert problems(read_phone("12")[1]) == ["phone_unusual"]
