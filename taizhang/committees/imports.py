"""The workbook of bodies and posts: one post a row; bodies that are not there yet are formed."""

from collections import defaultdict

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from taizhang.committees import rules
from taizhang.committees.actions import prepare_body
from taizhang.committees.models import Body, Seat
from taizhang.intake.importers import Column, Importer
from taizhang.intake.problems import REJECTED, WARNED, declare
from taizhang.intake.unitbook import unit_of_row
from taizhang.kernel.verdicts import Refused
from taizhang.members import queries as members
from taizhang.members.models import Membership
from taizhang.organisation.queries import UnitIndex

declare(
    ("committees_unknown_member", "名册上没有{name}，按姓名登记", "{name} is not on the register; kept by name"),
    (
        "committees_several_members",
        "名册上有{number}位{name}，请填写身份证号",
        "{number} members are called {name}; write the identity number",
    ),
    (
        "committees_group_of_members",
        "工会小组只编入名册上的会员：{name}",
        "groups are of members on the register: {name}",
    ),
    ("committees_refused", "{why}", "{why}"),
)
KINDS = {
    "工会委员会": "committee",
    "经费审查委员会": "audit",
    "女职工委员会": "women",
    "专门委员会": "sub",
    "工会小组": "group",
}
DUTIES = {"正职": "head", "副职": "vice", "委员": "member"}
COLUMNS = (
    Column("unit", "所在工会编码", ("工会编码", "单位编码"), type="unit", english="union code", required=True, instead=("unit_name",)),
    Column("unit_name", "所在工会", ("工会名称", "单位", "单位名称"), type="unit", english="union", width=22),
    Column(
        "kind", "机构类型", ("类型", "机构类别"), type="choice", english="kind of body", required=True, choices=tuple(KINDS),
        open_vocabulary=False, example="工会小组",
        translations={
            "委员会": "工会委员会", "基层工会委员会": "工会委员会", "经审会": "经费审查委员会", "经审委员会": "经费审查委员会",
            "女工委": "女职工委员会", "女工委员会": "女职工委员会", "专门工作委员会": "专门委员会", "小组": "工会小组", "班组": "工会小组",
        },
    ),
    Column("body", "机构名称", ("名称", "委员会名称", "小组名称", "工会小组名称"), english="body", required=True, max_length=80,
           width=24, example="织造一组"),
    Column("formed_on", "成立日期", ("成立时间",), type="date", english="formed on", coarse="month", note="不填就用任职日期"),
    Column("name", "姓名", ("成员姓名", "委员姓名", "会员姓名"), type="name", english="name", required=True, max_length=60, example="张三"),
    Column("id_number", "身份证号", ("身份证号码", "身份证"), type="id_number", english="identity number", width=22, note="同名时填写"),
    Column(
        "duty", "职务", ("任职", "工会职务"), type="choice", english="post", choices=tuple(DUTIES), open_vocabulary=False,
        translations={
            "主席": "正职", "主任": "正职", "组长": "正职", "副主席": "副职", "副主任": "副职", "副组长": "副职", "组员": "委员", "成员": "委员",
        },
    ),
    Column("field", "分工", ("分管工作", "委员分工"), english="field of work", max_length=40),
    Column("full_time", "专职", ("是否专职", "专兼职"), type="bool", english="full-time", translations={"兼职": "否", "专职": "是"}),
    Column("since", "任职日期", ("任职时间", "起始日期", "开始日期"), type="date", english="from", coarse="month", required=True),
    Column("until", "离任日期", ("离任时间", "截止日期", "结束日期"), type="date", english="up to", coarse="month"),
    Column("document_no", "文号", ("批准文号", "任职文号"), english="document no.", max_length=60),
)  # fmt: skip


def check(rows, context):
    """Who is meant by each name, and whether every post fits among those on file and those of earlier rows."""
    bodies, taken = {}, defaultdict(list)
    for row in rows:
        row.unit = unit_of_row(row, context)
        row.extra = {"person": None}
        if row.unit is None or row.rejected:
            continue
        _who(row)
        if row.enters:
            _fits(row, bodies, taken, context)


def _who(row):
    """The member that the row means: by identity number, or by a name that only one bears at the union and below."""
    name = row.get("name")
    here = Membership.objects.standing().below(row.unit).filter(status__in=Membership.STANDING)
    if row.get("id_number"):
        found = list(here.filter(person__id_index=members.id_index(row.get("id_number"))).select_related("person")[:1])
    else:
        found = list(here.filter(person__name=name).select_related("person")[:9])
    if len(found) > 1:
        row.find("name", "committees_several_members", REJECTED, name=name, number=len(found))
    elif found:
        row.extra["person"] = found[0].person
    elif KINDS[row.get("kind")] == Body.Kind.GROUP:
        row.find("name", "committees_group_of_members", REJECTED, name=name)
    else:
        row.find("name", "committees_unknown_member", WARNED, name=name)


