"""Dates as people write them in workbooks, read cell by cell; gives the day and what had to be done to read it.

Every function gives `(day or None, notes)`; a note is `(problem, treatment, params)`.
"""

import calendar
import datetime
import re
import unicodedata

from . import numerals
from .problems import REJECTED, REPAIRED, WARNED

FIRST_YEAR = 1900
_EPOCH = datetime.date(1899, 12, 30)
_SERIALS = (10_000, 80_000)
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})\Z", re.ASCII)
_CLOCK = re.compile(r"[T ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?\Z")
_YEAR_FIRST = re.compile(r"(\d{4}|\d{2})([-./年])(\d{1,2})([-./月])(\d{1,2})[日号]?\Z", re.ASCII)
_YEAR_MONTH = re.compile(r"(\d{4})([-./年])(\d{1,2})月?(?:份)?\Z", re.ASCII)
_YEAR_ONLY = re.compile(r"(\d{4})年?(?:度)?\Z", re.ASCII)
_MONTH_DAY = re.compile(r"(\d{1,2})(?:月|[./-])(\d{1,2})[日号]?\Z", re.ASCII)
_MONTH_ONLY = re.compile(r"(\d{1,2})月(?:份)?\Z", re.ASCII)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})\Z", re.ASCII)
_SERIAL_TEXT = re.compile(r"(\d{5})(?:\.0+)?\Z", re.ASCII)
_DAY_FIRST = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})\Z", re.ASCII)
_CHINESE = re.compile(
    r"([零〇○一二三四五六七八九]{4})年(?:([一二三四五六七八九十]{1,3})月)?(?:([一二三四五六七八九十廿卅]{1,4})[日号])?\Z"
)
_RANGE = re.compile(r"(.*?\d[日号月]?)\s*(?:至|到|~|—+|－+|–|--)\s*(.+)\Z")
_HYPHEN_RANGE = re.compile(r"((?:\d{4}[./年])?\d{1,2}(?:月|[./月]\d{1,2}[日号]?))-(\d.*)\Z")
_PART_OF_MONTH = re.compile(r"(月)(?:上旬|中旬|下旬|初|中|底|末)\Z")
_SPELLING = {".": "date_dotted", "/": "date_slashed", "-": "date_unpadded", "年": "date_chinese"}


def repaired(problem, **params):
    """A note: we changed the spelling and nothing else."""
    return (problem, REPAIRED, params)


def warned(problem, **params):
    """A note: we had to assume something."""
    return (problem, WARNED, params)


def rejected(problem, **params):
    """No day: the reason alone."""
    return None, ((problem, REJECTED, params),)


def read_date(cell, *, year=None, coarse="", today=None):
    """The day that a cell means; `year` is what the title says, `coarse` allows "month" or "year" without a day."""
    if type(cell) is datetime.date:
        return _plausible(cell, ())
    if type(cell) is datetime.datetime:
        return _plausible(cell.date(), ())
    if type(cell) in (int, float):
        return _read_number(cell, coarse)
    if type(cell) is not str:
        return rejected("date_unreadable")
    if _ISO.match(cell):
        return _read_iso(cell)
    return _read_text(cell, year, coarse)


def _read_iso(text):
    try:
        return _plausible(datetime.date.fromisoformat(text), ())
    except ValueError:
        return rejected("date_impossible")


def _read_number(cell, coarse):
    """A serial number of Excel, eight digits in one number, or a year."""
    if cell != cell or abs(cell) > 1e9:
        return rejected("date_unreadable")
    if _SERIALS[0] <= cell <= _SERIALS[1]:
        return _plausible(_EPOCH + datetime.timedelta(days=int(cell)), (repaired("date_serial"),))
    if cell != int(cell):
        return _read_year_point_month(cell, coarse)
    if 10_000_000 <= cell <= 99_999_999:
        return _read_text(str(int(cell)), None, coarse)
    if FIRST_YEAR <= cell <= 2200:
        return _read_text(str(int(cell)), None, coarse)
    return rejected("date_impossible" if cell == 0 else "date_unreadable")


def _read_year_point_month(cell, coarse):
    """2008.6 typed as a number: June; 2008.1 may have been 2008.10, so it is not guessed."""
    text = repr(cell)
    if not _YEAR_MONTH.match(text):
        return rejected("date_unreadable")
    if text.endswith(".1"):
        return rejected("date_ambiguous")
    return _read_text(text, None, coarse)


