"""What happens by itself: every night the books of every federation are looked over; a large one on demand."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from taizhang.kernel.access import SYSTEM
from taizhang.kernel.jobs import job
from taizhang.kernel.models import Unit
from taizhang.quality import actions


@job("quality.check_all", _("Check the books"), every="day")
def check_all():
    """Every federation that stands alone; a second run finds nothing new."""
    today = timezone.localdate()
    checked = [actions.check(root, by=SYSTEM, on=today) for root in Unit.objects.filter(depth=1)]
    return {"opened": sum(one.opened for one in checked), "mended": sum(one.mended for one in checked)}


@job("quality.check_unit", _("Check the books of a unit"))
def check_unit(unit_id):
    """One unit and everything below it, because somebody asked."""
    done = actions.check(Unit.objects.get(pk=unit_id), by=SYSTEM, on=timezone.localdate())
    return {"opened": done.opened, "mended": done.mended}