def _fits(row, bodies, taken, context):
    key = (row.unit.pk, row.get("body"))
    body = bodies.setdefault(key, _body(row))
    since, until, person = row.get("since"), row.get("until"), row.extra["person"]
    if since > context.today or (until and until > context.today):
        return _refuse(row, _("A post begins and ends on a day that has come."))
    duty = DUTIES[row.get("duty") or "委员"]
    if _same(body, row, person, duty):
        return row.leave_unchanged("name")
    others = [
        (one["key"] == _key(person, row.get("name")), one["duty"], one["since"], one["until"])
        for one in [*_on_file(body), *taken[key]]
    ]
    formed = min(body.formed_on, since) if body.pk is None else body.formed_on
    body.formed_on = formed
    verdict = rules.bodies.may_take(
        body, name=row.get("name"), has_person=person is not None, duty=duty, since=since, until=until, others=others
    )
    if verdict and body.is_group:
        verdict = rules.bodies.may_join_group(
            row.get("name"), since=since, until=until, elsewhere=[*_groups(person), *taken["groups", person.pk]]
        )
    if not verdict:
        return _refuse(row, verdict.reason)
    one = {"key": _key(person, row.get("name")), "duty": duty, "since": since, "until": until}
    taken[key].append(one)
    if body.is_group:
        taken["groups", person.pk].append((body.name, since, until))
    return None


def _refuse(row, why):
    row.find("name", "committees_refused", REJECTED, why=str(why))


def _key(person, name):
    return f"person:{person.pk}" if person is not None else name


def _body(row):
    """The body of the row: the one that stands, or a new one that is not saved yet."""
    standing = Body.objects.standing().filter(unit=row.unit, name=row.get("body"))
    found = standing.exclude(state=Body.State.DISSOLVED).select_related("unit").first()
    if found is not None:
        return found
    formed = row.get("formed_on") or row.get("since")
    return Body(unit=row.unit, kind=KINDS[row.get("kind")], name=row.get("body"), formed_on=formed)


def _on_file(body):
    if body.pk is None:
        return []
    rows = body.seats.filter(voided_at=None).select_related("person")
    return [
        {"key": _key(one.person, one.name), "duty": one.duty, "since": one.since, "until": one.until} for one in rows
    ]


def _groups(person):
    rows = Seat.objects.filter(person=person, in_group=True, voided_at=None).select_related("body")
    return [(one.body.name, one.since, one.until) for one in rows]


def _same(body, row, person, duty):
    """The same post stands there already: the workbook was brought a second time."""
    wanted = {"key": _key(person, row.get("name")), "duty": duty, "since": row.get("since"), "until": row.get("until")}
    return wanted in _on_file(body)


def write(rows, context, this):
    """Bodies that are not there are formed; posts in one stroke."""
    bodies, seats, formed = {}, [], 0
    for row in rows:
        if not row.enters:
            continue
        key = (row.unit.pk, row.get("body"))
        if key not in bodies:
            bodies[key] = _body(row)
            if bodies[key].pk is None:
                bodies[key] = _formed(row, rows, context, this)
                formed += 1
        seats.append(_seat(row, bodies[key], context))
    this.create_all(Seat, seats)
    for body in bodies.values():
        head = next((one for one in seats if one.body_id == body.pk and one.duty == Seat.Duty.HEAD), None)
        if head is not None and body.state == Body.State.FORMED:
            body.state, body.staffed_on = Body.State.STAFFED, head.since
            body.save()
    return {"bodies": formed, "posts": len(seats)}


def _formed(row, rows, context, this):
    """A new body, formed on the earliest day that its rows tell."""
    mine = [one for one in rows if one.enters and (one.unit.pk, one.get("body")) == (row.unit.pk, row.get("body"))]
    first = min(one.get("formed_on") or one.get("since") for one in mine)
    body = prepare_body(
        row.unit, this, on=min(first, *(one.get("since") for one in mine)), kind=KINDS[row.get("kind")], name=row.get("body"),
        how=Body.How.COMMITTEE if row.get("kind") in ("工会小组", "专门委员会") else Body.How.MEETING,
    )  # fmt: skip
    body.batch = context.batch
    body.save()
    return body


def _seat(row, body, context):
    return Seat(
        unit=body.unit, body=body, duty=DUTIES[row.get("duty") or "委员"], field=row.get("field") or "", person=row.extra["person"],
        name=row.get("name"), full_time=bool(row.get("full_time")), since=row.get("since"), until=row.get("until"),
        document_no=row.get("document_no") or "", in_group=body.is_group, batch=context.batch,
    )  # fmt: skip


def undo(batch, context, this):
    """Withdraw the posts and the bodies that the import brought; refused where they were worked on since."""
    bodies = Body.objects.standing().filter(batch=batch)
    if Seat.objects.standing().filter(body__in=bodies).exclude(batch=batch).exists():
        raise Refused(_("People took posts in these bodies since; the import cannot be undone."))
    if bodies.filter(terms__isnull=False).exists() or bodies.filter(elections__isnull=False).exists():
        raise Refused(_("These bodies have terms or elections since; the import cannot be undone."))
    seats = list(Seat.objects.standing().filter(batch=batch).values_list("pk", flat=True))
    keys = list(bodies.values_list("pk", flat=True))
    this.change_all(Seat, seats, voided_at=this.at)
    this.change_all(Body, keys, voided_at=this.at)
    return {"bodies": len(keys), "posts": len(seats)}


IMPORTERS = (
    Importer(
        code="committees", label=gettext_lazy("Bodies and posts"), columns=COLUMNS, act="committees.import", check=check, write=write,
        undo=undo, units=UnitIndex, sheet_name="机构与任职",
        notes=("一行一个任职；还没有的机构自动成立。", "每名会员同一时间只编入一个工会小组。"),
    ),
)  # fmt: skip
