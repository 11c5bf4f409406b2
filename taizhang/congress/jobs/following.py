"""Canteens: the checks that were due are counted week by week, so that the rate has its base."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from taizhang.congress.actions import rounds as actions
from taizhang.congress.models import Canteen
from taizhang.congress.rules import rounds as rules
from taizhang.kernel.access import SYSTEM
from taizhang.kernel.jobs import job


@job("congress.count_canteen_checks", _("Count the canteen checks that were due"), every="day")
def count_canteen_checks(today=None, **_about):
    """Up to the last full week, for every group; a second run finds nothing to do. → how many groups moved on"""
    day = rules.last_full_week(today or timezone.localdate())
    moved = 0
    for canteen in Canteen.objects.standing().select_related("unit"):
        until = min(day, canteen.until) if canteen.until else day
        if rules.may_count_until(canteen, until):
            actions.count_checks(canteen, by=SYSTEM, until=until)
            moved += 1
    return moved
