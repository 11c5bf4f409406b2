"""The calendar: natural days, working days and months, counted the way the Civil Code counts them.

Articles 201 to 203: the first day is not counted; a period in months ends on the corresponding day, or on the last
of the month; if the last day is a day of rest by law, the period ends on the day after the rest. Which days are
days of rest (with the working weekends that are swapped for them) comes from a maintained library. For a year that
it does not know yet, weekends and the fixed festivals are taken, and `caveat` says so.
"""

import datetime
from dataclasses import dataclass
from functools import lru_cache

from chinese_calendar import constants
from django.utils.translation import gettext as _
from lunardate import LunarDate

DAY = datetime.timedelta(days=1)
SATURDAY = 5
FIRST_KNOWN, LAST_KNOWN = min(constants.holidays).year, max(constants.holidays).year

# What a rule's unit of measure means for counting.
NATURAL, WORKING, MONTHS, YEARS = "日", "个工作日", "个月", "年"


@dataclass(frozen=True)
class Deadline:
    """The last day of a period, and why it is that day."""

    first: datetime.date
    number: int
    unit: str
    counted: datetime.date
    last: datetime.date

    @property
    def moved(self):
        """Did the counted day fall on a day of rest?"""
        return self.last != self.counted

    def is_over(self, today):
        """Has the period run out? The last day still belongs to it."""
        return today > self.last

    def days_left(self, today):
        """Natural days until the last day; negative when it is over."""
        return (self.last - today).days

    def sentence(self):
        """How the day was found, in words that can be checked by hand."""
        words = {
            "number": self.number,
            "unit": _unit_words(self.unit),
            "first": self.first,
            "counted": self.counted,
            "last": self.last,
        }
        text = _("%(number)s %(unit)s after %(first)s (that day is not counted) end on %(last)s.") % words
        if self.moved:
            text = (
                _(
                    "%(number)s %(unit)s after %(first)s (that day is not counted) end on %(counted)s, a day of rest, "
                    "and therefore on %(last)s (Civil Code, article 203)."
                )
                % words
            )
        return " ".join(filter(None, (text, caveat(self.last.year))))


# --- which days are worked ----------------------------------------------------------------------------------------------------


def is_working_day(day):
    """Is this a working day? A weekend swapped for a festival is one, the day it was swapped for is not."""
    if day in constants.workdays:
        return True
    if day.weekday() >= SATURDAY:
        return False
    if FIRST_KNOWN <= day.year <= LAST_KNOWN:
        return day not in constants.holidays
    return day not in _fixed_festivals(day.year)


def is_rest_day(day):
    """A day of rest by law: a festival, a weekend, a day swapped for another."""
    return not is_working_day(day)


def caveat(year):
    """What must be said when the year's festivals have not been announced to this program yet; empty otherwise."""
    if FIRST_KNOWN <= year <= LAST_KNOWN:
        return ""
    return _(
        "The days of rest of %(year)s are not known to this program: weekends and the fixed festivals were used, no swapped days."
    ) % {"year": year}


@lru_cache(maxsize=200)
def _fixed_festivals(year):
    """The statutory festivals of a year without swaps: 全国年节及纪念日放假办法 (as amended in 2024 from 2025 on; as of 2008
    before).
    """
    now = year >= 2025
    days = {datetime.date(year, 1, 1), datetime.date(year, 5, 1), _clear_and_bright(year)}
    days |= {datetime.date(year, 10, day) for day in (1, 2, 3)}
    if now:
        days.add(datetime.date(year, 5, 2))
    if LUNAR_YEARS[0] <= year <= LUNAR_YEARS[1]:
        spring = LunarDate(year, 1, 1).to_solar_date()
        days |= {spring + DAY * step for step in range(-1 if now else 0, 3)}
        days |= {LunarDate(year, 5, 5).to_solar_date(), LunarDate(year, 8, 15).to_solar_date()}
    return frozenset(days)


LUNAR_YEARS = (1901, 2099)


def _clear_and_bright(year):
    """清明: by the usual formula, right for the years 1901 to 2099."""
    constant = 4.81 if year >= 2000 else 5.59
    place = year % 100
    return datetime.date(year, 4, int(place * 0.2422 + constant) - place // 4)


# --- counting -------------------------------------------------------------------------------------------------------------------


def next_working_day(day):
    """This day, or the first working day after it."""
    while is_rest_day(day):
        day += DAY
    return day


def working_days_after(day, number):
    """The last day of a period of working days: the first day is not counted, days of rest are not counted."""
    _refuse_negative(number)
    while number:
        day += DAY
        number -= is_working_day(day)
    return day


def working_days_before(day, number):
    """The last day on which something must be done so that this many working days lie before `day` (公示 at least 5
    working days).
    """
    _refuse_negative(number)
    while number:
        day -= DAY
        number -= is_working_day(day)
    return day


def natural_days_after(day, number, *, rest=True):
    """The last day of a period of natural days; with `rest`, moved behind days of rest (article 203)."""
    _refuse_negative(number)
    last = day + DAY * number
    return next_working_day(last) if rest else last


def natural_days_before(day, number):
    """The last day on which papers must be out so that they lie there this many days before `day`."""
    _refuse_negative(number)
    return day - DAY * number


def months_after(day, number, *, rest=True):
    """The last day of a period of months: the corresponding day, or the last of the month (article 202)."""
    _refuse_negative(number)
    last = _corresponding(day, number)
    return next_working_day(last) if rest else last


def years_after(day, number, *, rest=True):
    """The last day of a period of years: 29 February ends on the 28th in a common year."""
    return months_after(day, 12 * number, rest=rest)


def working_days_between(first, last):
    """How many working days lie in a stretch, the first day not counted, the last one counted."""
    return sum(is_working_day(first + DAY * step) for step in range(1, (last - first).days + 1))


def deadline(day, number, unit=NATURAL):
    """The deadline of a period that begins with the event of `day`; `unit` as a rule has it: 日, 个工作日, 个月, 年."""
    if unit == WORKING:
        last = working_days_after(day, number)
        return Deadline(day, number, unit, last, last)
    if unit not in _COUNTERS:
        raise ValueError(f"{unit} is no unit of time")
    counted = _COUNTERS[unit](day, number, rest=False)
    return Deadline(day, number, unit, counted, next_working_day(counted))


def deadline_by_rule(day, rule):
    """The deadline that a rule of the rulebook sets: `deadline_by_rule(received_on, rule("collective.reply_days",
    unit, on))`.
    """
    return deadline(day, int(rule.value), rule.unit)


_COUNTERS = {NATURAL: natural_days_after, MONTHS: months_after, YEARS: years_after}


def _corresponding(day, months):
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    first_of_next = datetime.date(year + (month == 11), (month + 1) % 12 + 1, 1)
    return min(datetime.date(year, month + 1, 1) + DAY * (day.day - 1), first_of_next - DAY)


def _refuse_negative(number):
    if number < 0:
        raise ValueError("A period has no negative length.")


def _unit_words(unit):
    return {NATURAL: _("natural days"), WORKING: _("working days"), MONTHS: _("months"), YEARS: _("years")}[unit]
