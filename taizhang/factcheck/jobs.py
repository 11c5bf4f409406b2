"""Reading and judging in the background."""

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from taizhang.kernel.access import SYSTEM
from taizhang.kernel.jobs import Progress, job
from taizhang.kernel.verdicts import Refused

from . import actions, queries, storage
from .models import Check


@job("factcheck.read", _("Check a report"))
def read(check_id, job_id=None):
    """Read a report, judge it, keep the result; safe to run twice: the second run finds the same."""
    check = Check.objects.select_related("unit", "by").get(pk=check_id)
    progress = Progress(job_id).to if job_id else None
    with translation.override(
        check.by.language if check.by else settings.LANGUAGE_CODE
    ):  # the sentences are kept as said
        return _read(check, progress)


def _read(check, progress):
    try:
        last_year = (storage.fetch(check.last_year_digest), check.last_year_name) if check.last_year_digest else None
        text, result = queries.examine(
            storage.fetch(check.digest), check.file_name, unit=check.unit, period=check.period, links=queries.links_of(check.unit),
            last_year=last_year, accepted=check.acceptances.standing(), progress=progress,
        )  # fmt: skip
    except (Refused, queries.Unreadable) as refused:
        actions.fail(check, by=SYSTEM, sentence=str(refused))
        raise Refused(str(refused))
    except Exception:
        actions.fail(check, by=SYSTEM, sentence=gettext("The check stopped with an error. Please try again."))
        raise
    actions.conclude(check, by=SYSTEM, text=text, result=result)
    return check.counts
