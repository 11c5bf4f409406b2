"""Meetings of the mill: one minuted with resolutions, one called for later."""

from datetime import date
from types import SimpleNamespace

from django.core.files.uploadedfile import SimpleUploadedFile

from taizhang.meetings import actions

DAY = date(2008, 5, 12)
AGENDA = ("通报一季度工作", "研究困难职工慰问方案")


def build(cast, person, picture):
    """A committee meeting that was held and minuted, its resolution with a file, and one that is only called."""
    people = ["梅厂长", "柯经办", "钟班长", "冯会计", person]
    held = actions.call(
        cast.mill, by=cast.mill_clerk, called_on=date(2008, 5, 5), on=DAY, kind="委员会会议", name="第二次委员会会议", agenda=AGENDA,
        members=people, guests=["罗质检"], place="厂部会议室", chaired_by="梅厂长",
    )  # fmt: skip
    came = list(held.called.exclude(name="冯会计").values_list("pk", flat=True))
    held = actions.hold(held, by=cast.mill_clerk, on=DAY, present=came, kept_by="柯经办")
    first, second = held.agenda.all()
    said = {first.pk: "柯经办通报了一季度工作。", second.pk: "会议讨论了慰问名单。"}
    held = actions.minute(held, by=cast.mill_clerk, on=date(2008, 5, 13), said=said)
    resolution = actions.resolve(
        held, by=cast.mill_clerk, text="慰问困难职工支出两万元", matter="大额资金", in_favour=4, against=0, abstained=0, owner="冯会计",
        due_on=date(2008, 6, 30),
    )  # fmt: skip
    photograph = SimpleUploadedFile("到会.png", picture, content_type="image/png")
    file = actions.attach(held, photograph, by=cast.mill_clerk, kind="照片")
    called = actions.call(
        cast.mill, by=cast.mill_clerk, called_on=date(2008, 5, 20), on=date(2008, 6, 2), kind="主席会议", agenda=["安排六月工作"]
    )  # fmt: skip
    return SimpleNamespace(held=held, called=called, resolution=resolution, file=file)
