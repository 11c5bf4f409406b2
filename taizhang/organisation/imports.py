"""The workbook of units: its columns, and how its rows become units and their files."""

from django.utils.translation import gettext_lazy as _

from taizhang.intake.importers import Column, Importer
from taizhang.intake.problems import REJECTED, WARNED, declare
from taizhang.kernel.verdicts import Refused
from taizhang.organisation import actions, kinds, queries, rules
from taizhang.organisation.models import Profile

declare(
    ("empty_code", "编码为空", "the code is missing"),
    ("empty_unit_name", "名称为空", "the name is missing"),
    ("unit_code_shape", "编码只能用字母、数字、点和连字符", "a code has letters, digits, dots and hyphens only"),
    ("duplicate_code", "编码与第{row}行重复", "the code stands in row {row} already"),
    (
        "duplicate_unit_name",
        "同一上级下与第{row}行同名,请核对",
        "row {row} has the same name below the same parent; please check",
    ),
    ("unknown_kind", "没有这种类型;可以用:{known}", "no such kind; known are: {known}"),
    ("kind_guessed", "按“{kind}”登记,请核对", "taken as “{kind}”; please check"),
    (
        "kind_missing",
        "类型为空,按名称认定为“{kind}”,请核对",
        "no kind given: by its name taken as “{kind}”; please check",
    ),
    ("unknown_parent", "上级编码不存在", "the parent does not exist"),
    ("parent_rejected", "上级{code}未能导入", "the parent {code} was not imported"),
    ("unit_cycle", "上级关系成环", "the parents run in a circle"),
    ("unit_place", "{why}", "{why}"),
    ("unit_differs", "与已登记的不同({fields}),未更改", "differs from what is on file ({fields}); not changed"),
    ("unit_amended", "与已登记的不同({fields}),按本表更改", "differs from what is on file ({fields}); changed"),
    (
        "root_needs_administrator",
        "没有写上级;最上一级的单位由系统管理员导入",
        "no parent is given; the top of the tree is imported by an administrator",
    ),
)

FIELDS = (
    "community",
    "ownership",
    "staff",
    "credit_code",
    "remark",
    "chair_name",
    "phone",
    "address",
    "industry",
    "legal_person_no",
    "approval_no",
    "aliases",
)

_OWNERSHIP = (
    "国有",
    "集体",
    "股份合作",
    "联营",
    "国有独资公司",
    "有限责任公司",
    "国有控股",
    "股份有限公司",
    "私营",
    "其他内资",
    "港澳台",
    "外商",
    "事业单位",
    "机关",
    "个体经济组织",
    "民办非企业",
    "社区",
    "村",
    "企业",
    "个体",
    "民营",
    "合资",
    "学校",
    "医院",
    "社会团体",
    "农民专业合作社",
)

