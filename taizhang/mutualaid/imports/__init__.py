"""The workbook of enrolments."""

from django.utils.translation import gettext_lazy as _

from taizhang.intake.importers import Importer
from taizhang.mutualaid.imports.checks import check
from taizhang.mutualaid.imports.columns import COLUMNS
from taizhang.mutualaid.imports.writes import undo, write
from taizhang.organisation.queries import UnitIndex

ENROLMENTS = Importer(
    code="enrolments",
    label=_("Enrolments in mutual aid"),
    columns=COLUMNS,
    act="mutualaid.import",
    check=check,
    write=write,
    undo=undo,
    units=UnitIndex,
    sheet_name="参保",
    notes=(
        "名册上有的会员才能参保；同名的请填身份证号。",
        "只有一个互助产品在办理参保时，参保产品和年度可以不填。",
        "填了缴费日期的按已缴费登记，保障从规定日期起算。",
    ),
)
