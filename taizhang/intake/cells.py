"""Turning one cell into a value by the type of its column, and telling whether a column's contents look like a type."""

import datetime
import re
import unicodedata

from . import amounts, dates, identity
from .importers import cell_text
from .problems import REJECTED, REPAIRED, WARNED

_FORMULA_ERRORS = frozenset(("#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!", "#GETTING_DATA"))
_TRUE = frozenset(("是", "有", "对", "√", "✓", "✔", "v", "y", "yes", "true", "t", "1", "1.0", "☑", "■", "●", "已"))
_FALSE = frozenset(
    (
        "否",
        "无",
        "不是",
        "没有",
        "×",
        "✗",
        "✘",
        "x",
        "n",
        "no",
        "false",
        "f",
        "0",
        "0.0",
        "☐",
        "□",
        "○",
        "未",
        "-",
        "—",
        "/",
    )
)
_CHINESE_LETTER = re.compile(r"[\u3400-\u9fff]")
_MEASURE_WORDS = frozenset(
    (*"册件份个斤桶袋箱套本张只台辆天期次人户家场条支盒瓶把双床吨升幅块面项篇米", "公斤", "千克", "平方米")
)
_NOTHING = (None, ())


def reader_of(column, match, *, today, year=None):
    """The function that reads the cells of one column: cell → (value, notes)."""
    reader = _READERS[column.type](column, match, today, year)

    def read(cell):
        if cell == "" or cell is None:
            return _NOTHING
        if type(cell) is str and cell[0] == "#" and cell.strip() in _FORMULA_ERRORS:
            return None, (("formula_error", REJECTED if column.missing else WARNED, None),)
        return reader(cell)

    return read


def _text(column, match, today, year):
    limit = column.max_length

    def read(cell):
        if type(cell) is not str:
            return cell_text(cell), ()
        if len(cell) > limit:
            return _long_text(cell, limit)
        if cell.isprintable():
            return cell.strip() or None, ()
        return _cleaned(cell)

    return read


def _long_text(cell, limit):
    text = cell.strip()
    if len(text) <= limit:
        return _cleaned(text)
    return None, (("too_long", REJECTED, {"limit": limit, "length": len(text)}),)


def _cleaned(cell):
    """Text without characters that nobody sees; line breaks become spaces."""
    text = re.sub(r"[\t\r\n\f\v\u2028\u2029]+", " ", cell)
    plain = "".join(letter for letter in text if letter.isprintable() or letter == "\u3000").strip()
    hidden = len(plain) < len(text.strip()) and any(
        not letter.isprintable() and letter not in "\u3000\xa0" for letter in text.strip()
    )
    return plain or None, (("control_characters", REPAIRED, None),) if hidden else ()


def _name(column, match, today, year):
    plain = _text(column, match, today, year)

    def read(cell):
        if type(cell) is str and cell.isalpha() and len(cell) <= column.max_length:
            return cell, ()
        value, notes = plain(cell)
        if value is None:
            return value, notes
        bare = re.sub(r"\s+", "", value) if _CHINESE_LETTER.search(value) else value
        if bare != (cell if type(cell) is str else value) and not notes:
            notes = (("name_inner_space", REPAIRED, None),)
        return bare, notes

    return read


def _date(column, match, today, year):
    coarse, future = column.coarse, column.future

    def read(cell):
        if type(cell) is str and not cell.strip():
            return _NOTHING
        day, notes = dates.read_date(cell, year=year, coarse=coarse)
        if future and day is not None and day > today:
            return None, (*notes, (future, REJECTED, None))
        return day, notes

    return read


def _amount(whole, scale):
    def maker(column, match, today, year):
        options = {
            "whole": whole,
            "negative": column.negative,
            "scale": scale and column.scale,
            "factor": match.factor,
            "factor_words": match.factor_words,
        }

        def read(cell):
            if whole and type(cell) is float and 0 <= cell < 1e12 and cell == int(cell) and match.factor == 1:
                return int(cell), ()
            return amounts.read_amount(cell, **options)

        return read

    return maker