COLUMNS = (
    Column(
        "code",
        "编码",
        (
            "单位编码",
            "工会编码",
            "组织编码",
            "工会代码",
            "单位代码",
            "组织代码",
            "编号",
            "代码",
            "机构编码",
            "本级编码",
        ),
        type="code",
        english="code",
        required=True,
        missing="empty_code",
        max_length=40,
        example="CY01",
        note="每个单位一个,不重复;可用字母、数字、点和连字符",
    ),
    Column(
        "name",
        "名称",
        (
            "单位名称",
            "工会名称",
            "组织名称",
            "工会全称",
            "单位全称",
            "全称",
            "机构名称",
            "单位",
            "工会",
            "基层工会名称",
        ),
        english="name",
        required=True,
        missing="empty_unit_name",
        max_length=120,
        width=26,
        example="老西门社区工会",
    ),
    Column(
        "parent",
        "上级编码",
        (
            "上级",
            "上级工会",
            "上级单位",
            "上级工会编码",
            "上级单位编码",
            "上级组织编码",
            "上级工会名称",
            "所属工会",
            "所属上级",
            "主管工会",
            "上级组织",
            "父级编码",
            "隶属",
            "隶属关系",
            "隶属工会",
            "上级代码",
            "上级名称",
            "上级单位名称",
        ),
        type="unit",
        english="parent",
        example="CY00",
        note="上级的编码或名称,上下级在表中不分先后",
    ),
    Column(
        "kind",
        "类型",
        ("单位类型", "工会类型", "组织类型", "类别", "工会类别", "单位类别", "工会组织类型", "机构类型", "建会形式"),
        english="kind",
        example="社区工会",
        max_length=40,
    ),
    Column(
        "community",
        "所在社区",
        ("社区", "所属社区", "所在社区(村)", "村社区", "所在村(社区)", "所在村居", "属地", "属地社区", "辖区"),
        english="community",
        max_length=60,
        example="老西门社区",
    ),
    Column(
        "ownership",
        "单位性质",
        ("企业性质", "性质", "经济类型", "所有制", "所有制性质", "经济性质", "登记注册类型", "注册类型"),
        type="choice",
        english="ownership",
        choices=_OWNERSHIP,
        max_length=30,
        example="私营",
    ),
    Column(
        "staff",
        "职工人数",
        (
            "职工数",
            "职工总数",
            "在职职工人数",
            "在职职工",
            "在职职工数",
            "员工人数",
            "员工数",
            "从业人数",
            "从业人员",
            "用工人数",
            "人数",
        ),
        type="int",
        english="staff",
        example="96",
    ),
    Column(
        "founded_on",
        "建会日期",
        ("成立日期", "成立时间", "建会时间", "组建日期", "组建时间", "批准日期", "建会年月", "成立年月", "批复日期"),
        type="date",
        english="founded on",
        coarse="year",
        example="2003-05-20",
    ),
    Column(
        "credit_code",
        "统一社会信用代码",
        ("信用代码", "社会信用代码", "法人代码", "统一代码", "法人证号", "组织机构代码", "统一信用代码"),
        type="credit_code",
        english="credit code",
        width=22,
        max_length=18,
        example="81430726TX00001087",
    ),
    Column(
        "legal_person_no",
        "法人资格证书号",
        ("法人资格证号", "法人登记证号", "工会法人证书号"),
        english="legal person certificate no.",
        max_length=60,
    ),
    Column(
        "chair_name",
        "工会主席",
        ("主席", "主席姓名", "工会主席姓名", "负责人", "工会负责人"),
        type="name",
        english="chair",
        max_length=30,
    ),
    Column("phone", "联系电话", ("电话", "办公电话", "联系方式", "电话号码"), english="telephone", max_length=30),
    Column(
        "address", "地址", ("单位地址", "详细地址", "办公地址", "通讯地址"), english="address", max_length=200, width=26
    ),
    Column("industry", "行业", ("所属行业", "行业类别", "国民经济行业"), english="industry", max_length=60),
    Column("approval_no", "批复文号", ("批准文号", "建会批复", "批复号"), english="approval no.", max_length=60),
    Column("aliases", "曾用名", ("别名", "又名", "原名", "简称", "其他名称"), english="former names", max_length=300),
    Column("remark", "备注", ("说明", "备考", "附注", "备注说明"), english="remark", max_length=500, width=20),
)


def check(rows, context):
    """Codes once each, known kinds, parents that exist in the file or on file, no circles; known units are compared."""
    index = context.units.index
    by_code, by_name = {}, {}
    for row in rows:
        _check_row(row, by_code, index)
    for row in by_code.values():
        by_name.setdefault(row.values.get("name"), []).append(row)
    for row in rows:
        _check_parent(row, by_code, by_name, context)
    _refuse_circles(rows, by_code)
    for row in rows:
        _check_place(row, by_code, context)
    _refuse_orphans(rows, by_code)


