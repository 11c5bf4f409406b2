"""What the clock does: surveys and tests whose time is over are closed and counted."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from taizhang.kernel.acts import SYSTEM
from taizhang.kernel.jobs import job
from taizhang.surveys import actions, queries


@job("surveys.close_due", _("Close surveys and tests whose time is over"), every="hour")
def close_due():
    """Close what the clock has closed; safe to run twice."""
    now = timezone.now()
    surveys, papers = queries.surveys.to_close(now), queries.quizzes.to_close(now)
    for one in surveys:
        actions.surveys.close(one, by=SYSTEM, on=timezone.localdate(one.closes_at))
    for one in papers:
        actions.quizzes.close_paper(one, by=SYSTEM, on=timezone.localdate(one.closes_at))
    return {"surveys": len(surveys), "papers": len(papers)}
