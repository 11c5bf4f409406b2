"""The workbook of the catalogue: what is disclosed how often, by which department, before whom, by which channels."""

import re

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from taizhang.intake.importers import Column, Importer
from taizhang.intake.problems import REJECTED, declare
from taizhang.intake.unitbook import unit_of_row
from taizhang.kernel.verdicts import Refused
from taizhang.openness import papers
from taizhang.openness.actions.items import prepare_item
from taizhang.openness.models import Disclosure, Item
from taizhang.organisation.queries import UnitIndex

declare(
    (
        "openness_refused",
        "{reason}",
        "{reason}",
    ),
    (
        "openness_channel_unknown",
        "不认识的公开方式“{word}”；请写网页、公开栏、会议、职代会、文件简报、内网或微信群",
        "no channel is called “{word}”",
    ),
)
_WAYS = {word: code for code, word in papers.CHANNELS.items()} | {
    "公告栏": "board", "宣传栏": "board", "橱窗": "board", "网站": "page", "公众号": "page", "教代会": "congress", "文件": "document",
    "简报": "document", "校园网": "intranet", "局域网": "intranet", "微信": "chat", "工作群": "chat",
}  # fmt: skip
_BY_WORD = {
    "topic": {word: code for code, word in papers.TOPICS.items()},
    "audience": {word: code for code, word in papers.LEVELS.items()},
    "frequency": {word: code for code, word in papers.FREQUENCIES.items()},
}
COLUMNS = (
    Column("code", "编号", ("序号", "事项编号"), english="number", max_length=20),
    Column(
        "name", "公开事项", ("事项", "公开内容", "事项名称", "公开项目"), english="item", required=True, max_length=120,
        example="食堂收支",
    ),
    Column(
        "topic", "类别", ("公开类别", "事项类别"), type="choice", english="class", choices=tuple(papers.TOPICS.values()),
        translations={"财务": "财务开支", "大额开支": "财务开支", "人事": "干部任免", "决策": "重大决策", "职工切身利益": "职工利益"},
    ),
    Column(
        "audience", "公开范围", ("范围", "公开对象"), type="choice", english="opened to", choices=tuple(papers.LEVELS.values()),
        translations={"全体职工": "本单位职工", "教职工": "本单位职工", "全体教职工": "本单位职工", "向社会公开": "社会", "职代会代表": "职工代表"},
    ),
    Column(
        "frequency", "公开频次", ("频次", "公开时间", "周期"), type="choice", english="how often",
        choices=tuple(papers.FREQUENCIES.values()),
        translations={
            "按月": "每月", "月": "每月", "每季度": "每季", "季度": "每季", "半年": "每半年", "每学期": "每半年", "学期": "每半年",
            "年": "每年", "年度": "每年", "及时": "每次", "随时": "每次", "适时": "每次",
        },
    ),
    Column("department", "公开部门", ("责任部门", "部门", "责任科室"), english="department", max_length=60),
    Column("channels", "公开方式", ("方式", "公开形式", "形式"), english="channels", example="公开栏、职代会"),
    Column("place", "公开地点", ("地点", "位置"), english="place", max_length=80),
    Column("unit", "单位", ("工会", "单位名称"), type="unit", english="unit", note="不填就是导入的单位"),
)  # fmt: skip


def check(rows, context):
    """Whose row it is, whether the item may be listed; what stands in the catalogue already is left as it is."""
    known = {}
    for row in rows:
        row.unit = unit_of_row(row, context)
        if row.unit is None or row.rejected:
            continue
        if row.unit.pk not in known:
            known[row.unit.pk] = set(
                Item.objects.standing().filter(unit=row.unit, until=None).values_list("name", flat=True)
            )
        name = " ".join(str(row.get("name") or "").split())
        if name in known[row.unit.pk]:
            row.leave_unchanged("name")
            continue
        known[row.unit.pk].add(name)
        _prepare(row, name, context)


def _prepare(row, name, context):
    words = [word for word in re.split(r"[、,，;；/\s]+", str(row.get("channels") or "公开栏")) if word]
    unknown = [word for word in words if word not in _WAYS]
    if unknown:
        row.find("channels", "openness_channel_unknown", REJECTED, word=unknown[0])
        return
    about = {key: _BY_WORD[key][row.get(key)] for key in _BY_WORD if row.get(key) in _BY_WORD[key]}
    about |= {key: row.get(key) or "" for key in ("code", "department", "place")}
    try:
        row.extra = {
            "item": prepare_item(
                row.unit,
                since=context.today,
                name=name,
                channels=list(dict.fromkeys(_WAYS[word] for word in words)),
                **about,
            )
        }
    except Refused as refusal:
        row.find("name", "openness_refused", REJECTED, reason=str(refusal))


def write(rows, context, this):
    """The items, each marked with its import."""
    fresh = [row.extra["item"] for row in rows if row.enters]
    for item in fresh:
        item.batch = context.batch
    this.create_all(Item, fresh)
    return {"items": len(fresh)}


def undo(batch, context, this):
    """Void the items that the import brought; refused where one was disclosed already."""
    standing = Item.objects.standing().filter(batch=batch)
    if Disclosure.objects.standing().filter(item__in=standing).exclude(state=Disclosure.State.DUE).exists():
        raise Refused(gettext("Something of this import was drafted or posted already; take single items out instead."))
    dues = Disclosure.objects.standing().filter(item__in=standing).values_list("pk", flat=True)
    this.change_all(Disclosure, list(dues), voided_at=this.at)
    voided = this.change_all(Item, list(standing.values_list("pk", flat=True)), voided_at=this.at)
    return {"items": len(voided)}


ITEMS = Importer(
    code="openness_items", label=_("Openness catalogue"), columns=COLUMNS, act="openness.import", check=check, write=write, undo=undo,
    units=UnitIndex, sheet_name="公开目录",
    notes=("公开方式之间用顿号；不填按公开栏。", "目录中已有的同名事项不再写入。", "帮扶救助类一律遮盖姓名、期满撤下。"),
)  # fmt: skip
IMPORTERS = (ITEMS,)
