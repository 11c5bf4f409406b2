"""The workbook of the ledger."""

from django.utils.translation import gettext_lazy as _

from taizhang.intake.importers import Importer
from taizhang.organisation.queries import UnitIndex

from .checks import check
from .columns import COLUMNS
from .writes import undo, write

ENTRIES = Importer(
    code="entries",
    label=_("Work"),
    columns=COLUMNS,
    act="worklog.import",
    check=check,
    write=write,
    undo=undo,
    units=UnitIndex,
    sheet_name="台账",
    notes=(
        "人数只填本年度该事项尚未计过的人，重复参加的只填人次。",
        "负数只用于冲正在前的一笔，须同单位、同目录号、同事项。",
        "备注写“全镇统计数”“时点数”“已由上级计数”的，按相应口径统计。",
        "现金填金额，物资填实物、数量和计量单位，两者不相加。",
    ),
)

IMPORTERS = (ENTRIES,)