def _check_row(row, by_code, index):
    """Code, name and kind of one row."""
    code = row.get("code")
    row.extra = {**(row.extra or {}), "on_file": None, "parent": None}
    if code:
        code = row.values["code"] = str(code).strip()
        if not rules.CODE_SHAPE.fullmatch(code):
            row.find("code", "unit_code_shape", REJECTED)
        elif code in by_code:
            row.find("code", "duplicate_code", REJECTED, row=by_code[code].number)
        else:
            by_code[code] = row
        row.extra["on_file"] = index.by_code.get(kinds.key(code).upper())
    _check_kind(row)


def _check_kind(row):
    words = row.get("kind") or ""
    kind = kinds.find(words) if words else None
    if kind is None:
        kind = _guessed(words) if words else kinds.guess(row.get("name") or "")
        if kind is None:
            known = "、".join(one.label for one in kinds.all_kinds().values())
            row.find("kind", "unknown_kind", REJECTED, original=words, known=known)
        else:
            row.find(
                "kind",
                "kind_guessed" if words else "kind_missing",
                WARNED,
                original=words,
                repaired=kind.label,
                kind=kind.label,
            )
            words = kind.code
    row.extra["kind"], row.extra["kind_words"] = kind, words


def _guessed(words):
    """The kind that an undeclared word ends in; “工会” alone says too little to go by."""
    kind = kinds.guess(words)
    return kind if kind is not None and kind is not kinds.guess("某某工会") else None


def _check_parent(row, by_code, by_name, context):
    """The parent: a row of this file, a unit on file, the unit the import is for, or nothing at the top."""
    text = row.get("parent")
    if not text:
        row.extra["parent"] = context.unit
        if context.unit is None and not row.extra["on_file"] and not getattr(context.by, "is_administrator", False):
            row.find("parent", "root_needs_administrator", REJECTED, original="")
        return
    text = str(text).strip()
    named = by_name.get(text, [])
    parent = by_code.get(text) or (named[0] if len(named) == 1 else None)
    if parent is None or (parent.extra["on_file"] and not parent.rejected):
        found, _how = context.units.find(parent.values["code"] if parent is not None else text)
        parent = found or parent
    if parent is None:
        row.find("parent", "unknown_parent", REJECTED)
    row.extra["parent"] = parent


def _refuse_circles(rows, by_code):
    """A unit cannot stand below itself, over however many steps."""
    settled = {}
    for row in rows:
        chain, at = [], row
        while hasattr(at, "extra") and id(at) not in settled and at not in chain:
            chain.append(at)
            at = at.extra["parent"]
        in_circle = set(map(id, chain[chain.index(at) :])) if at in chain else set()
        for one in chain:
            settled[id(one)] = True
            if id(one) in in_circle:
                one.find("parent", "unit_cycle", REJECTED)
                one.extra["parent"] = None


def _check_place(row, by_code, context):
    """Whether the kind may stand below the parent's kind, and what is on file already."""
    kind, parent, on_file = row.extra.get("kind"), row.extra["parent"], row.extra["on_file"]
    if on_file is not None:
        if not row.rejected:
            _compare(row, on_file, context)
        return
    if row.rejected or kind is None:
        return
    above = parent.extra["kind"] if hasattr(parent, "extra") else kinds.of(parent.kind) if parent is not None else None
    if parent is not None and above is None:
        return
    verdict = rules.may_stand_below(above, kind) if above else rules.may_be_root(kind)
    if not verdict:
        row.find("kind" if above is None else "parent", "unit_place", REJECTED, why=str(verdict.reason))


def _compare(row, unit, context):
    """A unit that is on file already: unchanged, or different in some fields."""
    if context.unit is not None and not unit.path.startswith(context.unit.path):
        row.find("code", "unit_outside", REJECTED, unit=context.unit.name)
        return
    profile = _profiles(context).get(unit.pk)
    changes = _differences(row, unit, profile)
    row.extra["changes"], row.extra["profile"] = changes, profile
    if not changes:
        row.leave_unchanged("code")
        return
    fields = "、".join(row.labels.get(key, key) for key in changes)
    if context.options.get("amend") and profile is not None:
        row.find("code", "unit_amended", WARNED, fields=fields)
    else:
        row.find("code", "unit_differs", WARNED, fields=fields)
        row.unchanged = True


