"""What happens by itself: items fall due by their frequency, disclosures past their last day close."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from taizhang.kernel.jobs import job
from taizhang.openness import actions


@job("openness.fill_due", _("Put what has fallen due on the list of disclosures"), every="day")
def fill_due():
    """Every period that ended, for every item in force, once."""
    return {"items": actions.fill_due(timezone.localdate())}


@job("openness.close_ended", _("Close disclosures past their last day"), every="day")
def close_ended():
    """Those that nobody waits for an answer to."""
    return {"items": actions.close_ended(timezone.localdate())}
