"""Everything the reports app offers."""

from django.utils.translation import gettext_lazy as _

from taizhang.kernel.manifest import Act, Manifest, MenuItem, Record, register
from taizhang.reports import queries
from taizhang.reports.facts import SIGNED, report_lines
from taizhang.reports.indicators import SIGNED_REPORTS
from taizhang.reports.models import Report
from taizhang.ui import finding

WRITERS = ("clerk", "chair")

register(
    Manifest(
        app="reports",
        label=_("Reports"),
        records=(Record(Report, facts=report_lines, open=("draft", "frozen")),),
        acts=(
            Act("reports.draft", _("Draft a report"), WRITERS, _("drafted the report %(title)s")),
            Act("reports.edit", _("Edit a report"), WRITERS, _("edited the report %(title)s")),
            Act(
                "reports.freeze",
                _("Freeze a report"),
                WRITERS,
                _("froze the report %(title)s with %(figures)s figures"),
            ),
            Act("reports.sign", _("Sign a report"), ("chair",), _("signed the report %(title)s")),
            Act(
                "reports.reopen",
                _("Reopen a frozen report"),
                WRITERS,
                _("reopened the report %(title)s as version %(version)s"),
            ),
            Act(
                "reports.withdraw",
                _("Withdraw a signed report"),
                ("chair",),
                _("withdrew the report %(title)s for version %(version)s"),
            ),
            Act("reports.discard", _("Discard a draft"), WRITERS, _("discarded the draft %(title)s")),
            Act(
                "reports.export",
                _("Export a report to Word"),
                (*WRITERS, "auditor"),
                _("exported the report %(title)s"),
            ),
        ),
        measures=(SIGNED,),
        indicators=(SIGNED_REPORTS,),
        due=(queries.due,),
        menu=(MenuItem(_("Reports"), "reports:report_list", "file-text", 70),),
    )
)

finding.register("reports", _("Reports"), queries.find, order=50)
