"""Reading reports: one place for what other apps may ask.

What the figures of a report say (`said_in`), the records behind them (`evidence`), what has drifted and why (`drift`), whether a Word file is
still what was exported (`verify`).
"""

from django.urls import reverse
from django.utils.translation import gettext as _

from taizhang.kernel.access import can
from taizhang.kernel.models import within
from taizhang.reports import skeletons
from taizhang.reports.answering import Reader, happenings, known_until
from taizhang.reports.composing import document
from taizhang.reports.drifting import drift, redefined
from taizhang.reports.models import Report
from taizhang.reports.saying import (
    drafted_body,
    drafted_title,
    evidence,
    in_numbers,
    kinds_of_report,
    said_in,
    sides,
    typed_numbers,
)
from taizhang.reports.verifying import verify
from taizhang.ui.due import Due
from taizhang.ui.finding import Found

__all__ = [
    "Reader", "document", "drafted_body", "drafted_title", "drift", "due", "evidence", "find", "fitting_skeleton", "happenings", "in_numbers",
    "kinds_of_report", "known_until", "redefined", "said_in", "sides", "standing_of", "typed_numbers", "verify",
]  # fmt: skip


def fitting_skeleton(unit):
    """The code of the skeleton for the unit's kind."""
    return skeletons.of_unit_kind(unit.kind).code


def standing_of(unit, period):
    """Reports of a unit for a period that no newer version has replaced."""
    reports = Report.objects.standing().filter(unit=unit, period_code=period.code())
    return reports.exclude(state=Report.State.WITHDRAWN)


def due(user, unit, today):
    """Frozen reports that wait for this user's signature, at the unit or below."""
    waiting = (
        Report.objects.standing().visible_to(user).filter(within([unit.path], "unit__path"), state=Report.State.FROZEN)
    )
    for report in waiting.select_related("unit").defer("body")[:20]:
        if can(user, "reports.sign", report.unit):
            url = reverse("reports:report_sign", args=[report.pk])
            yield Due(
                report.title_text,
                url,
                _("Sign"),
                unit=report.unit,
                words=_("A frozen report waits for your signature."),
                tone="amber",
            )


def find(user, text, limit):
    """Reports whose title contains the text."""
    reports = (
        Report.objects.standing()
        .visible_to(user)
        .filter(title_text__icontains=text)
        .select_related("unit")
        .defer("body")
    )
    return [
        Found(
            report.title_text,
            report.get_absolute_url(),
            f"{report.unit.name} · {report.get_state_display()}",
            "file-text",
        )
        for report in reports[:limit]
    ]
