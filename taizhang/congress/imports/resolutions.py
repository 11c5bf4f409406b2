"""The workbook of resolutions, as a congress kept it: what was resolved, who carries it out by when, what came of it."""

from django.utils.translation import gettext_lazy as _

from taizhang.congress.imports.registers import allowed, checked, register, words
from taizhang.congress.models import Progress, Resolution
from taizhang.congress.rules import resolutions as rules
from taizhang.intake.importers import Column
from taizhang.kernel.verdicts import Allowed

State = Resolution.State
STATES = {"在办": State.OPEN, "已办结": State.DONE, "已终止": State.DROPPED}
COLUMNS = (
    Column(
        "name",
        "决议事项",
        ("决议", "事项", "决议内容", "议题"),
        english="resolution",
        required=True,
        missing="missing",
        max_length=200,
        example="改善车间通风",
        width=30,
    ),
    Column("number", "编号", ("决议编号", "文号"), english="number", max_length=40),
    Column("text", "正文", ("决议正文", "全文"), english="text", max_length=5000),
    Column(
        "adopted_on",
        "通过日期",
        ("通过时间", "会议日期", "决议日期"),
        type="date",
        english="adopted on",
        required=True,
        missing="missing",
        coarse="month",
        example="2026-03-20",
    ),
    Column(
        "owner",
        "承办",
        ("责任人", "责任部门", "承办部门", "承办单位", "落实部门"),
        english="carried out by",
        required=True,
        missing="missing",
        max_length=120,
        example="设备科",
    ),
    Column(
        "due_on",
        "办结期限",
        ("完成时限", "期限", "完成期限"),
        type="date",
        english="to be done by",
        coarse="month",
        future="",
        example="2026-09-30",
    ),
    Column(
        "state",
        "状态",
        ("办理情况", "落实情况"),
        type="choice",
        english="state",
        choices=tuple(STATES),
        open_vocabulary=False,
        translations={
            "正在落实": "在办",
            "办理中": "在办",
            "未完成": "在办",
            "已落实": "已办结",
            "完成": "已办结",
            "已完成": "已办结",
            "办结": "已办结",
            "终止": "已终止",
        },
    ),
    Column("ended_on", "办结日期", ("完成日期", "办结时间"), type="date", english="ended on", coarse="month"),
    Column("result", "结果", ("落实结果", "办理结果", "完成情况"), english="result", max_length=500),
    Column("progress", "进展", ("进度", "进展情况"), english="progress", max_length=500),
)


def known(units):
    """The resolutions on the registers of these unions."""
    return set(Resolution.objects.standing().filter(unit__in=units).values_list("unit_id", "name", "adopted_on"))


def prepare(row, context):
    """The resolution that a row tells, in the state that it tells."""
    adopted, ended, result = row.get("adopted_on"), row.get("ended_on"), words(row, "result", 500)
    state = STATES[row.get("state") or ("已办结" if ended else "在办")]
    one = Resolution(
        unit=row.unit, name=words(row, "name", 200), number=words(row, "number", 40), text=row.get("text", ""), adopted_on=adopted,
        owner=words(row, "owner", 120), due_on=row.get("due_on"), batch=None,
    )  # fmt: skip
    fits = allowed(
        row, "due_on", rules.may_register(adopted_on=adopted, due_on=one.due_on, today=context.today)
    ) and allowed(
        row, "ended_on", rules.may_finish(one, on=ended or adopted, result=result, today=context.today) if state == State.DONE else Allowed
    )  # fmt: skip
    if fits and state != State.OPEN:
        one.state, one.ended_on, one.result = state, ended or adopted, result
    row.extra = {"record": one, "progress": words(row, "progress", 500)}


def write(rows, context, this):
    """Resolutions, each with what was noted of it."""
    entering = [row for row in rows if row.enters]
    for row in entering:
        row.extra["record"].batch = context.batch
    made = this.create_all(Resolution, [row.extra["record"] for row in entering])
    notes = []
    for row, one in zip(entering, made, strict=True):
        if row.extra["progress"]:
            on = one.ended_on or min(context.today, one.due_on or context.today)
            notes.append(Progress(record_type=one.record_type, record_id=one.pk, on=on, words=row.extra["progress"]))
    this.create_all(Progress, notes)
    return {"resolutions": len(made)}


RESOLUTIONS = register(
    "congress_resolutions",
    _("Register of resolutions"),
    COLUMNS,
    model=Resolution,
    word="resolutions",
    sheet="决议台账",
    write=write,
    check=checked(known, lambda row: (row.unit.pk, words(row, "name", 200), row.get("adopted_on")), prepare),
    notes=("同一单位同一天同名的决议不再写入。", "写了办结日期的按已办结登记，须写结果。"),
)
