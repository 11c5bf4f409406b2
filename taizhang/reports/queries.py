"""Reading reports: one place for what other apps may ask.

What the figures of a report say (`said_in`), the records behind them (`evidence`), what has drifted and why (`drift`), whether a Word file is
still what was exported (`verify`).
"""

from taizhang.reports import skeletons
from taizhang.reports.answering import Reader, happenings, known_until
from taizhang.reports.composing import document
from taizhang.reports.drifting import drift
from taizhang.reports.models import Report
from taizhang.reports.saying import (
    drafted_body,
    drafted_title,
    evidence,
    kinds_of_report,
    said_in,
    sides,
    typed_numbers,
)
from taizhang.reports.verifying import verify

__all__ = [
    "Reader", "document", "drafted_body", "drafted_title", "drift", "evidence", "fitting_skeleton", "happenings", "kinds_of_report",
    "known_until", "said_in", "sides", "standing_of", "typed_numbers", "verify",
]  # fmt: skip


def fitting_skeleton(unit):
    """The code of the skeleton for the unit's kind."""
    return skeletons.of_unit_kind(unit.kind).code


def standing_of(unit, period):
    """Reports of a unit for a period that no newer version has replaced."""
    reports = Report.objects.standing().filter(unit=unit, period_code=period.code())
    return reports.exclude(state=Report.State.WITHDRAWN)
