"""The workbook of letters of responsibility: parties, targets, signed, settled."""

from django.utils.translation import gettext_lazy as _

from taizhang.congress.imports.registers import allowed, checked, lines, register, words
from taizhang.congress.models import Letter, Target
from taizhang.congress.rules import letters as rules
from taizhang.congress.rules.steps import first_refusal, may_happen_on, not_before
from taizhang.intake.importers import Column

KINDS = {"生产": "production", "安全": "safety", "民主管理": "openness", "其他": "other"}
State = Letter.State
COLUMNS = (
    Column(
        "name",
        "名称",
        ("责任书", "责任书名称"),
        english="title",
        required=True,
        missing="missing",
        max_length=120,
        example="2026年安全责任书",
        width=26,
    ),
    Column(
        "kind",
        "类别",
        ("责任书类别",),
        type="choice",
        english="kind",
        choices=tuple(KINDS),
        open_vocabulary=False,
        translations={
            "安全生产": "安全",
            "经营": "生产",
            "生产经营": "生产",
            "公开": "民主管理",
            "厂务公开": "民主管理",
        },
    ),
    Column(
        "giver",
        "甲方",
        ("发文方", "签订甲方"),
        english="party A",
        required=True,
        missing="missing",
        max_length=80,
        example="厂部",
    ),
    Column(
        "taker",
        "乙方",
        ("责任单位", "签订乙方", "责任人"),
        english="party B",
        required=True,
        missing="missing",
        max_length=80,
        example="一车间",
    ),
    Column(
        "targets",
        "目标",
        ("责任目标", "目标内容", "指标"),
        english="targets",
        required=True,
        missing="missing",
        max_length=4000,
        example="全年无重伤事故；隐患整改率100%",
        width=36,
        note="几项目标用分号隔开",
    ),
    Column(
        "signed_on",
        "签订日期",
        ("签订时间", "签字日期"),
        type="date",
        english="signed on",
        required=True,
        missing="missing",
        coarse="month",
        example="2026-03-20",
    ),
    Column(
        "settle_by",
        "结算期限",
        ("考核期限", "截止日期", "到期日"),
        type="date",
        english="to be settled by",
        coarse="month",
        future="",
        example="2026-12-31",
    ),
    Column("settled_on", "结算日期", ("考核日期",), type="date", english="settled on", coarse="month"),
    Column("met", "完成数", ("完成目标数", "达标项数"), type="int", english="targets met", note="结算了的写完成了几项"),
    Column("result", "结论", ("考核结论", "结果"), english="result", max_length=300),
)


def known(units):
    """The letters on the registers of these unions."""
    return set(Letter.objects.standing().filter(unit__in=units).values_list("unit_id", "name", "taker"))


def prepare(row, context):
    """The letter that a row tells, signed or settled."""
    signed, settled, targets = row.get("signed_on"), row.get("settled_on"), lines(row, "targets")
    by = row.get("settle_by") or signed.replace(month=12, day=31)
    met = row.get("met")
    verdict = first_refusal(
        rules.may_draft(targets=targets, on=signed, settle_by=by),
        may_happen_on(signed, today=context.today),
        not_before(signed, settled, _("the day of signing")),
    )
    if not allowed(row, "settle_by", verdict):
        return
    taker = words(row, "taker", 80)
    one = Letter(
        unit=row.unit, name=words(row, "name", 120), kind=KINDS[row.get("kind") or "其他"], giver=words(row, "giver", 80), taker=taker,
        taker_unit=context.units.find(taker)[0], drafted_on=signed, signed_on=signed, settle_by=by, state=State.SIGNED,
    )  # fmt: skip
    if settled is not None and met is not None:
        if not allowed(row, "met", rules.may_count_met(met, len(targets))):
            return
        one.state, one.settled_on, one.result = State.SETTLED, settled, words(row, "result", 300)
    row.extra = {"record": one, "targets": targets, "met": met if one.settled_on else None}


def write(rows, context, this):
    """Letters with their targets; of a settled one the first so many count as met."""
    entering = [row for row in rows if row.enters]
    for row in entering:
        row.extra["record"].batch = context.batch
    made = this.create_all(Letter, [row.extra["record"] for row in entering])
    targets = [
        Target(letter=one, number=number, words=line[:200], met=None if row.extra["met"] is None else number <= row.extra["met"])
        for row, one in zip(entering, made, strict=True)
        for number, line in enumerate(row.extra["targets"], start=1)
    ]  # fmt: skip
    this.create_all(Target, targets)
    return {"letters": len(made)}


LETTERS = register(
    "congress_letters",
    _("Letters of responsibility"),
    COLUMNS,
    model=Letter,
    word="letters",
    sheet="责任书",
    write=write,
    check=checked(known, lambda row: (row.unit.pk, words(row, "name", 120), words(row, "taker", 80)), prepare),
    notes=("每一方一行；已签订的才导入。", "结算了的写结算日期和完成数。"),
)
