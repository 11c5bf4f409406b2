"""Workbooks of proposals, of answers to them, of delegates, of suggestions."""

from django.utils.translation import gettext_lazy as _

from taizhang.intake.importers import Importer
from taizhang.organisation.queries import UnitIndex
from taizhang.proposals.imports import answers, columns, delegates, register, suggestions

PROPOSALS = Importer(
    code="proposals", label=_("Register of proposals"), columns=columns.PROPOSALS, act="proposals.import", check=register.check,
    write=register.write, undo=register.undo, units=UnitIndex, sheet_name="提案登记",
    notes=(
        "届别、届次要与已开的征集一致；只有一次征集还没有报告时可以不填。",
        "处理意见填立案、并案、转建议、不立案；不填的按已收到、待审查登记。",
        "编号在同一届次里已有的行不再写入。",
    ),
)  # fmt: skip
ANSWERS = Importer(
    code="proposal_answers", label=_("Answers to proposals"), columns=columns.ANSWERS, act="proposals.import", check=answers.check,
    write=answers.write, undo=answers.undo, units=UnitIndex, sheet_name="提案答复",
    notes=("按届次和编号找到提案；只写入正在办理、还没有答复的提案。", "办理结果填A、B、C、D；B类要填计划完成日期。"),
)  # fmt: skip
DELEGATES = Importer(
    code="proposal_delegates", label=_("Delegates who may propose"), columns=columns.DELEGATES, act="proposals.entitle",
    check=delegates.check, write=delegates.write, undo=delegates.undo, units=UnitIndex, sheet_name="正式代表",
    notes=("名册上有的会员才能列入；同名的请填身份证号。",),
)  # fmt: skip
SUGGESTIONS = Importer(
    code="suggestions", label=_("Suggestions for improvement"), columns=columns.SUGGESTIONS, act="proposals.import",
    check=suggestions.check, write=suggestions.write, undo=suggestions.undo, units=UnitIndex,
    sheet_name="合理化建议", notes=("几个人共同提出的，姓名之间用顿号。", "采纳情况填采纳、未采纳、已实施；不填的按已收到登记。"),
)  # fmt: skip
IMPORTERS = (PROPOSALS, ANSWERS, DELEGATES, SUGGESTIONS)
