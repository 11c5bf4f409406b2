"""The workbook of the archives: one file a row, archived already; its retention is the rulebook's."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from taizhang.archives.actions import keep
from taizhang.archives.models import Dossier
from taizhang.intake.importers import Column, Importer
from taizhang.intake.problems import REJECTED, declare
from taizhang.intake.unitbook import unit_of_row
from taizhang.kernel.verdicts import Refused
from taizhang.organisation.queries import UnitIndex

declare(("archives_number_twice", "档号与第{row}行相同", "the same file number as in row {row}"))
Category = Dossier.Category
COLUMNS = (
    Column("number", "档号", ("案卷号", "卷号", "档案号"), english="file no.", required=True, max_length=40, example="活动-2008-001"),
    Column("title", "案卷题名", ("题名", "案卷标题", "卷宗名称", "案卷名称"), english="title", required=True, max_length=120, width=30),
    Column(
        "category", "档案类别", ("类别", "案卷类别"), type="choice", english="category", choices=tuple(Category.values), open_vocabulary=False,
        translations={"文书档案": "文书", "会计档案": "会计", "活动档案": "活动", "换届": "换届选举", "职代会档案": "职代会", "会计凭证": "会计"},
    ),
    Column("closed_on", "归档日期", ("归档时间", "立卷日期"), type="date", english="archived on", required=True),
    Column("year", "年度", ("所属年度",), type="int", english="year"),
    Column("papers", "卷内件数", ("件数", "份数", "页数"), type="int", english="papers"),
    Column("place", "存放位置", ("存放地点", "柜号", "盒号"), english="place", max_length=80),
    Column("unit", "所在工会编码", ("工会编码",), type="unit", english="union code", note="不填就是导入的单位"),
)  # fmt: skip


def check(rows, context):
    """A number once at a union."""
    seen = {}
    for row in rows:
        row.unit = unit_of_row(row, context, name_key="")
        if row.unit is None or row.rejected:
            continue
        key = (row.unit.pk, row.get("number"))
        if key in seen:
            row.find("number", "archives_number_twice", REJECTED, row=seen[key])
        seen.setdefault(key, row.number)
    units = {row.unit.pk for row in rows if row.unit is not None}
    known = set(Dossier.objects.standing().filter(unit__in=units).values_list("unit", "number"))
    for row in rows:
        if row.unit is not None and (row.unit.pk, row.get("number")) in known:
            row.leave_unchanged("number")


def write(rows, context, this):
    """The files, each archived on its day."""
    made = []
    for row in rows:
        if not row.enters:
            continue
        day = row.get("closed_on")
        one = Dossier(
            unit=row.unit, number=row.get("number"), title_words=row.get("title"), category=row.get("category") or Category.OTHER,
            year=row.get("year") or day.year, opened_on=day, place=row.get("place") or "", paper_items=row.get("papers"), batch=context.batch,
        )  # fmt: skip
        keep(one, day)
        made.append(one)
    this.create_all(Dossier, made)
    return {"files": len(made)}


def undo(batch, context, this):
    """Void the files that the import brought; refused where one stands on a destruction list."""
    standing = Dossier.objects.standing().filter(batch=batch)
    if standing.exclude(state=Dossier.State.CLOSED).exists():
        raise Refused(gettext("Files of this import stand on a destruction list; the import cannot be undone."))
    keys = list(standing.values_list("pk", flat=True))
    this.change_all(Dossier, keys, voided_at=this.at)
    return {"files": len(keys)}


DOSSIERS = Importer(
    code="archives", label=_("Files of the archives"), columns=COLUMNS, act="archives.import", check=check, write=write, undo=undo,
    units=UnitIndex, sheet_name="案卷目录", notes=("一行一卷已经归档的案卷。", "保管期限按规则库计算，不必填写。"),
)  # fmt: skip
