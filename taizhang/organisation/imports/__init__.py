"""The workbook of units, and the list of units that get another unit above them."""

from django.utils.translation import gettext_lazy as _

from taizhang.intake.importers import Importer
from taizhang.organisation import queries

from . import moves
from .checks import check
from .columns import COLUMNS
from .writes import undo, write


def unit_of(row):
    """Units are counted by their kind."""
    kind = (row.extra or {}).get("kind")
    return kind.label if kind else ""


UNITS = Importer(
    code="units",
    label=_("Units"),
    columns=COLUMNS,
    act="organisation.import",
    check=check,
    write=write,
    undo=undo,
    unit_of=unit_of,
    units=queries.UnitIndex,
    sheet_name="工会",
    options=("amend",),
    notes=(
        "上级可以写编码，也可以写名称；上下级不分先后。",
        "类型写本地的叫法，如：县总工会、镇联合工会、社区工会、企业工会、企业(未建会)、社区。",
        "已登记的单位不会重复登记。",
    ),
)


def moved_unit(row):
    """The new unit above."""
    into = (row.extra or {}).get("into")
    return f"{into.code} {into.name}" if into is not None else ""


MOVES = Importer(
    code="moves",
    label=_("Units that get another unit above them"),
    columns=moves.COLUMNS,
    act="organisation.import",
    check=moves.check,
    write=moves.write,
    undo=moves.undo,
    unit_of=moved_unit,
    units=queries.UnitIndex,
    sheet_name="调整隶属",
    notes=(
        "每行一个单位和它的新上级；单位可以写编码，也可以写名称。",
        "导入后成为组织调整的草稿，由上级批准后才生效。",
        "同一生效日期、同一文号的行合为一件。",
    ),
)
