"""What the installation does for itself at night: the same check as `taizhang selfcheck`, and clearing away finished errands."""

from django.core.management import call_command
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from taizhang.cli import recount
from taizhang.kernel import chain
from taizhang.kernel.jobs import Progress, job
from taizhang.kernel.verdicts import Refused

KEPT_DAYS = 30
SHOWN = 3


@job("cli.selfcheck", gettext_lazy("Check that the ledger, the figures and the files agree"), every="day")
def selfcheck(*, job_id=None):
    """The nightly check. A difference makes the job fail with a sentence, so that the desk shows it."""
    chain.seal_all(thorough=True)
    found = []
    progress = Progress(job_id) if job_id else None
    for n, check in enumerate(recount.checks()):
        if progress:
            progress.to(n, len(recount.CHECKS), check.label())
        found += [str(one) for one in check.find()]
    if found:
        words = {"number": len(found), "first": " ".join(found[:SHOWN])}
        raise Refused(_("%(number)s differences. Run `taizhang selfcheck`. The first: %(first)s") % words)
    return {"differences": 0}


@job("cli.clear_errands", gettext_lazy("Clear away finished errands of the queue"), every="day")
def clear_errands():
    """The queue keeps a row for each errand; the job itself stays on file."""
    call_command("prune_db_task_results", min_age_days=KEPT_DAYS, failed_min_age_days=KEPT_DAYS, verbosity=0)
