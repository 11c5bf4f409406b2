"""The workbook of members: its columns, who is the same person as whom, and how rows become persons and memberships."""

from collections import defaultdict

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from taizhang.intake import identity
from taizhang.intake.importers import Column, Importer
from taizhang.intake.problems import ACCEPTED, REJECTED, WARNED, declare
from taizhang.intake.unitbook import unit_of_row
from taizhang.kernel.manifest import registry
from taizhang.kernel.models import Unit
from taizhang.kernel.verdicts import Refused
from taizhang.members import queries
from taizhang.members.models import Membership, Person
from taizhang.organisation.queries import UnitIndex

Status = Membership.Status

declare(
    ("empty_name", "姓名为空", "the name is missing"),
    ("future_join_date", "入会日期在将来", "the day of joining lies in the future"),
    ("no_union_there", "该单位尚未建会", "this unit has no union"),
    ("sex_contradicts_id", "身份证号表明为{sex},请核对", "the identity number says {sex_words}; please check"),
    (
        "birth_contradicts_id",
        "身份证号表明出生于{day},按号码登记,请核对",
        "the identity number says born on {day}, which is taken; please check",
    ),
    ("joined_before_birth", "入会日期早于出生日期", "the day of joining lies before the birth"),
    ("id_missing", "没有身份证号,无法查重,请补报", "no identity number: doubles cannot be told; please supply it"),
    (
        "join_date_missing",
        "没有入会日期,按一直在册统计,请补报",
        "no day of joining: counted as if always on the register; please supply it",
    ),
    (
        "left_before_joined",
        "离会日期早于入会日期,未登记",
        "the day of leaving lies before the day of joining and is left out",
    ),
    ("status_unknown", "会员状态看不懂;可以用:{known}", "the status is not understood; known are: {known}"),
    ("duplicate_in_union", "与本工会前面一行为同一人", "the same person as an earlier row of this union"),
    (
        "duplicate_across_unions",
        "同一人已在{unit}在会,转会须办接转手续",
        "the same person is in membership at {unit}; a transfer is needed",
    ),
    (
        "duplicate_elsewhere",
        "同一人已在其他工会在会,转会须办接转手续",
        "the same person is in membership at another union; a transfer is needed",
    ),
    ("transfer_pair", "同一人在{unit}已转出,不是重复会员", "the same person has moved away from {unit}: not a double"),
    (
        "rejoined_pair",
        "同一人在{unit}已{status},不是重复会员",
        "the same person stands as {status} at {unit}: not a double",
    ),
    (
        "name_differs",
        "与册上同一身份证号的姓名不同,请核对",
        "the register has another name for this identity number; please check",
    ),
    (
        "status_differs",
        "册上为{status},未更改;请办理相应手续",
        "the register says {status}; not changed, please use the proper procedure",
    ),
    ("possible_duplicate", "与第{row}行可能是同一人:{why}相同", "perhaps the same person as row {row}: same {why}"),
    (
        "possible_duplicate_on_file",
        "册上已有可能是同一人的会员:{why}相同",
        "perhaps on the register already: same {why}",
    ),
)

_EMPLOYMENT = (
    "正式在编",
    "在编",
    "事业编制",
    "公务员",
    "合同制",
    "固定期限合同",
    "无固定期限合同",
    "以完成任务为期限",
    "劳务派遣",
    "派遣",
    "人事代理",
    "非全日制",
    "聘用制",
    "聘用",
    "退休返聘",
    "返聘",
    "借调",
    "实习",
    "临时工",
    "季节工",
    "灵活就业",
    "社区专干",
    "公益性岗位",
    "新就业形态",
    "货车司机",
    "网约车司机",
    "快递员",
    "外卖配送员",
    "网约送餐员",
    "家政服务员",
    "护工护理员",
    "保安员",
    "房产中介员",
    "商场信息员",
    "正式工",
    "合同工",
    "农民工",
    "在职",
    "正式",
    "个体",
)
_STATUSES = {
    "正常": "在会",
    "在册": "在会",
    "会员": "在会",
    "正式会员": "在会",
    "在籍": "在会",
    "入会": "在会",
    "已入会": "在会",
    "有效": "在会",
    "保留": "保留会籍",
    "会籍保留": "保留会籍",
    "退休保留": "保留会籍",
    "退休": "保留会籍",
    "内退": "保留会籍",
    "调出": "转出",
    "已转出": "转出",
    "转走": "转出",
    "已转": "转出",
    "离会": "退会",
    "已退会": "退会",
    "注销": "退会",
    "除名": "开除",
    "死亡": "去世",
    "已故": "去世",
    "病故": "去世",
    "申请": "申请中",
    "待批": "申请中",
    "转入": "转入待接",
}

