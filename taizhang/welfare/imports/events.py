"""The workbook of events in members' lives, as branches report them month by month."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from taizhang.intake.importers import Column, Importer
from taizhang.intake.problems import REJECTED, declare
from taizhang.intake.unitbook import unit_of_row
from taizhang.kernel.verdicts import Refused
from taizhang.organisation.queries import UnitIndex
from taizhang.welfare.actions.events import prepare_event
from taizhang.welfare.imports.people import ID_NUMBER, NAME, UNIT, UNIT_NAME, find_people
from taizhang.welfare.models import Event
from taizhang.welfare.rules.events import may_report

declare(
    ("welfare_kind_unknown", "事由看不懂；可以用：{known}", "the event is not understood; known are: {known}"),
    ("welfare_refused", "{why}", "{why}"),
)
KINDS = tuple(Event.Kind.values)
WORDS = {
    "生病": "生病住院",
    "住院": "生病住院",
    "患病": "生病住院",
    "手术": "生病住院",
    "受伤": "工伤",
    "产假": "生育",
    "生孩子": "生育",
    "结婚": "结婚",
    "新婚": "结婚",
    "去世": "本人去世",
    "病故": "本人去世",
    "丧事": "亲属去世",
    "直系亲属去世": "亲属去世",
    "父亲去世": "亲属去世",
    "母亲去世": "亲属去世",
    "退休": "退休",
    "困难": "突发困难",
    "意外": "突发困难",
}
COLUMNS = (
    NAME,
    Column(
        "kind",
        "事由",
        ("事项", "慰问事由", "原因", "情况", "类别"),
        type="choice",
        english="event",
        required=True,
        choices=KINDS,
        translations=WORDS,
        example="生病住院",
    ),
    Column("on", "发生日期", ("日期", "时间", "发生时间"), type="date", english="happened on", required=True),
    Column("reported_on", "报告日期", ("上报日期", "登记日期"), type="date", english="reported on"),
    ID_NUMBER,
    UNIT,
    UNIT_NAME,
    Column("remark", "备注", ("说明",), english="remark", note="不写病名", max_length=200),
)


def check(rows, context):
    """Unions, persons, kinds; an event on file already is left alone."""
    for row in rows:
        row.extra = {"person": None}
        row.unit = unit_of_row(row, context)
        kind = row.get("kind")
        if kind not in KINDS:
            row.find("kind", "welfare_kind_unknown", REJECTED, known="、".join(KINDS))
        on = row.get("on")
        if on and not row.rejected:
            row.values["reported_on"] = row.get("reported_on") or max(on, context.today) if on <= context.today else on
            verdict = may_report(on, row.values["reported_on"], today=context.today)
            if not verdict:
                row.find("on", "welfare_refused", REJECTED, why=str(verdict.reason))
    find_people(rows, context.unit)
    _leave_known(rows)


def _leave_known(rows):
    names = {row.values["name"] for row in rows if not row.rejected and row.get("name")}
    on_file = Event.objects.standing().filter(name__in=list(names)[:900])
    known = set(on_file.values_list("unit_id", "name", "person_id", "kind", "on"))
    for row in rows:
        if row.rejected:
            continue
        person = row.extra["person"]
        key = (row.unit.pk, row.values["name"], person.pk if person else None, row.values["kind"], row.values["on"])
        if key in known:
            row.leave_unchanged("name")
        known.add(key)


def write(rows, context, this):
    """The events, each with the day by which its visit is due."""
    entering = [row for row in rows if row.enters]
    made = []
    for row in entering:
        event = prepare_event(
            row.unit,
            who={"person": row.extra["person"], "name": row.values["name"]},
            kind=row.values["kind"],
            on=row.values["on"],
            reported_on=row.values["reported_on"],
            remark=row.get("remark", ""),
        )
        event.batch = context.batch
        made.append(event)
    this.create_all(Event, made)
    return {"events": len(made)}


def undo(batch, context, this):
    """Void the events that the import brought; refused where a visit stands upon one of them."""
    standing = list(Event.objects.standing().filter(batch=batch).select_related("unit"))
    if any(one.state == Event.State.VISITED for one in standing):
        raise Refused(gettext("Visits stand upon events of this import; void the visits first."))
    for event in standing:
        event.voided_at = this.at
        event.save()
    return {"events": len(standing)}


EVENTS = Importer(
    code="welfare_events",
    label=_("Events in members' lives"),
    columns=COLUMNS,
    act="welfare.import",
    check=check,
    write=write,
    undo=undo,
    units=UnitIndex,
    sheet_name="会员事项",
    notes=("事由写：" + "、".join(KINDS) + "。", "不写病名和诊断。", "同名的请填身份证号。"),
)
