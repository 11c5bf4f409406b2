"""The workbook of hardship files (困难职工档案花名册): one row a person, family rows under the row of the head."""

from django.utils.translation import gettext_lazy as _

from taizhang.aid.imports.checks import check
from taizhang.aid.imports.columns import COLUMNS
from taizhang.aid.imports.writes import undo, write
from taizhang.intake.importers import Importer
from taizhang.organisation.queries import UnitIndex

HOUSEHOLDS = Importer(
    code="hardship_files",
    label=_("Hardship files"),
    columns=COLUMNS,
    act="aid.import_files",
    check=check,
    write=write,
    undo=undo,
    units=UnitIndex,
    sheet_name="困难职工档案",
    notes=(
        "一人一行：先写户主（与本人关系写“本人”），家庭成员写在户主下面，户主的栏目不必重复。",
        "也可以把家庭成员写在同一行右边的“家庭成员姓名”等栏里。",
        "困难类别由系统按当地标准和家庭收支核算；表中写的类别只用来核对。",
        "写了建档日期的，作为已建档导入；没写的，作为摸底对象导入。",
        "一户里有一行退回，整户退回，改好后一起再导。",
    ),
)