COLUMNS = (
    Column(
        "name",
        "姓名",
        ("会员姓名", "职工姓名", "员工姓名", "名字", "姓 名", "人员姓名", "会员名称"),
        type="name",
        english="name",
        required=True,
        missing="empty_name",
        max_length=60,
        example="张三",
    ),
    Column(
        "sex",
        "性别",
        ("性 别", "男女"),
        type="choice",
        english="sex",
        choices=("男", "女"),
        open_vocabulary=False,
        translations={
            "男性": "男",
            "女性": "女",
            "M": "男",
            "F": "女",
            "m": "男",
            "f": "女",
            "1": "男",
            "2": "女",
            "先生": "男",
            "女士": "女",
            "男士": "男",
            "male": "男",
            "female": "女",
            "男职工": "男",
            "女职工": "女",
        },
        example="男",
    ),
    Column(
        "id_number",
        "身份证号",
        (
            "身份证号码",
            "身份证",
            "公民身份号码",
            "居民身份证号",
            "居民身份证号码",
            "证件号码",
            "证件号",
            "证件编号",
            "身份号码",
            "有效证件号码",
        ),
        type="id_number",
        english="identity number",
        width=22,
        example="11010519491231002X",
        note="文本格式,18位",
    ),
    Column(
        "phone",
        "手机号",
        ("手机号码", "手机", "联系电话", "电话", "移动电话", "联系方式", "电话号码", "手机电话", "本人电话"),
        type="phone",
        english="telephone",
        example="13800000000",
        note="文本格式",
    ),
    Column(
        "unit",
        "所在工会编码",
        (
            "工会编码",
            "组织编码",
            "单位编码",
            "所在工会代码",
            "工会代码",
            "所在单位编码",
            "所属工会编码",
            "工会组织编码",
            "基层工会编码",
            "编码",
            "单位代码",
        ),
        type="unit",
        english="union code",
        required=True,
        instead=("unit_name",),
        example="CY01",
        note="编码或名称",
    ),
    Column(
        "unit_name",
        "所在工会",
        (
            "工会名称",
            "所在工会名称",
            "所属工会",
            "所属工会名称",
            "所在单位",
            "单位名称",
            "工作单位",
            "单位",
            "工会",
            "基层工会",
            "基层工会名称",
            "所在单位名称",
            "工会组织",
            "用人单位",
            "企业名称",
        ),
        type="unit",
        english="union",
        width=22,
    ),
    Column(
        "group",
        "工会小组",
        ("小组", "所在小组", "会员小组", "班组", "车间", "部门", "所在部门", "科室", "工会小组名称", "所属小组"),
        english="group",
        max_length=60,
        example="第一小组",
    ),
    Column(
        "employment",
        "用工形式",
        ("用工性质", "用工类型", "用工方式", "人员类别", "编制类型", "就业形式", "劳动关系", "就业形态", "用工类别"),
        type="choice",
        english="form of employment",
        choices=_EMPLOYMENT,
        max_length=30,
        example="合同制",
    ),
    Column(
        "migrant",
        "农民工",
        ("是否农民工", "是否为农民工", "农民工会员", "是否系农民工", "农民工(是/否)", "进城务工"),
        type="bool",
        english="rural migrant",
        example="否",
    ),
    Column(
        "joined_on",
        "入会日期",
        (
            "入会时间",
            "加入工会日期",
            "加入工会时间",
            "入会年月",
            "参加工会时间",
            "批准入会日期",
            "入会年月日",
            "批准日期",
        ),
        type="date",
        english="joined on",
        future="future_join_date",
        coarse="year",
        example="2008-06-26",
    ),
    Column(
        "status",
        "会员状态",
        ("状态", "会籍状态", "会员情况", "会籍", "在会状态", "会籍情况"),
        type="choice",
        english="status",
        choices=tuple(Status.values),
        translations=_STATUSES,
        max_length=10,
        example="在会",
    ),
    Column(
        "left_on",
        "离会日期",
        ("退会日期", "转出日期", "离会时间", "退会时间", "转出时间"),
        type="date",
        english="left on",
        coarse="month",
    ),
    Column(
        "birth_on",
        "出生日期",
        ("出生年月", "生日", "出生时间", "出生年月日"),
        type="date",
        english="born on",
        coarse="year",
    ),
    Column(
        "id_kind",
        "证件类型",
        ("证件种类", "证件名称", "身份证件类型"),
        type="choice",
        english="document",
        choices=tuple(Person.IdKind.values),
        translations={"身份证": "居民身份证", "二代身份证": "居民身份证", "其他": "其他证件"},
        max_length=20,
    ),
    Column("ethnic", "民族", ("民 族",), english="ethnic group", max_length=20),
    Column("education", "学历", ("文化程度", "最高学历", "文化水平", "受教育程度"), english="education", max_length=20),
    Column("political", "政治面貌", ("政治身份", "党派"), english="political status", max_length=20),
    Column(
        "household",
        "户籍类型",
        ("户口", "户口性质", "户籍", "户籍性质", "户口类型", "户口类别"),
        english="household",
        max_length=20,
    ),
    Column(
        "position",
        "职务",
        ("岗位", "工种", "职务职称", "岗位(工种)", "职业", "职称", "工作岗位", "职位"),
        english="position",
        max_length=60,
    ),
    Column(
        "card_no",
        "会员证号",
        ("会员卡号", "会员号", "工会会员证号", "会员证编号", "会员编号"),
        english="card no.",
        max_length=40,
    ),
    Column("remark", "备注", ("说明", "备考", "附注", "备注说明"), english="remark", max_length=500),
)


