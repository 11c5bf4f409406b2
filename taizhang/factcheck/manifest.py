"""What factcheck offers: the check and what was accepted from it, its acts, its job, its place in the menu."""

from django.utils.translation import gettext_lazy as _

from taizhang.kernel.manifest import Act, Manifest, MenuItem, Record, register
from taizhang.ui import finding

from . import jobs, queries
from .facts import acceptance_facts, check_facts
from .models import Acceptance, Check

WRITERS = ("clerk", "chair")
READERS = (*WRITERS, "auditor")

register(
    Manifest(
        app="factcheck",
        label=_("Report checker"),
        records=(
            Record(Check, facts=check_facts, open=("waiting",)),
            Record(Acceptance, facts=acceptance_facts, prefetch=("check_of",), mark=_("from a report, no record")),
        ),
        acts=(
            Act("factcheck.check", _("Check a report"), READERS, _("handed in %(file)s to be checked")),
            Act("factcheck.recheck", _("Check again"), READERS, _("had %(title)s checked again")),
            Act("factcheck.read", _("Read a report"), (), _("read %(record)s: %(figures)s figures, %(wrong)s problems")),
            Act("factcheck.learn", _("Confirm a meaning"), WRITERS, _("confirmed that “%(quote)s” means %(figure)s")),
            Act("factcheck.forget", _("Forget a meaning"), WRITERS, _("took back that “%(quote)s” means %(figure)s")),
            Act("factcheck.accept", _("Accept into the ledger"), WRITERS, _("accepted “%(quote)s” from %(title)s, without a record")),
            Act("factcheck.withdraw", _("Withdraw an acceptance"), WRITERS, _("withdrew what was accepted: “%(quote)s”")),
            Act("factcheck.discard", _("Discard a check"), READERS, _("discarded the check of %(title)s")),
            Act("factcheck.restore", _("Restore a check"), READERS, _("restored the check of %(title)s")),
        ),
        filters={"依据": "grounds"},
        jobs=(jobs.read,),
        menu=(MenuItem(_("Report checker"), "factcheck:check_list", "checklist", 72),),
    )
)  # fmt: skip
finding.register("factcheck", _("Checked reports"), queries.search, order=60)
