"""Counts, quantities and money as people write them: "48人", "1,234", "1.7万元", "３０", "约40", "两千"."""

import re
import unicodedata
from decimal import Decimal, InvalidOperation

from . import numerals
from .problems import REJECTED, REPAIRED, WARNED

LARGEST = Decimal(10) ** 13
_PLAIN = re.compile(r"[+-]?\d{1,15}(\.\d{1,10})?\Z", re.ASCII)
_THOUSANDS = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?\Z", re.ASCII)
_EXPONENT = re.compile(r"[+-]?\d(\.\d{1,15})?[eE]\+?\d{1,2}\Z", re.ASCII)
_ABOUT = re.compile(r"^(约|大约|近|将近|超过|超|逾|不足|不到|至少|达|共|共计|合计)")
_ABOUT_WORDS = ("共", "共计", "合计", "达")
_OVER = re.compile(r"(多|余|几|来|以上|左右|上下)")
_UNIT = re.compile(r"(?:人民币)?([^\d.,+\-()/%‰]{1,6})\Z")
_FACTORS = {"万": 10_000, "千": 1_000, "百": 100, "亿": 100_000_000, "十": 10}
_MONEY_UNITS = {"元", "块", "块钱", "圆", "元整", "圆整"}
_NOTHING = frozenset(("-", "—", "--", "——", "/", "\\", "无", "否", "没有", "空", "\u2212", "－", "／", "...", "…", "⁄"))
_FULL_WIDTH = re.compile(r"[０-９．，－＋]")


def read_amount(cell, *, whole=False, negative=False, scale=None, factor=1, factor_words=""):
    """The number in a cell: `(Decimal or int or None, notes)`; `factor` is the unit named in the head (万元)."""
    number, notes, own_unit = _read(cell)
    if number is None:
        return None, notes
    if factor != 1 and not own_unit:
        number *= factor
        notes += (("number_head_unit", REPAIRED, {"unit": factor_words}),)
    if abs(number) >= LARGEST:
        return None, (("number_too_large", REJECTED, None),)
    if number < 0 and not negative:
        return None, (*notes, ("number_negative", REJECTED, None))
    return _in_shape(number, notes, whole, scale)


def _in_shape(number, notes, whole, scale):
    """A whole number as int, money with two places, anything else as it is."""
    if whole:
        if number != number.to_integral_value():
            return None, (*notes, ("number_not_whole", REJECTED, None))
        return int(number), notes
    if scale is not None:
        rounded = round(number, scale)
        if rounded != number:
            notes += (("number_rounded", REPAIRED, None),)
        number = rounded
    return number, notes


def _read(cell):
    """`(number, notes, whether the cell names its own unit of ten thousand)`."""
    if type(cell) is int or type(cell) is float:
        if cell != cell or cell in (float("inf"), float("-inf")):
            return None, (("number_unreadable", REJECTED, None),), False
        return (Decimal(int(cell)) if cell == int(cell) else Decimal(repr(cell))), (), False
    if type(cell) is not str:
        return None, (("number_unreadable", REJECTED, None),), False
    text = cell.strip()
    if _PLAIN.match(text):
        return Decimal(text), (), False
    if text in _NOTHING or not text:
        return None, (), False
    if len(text) > 60:
        return None, (("number_unreadable", REJECTED, None),), False
    return _read_text(text)


def _read_text(text):
    notes = []
    plain = (
        re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
        .replace("\u2212", "-")
        .replace("，", ",")
        .lstrip("'`¥￥$")
    )
    if _FULL_WIDTH.search(text):
        notes.append(("number_full_width", REPAIRED, None))
    plain, about = _without_about(plain.removeprefix("人民币"))
    plain = _accounting(plain)
    number, own_unit = _number_of(plain, notes)
    if number is None:
        return None, (("number_unreadable", REJECTED, None),), False
    if about:
        notes.append(("number_approximate", WARNED, {"number": f"{number.normalize():f}"}))
    return number, tuple(notes), own_unit


def _without_about(text):
    """Take away 约, 近, 多, 余, 左右; tells whether the number was only approximate."""
    found = _ABOUT.match(text)
    about = bool(found) and found.group(1) not in _ABOUT_WORDS
    if found:
        text = text[found.end() :]
    rest = _OVER.sub("", text)
    if rest != text:
        return rest, True
    return text, about


def _accounting(text):
    """(300) in a column of numbers is minus 300."""
    found = re.fullmatch(r"\(([\d.,]+)\)", text)
    return "-" + found.group(1) if found else text


def _number_of(text, notes):
    """A number with or without separators, unit and ten-thousands."""
    number = _bare_number(text, notes)
    if number is not None:
        return number, False
    for cut in range(len(text) - 1, 0, -1):
        head, tail = text[:cut], text[cut:]
        if len(tail) > 7:
            break
        quiet = []
        number = _bare_number(head, quiet)
        if number is not None and _UNIT.match(tail):
            return _with_tail(number, tail, notes, quiet)
    return None, False


def _with_tail(number, tail, notes, quiet):
    """1.7 followed by 万元, or 48 followed by 人."""
    notes.extend(quiet)
    if tail[0] in _FACTORS and (len(tail) == 1 or tail[0] in "万亿" or tail[1:] in _MONEY_UNITS):
        factor = _FACTORS[tail[0]]
        if tail[1:2] == "万":
            factor *= 10_000
        notes.append(("number_wan", REPAIRED, None))
        return number * factor, True
    notes.append(("number_with_unit", REPAIRED, {"unit": tail}))
    return number, tail in _MONEY_UNITS


def _bare_number(text, notes):
    """Digits with or without thousands separators, or a Chinese numeral."""
    if _PLAIN.match(text) or _EXPONENT.match(text):
        try:
            return Decimal(text)
        except InvalidOperation:
            return None
    if _THOUSANDS.match(text):
        notes.append(("number_thousands", REPAIRED, None))
        return Decimal(text.replace(",", ""))
    sign, body = (-1, text[1:]) if text[:1] in ("-", "负") else (1, text)
    number = numerals.numeral(body) if body and len(body) < 30 else None
    if number is None:
        return None
    notes.append(("number_chinese", REPAIRED, None))
    return number * sign
