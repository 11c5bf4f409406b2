"""The import in the background."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from taizhang.kernel.access import SYSTEM
from taizhang.kernel.jobs import Progress, job
from taizhang.kernel.models import User
from taizhang.kernel.verdicts import Refused

from . import actions
from .limits import Unreadable
from .models import Batch


@job("intake.run", _("Import a workbook"))
def run(batch_id, user_id=None, job_id=None):
    """Carry out an import that somebody asked for; safe to run twice: what is imported stays imported once."""
    batch = Batch.objects.select_related("unit").get(pk=batch_id)
    if batch.state == Batch.State.IMPORTED:
        return batch.result
    by = User.objects.get(pk=user_id) if user_id else SYSTEM
    progress = Progress(job_id) if job_id else None
    try:
        return actions.run(batch, by=by, progress=progress.to if progress else None).result
    except (Refused, Unreadable) as refused:
        actions.fail(Batch.objects.get(pk=batch_id), str(refused))
        raise Refused(str(refused))
    except Exception:
        actions.fail(
            Batch.objects.get(pk=batch_id),
            gettext("The import stopped with an error; nothing was written. Please try again."),
        )
        raise
