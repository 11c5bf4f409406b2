"""The workbook of the question bank, in the form in which such banks are handed on: type, question, options A to F, answer."""

import re

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from taizhang.intake.importers import Column, Importer
from taizhang.intake.problems import REJECTED, declare
from taizhang.intake.unitbook import unit_of_row
from taizhang.kernel.verdicts import Refused
from taizhang.organisation.queries import UnitIndex
from taizhang.surveys.models import Item, PaperItem
from taizhang.surveys.rules import scoring

declare(
    ("surveys_item_wrong", "这道题不完整：{why}", "this question is not whole: {why}"),
    ("surveys_item_kind", "题型应为单选、多选、判断、填空", "the kind is single, multiple, true or false, or fill in"),
)
KINDS = {
    "单选": "single", "单选题": "single", "多选": "multiple", "多选题": "multiple", "判断": "truth", "判断题": "truth", "是非题": "truth",
    "填空": "blank", "填空题": "blank",
}  # fmt: skip
LETTERS = "ABCDEF"
TRUE = {"对", "正确", "√", "是", "T", "TRUE", "A"}
FALSE = {"错", "错误", "×", "否", "F", "FALSE", "B", "X"}
COLUMNS = (
    Column("topic", "类别", ("题目类别", "主题", "知识点", "分类", "章节"), english="topic", required=True, max_length=60, example="工会法"),
    Column("kind", "题型", ("题目类型", "类型"), english="kind", required=True, example="单选"),
    Column("text", "题目", ("题干", "试题", "问题", "题目内容"), english="question", required=True, max_length=500, width=48),
    *(
        Column(f"option_{letter}", f"选项{letter}", (letter, f"{letter}选项", f"答案{letter}"), english=f"option {letter}", max_length=200)
        for letter in LETTERS
    ),
    Column("key", "正确答案", ("答案", "标准答案", "参考答案"), english="right answer", required=True, max_length=200, example="B"),
    Column("explanation", "解析", ("答案解析", "依据", "说明"), english="explanation", max_length=500),
    Column("unit", "工会编码", ("单位编码",), type="unit", english="union code", note="不填则为导入时所选的工会"),
    Column("unit_name", "工会名称", ("单位", "单位名称"), type="unit", english="union", width=22),
)  # fmt: skip


def places(kind, text):
    """What a workbook says is right, as the bank keeps it."""
    text = str(text).strip()
    if kind == "blank":
        return [part.strip() for part in re.split(r"[/／|]", text) if part.strip()]
    if kind == "truth":
        return [0] if text.upper() in TRUE else [1] if text.upper() in FALSE else []
    return sorted({LETTERS.index(letter) for letter in text.upper() if letter in LETTERS})


def check(rows, context):
    """Each question is whole, and not in the bank yet."""
    for row in rows:
        row.unit, row.extra = unit_of_row(row, context), {}
    there = Item.objects.standing().filter(unit__in={row.unit.pk for row in rows if row.unit})
    known = set(there.values_list("unit_id", "text"))
    for row in rows:
        if row.unit is None or row.rejected:
            continue
        kind = KINDS.get(str(row.values["kind"]).strip())
        if kind is None:
            row.find("kind", "surveys_item_kind", REJECTED)
            continue
        options = [row.get(f"option_{letter}") for letter in LETTERS]
        options = [] if kind == "blank" else ["对", "错"] if kind == "truth" else [str(one) for one in options if one]
        key = places(kind, row.values["key"])
        verdict = scoring.may_keep(kind, options, key)
        if not verdict:
            row.find("key", "surveys_item_wrong", REJECTED, why=str(verdict.reason))
            continue
        row.extra = {"kind": kind, "options": options, "key": key}
        if (row.unit.pk, row.values["text"]) in known:
            row.leave_unchanged("text")
        known.add((row.unit.pk, row.values["text"]))


def write(rows, context, this):
    """The questions in one stroke."""
    made = [
        Item(
            unit=row.unit, topic=row.values["topic"], text=row.values["text"], explanation=row.get("explanation", ""),
            batch=context.batch, **row.extra,
        )
        for row in rows
        if row.enters
    ]  # fmt: skip
    this.create_all(Item, made)
    return {"questions": len(made)}


def undo(batch, context, this):
    """Take the questions out again; refused where a test has used one."""
    standing = list(Item.objects.standing().filter(batch=batch).select_related("unit"))
    if PaperItem.objects.filter(item__batch=batch).exists():
        raise Refused(gettext("A test has used questions of this import; retire them instead."))
    for one in standing:
        one.voided_at = this.at
        one.save()
    return {"questions": len(standing)}


BANK = Importer(
    code="surveys_bank",
    label=_("Questions for tests"),
    columns=COLUMNS,
    act="surveys.import",
    check=check,
    write=write,
    undo=undo,
    units=UnitIndex,
    sheet_name="题库",
    notes=("题型填单选、多选、判断或填空。", "选择题答案填字母，如B或ACD；判断题填对或错；填空题几种写法用/隔开。"),
)