# --- checking --------------------------------------------------------------------------------------------------------------


def check(rows, context):
    """Units, sexes and birth dates; then who is the same person as whom, in the file and on the register."""
    kinds = registry.unit_kinds
    by_number, without_number = defaultdict(list), []
    for row in rows:
        _check_row(row, context, kinds)
        number = row.values.get("id_number")
        if number:
            by_number[number].append(row)
        elif not row.rejected:
            without_number.append(row)
    on_file = _on_file(by_number, context)
    for number, same in by_number.items():
        if len(same) > 1:
            _check_same(same)
        if number in on_file:
            _check_on_file(same, *on_file[number], context)
    if without_number:
        _check_unnumbered(rows, without_number, context)


def _check_row(row, context, kinds):
    values = row.values
    unit = unit_of_row(row, context)
    row.unit = unit
    if unit is not None and not kinds[unit.kind].is_union:
        row.find("unit" if values.get("unit") else "unit_name", "no_union_there", REJECTED)
    number = values.get("id_number")
    if number is None:
        if not row.original("id_number").strip():
            row.find("id_number", "id_missing", WARNED)
    elif len(number) == 18:
        _compare_with_number(row, values, number)
    status = values.get("status")
    if status is None:
        values["status"] = Status.MEMBER.value
    elif status not in _KNOWN:
        row.findings = [finding for finding in row.findings or () if finding.problem != "unknown_value"]
        row.find("status", "status_unknown", REJECTED, known="、".join(_KNOWN_IN_ORDER))
    if values.get("joined_on") is None and "joined_on" in row.places and not row.rejected:
        row.find("joined_on", "join_date_missing", WARNED)
    elif values.get("left_on") and values.get("joined_on") and values["left_on"] < values["joined_on"]:
        row.find("left_on", "left_before_joined", WARNED)
        values["left_on"] = None


_KNOWN_IN_ORDER = tuple(Status.values)
_KNOWN = frozenset(_KNOWN_IN_ORDER)
_HELD = frozenset(status.value for status in Membership.STANDING)


