"""The workbook of recipients: the list of a hand-out as a branch or a community sends it."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from taizhang.intake.importers import Column, Importer
from taizhang.intake.problems import REJECTED, declare
from taizhang.kernel.verdicts import Refused
from taizhang.organisation.queries import UnitIndex
from taizhang.welfare.actions.handouts import prepare, write_list
from taizhang.welfare.imports.people import ID_NUMBER, NAME, find_people
from taizhang.welfare.models import Handout, Recipient

declare(
    (
        "welfare_handout_unknown",
        "没有正在准备或发放的“{name}”；请先登记这次发放，或核对名称",
        "no open hand-out “{name}”: open it first, or check the name",
    ),
)
COLUMNS = (
    Column(
        "handout", "发放事项", ("发放名称", "事项", "名称"), english="hand-out", note="只有一次发放未结束时可以不填"
    ),
    NAME,
    ID_NUMBER,
    Column(
        "note", "类别", ("人员类别", "住址", "社区", "地址", "所在社区"), english="category or address", max_length=60
    ),
    Column("cash", "慰问金", ("金额", "慰问金(元)", "金额(元)"), type="money", english="cash"),
)


def check(rows, context):
    """Which hand-out is meant and who; nobody twice."""
    running = Handout.objects.standing().exclude(state=Handout.State.CLOSED).select_related("unit")
    running = list(running.below(context.unit) if context.unit else running)
    for row in rows:
        row.extra = {"person": None, "handout": None}
        name = row.get("handout", "")
        fitting = [one for one in running if not name or one.name == name] or [
            one for one in running if name in one.name
        ]
        if len(fitting) != 1:
            row.find("handout", "welfare_handout_unknown", REJECTED, name=name or "…")
        else:
            row.extra["handout"], row.unit = fitting[0], fitting[0].unit
    find_people(rows, context.unit)
    _leave_known(rows)


def _key(handout, person, name, note):
    return (handout, person, "", "") if person else (handout, None, name, note)


def _leave_known(rows):
    handouts = {row.extra["handout"].pk for row in rows if row.extra["handout"]}
    on_file = Recipient.objects.standing().filter(handout__in=handouts)
    known = {_key(*one) for one in on_file.values_list("handout_id", "person_id", "name", "note")}
    for row in rows:
        if row.rejected:
            continue
        person = row.extra["person"]
        key = _key(row.extra["handout"].pk, person.pk if person else None, row.values["name"], row.get("note", ""))
        if key in known:
            row.leave_unchanged("name")
        known.add(key)


def write(rows, context, this):
    """The recipients with the portions of their hand-out."""
    by_handout = {}
    for row in rows:
        if row.enters:
            by_handout.setdefault(row.extra["handout"], []).append(row)
    count = 0
    for handout, lines in by_handout.items():
        people = [
            {
                "person": row.extra["person"],
                "name": row.values["name"],
                "note": row.get("note", ""),
                "cash": row.get("cash"),
            }
            for row in lines
        ]
        count += len(write_list(this, handout, list(prepare(handout, people, batch=context.batch))))
    return {"recipients": count}


def undo(batch, context, this):
    """Take the recipients off again; refused where one has signed."""
    standing = list(Recipient.objects.standing().filter(batch=batch).select_related("unit", "handout"))
    if any(one.signed_on for one in standing):
        raise Refused(gettext("Somebody of this import has signed; take the signatures back first."))
    for one in standing:
        one.voided_at = this.at
        one.save()
    return {"recipients": len(standing)}


RECIPIENTS = Importer(
    code="welfare_recipients",
    label=_("Lists of recipients"),
    columns=COLUMNS,
    act="welfare.import",
    check=check,
    write=write,
    undo=undo,
    units=UnitIndex,
    sheet_name="领取名单",
    notes=("每人一行；同名的请填身份证号。", "物资数量在发放事项里统一规定，这里只填慰问金。"),
)
