"""The books of Qingxi town are looked over once, as every night: one jump is explained, one explanation is sent back, one union excused."""

from taizhang.kernel.access import SYSTEM
from taizhang.kernel.models import Unit, User
from taizhang.quality import actions
from taizhang.quality.models import Finding

TOWN = "TC10"
NOTES = ("今年新办了春、秋两季专场，去年只办一次", "核对了签到表，数字无误")


def tell(today):
    """The story, once; told again, it finds that it has happened and keeps still. → whether it was told now"""
    town = Unit.objects.filter(code=TOWN).first()
    clerk, chair = (User.objects.filter(username=f"tc1-{role}").first() for role in ("clerk", "chair"))
    if town is None or clerk is None or chair is None or Finding.objects.below(town).exists():
        return False
    actions.check(town, by=SYSTEM, on=today)
    open_ = Finding.objects.below(town).filter(state=Finding.State.OPEN, firm=False)
    jumps = list(open_.filter(family=Finding.Family.JUMP).select_related("unit").order_by("pk")[: len(NOTES)])
    for finding, note in zip(jumps, NOTES, strict=False):
        actions.explain(finding, by=clerk, on=today, note=note)
    if len(jumps) > 1:
        actions.reopen(jumps[1], by=chair, on=today, why="请写明增加的场次和日期")
    silent = (
        open_.filter(family=Finding.Family.SILENCE).exclude(unit=town).select_related("unit").order_by("pk").first()
    )
    if silent is not None:
        actions.excuse(
            silent.unit, by=chair, on=today, first=today.replace(month=1, day=1), why="企业停产检修，职工放假"
        )
    return True
