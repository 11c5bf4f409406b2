"""The workbook of second-level congresses: which union below held its congress when, how many came, filed when."""

from collections import defaultdict

from django.utils.translation import gettext_lazy as _

from taizhang.congress.imports.registers import allowed, register, words
from taizhang.congress.models import LowerCongress
from taizhang.congress.rules import lower as rules
from taizhang.congress.rules.steps import first_refusal, not_before
from taizhang.intake.importers import Column
from taizhang.intake.problems import REJECTED
from taizhang.intake.unitbook import unit_of_row
from taizhang.kernel.verdicts import Allowed

State = LowerCongress.State
COLUMNS = (
    Column(
        "name",
        "会议名称",
        ("名称", "职代会", "届次"),
        english="name",
        required=True,
        missing="missing",
        max_length=80,
        example="2026年度职代会",
        width=24,
    ),
    Column("year", "年度", ("年份",), type="int", english="year", example="2026"),
    Column(
        "opens_on",
        "窗口开始",
        ("计划开始", "开始日期"),
        type="date",
        english="window from",
        coarse="month",
        future="",
        example="2026-03-01",
    ),
    Column(
        "closes_on",
        "窗口截止",
        ("计划截止", "截止日期"),
        type="date",
        english="window up to",
        coarse="month",
        future="",
        example="2026-04-30",
    ),
    Column(
        "held_on",
        "召开日期",
        ("召开时间", "开会日期", "会议日期"),
        type="date",
        english="held on",
        example="2026-04-10",
    ),
    Column("entitled", "应到", ("应到人数", "代表人数"), type="int", english="entitled", example="40"),
    Column("present", "实到", ("实到人数", "到会人数"), type="int", english="present", example="36"),
    Column("agenda", "议程", ("主要议程", "议题"), english="agenda", max_length=1000),
    Column("filed_on", "备案日期", ("报备日期", "上报日期"), type="date", english="filed on"),
    Column("pass_down", "传达事项", ("传达精神",), english="to be passed down", max_length=500),
)


def check(rows, context):
    """Each row means a line of the calendar: one that waits is filled in, a new one is put on it."""
    for row in rows:
        row.unit = unit_of_row(row, context)
    there, seen = defaultdict(dict), set()
    for one in LowerCongress.objects.standing().filter(unit__in={row.unit for row in rows if row.unit}):
        there[one.upper_id][one.unit_id, one.year, one.name] = one
    for row in rows:
        if row.unit is None or row.rejected:
            continue
        upper = context.unit or row.unit.parent()
        if upper is None or row.unit.pk == upper.pk or not row.unit.is_in(upper):
            row.find("unit_name", "register_not_below", REJECTED)
            continue
        _prepare(row, upper, there[upper.pk], seen, context)


def _prepare(row, upper, there, seen, context):
    held = row.get("held_on")
    year = row.get("year") or (held or row.get("opens_on") or context.today).year
    place = (row.unit.pk, year, words(row, "name", 80))
    if place in seen:
        row.find("name", "register_twice", REJECTED)
        return
    seen.add(place)
    one = there.get(place)
    if one is not None and (held is None or one.held_on):
        row.leave_unchanged("name")
        return
    fresh = one is None
    if fresh:
        first = row.get("opens_on") or (held or context.today).replace(month=1, day=1)
        last = row.get("closes_on") or first.replace(month=12, day=31)
        one = LowerCongress(
            unit=row.unit, upper=upper, year=year, name=place[2], opens_on=first, closes_on=last, pass_down=words(row, "pass_down", 500)
        )  # fmt: skip
    if _fits(row, one, upper, held, context.today):
        row.extra = {"record": one, "fresh": fresh}


def _fits(row, one, upper, held, today):
    """Whether the window and what was held in it may stand; fills in what was held."""
    entitled, present, filed = row.get("entitled"), row.get("present"), row.get("filed_on")
    verdict = first_refusal(
        rules.may_plan(one.unit, upper, opens_on=one.opens_on, closes_on=one.closes_on),
        rules.may_hold(one, on=held, entitled=entitled, present=present or 0, today=today) if held else Allowed,
        not_before(held, filed, _("the day on which it was held")),
    )
    if not allowed(row, "held_on", verdict):
        return False
    if held:
        one.state, one.held_on, one.entitled, one.present = State.HELD, held, entitled, present or 0
        one.agenda = words(row, "agenda", 1000)
    if held and filed:
        one.state, one.filed_on = State.FILED, filed
    return True


def write(rows, context, this):
    """New lines of the calendar in one stroke; waiting ones are filled in one by one."""
    entering = [row.extra for row in rows if row.enters]
    fresh = [one["record"] for one in entering if one["fresh"]]
    for one in fresh:
        one.batch = context.batch
    this.create_all(LowerCongress, fresh)
    for one in entering:
        if not one["fresh"]:
            one["record"].save()
    return {"congresses": len(entering)}


LOWER = register(
    "congress_lower",
    _("Second-level congresses"),
    COLUMNS,
    model=LowerCongress,
    word="congresses",
    sheet="二级职代会",
    check=check,
    write=write,
    notes=("一个下级工会一行；日历上已有的填入召开情况，没有的加上。", "不填窗口的按当年全年。"),
)
