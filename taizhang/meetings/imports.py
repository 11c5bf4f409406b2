"""The workbook of meetings: one meeting a row, held already, with its numbers and what it resolved."""

import re

from django.utils.translation import gettext, pgettext_lazy

from taizhang.intake.importers import Column, Importer
from taizhang.intake.problems import REJECTED, declare
from taizhang.intake.unitbook import unit_of_row
from taizhang.kernel.verdicts import Refused
from taizhang.meetings import queries
from taizhang.meetings.models import AgendaItem, Meeting, Resolution
from taizhang.organisation.queries import UnitIndex

declare(
    (
        "meetings_more_than_due",
        "实到人数多于应到人数",
        "more were present than were due",
    ),
    (
        "meetings_owner_and_day",
        "有负责人就要有完成期限，反之亦然",
        "somebody responsible needs a day, and a day somebody responsible",
    ),
    (
        "meetings_counted",
        "这一天已经有会议计入台账：{titles}。确是另一次会议的，请在“另一次会议”栏填“是”；是同一次的，删去本行",
        "a meeting of that day counts already: {titles}. If this is another one, write “是” into “另一次会议”; if not, take the row out",
    ),
    ("meetings_twice", "与第{row}行是同一次会议", "the same meeting stands in row {row}"),
)
Kind = Meeting.Kind
SPLIT = re.compile(r"[;；\n]")
NUMBERED = re.compile(r"^\s*(?:[（(]?\d{1,2}[)）.．、]|[一二三四五六七八九十]+、)\s*")
COLUMNS = (
    Column("name", "会议名称", ("会议", "会议全称"), english="meeting", required=True, max_length=80, example="第三次委员会会议"),
    Column(
        "kind", "会议类型", ("会议类别", "类型"), type="choice", english="kind of meeting", choices=tuple(Kind.values), open_vocabulary=False,
        translations={
            "委员会": "委员会会议", "全委会": "委员会会议", "主席会": "主席会议", "主席办公会": "主席会议", "党委": "党委会", "党组会": "党委会",
            "党支部会": "党委会", "经审委员会会议": "经审会", "女职工委员会会议": "女工委", "工会小组会": "小组会", "联席会": "联席会议",
        },
    ),
    Column("on", "会议日期", ("日期", "时间", "召开时间", "召开日期", "会议时间"), type="date", english="date", required=True, example="2008-05-12"),
    Column("unit", "所在工会编码", ("工会编码", "单位编码"), type="unit", english="union code", note="不填就是导入的单位"),
    Column("unit_name", "所在工会", ("工会名称", "单位", "召开单位"), type="unit", english="union", width=22),
    Column("place", "地点", ("会议地点",), english="place", max_length=80),
    Column("chaired_by", "主持人", ("主持",), english="chaired by", max_length=60),
    Column("kept_by", "记录人", ("记录",), english="minutes kept by", max_length=60),
    Column("entitled", "应到人数", ("应到",), type="int", english="members due", example="9"),
    Column("present", "实到人数", ("实到", "到会人数", "出席人数"), type="int", english="members present", example="8"),
    Column("agenda", "议题", ("议程", "会议议题", "主要议题"), english="agenda", max_length=2000, width=30, note="几项之间用分号"),
    Column("resolutions", "决议", ("决议事项", "议定事项", "会议决定"), english="resolutions", max_length=3000, width=30, note="几项之间用分号"),
    Column("owner", "负责人", ("责任人", "承办人"), english="responsible", max_length=60),
    Column("due_on", "完成期限", ("完成时限", "办结期限"), type="date", english="due on", future=""),
    Column(
        "another", "另一次会议", ("是否另一次会议",), type="bool", english="another meeting", note="同一天已有会议计入台账时填“是”，两次都计数",
    ),
    Column("summary", "会议纪要", ("纪要", "主要内容", "备注"), english="minutes", max_length=3000, width=30),
)  # fmt: skip