def _compare_with_number(row, values, number):
    """The identity number knows sex and birth date; where the cells contradict it, the reader is told."""
    sex, born = identity.sex_of(number), values.get("birth_on")
    if not values.get("sex"):
        values["sex"] = sex
    elif values["sex"] != sex:
        row.find("sex", "sex_contradicts_id", WARNED, sex=sex, sex_words="male" if sex == "男" else "female")
    in_number = identity.birth_date(number)
    if born is not None and born != in_number and "date_month_only" not in _problems(row):
        row.find("birth_on", "birth_contradicts_id", WARNED, repaired=in_number.isoformat(), day=in_number.isoformat())
    values["birth_on"] = in_number
    joined = values.get("joined_on")
    if joined is not None and joined <= in_number:
        row.find("joined_on", "joined_before_birth", REJECTED)


def _problems(row):
    return {finding.problem for finding in row.findings or ()}


def _check_same(same):
    """Rows of one identity number: the first of a union stays, one membership stands, leavers elsewhere make a transfer."""
    unions, holder, gone = {}, None, []
    for row in same:
        unit = row.unit
        if unit is not None and unit.pk in unions:
            row.find("id_number", "duplicate_in_union", REJECTED)
            continue
        standing = row.values["status"] in _HELD
        if standing and holder is not None:
            row.find(_unit_key(row), "duplicate_across_unions", REJECTED, unit=holder.unit.code)
            continue
        if row.rejected or unit is None:
            continue
        unions[unit.pk] = row
        if standing:
            holder = row
        else:
            gone.append(row)
    for row in gone if holder is not None and not holder.rejected else ():
        _accept_pair(holder, row.unit.code, row.values["status"])


def _accept_pair(row, code, status):
    if status == Status.MOVED.value:
        row.find("id_number", "transfer_pair", ACCEPTED, unit=code)
    else:
        row.find("id_number", "rejoined_pair", ACCEPTED, unit=code, status=status)


def _unit_key(row):
    return "unit" if row.values.get("unit") or "unit_name" not in row.places else "unit_name"


def _on_file(by_number, context):
    """{number: (person's key, name, [(unit's key, status, joined, path)])} for those numbers that the register knows."""
    indexes = {queries.id_index(number): number for number in by_number}
    context.memory["indexes"] = {number: index for index, number in indexes.items()}
    known, keys = {}, list(indexes)
    for start in range(0, len(keys), 900):
        found = Person.objects.filter(id_index__in=keys[start : start + 900]).values_list("pk", "name", "id_index")
        known.update({pk: (name, indexes[index]) for pk, name, index in found})
    memberships, persons = defaultdict(list), list(known)
    for start in range(0, len(persons), 900):
        held = Membership.objects.standing().filter(person__in=persons[start : start + 900])
        for person, unit, status, joined in held.values_list("person_id", "unit_id", "status", "joined_on"):
            memberships[person].append((unit, status, joined))
    context.memory["persons"] = {number: pk for pk, (_name, number) in known.items()}
    return {number: (name, memberships[pk]) for pk, (name, number) in known.items()}


def _check_on_file(same, name, memberships, context):
    """Rows of a person whom the register knows already."""
    for row in same:
        if row.rejected or row.unit is None:
            continue
        if row.get("name") and row.values["name"] != name:
            row.find("name", "name_differs", WARNED)
        here = [one for one in memberships if one[0] == row.unit.pk]
        elsewhere = [one for one in memberships if one[0] != row.unit.pk]
        if here and not _begins_anew(row, here, elsewhere):
            _compare_on_file(row, here)
        else:
            _compare_elsewhere(row, elsewhere, context)


def _begins_anew(row, here, elsewhere):
    """Somebody who had left this union and joined it again later."""
    joined, lasts = row.values.get("joined_on"), [one[2] for one in here if one[2]]
    if row.values["status"] not in _HELD or any(status in _HELD for _unit, status, _joined in here + elsewhere):
        return False
    return bool(joined and lasts and joined > max(lasts))


def _compare_on_file(row, here):
    """The same person in the same union: nothing new, or a change that needs its own procedure."""
    if any(status == row.values["status"] for _unit, status, _joined in here):
        row.leave_unchanged("id_number")
    else:
        row.find("status", "status_differs", WARNED, status=here[0][1])
        row.unchanged = True


