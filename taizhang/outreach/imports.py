"""The workbook of a census: the district's database of enterprises, one firm a row."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from taizhang.intake.importers import Column, Importer
from taizhang.intake.problems import REJECTED, WARNED, declare
from taizhang.intake.unitbook import unit_of_row
from taizhang.kernel.verdicts import Refused
from taizhang.organisation.models import Profile
from taizhang.organisation.queries import UnitIndex
from taizhang.outreach.models import Listing
from taizhang.outreach.queries import census as queries

declare(
    (
        "outreach_no_census",
        "没有正在进行的普查“{name}”；请先登记普查，或核对名称",
        "no open census “{name}”: launch it first, or check the name",
    ),
    ("outreach_firm_twice", "与第{row}行是同一家企业", "the same firm stands in row {row}"),
    ("outreach_firm_without_name", "企业名称为空", "the name of the firm is missing"),
    (
        "outreach_outside_census",
        "不在这次普查的范围内",
        "lies outside the territory of this census",
    ),
    ("outreach_firm_in_tree", "组织树里已有：{name}", "is in the tree already: {name}"),
)
UNION_WORDS = {"未建": "none", "独立建会": "own", "联合建会": "joint"}
COLUMNS = (
    Column("number", "序号", ("编号", "企业编号", "数据库编号"), english="number", max_length=40),
    Column(
        "name", "企业名称", ("单位名称", "企业", "法人单位名称", "公司名称", "名称", "单位详细名称"), english="firm", required=True,
        max_length=120, example="临江五金店", missing="outreach_firm_without_name",
    ),
    Column(
        "credit_code", "统一社会信用代码", ("信用代码", "社会信用代码", "组织机构代码", "营业执照号"), type="credit_code",
        english="unified social credit code",
    ),
    Column(
        "unit", "所在社区", ("社区", "所属社区", "村（社区）", "社区工会", "属地", "街道社区", "编码"), type="unit", english="community",
        note="不填就是导入的单位",
    ),
    Column("address", "地址", ("经营地址", "注册地址", "详细地址", "单位地址", "住所"), english="address", max_length=200),
    Column("contact", "联系人", ("负责人", "法定代表人", "法人", "法人代表", "企业负责人"), type="name", english="contact", max_length=60),
    Column("phone", "联系电话", ("电话", "手机", "联系方式", "固定电话"), english="telephone", max_length=30),
    Column(
        "staff", "职工人数", ("从业人数", "员工人数", "职工数", "从业人员", "从业人员期末人数"), type="int", english="staff", example="12"
    ),
    Column("ownership", "单位性质", ("经济类型", "企业类型", "登记注册类型", "性质", "经济性质"), english="ownership", max_length=30),
    Column(
        "union", "建会情况", ("是否建会", "工会情况", "是否建立工会", "建会状态"), type="choice", english="union",
        choices=tuple(UNION_WORDS),
        translations={
            "否": "未建", "无": "未建", "未建会": "未建", "没有": "未建", "未建立": "未建", "是": "独立建会", "有": "独立建会",
            "已建": "独立建会", "已建会": "独立建会", "单独建会": "独立建会", "联合": "联合建会", "联合工会": "联合建会",
        },
    ),
    Column("census", "普查名称", ("普查", "行动名称"), english="census", max_length=80, note="只有一次普查未结束时可以不填"),
)  # fmt: skip


def check(rows, context):
    """Which census is meant, whose territory the firm lies in; a firm once in a census; is it in the tree already?"""
    running = queries.running(context.unit) if context.unit else []
    known, seen = _known(running), {}
    in_tree = _in_tree(context.unit)
    for row in rows:
        row.extra = {"census": None, "firm": None}
        row.unit = unit_of_row(row, context, name_key="")
        census = _census(row, running)
        if row.unit is None or row.rejected or census is None:
            continue
        if not row.unit.is_in(census.unit):
            row.find("unit", "outreach_outside_census", REJECTED)
            continue
        _once(row, census, known, seen)
        if row.enters:
            _place(row, in_tree)


def _census(row, running):
    name = row.get("census", "")
    fitting = [one for one in running if not name or one.name == name]
    if len(fitting) != 1:
        row.find("census", "outreach_no_census", REJECTED, name=name or "…")
        return None
    row.extra["census"] = fitting[0]
    return fitting[0]


def _keys(census, name, code, unit):
    """A firm is the same by its code; without one, by its name within its community."""
    return (census.pk, code) if code else (census.pk, name, unit)


def _known(running):
    listed = Listing.objects.standing().filter(census__in=running).order_by()
    found = set()
    for census, name, code, unit in listed.values_list("census_id", "name", "credit_code", "unit_id"):
        found.add((census, code) if code else (census, name, unit))
    return found


def _once(row, census, known, seen):
    key = _keys(census, row.values["name"], (row.get("credit_code") or "")[:18], row.unit.pk)
    if key in known:
        row.leave_unchanged("name")
    elif key in seen:
        row.find("name", "outreach_firm_twice", REJECTED, row=seen[key])
    else:
        seen[key] = row.number


def _in_tree(unit):
    """{code or name: unit} of what stands in the tree below the unit already."""
    files = Profile.objects.standing().filter(dissolved_on=None).select_related("unit")
    found = {}
    for profile in files.below(unit) if unit else files:
        found[profile.unit.name] = profile.unit
        if profile.credit_code:
            found[profile.credit_code] = profile.unit
    return found


def _place(row, in_tree):
    firm = in_tree.get((row.get("credit_code") or "")[:18]) or in_tree.get(row.values["name"])
    if firm is not None:
        row.extra["firm"] = firm
        row.find("name", "outreach_firm_in_tree", WARNED, name=firm.name)


def write(rows, context, this):
    """The lines of the census, each marked with its import."""
    fresh = [
        Listing(
            unit=row.unit, census=row.extra["census"], number=row.get("number") or "", name=row.values["name"],
            credit_code=(row.get("credit_code") or "")[:18], address=row.get("address") or "", contact=row.get("contact") or "",
            phone=row.get("phone") or "", ownership=row.get("ownership") or "", listed_staff=row.get("staff"),
            listed_union=UNION_WORDS.get(row.get("union"), ""), firm=row.extra["firm"], imported_on=context.today,
            batch=context.batch,
        )
        for row in rows
        if row.enters
    ]  # fmt: skip
    this.create_all(Listing, fresh)
    return {"firms": len(fresh)}


def undo(batch, context, this):
    """Void the lines of the import; refused where a surveyor was on site already."""
    standing = Listing.objects.standing().filter(batch=batch)
    if standing.filter(state__in=Listing.DONE).exists():
        raise Refused(gettext("Firms of this import were verified already; close the census instead."))
    voided = this.change_all(Listing, list(standing.values_list("pk", flat=True)), voided_at=this.at)
    return {"firms": len(voided)}


CENSUS = Importer(
    code="outreach_census", label=_("Census of enterprises"), columns=COLUMNS, act="outreach.import", check=check, write=write,
    undo=undo, units=UnitIndex, sheet_name="企业名单",
    notes=("一家企业一行；同一次普查里同一家企业只导入一次。", "联系电话加密保存，页面上只显示后四位。"),
)  # fmt: skip
IMPORTERS = (CENSUS,)
