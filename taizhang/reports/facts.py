"""What a report contributes to the ledger: a signed one counts (RB-01: one for each union and period)."""

from django.utils.translation import gettext_lazy as _

from taizhang.kernel.ledger import Line
from taizhang.kernel.manifest import Measure

SIGNED = Measure("reports.signed", _("Signed work reports"), unit=_("reports"))


def report_lines(report):
    """A signed report, on the day it was signed."""
    if report.state == report.State.SIGNED:
        about = {"matter": report.title_text, "kind": report.skeleton}
        yield Line(SIGNED.code, report.signed_on, 1, kind=report.skeleton, matter=report.period_code, about=about)