def _profiles(context):
    """The files of all units, read once."""
    if "profiles" not in context.memory:
        standing = Profile.objects.standing().select_related("unit")
        context.memory["profiles"] = {profile.unit_id: profile for profile in standing}
    return context.memory["profiles"]


def _differences(row, unit, profile):
    """{column: new value} where the file says something else; an empty cell says nothing."""
    changes = {}
    if row.get("name") and row.values["name"] != unit.name:
        changes["name"] = row.values["name"]
    if row.extra["kind"] is not None and row.extra["kind"].code != unit.kind:
        changes["kind"] = row.extra["kind_words"]
    if profile is None:
        return changes
    for key in ("founded_on", *FIELDS):
        value = row.get(key)
        if value is not None and value != getattr(profile, key):
            changes[key] = value
    return changes


def _refuse_orphans(rows, by_code):
    """What stands below a rejected row cannot enter either, however deep."""
    for row in rows:
        below, seen = [], set()
        at = row
        while hasattr(at, "extra") and id(at) not in seen:
            seen.add(id(at))
            if at is not row and at.rejected and not at.extra["on_file"]:
                for one in below:
                    if not one.rejected:
                        one.find("parent", "parent_rejected", REJECTED, code=at.get("code", ""))
                break
            below.append(at)
            at = at.extra["parent"]


def write(rows, context, this):
    """Found the units, parents before children; amend known ones where that was asked for."""
    units, done = {}, 0
    waiting = [row for row in rows if row.enters]
    for row in waiting:
        if row.extra["on_file"] is not None:
            _amend(row, context)
            done += 1
    pending = [row for row in waiting if row.extra["on_file"] is None]
    while pending:
        later = []
        for row in pending:
            parent = row.extra["parent"]
            if hasattr(parent, "extra") and id(parent) not in units:
                later.append(row)
                continue
            units[id(row)] = _place(row, units.get(id(parent), parent), context)
            done += 1
            context.report(done, len(waiting))
        if len(later) == len(pending):
            raise Refused(_("Some parents could not be placed."))
        pending = later
    return {"units": len(units)}


def _place(row, parent, context):
    details = {key: row.get(key) for key in FIELDS if row.get(key) is not None}
    details["batch"] = context.batch
    unit, _profile = actions.place(
        parent,
        on=row.get("founded_on"),
        code=row.values["code"],
        name=row.values["name"],
        kind=row.extra["kind_words"],
        **details,
    )
    return unit


def _amend(row, context):
    changes = dict(row.extra["changes"])
    extra = {key: changes.pop(key) for key in ("name", "kind", "founded_on") if key in changes}
    actions.amend(row.extra["profile"], by=context.by, why=str(_("by import")), **extra, **changes)


def undo(batch, context, this):
    """Withdraw the units that the import founded, the lowest first; refused where work or members are on file by now."""
    profiles = list(
        Profile.objects.standing().filter(batch=batch).select_related("unit").order_by("-unit__depth", "-unit__path")
    )
    for done, profile in enumerate(profiles, 1):
        actions.take_back(profile, at=this.at)
        context.report(done, len(profiles))
    return {"units": len(profiles)}


def unit_of(row):
    """Units are counted by their kind."""
    kind = (row.extra or {}).get("kind")
    return kind.label if kind else ""


UNITS = Importer(
    code="units",
    label=_("Units"),
    columns=COLUMNS,
    act="organisation.import",
    check=check,
    write=write,
    undo=undo,
    unit_of=unit_of,
    units=queries.UnitIndex,
    sheet_name="工会",
    options=("amend",),
    notes=(
        "上级可以写编码,也可以写名称;上下级不分先后。",
        "类型写本地的叫法,如:县总工会、镇联合工会、社区工会、企业工会、企业(未建会)、社区。",
        "已登记的单位不会重复登记。",
    ),
)
