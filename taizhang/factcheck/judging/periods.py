"""Which days a claim speaks of, for a report on a period."""

import re
from datetime import date, timedelta

from taizhang.kernel.periods import Period, UnknownPeriod


def period_of(claim, report, told_year=None):
    """The Period of a claim in a report on `report` (a Period); None where the words name days that the report does not tell.

    `told_year`: the year that the text itself reports on; figures of that year are those of the report.
    """
    said = claim.period or "year"
    year = report.last_day.year
    if told_year and said == f"year={told_year}":
        return report
    try:
        return _period(said, report, year)
    except (ValueError, UnknownPeriod):
        return None


def _period(said, report, year):
    word, _, value = said.partition("=")
    if word in ("year", "event", "standing") and not value.isdigit():
        return report
    if word == "year":
        return Period.year(int(value))
    if word in ("h1", "h2"):
        return Period.parse(f"{year}H{word[1]}")
    if found := re.fullmatch(r"q([1-4])", word):
        return Period.parse(f"{year}Q{found[1]}")
    if word == "month" and (found := re.fullmatch(r"(?:(\d{4})-)?(\d{1,2})", value)):
        return Period.month(int(found[1] or year), int(found[2]))
    if word in ("day", "ytd", "as_of", "since"):
        return _to_a_day(word, value, report, year)
    if found := re.fullmatch(r"last-(\d+)-years", word):
        return Period(date(year - int(found[1]) + 1, 1, 1), report.until)
    if word == "last-year":
        return report.a_year_before()
    return None


def _to_a_day(word, value, report, year):
    if value in ("year-end", "period-end", ""):
        return report
    if value == "mid-year":
        return Period.to_date(date(year, 6, 30))
    found = re.fullmatch(r"(?:(\d{4})-)?(\d{1,2})(?:-(\d{1,2}))?", value)
    if not found:
        return None
    of_year, month = int(found[1] or year), int(found[2])
    if not found[3]:
        last = Period.month(of_year, month).last_day
    else:
        last = date(of_year, month, int(found[3]))
    if word == "day":
        return Period(last, last + timedelta(1))
    if word == "since":
        return Period.between(last, report.last_day)
    return Period.to_date(last)


def halves(period):
    """The halves of a year, or the year of a half: what a wrong period is likely to be."""
    code = period.code()
    if re.fullmatch(r"\d{4}", code):
        return [Period.parse(f"{code}H1"), Period.parse(f"{code}H2")]
    if "H" in code or "Q" in code or re.fullmatch(r"\d{4}-\d{2}", code):
        return [Period.year(period.start.year)]
    return [Period.year(period.last_day.year)]
