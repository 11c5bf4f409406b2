"""Retirees of the mill: one in a group that she leads, visited, with a round birthday that waits."""

from dataclasses import dataclass
from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from taizhang.kernel.acts import SYSTEM
from taizhang.retirees import actions
from taizhang.retirees.models import Celebration

DAY = date(2008, 11, 3)


@dataclass
class Retirees:
    """One of everything."""

    group: object
    retiree: object
    celebration: object
    file: object


def build(cast, picture):
    """A group, its leader with a photograph, a visit, this year's list."""
    today = timezone.localdate()
    group = actions.found_group(cast.mill, by=SYSTEM, on=DAY, name="河东小组")
    retiree = actions.register(
        cast.mill, by=SYSTEM, on=DAY, name="柏长青", sex="女", birth_on=date(today.year - 80, 12, 20), retired_on=date(1996, 1, 1),
        group=group, phone="15400002222", health="高血压", mobility="行动不便", wedding_on=date(today.year - 50, 12, 26),
    )  # fmt: skip
    actions.hand_over(group, by=SYSTEM, on=DAY, leader=retiree)
    actions.visit(retiree, by=SYSTEM, on=DAY, visitors="柯经办", occasion="重阳节", amount=200)
    actions.make_list(cast.mill, by=SYSTEM, on=today, year=today.year)
    party = Celebration.objects.filter(retiree=retiree).order_by("due_on").first()
    file = actions.attach(retiree, SimpleUploadedFile("退休证.png", picture), by=SYSTEM, kind="退休证")
    return Retirees(group, retiree, party, file)
