"""The books of the mill as the check found them: a finding that waits, one that was explained, months, and a union that need not record."""

from dataclasses import dataclass

from django.utils import timezone

from taizhang.kernel.acts import SYSTEM
from taizhang.quality import actions
from taizhang.quality.models import Excuse, Finding


@dataclass
class Quality:
    """One of everything."""

    finding: Finding
    excuse: Excuse


def build(cast):
    """The mill has recorded nothing for a year; it is excused only from next year on."""
    today = timezone.localdate()
    actions.check(cast.mill, by=SYSTEM, on=today)
    finding = Finding.objects.get(unit=cast.mill, family=Finding.Family.SILENCE)
    excuse = actions.excuse(
        cast.mill,
        by=cast.town_chair,
        on=today,
        first=today.replace(year=today.year + 1, month=1, day=1),
        why="停产检修",
    )
    finding.refresh_from_db()
    return Quality(finding, excuse)
