"""The workbook of retirees."""

from collections import defaultdict

from django.utils.translation import gettext_lazy as _

from taizhang.intake.importers import Column, Importer
from taizhang.intake.problems import REJECTED, declare
from taizhang.intake.unitbook import unit_of_row
from taizhang.kernel.verdicts import Refused
from taizhang.members import queries as members
from taizhang.members.models import Person
from taizhang.organisation.queries import UnitIndex
from taizhang.retirees.actions import prepare_retiree
from taizhang.retirees.models import Group, Retiree

declare(
    (
        "retiree_group_unknown",
        "本工会没有“{name}”这个退休小组，请先建组",
        "this union has no group “{name}”; make it first",
    ),
    ("retiree_twice", "与前面一行为同一人", "the same person as an earlier row"),
    ("retiree_refused", "{why}", "{why}"),
)
Mobility = Retiree.Mobility
COLUMNS = (
    Column("name", "姓名", ("退休职工姓名", "退休人员", "职工姓名"), type="name", english="name", required=True, max_length=60, example="张三"),
    Column("sex", "性别", (), type="choice", english="sex", choices=("男", "女"), open_vocabulary=False),
    Column("birth_on", "出生日期", ("出生年月", "生日"), type="date", english="born on", coarse="month"),
    Column("id_number", "身份证号", ("身份证号码", "身份证"), type="id_number", english="identity number", width=22, note="用来与会员名册对上"),
    Column("unit", "所在工会编码", ("工会编码", "单位编码"), type="unit", english="union code", required=True, instead=("unit_name",)),
    Column("unit_name", "所在工会", ("工会名称", "单位", "单位名称", "原单位"), type="unit", english="union", width=22),
    Column("retired_on", "退休日期", ("退休时间", "退休年月"), type="date", english="retired on", coarse="month"),
    Column("group", "退休小组", ("小组", "所在小组"), english="group", max_length=60),
    Column("phone", "电话", ("联系电话", "手机号", "手机"), type="phone", english="telephone"),
    Column("health", "健康状况", ("身体状况", "健康情况", "疾病情况"), english="health", max_length=200),
    Column(
        "mobility", "行动能力", ("行动情况",), type="choice", english="mobility", choices=tuple(Mobility.values), open_vocabulary=False,
        translations={"自如": "行动自如", "良好": "行动自如", "不便": "行动不便", "卧床": "长期卧床"},
    ),
    Column("wedding_on", "结婚日期", ("结婚时间", "结婚年月"), type="date", english="wedding day", coarse="month"),
    Column("alone", "独居", ("是否独居",), type="bool", english="lives alone"),
    Column("remark", "备注", ("说明",), english="remark", max_length=200),
)  # fmt: skip
WORDS = ("name", "sex", "birth_on", "retired_on", "phone", "health", "mobility", "wedding_on", "alone", "remark")


def check(rows, context):
    """Units, groups, persons on the register; nobody twice."""
    for row in rows:
        row.unit = unit_of_row(row, context)
        row.extra = {"person": None, "group": None}
    units = {row.unit.pk for row in rows if row.unit is not None}
    groups = {(one.unit_id, one.name): one for one in Group.objects.standing().filter(unit__in=units)}
    persons, known = _persons(rows), _known(units)
    seen = set()
    for row in rows:
        if row.rejected or row.unit is None:
            continue
        _check_row(row, groups, persons, known, seen)


def _persons(rows):
    indexes = {members.id_index(row.get("id_number")) for row in rows if row.get("id_number")}
    return {one.id_index: one for one in Person.objects.filter(id_index__in=indexes)}


def _known(units):
    found = defaultdict(set)
    standing = Retiree.objects.standing().filter(unit__in=units, state=Retiree.State.REGISTERED)
    for unit, name, born, person in standing.values_list("unit_id", "name", "birth_on", "person_id"):
        found[unit].add((name, born))
        if person:
            found["persons"].add(person)
    return found


def _check_row(row, groups, persons, known, seen):
    name = row.get("group")
    if name and (row.unit.pk, name) not in groups:
        row.find("group", "retiree_group_unknown", REJECTED, name=name)
    person = persons.get(members.id_index(row.get("id_number"))) if row.get("id_number") else None
    key = (row.unit.pk, row.get("name"), row.get("birth_on"))
    if key in seen:
        row.find("name", "retiree_twice", REJECTED)
    seen.add(key)
    if (row.get("name"), row.get("birth_on")) in known[row.unit.pk] or (person and person.pk in known["persons"]):
        row.leave_unchanged("name")
    row.extra = {"person": person, "group": groups.get((row.unit.pk, name))}


def write(rows, context, this):
    """Retirees in one stroke."""
    made = []
    for row in rows:
        if not row.enters:
            continue
        details = {word: row.get(word) for word in WORDS if row.get(word) is not None}
        one = prepare_retiree(
            row.unit, this, on=context.today, person=row.extra["person"], group=row.extra["group"], **details
        )
        one.batch = context.batch
        made.append(one)
    this.create_all(Retiree, made)
    return {"retirees": len(made)}


def undo(batch, context, this):
    """Withdraw the retirees that the import brought; refused where one has been visited or listed since."""
    standing = Retiree.objects.standing().filter(batch=batch)
    if (
        standing.filter(visits__voided_at=None, visits__isnull=False).exists()
        or standing.filter(celebrations__isnull=False).exists()
    ):
        raise Refused(_("Some of these retirees have been visited or listed since; the import cannot be undone."))
    keys = list(standing.values_list("pk", flat=True))
    this.change_all(Retiree, keys, voided_at=this.at)
    return {"retirees": len(keys)}


RETIREES = Importer(
    code="retirees", label=_("Retirees"), columns=COLUMNS, act="retirees.import", check=check, write=write, undo=undo,
    units=UnitIndex, sheet_name="退休职工", notes=("填身份证号的与会员名册对上，同一人只登记一次。", "健康状况加密保存。"),
)  # fmt: skip
