"""Identity numbers (GB 11643-1999) and unified social credit codes (GB 32100-2015): checking and careful repair."""

import datetime
import re
import unicodedata

from .exact import Numeral
from .problems import REJECTED, REPAIRED, WARNED

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_WHOLE = re.compile(r"[1-9]\d{16}[\dX]\Z", re.ASCII)
_OLD = re.compile(r"[1-9]\d{14}\Z", re.ASCII)
_SCIENTIFIC = re.compile(r"(\d)(?:\.(\d+))?[eE]\+?(\d{1,2})\Z", re.ASCII)
_OTHER_DOCUMENT = re.compile(r"(?:[EGDSPHMKJ][A-Z]?\d{7,9}|[A-Z]{3}\d{12})\Z", re.ASCII)
_SEPARATORS = re.compile(r"[\s\-‐‑–—_.'`·\u200b\u200c\u200d\ufeff\u00ad]+")
_CREDIT_LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CREDIT_VALUES = {letter: value for value, letter in enumerate(_CREDIT_LETTERS)}
_CREDIT_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)


def check_digit(seventeen):
    """The eighteenth place of an identity number."""
    return _CHECKS[sum(map(int.__mul__, map(int, seventeen), _WEIGHTS)) % 11]


def is_whole(text):
    """18 places whose check digit fits."""
    return bool(_WHOLE.match(text)) and check_digit(text[:17]) == text[17]


def birth_date(number):
    """The birth date inside an 18-place number, or None when there is no such day."""
    try:
        return datetime.date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None


def sex_of(number):
    """男 for an odd order number, 女 for an even one."""
    return "男" if int(number[16]) % 2 else "女"


def extend(fifteen):
    """An old number of 15 digits in its form of 18."""
    seventeen = fifteen[:6] + "19" + fifteen[6:]
    return seventeen + check_digit(seventeen)


def read_id_number(cell):
    """The identity number in a cell: `(number or None, notes)`; a note is (problem, treatment, params)."""
    if type(cell) in (int, float):
        return _read_numeral(cell)
    if type(cell) is Numeral:
        return _read_long_numeral(str(cell))
    text = cell if type(cell) is str else str(cell)
    if is_whole(text):
        return _with_birth_date(text, ())
    return _read_text(text)


def _read_long_numeral(digits):
    """A number cell in which a program, not Excel, wrote all 18 digits: the check digit proves it. Zeros at the end do not."""
    if len(digits) == 18 and not digits.endswith("000") and is_whole(digits):
        return _with_birth_date(digits, (("id_number_cell", REPAIRED, None),))
    return None, (("id_scientific", REJECTED, None),)


def _read_numeral(cell):
    """A number cell: 15 digits are all there, of 18 the last are lost (Excel keeps 15)."""
    if cell == cell and 10**14 <= cell < 10**15 and cell == int(cell):
        number, notes = _read_text(str(int(cell)))
        return number, (("id_number_cell", REPAIRED, None), *notes)
    if cell == cell and cell >= 10**15:
        return None, (("id_scientific", REJECTED, None),)
    return None, (("id_length", REJECTED, None),)


def _read_text(text):
    notes = []
    plain = unicodedata.normalize("NFKC", text)
    if any("！" <= letter <= "～" for letter in text):
        notes.append(("id_full_width", REPAIRED, None))
    found = _SCIENTIFIC.match(plain.strip())
    if found:
        plain = _all_digits(*found.groups())
        if plain is None:
            return None, (("id_scientific", REJECTED, None),)
        notes.append(("id_scientific_whole", REPAIRED, None))
    bare = _SEPARATORS.sub("", plain)
    if bare != plain:
        notes.append(("id_separators", REPAIRED, None))
    if bare[-1:] in ("x", "×", "✕") and len(bare) == 18:
        notes.append(("id_lower_x", REPAIRED, None))
        bare = bare[:-1] + "X"
    return _judge(bare, notes)


def _all_digits(first, rest, exponent):
    """The whole number behind a scientific notation, or None when digits are missing."""
    rest = rest or ""
    return first + rest if len(rest) == int(exponent) and len(rest) >= 14 else None


def _judge(bare, notes):
    """A cleaned text is a whole number, an old one, another document, or out."""
    if _OLD.match(bare):
        notes.append(("id_15_digits", REPAIRED, None))
        return _with_birth_date(extend(bare), tuple(notes))
    if _WHOLE.match(bare):
        if check_digit(bare[:17]) != bare[17]:
            return None, (*notes, ("id_checksum", REJECTED, None))
        return _with_birth_date(bare, tuple(notes))
    if _OTHER_DOCUMENT.match(bare.upper()):
        return bare.upper(), (*notes, ("id_other_document", WARNED, None))
    return None, (*notes, ("id_length", REJECTED, None))


def _with_birth_date(number, notes):
    born = birth_date(number)
    if born is None or born.year < 1850:
        return None, (*notes, ("id_birth_date", REJECTED, None))
    return number, notes


def is_credit_code(text):
    """18 places whose check character fits."""
    if len(text) != 18 or any(letter not in _CREDIT_VALUES for letter in text):
        return False
    total = sum(_CREDIT_VALUES[letter] * weight for letter, weight in zip(text, _CREDIT_WEIGHTS, strict=False))
    return _CREDIT_LETTERS[(31 - total % 31) % 31] == text[17]


def read_credit_code(cell):
    """The credit code in a cell; a wrong check character is only warned of."""
    text = cell if type(cell) is str else str(cell)
    bare = _SEPARATORS.sub("", unicodedata.normalize("NFKC", text)).upper()
    notes = (("credit_code_cleaned", REPAIRED, None),) if bare != text.strip() else ()
    if not is_credit_code(bare):
        notes += (("credit_code_checksum", WARNED, None),)
    return bare[:40], notes


EXACT = 15  # digits that a spreadsheet keeps of a number; an account has up to 30


def read_bank(cell):
    """A bank account or card from a cell: (digits, notes). Stored as a number, it has lost what stands behind the fifteenth digit."""
    text = f"{cell:.0f}" if isinstance(cell, int | float) else str(cell)
    text = unicodedata.normalize("NFKC", text).strip()
    is_number = not isinstance(cell, str) or type(cell) is Numeral
    if _SCIENTIFIC.match(text) or (is_number and len(text) > EXACT and not text[EXACT:].strip("0")):
        return None, (("id_scientific", REJECTED, None),)
    bare = _SEPARATORS.sub("", text)
    return bare[:30] or None, (("id_separators", REPAIRED, None),) if bare != text else ()


def read_phone(cell):
    """A telephone number as text; unusual lengths are warned of."""
    if type(cell) in (int, float):
        if cell != cell or abs(cell) >= 1e15 or cell != int(cell):
            return None, (("phone_scientific", WARNED, None),)
        cell = str(int(cell))
    text = str(cell)
    if len(text) == 11 and text.isascii() and text.isdigit() and text[0] == "1":
        return text, ()
    plain = unicodedata.normalize("NFKC", text).strip()
    if _SCIENTIFIC.match(plain):
        return None, (("phone_scientific", WARNED, None),)
    bare = re.sub(r"[\s\-‐‑–—'`()\u200b\ufeff]+", "", plain)
    notes = (("phone_cleaned", REPAIRED, None),) if bare != text.strip() else ()
    if bare.startswith("+86"):
        bare, notes = bare[3:], (("phone_cleaned", REPAIRED, None),)
    if not re.fullmatch(r"1\d{10}|0\d{9,11}|[2-9]\d{6,7}|400\d{7}", bare):
        notes += (("phone_unusual", WARNED, None),)
    return bare[:30], notes
