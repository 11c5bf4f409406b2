"""A catalogue as a school keeps it in a worksheet: other heads, other words, the same file twice, undone."""

import pytest

from taizhang.intake import actions as intake
from taizhang.kernel.acts import SYSTEM
from taizhang.openness.models import Item
from taizhang.testing.world import workbook

pytestmark = pytest.mark.django_db
ROWS = (
    ("序号", "公开内容", "事项类别", "公开对象", "周期", "责任部门", "公开形式"),
    ("1", "食堂收支", "财务", "社会", "按月", "总务处", "公告栏、网站"),
    ("2", "职称评聘", "职工利益", "全体教职工", "每学期", "人事处", "教代会"),
    ("3", "困难补助", "帮扶救助", "本单位职工", "及时", "工会", "公开栏"),
    ("4", "车辆费用", "财务", "本单位职工", "季度", "校办", "大喇叭"),
)


def test_a_catalogue_comes_in_once_and_can_be_undone(cast, rules):
    batch = intake.run(
        intake.take_in("openness_items", workbook(*ROWS), by=SYSTEM, unit=cast.mill, name="公开目录.xlsx"), by=SYSTEM
    )
    items = {one.name: one for one in Item.objects.standing().filter(unit=cast.mill)}
    assert set(items) == {"食堂收支", "职称评聘", "困难补助"}  # the fourth names a channel that nobody knows
    assert (items["食堂收支"].frequency, items["食堂收支"].audience, items["食堂收支"].channels) == (
        "monthly", "public", ["board", "page"],
    )  # fmt: skip
    assert items["困难补助"].masks_names and not items["困难补助"].lasting
    intake.run(
        intake.take_in("openness_items", workbook(*ROWS), by=SYSTEM, unit=cast.mill, name="公开目录.xlsx"), by=SYSTEM
    )
    assert Item.objects.standing().filter(unit=cast.mill).count() == 3
    intake.undo(batch, by=SYSTEM)
    assert not Item.objects.standing().filter(unit=cast.mill).exists()