def _compare_elsewhere(row, elsewhere, context):
    """The same person in other unions: at most one membership stands."""
    if row.values["status"] not in _HELD:
        return
    held = [one for one in elsewhere if one[1] in _HELD]
    if held:
        unit = _visible_unit(held[0][0], context)
        problem = "duplicate_across_unions" if unit else "duplicate_elsewhere"
        row.find(_unit_key(row), problem, REJECTED, unit=unit.code if unit else "")
        return
    for unit_key, status, _joined in elsewhere:
        unit = _visible_unit(unit_key, context)
        if unit:
            _accept_pair(row, unit.code, status)


def _visible_unit(key, context):
    """A unit that the importing person may hear of: nobody learns from an import where somebody else belongs."""
    if "visible" not in context.memory:
        everything = getattr(context.by, "pk", None) is None
        units = Unit.objects.all() if everything else Unit.objects.visible_to(context.by)
        context.memory["visible"] = {unit.pk: unit for unit in units}
    return context.memory["visible"].get(key)


def _check_unnumbered(rows, without_number, context):
    """Persons without a number: the same name with the same birth date or telephone may be the same person."""
    seen = _alike_in_file(rows)
    on_file = _names_on_file(
        {row.unit.pk for row in without_number if row.unit}, {row.values["name"] for row in without_number}
    )
    for row in without_number:
        unit_key = row.unit.pk if row.unit else None
        same = on_file.get((unit_key, row.values["name"]), ())
        if any(_same_line(row, *one) for one in same):
            row.leave_unchanged("name")
            continue
        first, why = _first_alike(row, seen)
        if first is not None:
            row.find("name", "possible_duplicate", WARNED, row=first.number, why=why)
        elif same:
            row.find("name", "possible_duplicate_on_file", WARNED, why="姓名和工会")


def _alike_in_file(rows):
    """{(name, what, value): the first row}: for looking up who came before."""
    seen = {}
    for row in rows:
        for what in ("birth_on", "phone"):
            value = row.values.get(what)
            if value and row.values.get("name"):
                seen.setdefault((row.values["name"], what, value), row)
        if row.unit is not None and row.values.get("name"):
            seen.setdefault((row.values["name"], "unit", row.unit.pk), row)
    return seen


def _first_alike(row, seen):
    """The first row that is like this one, and in what: ("姓名和出生日期")."""
    values = row.values
    for what, value, words in (
        ("birth_on", values.get("birth_on"), "姓名和出生日期"),
        ("phone", values.get("phone"), "姓名和手机号"),
        ("unit", row.unit.pk if row.unit else None, "姓名和工会"),
    ):
        first = seen.get((values["name"], what, value)) if value else None
        if first is not None and first is not row:
            return first, words
    return None, ""


def _names_on_file(units, names):
    """{(unit's key, name): [(joined, status, birth)]} of persons without a number in these unions."""
    found = defaultdict(list)
    standing = Membership.objects.standing().filter(unit__in=units, person__id_index="")
    for unit, name, joined, status, born in standing.values_list(
        "unit_id", "person__name", "joined_on", "status", "person__birth_on"
    ):
        if name in names:
            found[unit, name].append((joined, status, born))
    return found


def _same_line(row, joined, status, born):
    return (
        row.values.get("joined_on") == joined and row.values["status"] == status and row.values.get("birth_on") == born
    )


# --- writing ---------------------------------------------------------------------------------------------------------------


