"""Periods as values: half open, from a first day up to, but without, the day after the last."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

LONG_AGO = date(1900, 1, 1)  # where things without a date are counted from


class UnknownPeriod(ValueError):
    """A text that names no period; the message says which spellings are understood."""


def _first_of(year, month):
    return date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)


def _same_day(day, years):
    """The same day `years` away; 29 February becomes the 28th."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


_SPELLINGS = (
    (re.compile(r"(\d{4})年?"), lambda y: (date(y, 1, 1), date(y + 1, 1, 1))),
    (re.compile(r"(\d{4})H([12])", re.I), lambda y, h: (date(y, 6 * h - 5, 1), _first_of(y, 6 * h + 1))),
    (re.compile(r"(\d{4})Q([1-4])", re.I), lambda y, q: (date(y, 3 * q - 2, 1), _first_of(y, 3 * q + 1))),
    (re.compile(r"(\d{4})-(0[1-9]|1[0-2])"), lambda y, m: (date(y, m, 1), _first_of(y, m + 1))),
    (
        re.compile(r"(\d{4})-W(\d{2})", re.I),
        lambda y, w: (date.fromisocalendar(y, w, 1), date.fromisocalendar(y, w, 1) + timedelta(7)),
    ),
    (re.compile(r"(\d{4})S", re.I), lambda y: (date(y - 1, 10, 1), date(y, 10, 1))),
    (re.compile(r"(\d{4})-(\d{2})-(\d{2})"), lambda y, m, d: (date(y, m, d), date(y, m, d) + timedelta(1))),
)
_RANGE = re.compile(r"(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})")


@dataclass(frozen=True, order=True)
class Period:
    """Days from `start` up to, but without, `until`."""

    start: date
    until: date

    def __post_init__(self):
        if self.until <= self.start:
            raise UnknownPeriod(_("A period must end on or after the day it begins."))

    @classmethod
    def parse(cls, text):
        """`2008`, `2008H1`, `2008Q3`, `2008-05`, `2008-W07`, `2008S` (statistical year), a day, or `first..last` (both included)."""
        text = str(text).strip()
        try:
            if found := _RANGE.fullmatch(text):
                return cls.between(date.fromisoformat(found[1]), date.fromisoformat(found[2]))
            for pattern, days in _SPELLINGS:
                if found := pattern.fullmatch(text):
                    return cls(*days(*map(int, found.groups())))
        except (ValueError, OverflowError) as error:
            if isinstance(error, UnknownPeriod):
                raise
        raise UnknownPeriod(
            _("“%s” is no period. Write 2008, 2008H1, 2008Q3, 2008-05 or 2008-01-01..2008-12-10.") % text[:60]
        )

    @classmethod
    def year(cls, year):
        return cls(date(year, 1, 1), date(year + 1, 1, 1))

    @classmethod
    def month(cls, year, month):
        return cls(date(year, month, 1), _first_of(year, month + 1))

    @classmethod
    def between(cls, first, last):
        """Both days included."""
        return cls(first, last + timedelta(1))

    @classmethod
    def statistical_year(cls, year):
        """1 October of the year before to 30 September: the year of the ACFTU survey (DOMAIN B1)."""
        return cls(date(year - 1, 10, 1), date(year, 10, 1))

    @classmethod
    def to_date(cls, last):
        """From New Year to `last`: "to 10 December"."""
        return cls.between(date(last.year, 1, 1), last)

    @classmethod
    def since(cls, first, last):
        """From an event ("since the 8th congress") to `last`, both included."""
        return cls.between(first, last)

    @classmethod
    def term(cls, first, years=3):
        """A term of office of `years` years from its first day (Trade Union Law art. 16: 3 or 5)."""
        return cls(first, _same_day(first, years))

    @property
    def last_day(self):
        return self.until - timedelta(1)

    @property
    def days(self):
        return (self.until - self.start).days

    def __contains__(self, day):
        return self.start <= day < self.until

    def a_year_before(self):
        """The same days of last year (同比). A period that ends with a month still ends with that month."""
        until = _same_day(self.until, -1)
        return Period(_same_day(self.start, -1), until)

    def months(self):
        """The calendar months that the period touches, cut to the period."""
        first = self.start.replace(day=1)
        while first < self.until:
            following = _first_of(first.year, first.month + 1)
            yield Period(max(first, self.start), min(following, self.until))
            first = following

    def code(self):
        """The shortest spelling that `parse` reads back to this period."""
        start, until = self.start, self.until
        if start.day == until.day == 1:
            length = (until.year - start.year) * 12 + until.month - start.month
            if length == 12 and start.month == 1:
                return f"{start.year:04}"
            if length == 12 and start.month == 10:
                return f"{until.year:04}S"
            if length == 6 and start.month in (1, 7):
                return f"{start.year:04}H{(start.month + 5) // 6}"
            if length == 3 and start.month % 3 == 1:
                return f"{start.year:04}Q{(start.month + 2) // 3}"
            if length == 1:
                return f"{start.year:04}-{start.month:02}"
        if self.days == 1:
            return start.isoformat()
        return f"{start.isoformat()}..{self.last_day.isoformat()}"

    def label(self):
        """The period in words, in the reader's language."""
        code, start, last = self.code(), self.start, self.last_day
        words = {"year": start.year, "month": start.month, "half": code[-1:], "quarter": code[-1:]}
        if re.fullmatch(r"\d{4}", code):
            return _("%(year)s") % words
        if re.fullmatch(r"\d{4}S", code):
            return _("statistical year %(year)s") % {"year": last.year}
        if code[4:5] == "H":
            return (_("first half of %(year)s") if code[-1] == "1" else _("second half of %(year)s")) % words
        if code[4:5] == "Q":
            return _("quarter %(quarter)s of %(year)s") % words
        if re.fullmatch(r"\d{4}-\d{2}", code):
            return _("%(year)s-%(month)s") % words
        if self.days == 1:
            return day_words(start)
        return _("%(first)s to %(last)s") % {"first": day_words(start), "last": day_words(last)}


def day_words(day):
    """A day in words: 2008年12月31日."""
    return _("%(day)s/%(month)s/%(year)s") % {"year": day.year, "month": day.month, "day": day.day}
