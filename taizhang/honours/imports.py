"""The workbook of honours: nominees of a round that is open, or honours of years gone by, one a row."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from taizhang.honours.models import Category, Nominee, Round
from taizhang.intake.importers import Column, Importer
from taizhang.intake.problems import REJECTED, declare
from taizhang.intake.unitbook import unit_of_row
from taizhang.kernel.verdicts import Refused
from taizhang.members import queries as members
from taizhang.members.models import Person
from taizhang.organisation.queries import UnitIndex

declare(
    (
        "honours_no_round",
        "没有正在评选的“{name}”；往年的表彰请填表彰日期",
        "no open commendation “{name}”; for one of years gone by write its day",
    ),
    (
        "honours_no_category",
        "“{name}”没有“{category}”这个类别，请先添加",
        "“{name}” has no category “{category}”; add it first",
    ),
    ("honours_unit_unknown", "组织树里没有这家单位，按名称登记", "not in the tree; kept by name"),
    ("honours_twice", "与第{row}行重复", "the same as row {row}"),
)
State = Round.State
COLUMNS = (
    Column("round", "表彰名称", ("表彰项目", "评选项目"), english="commendation", required=True, max_length=80, example="年度表彰"),
    Column("category", "表彰类别", ("荣誉称号", "荣誉类别", "奖项"), english="category", required=True, max_length=60, example="优秀工会干部"),
    Column("name", "姓名或单位", ("受表彰对象", "推荐对象", "获奖者", "姓名/单位"), english="person or unit", required=True, max_length=80),
    Column(
        "subject", "对象", ("对象类型",), type="choice", english="person or unit?", choices=("个人", "单位"), open_vocabulary=False,
        translations={"集体": "单位", "工会": "单位", "人": "个人", "职工": "个人"},
    ),
    Column("id_number", "身份证号", ("身份证号码", "身份证"), type="id_number", english="identity number", width=22, note="用来与会员名册对上"),
    Column("commended_on", "表彰日期", ("授予日期", "获奖日期", "表彰时间"), type="date", english="commended on", note="往年的表彰才填"),
    Column("document_no", "表彰文号", ("文号", "表彰文件"), english="document no.", max_length=60),
    Column("score", "考核得分", ("得分", "考核分数", "考评得分"), type="number", english="score"),
    Column("result", "考核结果", ("考核等次", "考评结果"), english="result", max_length=60),
    Column("source", "结果来源", ("考核来源",), english="source", max_length=120),
    Column("merits", "主要事迹", ("事迹", "推荐理由"), english="merits", max_length=300, width=30),
    Column("money", "奖金", ("奖金(元)", "奖励金额"), type="money", english="cash"),
    Column("goods", "奖品", ("奖励物品",), english="goods", max_length=60),
    Column("unit", "表彰工会编码", ("工会编码",), type="unit", english="union code", note="不填就是导入的单位"),
)  # fmt: skip


def check(rows, context):
    """The round and the category; who is meant; nobody twice."""
    seen = {}
    for row in rows:
        row.extra = {}
        row.unit = unit_of_row(row, context, name_key="")
        if row.rejected or row.unit is None:
            continue
        if not row.get("commended_on"):
            _find_category(row)
        key = (
            row.unit.pk,
            row.get("round"),
            row.get("commended_on"),
            row.get("category"),
            row.get("name"),
            row.get("id_number"),
        )
        if key in seen:
            row.find("name", "honours_twice", REJECTED, row=seen[key])
        seen.setdefault(key, row.number)
    _find_people(rows)
    _leave_known(rows)


def _find_category(row):
    name = row.get("round")
    running = Round.objects.standing().filter(unit=row.unit, name=name, state=State.OPEN).order_by("-year").first()
    if running is None:
        row.find("round", "honours_no_round", REJECTED, name=name)
        return
    category = running.categories.filter(name=row.get("category")).first()
    if category is None:
        row.find("category", "honours_no_category", REJECTED, name=name, category=row.get("category"))
        return
    row.extra |= {"round": running, "category": category}


def _is_unit(row):
    category = row.extra.get("category")
    if category is not None:
        return category.units
    said = row.get("subject")
    return said == "单位" if said else "工会" in row.get("name")


def _find_people(rows):
    indexes = {members.id_index(row.get("id_number")) for row in rows if row.get("id_number")}
    persons = {one.id_index: one for one in Person.objects.filter(id_index__in=indexes)}
    index = UnitIndex()
    for row in rows:
        if row.unit is None or row.rejected:
            continue
        if row.get("id_number"):
            row.extra["person"] = persons.get(members.id_index(row.get("id_number")))
        elif _is_unit(row):
            row.extra["of_unit"] = index.find(row.get("name"))
            if row.extra["of_unit"] is None:
                row.find("name", "honours_unit_unknown", "accepted")


def _leave_known(rows):
    for row in rows:
        if row.unit is None or row.rejected:
            continue
        known = Nominee.objects.standing().filter(
            unit=row.unit, category__name=row.get("category"), name=row.get("name")
        )
        day = row.get("commended_on")
        known = known.filter(commended_on=day) if day else known.filter(category=row.extra.get("category"))
        if known.filter(person=row.extra.get("person")).exists():
            row.leave_unchanged("name")


def write(rows, context, this):
    """Nominees of running rounds; for years gone by the round and its categories come with them."""
    rounds, categories, made = {}, {}, []
    for row in rows:
        if not row.enters:
            continue
        day = row.get("commended_on")
        round = row.extra.get("round") or _past(row, context, rounds)
        category = row.extra.get("category") or _past_category(row, round, categories)
        made.append(
            Nominee(
                unit=row.unit, round=round, category=category, name=row.get("name"), person=row.extra.get("person"),
                of_unit=row.extra.get("of_unit"), nominated_on=day or context.today, commended_on=day, score=row.get("score"),
                result=row.get("result") or "", source=row.get("source") or "", batch=context.batch,
                merits=row.get("merits") or "", state=Nominee.State.COMMENDED if day else Nominee.State.NOMINATED,
            )
        )  # fmt: skip
    this.create_all(Nominee, made)
    return {"nominees": len(made)}


def _past(row, context, rounds):
    """The round of a year gone by: found, or made with the first of its rows."""
    day = row.get("commended_on")
    key = (row.unit.pk, day.year, row.get("round"))
    if key not in rounds:
        found = Round.objects.standing().filter(unit=row.unit, year=day.year, name=row.get("round")).first()
        if found is None:
            found = Round(
                unit=row.unit, year=day.year, name=row.get("round"), opened_on=day, decided_on=day, commended_on=day, state=State.COMMENDED,
                document_no=row.get("document_no") or "", batch=context.batch,
            )  # fmt: skip
            found.save()
        elif found.state != State.COMMENDED:
            raise Refused(gettext("%s is not commended yet; write no day for its nominees.") % found.title())
        rounds[key] = found
    return rounds[key]


def _past_category(row, round, categories):
    key = (round.pk, row.get("category"))
    if key not in categories:
        found = round.categories.filter(name=row.get("category")).first()
        if found is None:
            found = Category(
                round=round, name=row.get("category"), units=_is_unit(row), quota=1, money=row.get("money"), goods=row.get("goods") or "",
                quantity=1 if row.get("goods") else None,
            )  # fmt: skip
            found.save()
        categories[key] = found
    return categories[key]


def undo(batch, context, this):
    """Void what the import brought; refused where a nominee of a running round was chosen, or an honour withdrawn, since."""
    mine = Nominee.objects.standing().filter(batch=batch)
    moved = mine.exclude(state__in=(Nominee.State.NOMINATED, Nominee.State.COMMENDED))
    if moved.exists() or mine.filter(state=Nominee.State.COMMENDED).exclude(round__batch__isnull=False).exists():
        raise Refused(gettext("Nominees of this import have been decided on since; the import cannot be undone."))
    keys = list(mine.values_list("pk", flat=True))
    rounds = list(Round.objects.standing().filter(batch=batch).values_list("pk", flat=True))
    this.change_all(Nominee, keys, voided_at=this.at)
    emptied = [pk for pk in rounds if not Nominee.objects.standing().filter(round=pk).exists()]
    this.change_all(Round, emptied, voided_at=this.at)
    return {"nominees": len(keys)}


HONOURS = Importer(
    code="honours", label=_("Honours"), columns=COLUMNS, act="honours.import", check=check, write=write, undo=undo,
    units=UnitIndex, sheet_name="表彰", notes=("填了表彰日期的是往年的表彰；没填的是正在评选的推荐对象。", "填身份证号的与会员名册对上。"),
)  # fmt: skip
