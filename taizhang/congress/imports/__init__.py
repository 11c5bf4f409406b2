"""The workbooks of congresses."""

from django.utils.translation import gettext_lazy as _

from taizhang.congress.imports import attendance, delegates
from taizhang.congress.imports.columns import ATTENDANCE as ATTENDANCE_COLUMNS
from taizhang.congress.imports.columns import DELEGATES as DELEGATE_COLUMNS
from taizhang.congress.imports.coverage import COVERAGE
from taizhang.congress.imports.issues import ISSUES
from taizhang.congress.imports.letters import LETTERS
from taizhang.congress.imports.lower import LOWER
from taizhang.congress.imports.resolutions import RESOLUTIONS
from taizhang.congress.imports.rounds import ROUNDS
from taizhang.congress.imports.schemes import SCHEMES
from taizhang.intake.importers import Importer
from taizhang.organisation.queries import UnitIndex

DELEGATES = Importer(
    code="delegates", label=_("Delegates of a congress"), columns=DELEGATE_COLUMNS, act="congress.import", check=delegates.check,
    write=delegates.write, undo=delegates.undo, units=UnitIndex, sheet_name="代表",
    notes=("先登记届次、划分选区，再导入代表。", "只有一个代表大会在任时，会议类别可以不填。", "填了应到、实到、赞成票的，按规定核对是否当选。"),
)  # fmt: skip
ATTENDANCE = Importer(
    code="congress_attendance", label=_("Attendance at a session"), columns=ATTENDANCE_COLUMNS, act="congress.import_attendance",
    check=attendance.check, write=attendance.write, undo=attendance.undo, units=UnitIndex, sheet_name="签到",
    notes=("会议已经通知、尚未闭会时才能导入签到。", "只有一次会议在签到时，会议可以不填。"),
)  # fmt: skip
REGISTERS = (RESOLUTIONS, SCHEMES, LETTERS, ROUNDS, ISSUES, LOWER, COVERAGE)
