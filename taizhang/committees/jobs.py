"""What happens by itself: ends of terms are recalled, and whoever left the union leaves its groups."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from taizhang.committees import actions, queries
from taizhang.kernel.jobs import job


@job("committees.remind_terms", _("Recall the ends of terms"), every="day")
def remind_terms():
    """Once a day; a second run finds nothing to do."""
    today = timezone.localdate()
    due = queries.terms.to_remind(today)
    for term, months in due:
        actions.remind(term, months, on=today)
    return {"reminders": len(due)}


@job("committees.follow_members", _("Take members who left out of their groups"), every="day")
def follow_members():
    """Once a day; a second run finds nothing to do."""
    today = timezone.localdate()
    return {"members": actions.follow_members(on=today)}
