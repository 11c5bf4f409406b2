"""Whom the rows of a workbook mean: looked up once for all rows."""

from collections import defaultdict

from taizhang.intake.importers import Column
from taizhang.intake.problems import REJECTED, WARNED, declare
from taizhang.members.models import Membership, Person
from taizhang.members.queries import id_index

declare(
    (
        "welfare_not_registered",
        "名册上没有这个人，只按姓名登记，请核对",
        "not on the register: entered by name only; please check",
    ),
    (
        "welfare_namesakes",
        "名册上有{count}人同名，请补填身份证号",
        "{count} persons on the register bear this name; please add the identity number",
    ),
    (
        "welfare_id_unknown",
        "名册上没有这个身份证号，只按姓名登记，请核对",
        "the register does not know this identity number: entered by name only; please check",
    ),
)

NAME = Column(
    "name",
    "姓名",
    ("会员姓名", "职工姓名", "领取人", "受助人", "慰问对象", "名字"),
    type="name",
    english="name",
    required=True,
    max_length=60,
    example="张三",
)
ID_NUMBER = Column(
    "id_number",
    "身份证号",
    ("身份证", "身份证号码", "证件号码", "公民身份号码"),
    type="id_number",
    english="identity number",
    width=22,
    note="同名时用来认人",
)
UNIT = Column(
    "unit",
    "工会编码",
    ("单位编码", "所在工会编码", "组织编码", "单位代码", "工会代码"),
    type="unit",
    english="union code",
    note="不填则为导入时所选的工会",
)
UNIT_NAME = Column(
    "unit_name",
    "工会名称",
    ("所在工会", "单位", "单位名称", "工会", "工作单位", "所属工会"),
    type="unit",
    english="union",
    width=22,
)


def find_people(rows, unit):
    """Set `row.extra["person"]` on every row that has a name: by identity number, else by a name that one member here bears."""
    rows = [row for row in rows if row.get("name") and not row.rejected]
    indexes = {id_index(row.values["id_number"]): row for row in rows if row.get("id_number")}
    by_index = {one.id_index: one for one in Person.objects.filter(id_index__in=list(indexes)[:900])}
    known = by_name({row.values["name"] for row in rows}, unit)
    for row in rows:
        number = row.get("id_number")
        row.extra["person"] = by_index.get(id_index(number)) if number else None
        if number and row.extra["person"] is None:
            row.find("id_number", "welfare_id_unknown", WARNED)
        elif not number:
            _take_name(row, known.get(row.values["name"], ()))


def by_name(names, unit):
    """{name: [Person]} of the members at the unit and below who bear these names."""
    names, found = sorted(names), defaultdict(list)
    for start in range(0, len(names), 900):
        here = Membership.objects.standing().filter(
            person__name__in=names[start : start + 900], status__in=Membership.STANDING
        )
        for one in (here.below(unit) if unit else here).select_related("person"):
            found[one.person.name].append(one.person)
    return found


def _take_name(row, people):
    if len(people) == 1:
        row.extra["person"] = people[0]
    elif people:
        row.find("name", "welfare_namesakes", REJECTED, count=len(people))
    else:
        row.find("name", "welfare_not_registered", WARNED)
