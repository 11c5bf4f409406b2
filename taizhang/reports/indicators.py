"""Figures about reports themselves."""

from django.utils.translation import gettext_lazy as _

from taizhang.kernel.manifest import Indicator, Term

SIGNED_REPORTS = Indicator(
    "reports.signed_reports",
    _("Work reports signed"),
    of=Term("reports.signed"),
    unit=_("reports"),
    words=_("Work reports that the chair signed in the period; versions withdrawn later do not count."),
    group="publicity",
    catalogue="RB-01",
)