def _id_number(column, match, today, year):
    def read(cell):
        if type(cell) is str and not cell.strip():
            return _NOTHING
        number, notes = identity.read_id_number(cell)
        if number and len(number) == 18 and number[6:14] > today.strftime("%Y%m%d"):
            return None, (*notes, ("id_birth_date", REJECTED, None))
        return number, notes

    return read


def _blank_aware(function):
    def maker(column, match, today, year):
        return lambda cell: _NOTHING if type(cell) is str and not cell.strip() else function(cell)

    return maker


def _choice(column, match, today, year):
    known = {choice: choice for choice in column.choices}
    translations = {**known, **column.translations}

    def read(cell):
        if type(cell) is str and cell in known:
            return cell, ()
        text = unicodedata.normalize("NFKC", cell_text(cell)).strip()
        value = translations.get(text) or translations.get(re.sub(r"\s+", "", text))
        if value is None and not text:
            return _NOTHING
        if value is not None:
            return value, () if value == cell_text(cell).strip() else (("value_translated", REPAIRED, None),)
        if not column.open_vocabulary:
            return None, (("unknown_choice", WARNED, {"value": text[:40]}),)
        if len(text) > column.max_length:
            return None, (("too_long", REJECTED, {"limit": column.max_length, "length": len(text)}),)
        return text, (("unknown_value", WARNED, None),)

    return read


def _bool(column, match, today, year):
    def read(cell):
        if cell == "否" or cell is False:
            return False, ()
        if cell == "是" or cell is True:
            return True, ()
        text = unicodedata.normalize("NFKC", cell_text(cell)).strip().lower()
        if not text:
            return _NOTHING
        if text in _TRUE:
            return True, ()
        if text in _FALSE:
            return False, ()
        return None, (("unknown_choice", WARNED, {"value": text[:40]}),)

    return read


_READERS = {
    "text": _text,
    "code": _text,
    "unit": _text,
    "name": _name,
    "date": _date,
    "int": _amount(True, False),
    "number": _amount(False, True),
    "money": _amount(False, True),
    "id_number": _id_number,
    "phone": _blank_aware(identity.read_phone),
    "bank": _blank_aware(identity.read_bank),
    "credit_code": _blank_aware(identity.read_credit_code),
    "choice": _choice,
    "bool": _bool,
}


def written(value):
    """A value as the repaired text of a finding."""
    if value is None:
        return ""
    if type(value) is datetime.date:
        return value.isoformat()
    if hasattr(value, "normalize") and not isinstance(value, str):
        return f"{value.normalize():f}" if value else "0"
    return cell_text(value)


def looks_like(column, values, known_unit=None):
    """The share of some cells that could stand in a column of this type: settles heads that mean two things."""
    if not values:
        return 0
    test = {
        "date": _looks_like_date,
        "id_number": _looks_like_id,
        "int": _looks_like_number,
        "money": _looks_like_number,
        "number": _looks_like_number,
    }.get(column.type)
    if column.type == "unit":
        test = known_unit or (lambda cell: False)
    elif column.key == "measure_unit":
        test = _looks_like_measure_word
    elif column.choices and test is None:
        choices = {*column.choices, *column.translations}
        test = lambda cell: cell_text(cell).strip() in choices  # noqa: E731
    if test is None:
        return 0.1
    return sum(1 for cell in values if test(cell)) / len(values)


def _looks_like_date(cell):
    if type(cell) in (datetime.date, datetime.datetime):
        return True
    return (
        type(cell) is str
        and dates.read_date(cell, coarse="month", year=2000)[0] is not None
        and not cell.strip().isdigit()
    )


def _looks_like_id(cell):
    return type(cell) is str and identity.read_id_number(cell)[0] is not None


def _looks_like_number(cell):
    return type(cell) in (int, float) or (type(cell) is str and amounts.read_amount(cell, negative=True)[0] is not None)


def _looks_like_measure_word(cell):
    text = cell_text(cell).strip()
    return text in _MEASURE_WORDS or (0 < len(text) <= 2 and text[-1] in "册件份个斤桶袋箱套本张只台辆天期次盒瓶")
