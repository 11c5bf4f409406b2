"""The list of units that get another unit above them: one draft for each day and document; the union above approves it."""

from django.utils import timezone
from django.utils.translation import gettext as _

from taizhang.intake.importers import Column
from taizhang.intake.problems import REJECTED, declare
from taizhang.kernel.verdicts import Refused
from taizhang.organisation import actions, kinds, rules
from taizhang.organisation.models import Reorganisation

declare(
    ("moved_unit_unknown", "没有这个单位，或名称不止一个单位使用", "no such unit, or several bear the name"),
    ("moved_twice", "与第{row}行重复", "the unit stands in row {row} already"),
    ("cannot_move", "{why}", "{why}"),
)

COLUMNS = (
    Column(
        "unit", "单位", ("单位名称", "工会", "工会名称", "单位编码", "工会编码", "编码", "名称", "调整单位"), type="unit", english="unit",
        required=True, missing="moved_unit_unknown", max_length=120, width=26, example="CY01", note="编码或名称",
    ),
    Column(
        "into", "新上级", ("调整后上级", "新隶属", "新的上级", "调整后隶属", "划归", "划入", "现上级", "新上级编码", "新上级工会"), type="unit",
        english="new unit above", required=True, missing="moved_unit_unknown", max_length=120, width=26, example="CY00", note="编码或名称",
    ),
    Column(
        "on", "生效日期", ("调整日期", "日期", "执行日期", "自何日起"), type="date", english="takes effect on", required=True, future="",
        example="2008-06-01",
    ),
    Column("document_no", "文号", ("批准文号", "批复文号", "文件号", "依据"), english="document no.", max_length=60),
    Column("reason", "理由", ("原因", "事由", "说明", "备注"), english="reason", max_length=300, width=26),
)  # fmt: skip


def check(rows, context):
    """Units that are known, each once, that may stand below the new unit."""
    seen = {}
    for row in rows:
        unit, into = (_unit(row, key, context) for key in ("unit", "into"))
        row.extra = {"unit": unit, "into": into}
        if unit is None or into is None:
            continue
        if unit.pk in seen:
            row.find("unit", "moved_twice", REJECTED, row=seen[unit.pk])
            continue
        seen[unit.pk] = row.number
        on = row.get("on") or timezone.localdate()
        verdict = rules.may_move(unit, into, on=on, latest="")
        verdict = verdict and rules.may_stand_below(kinds.of(into.kind), kinds.of(unit.kind))
        if not verdict:
            row.find("into", "cannot_move", REJECTED, why=str(verdict.reason))


def _unit(row, key, context):
    text = row.get(key)
    if not text:
        return None
    found, _how = context.units.find(str(text))
    if found is None:
        row.find(key, "moved_unit_unknown", REJECTED)
    return found


def write(rows, context, this):
    """Draft the moves; they are asked for and approved like any other reorganisation."""
    groups = {}
    for row in rows:
        if row.enters:
            why = row.get("reason") or _("by a list of units")
            groups.setdefault((row.values["on"], row.get("document_no") or "", why), []).append(row.extra)
    for (on, document_no, reason), moved in groups.items():
        parts = [{"role": "moves", **one} for one in moved]
        actions.draft_reorganisation(
            "move", parts, by=context.by, on=timezone.localdate(this.at), effective_on=on, reason=reason, document_no=document_no,
            batch=context.batch,
        )  # fmt: skip
    return {"reorganisations": len(groups)}


def undo(batch, context, this):
    """Call the drafts off; what has been asked for is withdrawn by hand first."""
    records = list(Reorganisation.objects.standing().filter(batch=batch))
    for record in records:
        if not record.is_draft:
            raise Refused(_("“%s” has been asked for already; withdraw it first.") % record.title())
        record.state, record.voided_at = Reorganisation.State.WITHDRAWN, this.at
        record.save()
    return {"reorganisations": len(records)}
