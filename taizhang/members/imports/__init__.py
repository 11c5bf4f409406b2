"""The workbook of members."""

from django.utils.translation import gettext_lazy as _

from taizhang.intake.importers import Importer
from taizhang.organisation.queries import UnitIndex

from .applications import APPLICATIONS
from .checks import check
from .columns import COLUMNS
from .confirmations import CONFIRMATIONS
from .writes import undo, write

MEMBERS = Importer(
    code="members",
    label=_("Members"),
    columns=COLUMNS,
    act="members.import",
    check=check,
    write=write,
    undo=undo,
    units=UnitIndex,
    sheet_name="会员",
    piecemeal=True,
    notes=(
        "身份证号和手机号请用文本格式，不要用数字格式。",
        "所在工会可以写编码，也可以写名称。",
        "同一人只在一个工会在会；转会的在原工会写“转出”。",
    ),
)

IMPORTERS = (MEMBERS, APPLICATIONS, CONFIRMATIONS)