def check(rows, context):
    """The union, the numbers; a meeting once a day."""
    seen = {}
    for row in rows:
        row.unit = unit_of_row(row, context)
        if row.rejected or row.unit is None:
            continue
        if (row.get("present") or 0) > (row.get("entitled") or row.get("present") or 0):
            row.find("present", "meetings_more_than_due", REJECTED)
        if bool(row.get("owner")) != bool(row.get("due_on")):
            row.find("owner", "meetings_owner_and_day", REJECTED)
        key = (row.unit.pk, row.get("on"), row.get("name"))
        if key in seen:
            row.find("name", "meetings_twice", REJECTED, row=seen[key])
        seen.setdefault(key, row.number)
    _leave_known(rows)
    _ask_counted([row for row in rows if row.enters and row.unit is not None and not row.get("another")])


def _ask_counted(rows):
    """What counts as a meeting of that day already, a plain entry of the ledger above all, is counted twice only by a word of people."""
    counted = queries.counted_plainly({row.unit.pk for row in rows}, {row.get("on") for row in rows})
    for row in rows:
        titles = counted.get((row.unit.pk, row.get("on")))
        if titles:
            row.find("name", "meetings_counted", REJECTED, titles=" · ".join(titles))


def _leave_known(rows):
    units = {row.unit.pk for row in rows if row.unit is not None}
    standing = Meeting.objects.standing().filter(unit__in=units).values_list("unit", "on", "name")
    known = set(standing)
    for row in rows:
        if row.unit is not None and (row.unit.pk, row.get("on"), row.get("name")) in known:
            row.leave_unchanged("name")


def lines(text):
    """The things that a cell lists, without their numbers."""
    found = (NUMBERED.sub("", part).strip() for part in SPLIT.split(text or ""))
    return [part for part in found if part]


def write(rows, context, this):
    """The meetings in one stroke, then their agendas and resolutions."""
    entering = [row for row in rows if row.enters]
    made = this.create_all(Meeting, [_meeting(row, context) for row in entering])
    pairs = list(zip(entering, made, strict=True))
    this.create_all(
        AgendaItem,
        [
            AgendaItem(meeting=one, position=at, words=words[:200])
            for row, one in pairs
            for at, words in enumerate(lines(row.get("agenda")), start=1)
        ],
    )
    resolved = [
        Resolution(
            unit=one.unit, meeting=one, on=one.on, number=at, words=words[:300], owner=row.get("owner") or "", due_on=row.get("due_on")
        )
        for row, one in pairs
        for at, words in enumerate(lines(row.get("resolutions")), start=1)
    ]  # fmt: skip
    this.create_all(Resolution, resolved)
    return {"meetings": len(made), "resolutions": len(resolved)}


def _meeting(row, context):
    summary = row.get("summary") or ""
    return Meeting(
        unit=row.unit, kind=row.get("kind") or _guessed(row.get("name")), name=row.get("name"), called_on=row.get("on"), on=row.get("on"),
        place=row.get("place") or "", chaired_by=row.get("chaired_by") or "", kept_by=row.get("kept_by") or "",
        entitled=row.get("entitled"), present=row.get("present"), summary=summary, state="minuted" if summary else "held",
        minuted_on=row.get("on") if summary else None, batch=context.batch,
    )  # fmt: skip


def _guessed(name):
    """The kind that the name says: 第三次委员会会议 → 委员会会议."""
    return next((kind for kind in Kind.values if kind in name), str(Kind.OTHER))


def undo(batch, context, this):
    """Void what the import brought; refused where a resolution was worked on since."""
    standing = Meeting.objects.standing().filter(batch=batch)
    keys = list(standing.values_list("pk", flat=True))
    resolved = Resolution.objects.standing().filter(meeting__batch=batch)
    if resolved.exclude(state=Resolution.State.OPEN).exists() or resolved.filter(progress__isnull=False).exists():
        raise Refused(gettext("Resolutions of this import were worked on since; the import cannot be undone."))
    this.change_all(Resolution, list(resolved.values_list("pk", flat=True)), voided_at=this.at)
    this.change_all(Meeting, keys, voided_at=this.at)
    return {"meetings": len(keys)}


MEETINGS = Importer(
    code="meetings", label=pgettext_lazy("meeting", "Meetings"), columns=COLUMNS, act="meetings.import", check=check, write=write, undo=undo,
    units=UnitIndex, sheet_name="会议", notes=("一行一次已经召开的会议。", "同一工会同一天同名的会议只记一次。"),
)  # fmt: skip