def write(rows, context, this):
    """Persons that are new, then all memberships, in two large strokes."""
    entering = [row for row in rows if row.enters]
    known = context.memory.get("persons", {})
    on_file = Person.objects.in_bulk(
        {known[number] for row in entering if (number := row.values.get("id_number")) in known}
    )
    by_number, new, persons = {number: on_file[pk] for number, pk in known.items() if pk in on_file}, [], []
    blank = _Blank(Person)
    for row in entering:
        number = row.values.get("id_number")
        person = by_number.get(number) if number else None
        if person is None:
            person = _person(row, number, context, blank)
            new.append(person)
            if number:
                by_number[number] = person
        persons.append(person)
    context.report(0, len(entering), gettext("Persons"))
    this.create_all(Person, new)
    context.report(len(entering) // 3, len(entering), gettext("Memberships"))
    blank = _Blank(Membership)
    memberships = [_membership(row, person, context.batch, blank) for row, person in zip(entering, persons, strict=True)]
    this.create_all(Membership, memberships)
    context.report(len(entering) * 2 // 3, len(entering), gettext("Ledger"))
    return {"memberships": len(memberships), "persons": len(new)}


class _Blank:
    """A model made from values in the order of its columns: three times as fast as by names, which counts with 20,000 rows."""

    def __init__(self, model):
        self.model = model
        columns = model._meta.concrete_fields
        self.at = {column.attname: place for place, column in enumerate(columns)}
        self.defaults = [None if column.null or column.primary_key else column.get_default() for column in columns]

    def filled(self, values, **related):
        """An instance with these values; related instances are kept beside their keys."""
        row = list(self.defaults)
        for name, value in values:
            row[self.at[name]] = value
        instance = self.model(*row)
        instance._state.fields_cache.update(related)
        return instance


_PERSON_WORDS = ("name", "sex", "birth_on", "ethnic", "education", "political", "household")
_MEMBERSHIP_WORDS = ("status", "joined_on", "group", "position", "employment", "migrant", "card_no", "remark")


def _filled(row, words):
    """(column, value) of the cells that hold something."""
    get = row.values.get
    return [(word, value) for word in words if (value := get(word)) is not None]


def _person(row, number, context, blank):
    values, get = _filled(row, _PERSON_WORDS), row.values.get
    if number:
        index = context.memory["indexes"][number]
        values += (("id_number", number), ("id_index", index), ("id_kind", _document(number, get("id_kind"))))
    person = blank.filled(values)
    if get("phone"):
        person.give_phone(get("phone"))
    return person


def _document(number, written):
    """The kind of document: a resident's number speaks for itself."""
    if len(number) == 18 and number[:2] in ("81", "82"):
        return Person.IdKind.HONG_KONG
    if len(number) == 18 and number[:2] == "83":
        return Person.IdKind.TAIWAN
    if len(number) == 18:
        return Person.IdKind.RESIDENT
    return written if written in Person.IdKind.values and written != Person.IdKind.RESIDENT else Person.IdKind.OTHER


def _membership(row, person, batch, blank):
    values, get = _filled(row, _MEMBERSHIP_WORDS), row.values.get
    values += (("unit_id", row.unit.pk), ("person_id", person.pk), ("batch_id", batch.pk), ("history", []))
    membership = blank.filled(values, unit=row.unit, person=person, batch=batch)
    status, left = get("status"), get("left_on")
    if left and status not in _HELD:
        membership.history = [[left.isoformat(), Status.MEMBER.value, status, ""]]
        membership.left_on = left
    return membership


def undo(batch, context, this):
    """Withdraw the memberships that the import made; refused where somebody has moved on from one of them since."""
    standing = Membership.objects.standing().filter(batch=batch)
    moved = standing.filter(went_to__voided_at=None, went_to__isnull=False).count()
    if moved:
        raise Refused(
            gettext("%(count)d members of this import have been transferred since; take the transfers back first.")
            % {"count": moved}
        )
    memberships = list(standing.select_related("person", "unit"))
    for membership in memberships:
        membership.voided_at = this.at
        this.touch(membership)
    # One statement instead of thousands; the act still posts the reversal of every single one.
    Membership._base_manager.filter(pk__in=standing.values("pk")).update(voided_at=this.at)
    return {"memberships": len(memberships)}


def unit_of(row):
    """The code and name of the union that the row belongs to."""
    return f"{row.unit.code} {row.unit.name}" if row.unit is not None else ""


MEMBERS = Importer(
    code="members",
    label=_("Members"),
    columns=COLUMNS,
    act="members.import",
    check=check,
    write=write,
    undo=undo,
    unit_of=unit_of,
    units=UnitIndex,
    sheet_name="会员",
    notes=(
        "身份证号和手机号请用文本格式,不要用数字格式。",
        "所在工会可以写编码,也可以写名称。",
        "同一人只在一个工会在会;转会的在原工会写“转出”。",
    ),
)