def _read_text(text, year, coarse):
    """Any spelling in words and digits."""
    notes = ()
    plain = unicodedata.normalize("NFKC", text).strip().lstrip("'`")
    if plain != text.strip() and any("０" <= letter <= "９" for letter in text):
        notes = (repaired("date_full_width"),)
    plain = _CLOCK.sub("", plain)
    plain = (
        re.sub(r"\s+", "", plain).replace("。", ".").replace("、", ".").replace("—", "-") if len(plain) < 40 else plain
    )
    plain = re.sub(r"\(.*?\)\Z|(?:星期|周)[一二三四五六日天]\Z", "", plain)
    if not plain or len(plain) > 40:
        return rejected("date_unreadable")
    day, more = _read_plain(plain, year, coarse)
    return day, (notes + more if day or not notes else more)


def _read_plain(text, year, coarse):
    for reader in (_read_full, _read_chinese, _read_compact, _read_span, _read_coarse, _read_without_year):
        answer = reader(text, year, coarse)
        if answer is not None:
            return answer
    return rejected("date_unreadable")


def _read_full(text, year, coarse):
    if _ISO.match(text):
        return _read_iso(text)
    found = _YEAR_FIRST.match(text)
    if not found:
        return None
    written, mark, month, second, day = found.groups()
    if mark == "年" and second != "月":
        return None
    notes = (repaired(_SPELLING[mark]),)
    if len(written) == 2:
        if mark == "-":
            return rejected("date_ambiguous")
        written = _century(written)
        notes += (warned("date_two_digit_year", year=written),)
    return _day(written, month, day, *notes)


def _century(two):
    """98 → 1998, 06 → 2006: no union work of the future, none older than a working life."""
    return ("20" if int(two) <= 40 else "19") + two


def _read_chinese(text, year, coarse):
    found = _CHINESE.match(text)
    if not found:
        return None
    written, month, day = found.groups()
    as_digits = numerals.digits(written)
    if month is None:
        return _first_of(as_digits, 1, "year", coarse, repaired("date_chinese_numerals"))
    month = int(numerals.numeral(month) or 0)
    if day is None:
        return _first_of(as_digits, month, "month", coarse, repaired("date_chinese_numerals"))
    return _day(as_digits, month, int(numerals.numeral(day) or 0), repaired("date_chinese_numerals"))


def _read_compact(text, year, coarse):
    found = _COMPACT.match(text)
    if found:
        return _day(*found.groups(), repaired("date_compact"))
    found = _SERIAL_TEXT.match(text)
    if found and _SERIALS[0] <= int(found.group(1)) <= _SERIALS[1]:
        return _plausible(_EPOCH + datetime.timedelta(days=int(found.group(1))), (repaired("date_serial"),))
    if _DAY_FIRST.match(text):
        return rejected("date_ambiguous")
    return None


def _read_span(text, year, coarse):
    """From one day to another: the first counts."""
    found = _HYPHEN_RANGE.match(text) or _RANGE.match(text)
    if not found:
        return None
    day, notes = _read_plain(found.group(1), year, coarse)
    if day is None:
        return day, notes
    return day, (warned("date_range"), *(note for note in notes if note[1] == WARNED))


def _read_coarse(text, year, coarse):
    text = _PART_OF_MONTH.sub(r"\1", text)
    found = _YEAR_MONTH.match(text)
    if found:
        return _first_of(found.group(1), found.group(3), "month", coarse)
    found = _YEAR_ONLY.match(text)
    return _first_of(found.group(1), 1, "year", coarse) if found else None


def _read_without_year(text, year, coarse):
    text = _PART_OF_MONTH.sub(r"\1", text)
    found = _MONTH_DAY.match(text) or _MONTH_ONLY.match(text)
    if not found:
        return None
    if year is None:
        return rejected("date_no_year")
    if len(found.groups()) == 2:
        return _day(year, *found.groups(), warned("date_year_from_title", year=year))
    return _first_of(year, found.group(1), "month", coarse, warned("date_year_from_title", year=year))


def _first_of(year, month, what, coarse, *notes):
    """The first day of a month or year, where the column allows so little."""
    if coarse != "year" and coarse != what:
        return rejected("date_unreadable")
    return _day(year, month, 1, *notes, warned("date_month_only" if what == "month" else "date_year_only"))


def _day(year, month, day, *notes):
    year, month, day = int(year), int(month), int(day)
    if not (1 <= year <= 9999 and 1 <= month <= 12 and 1 <= day <= calendar.monthrange(max(year, 1), month)[1]):
        return rejected("date_impossible")
    return _plausible(datetime.date(year, month, day), notes)


def _plausible(day, notes):
    return (day, notes) if day.year >= FIRST_YEAR else rejected("date_out_of_range")
