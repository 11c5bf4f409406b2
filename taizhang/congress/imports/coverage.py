"""The workbook of democratic management: a town's list of employers, with congress and openness and since when."""

from django.utils.translation import gettext_lazy as _

from taizhang.congress.imports.registers import allowed, checked, register, words
from taizhang.congress.models import Coverage
from taizhang.congress.queries import following as queries
from taizhang.congress.rules import coverage as rules
from taizhang.intake.importers import Column

COLUMNS = (
    Column(
        "unit_name",
        "单位",
        ("企业名称", "企业", "单位名称", "用人单位", "工会名称"),
        type="unit",
        english="employer",
        required=True,
        missing="missing",
        example="河湾织布厂工会",
        width=26,
    ),
    Column("unit", "单位编码", ("工会编码", "组织编码"), type="unit", english="code"),
    Column(
        "checked_on",
        "检查日期",
        ("核查日期", "统计日期", "日期"),
        type="date",
        english="checked on",
        required=True,
        missing="missing",
        example="2026-06-30",
    ),
    Column("advised_on", "指导日期", ("宣传指导日期",), type="date", english="advised on", coarse="month"),
    Column(
        "congress_since",
        "职代会建制日期",
        ("职代会建立时间", "建立职代会日期"),
        type="date",
        english="congress since",
        coarse="year",
    ),
    Column(
        "openness_since",
        "厂务公开建制日期",
        ("厂务公开建立时间", "公开建制日期"),
        type="date",
        english="openness since",
        coarse="year",
    ),
    Column("held", "本年已召开", ("当年是否召开", "本年召开"), type="bool", english="held this year"),
    Column("ended_on", "停业日期", ("注销日期",), type="date", english="closed down on"),
    Column("remark", "备注", (), english="remark", max_length=300),
)


def known(units):
    """What stands on file about these employers, word for word."""
    return set()


def prepare(row, context):
    """What a check found at one employer; the file of the employer is brought up to date."""
    since = {key: row.get(key) for key in ("congress_since", "openness_since")}
    checked_on = row.get("checked_on")
    if not allowed(row, "unit_name", rules.may_record(row.unit, checked_on=checked_on, today=context.today, **since)):
        return
    one = Coverage.objects.standing().filter(unit=row.unit).first()
    told = {**since, "advised_on": row.get("advised_on"), "checked_on": checked_on, "held_this_year": bool(row.get("held")),
            "ended_on": row.get("ended_on"), "remark": words(row, "remark", 300)}  # fmt: skip
    if one is not None and (
        one.checked_on > checked_on or all(getattr(one, key) == value for key, value in told.items())
    ):
        row.leave_unchanged("unit_name")
        return
    row.extra = {"record": one, "told": told}


def write(rows, context, this):
    """New employers in one stroke; those on file are brought up to date one by one."""
    fresh = []
    for row in rows:
        if not row.enters:
            continue
        one = row.extra["record"] or Coverage(unit=row.unit, batch=context.batch)
        for key, value in row.extra["told"].items():
            setattr(one, key, value)
        one.staff, one.ownership = queries.profile_words(row.unit)
        if one.pk is None:
            fresh.append(one)
        else:
            one.save()
    this.create_all(Coverage, fresh)
    return {"employers": sum(row.enters for row in rows)}


COVERAGE = register(
    "congress_coverage",
    _("Democratic management of employers"),
    COLUMNS,
    model=Coverage,
    word="employers",
    sheet="民主管理",
    write=write,
    check=checked(known, lambda row: row.unit.pk, prepare, "unit_name"),
    units=(),
    notes=("一家企业一行；已有记录的按新的检查日期更新。",),
)
