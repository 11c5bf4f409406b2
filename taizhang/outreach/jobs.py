"""What happens by itself: firms that founded a union by another way are no longer counted as firms without one."""

from django.utils.translation import gettext_lazy as _

from taizhang.kernel.access import SYSTEM
from taizhang.kernel.acts import act
from taizhang.kernel.jobs import job
from taizhang.outreach import actions


@job("outreach.follow_firms", _("Follow firms that founded a union elsewhere"), every="day")
def follow_firms():
    """Once a day; a second run finds nothing to do."""
    with act(SYSTEM, "outreach.follow_firms", None) as this:
        changed = actions.catch_up()
        this.note(firms=changed)
    return {"firms": changed}
