"""The workbook of rounds among the staff: patrols, visits, team meetings, checks and meetings of a canteen."""

from django.utils.translation import gettext_lazy as _

from taizhang.congress.imports.registers import allowed, checked, register, words
from taizhang.congress.models import Canteen, Round
from taizhang.congress.rules import rounds as rules
from taizhang.intake.importers import Column
from taizhang.intake.problems import REJECTED
from taizhang.kernel.verdicts import Allowed

Kind, State, Method, Grade = Round.Kind, Round.State, Round.Method, Round.Verdict
KINDS = {
    "代表巡查": Kind.PATROL,
    "班组会议": Kind.TEAM,
    "走访": Kind.VISIT,
    "食堂检查": Kind.CHECK,
    "食堂例会": Kind.TABLE,
}
METHODS = {
    "现场检查": Method.ON_SITE, "职工座谈": Method.ASSEMBLY, "个别访谈": Method.INTERVIEW, "民主生活会": Method.LIFE, "民主管理会": Method.MANAGEMENT,
}  # fmt: skip
GRADES = {"好": Grade.GOOD, "较好": Grade.FAIR, "需整改": Grade.POOR}
COLUMNS = (
    Column(
        "name",
        "主题",
        ("名称", "内容", "事项"),
        english="subject",
        required=True,
        missing="missing",
        max_length=120,
        example="集体合同履行情况巡查",
        width=26,
    ),
    Column(
        "kind",
        "类别",
        ("活动类别", "形式类别"),
        type="choice",
        english="kind",
        choices=tuple(KINDS),
        open_vocabulary=False,
        required=True,
        missing="missing",
        example="代表巡查",
        translations={
            "巡查": "代表巡查",
            "职工代表巡查": "代表巡查",
            "巡视": "代表巡查",
            "民主生活会": "班组会议",
            "班组民主生活会": "班组会议",
            "民主管理会": "班组会议",
            "班组民主管理会": "班组会议",
            "面对面": "走访",
            "三实走访": "走访",
            "面对面走访": "走访",
            "检查": "食堂检查",
            "食堂周会": "食堂例会",
        },
    ),
    Column(
        "held_on",
        "日期",
        ("时间", "活动日期", "开展日期", "巡查日期", "走访日期"),
        type="date",
        english="held on",
        required=True,
        missing="missing",
        example="2026-05-12",
    ),
    Column(
        "host",
        "去向单位",
        ("被巡查单位", "受访单位", "走访单位", "单位"),
        english="unit visited",
        max_length=80,
        example="一分厂",
    ),
    Column("place", "班组或地点", ("班组", "地点", "项目", "项目部"), english="team or place", max_length=80),
    Column("canteen", "食堂", ("食堂名称",), english="canteen", max_length=60),
    Column(
        "method",
        "方式",
        ("方法", "形式"),
        type="choice",
        english="method",
        choices=tuple(METHODS),
        open_vocabulary=False,
    ),
    Column(
        "people",
        "参加人数",
        ("人数", "参与人数", "代表人数"),
        type="int",
        english="taking part",
        required=True,
        missing="missing",
        example="5",
    ),
    Column("names", "参加人员", ("人员", "参加人"), english="who took part", max_length=500),
    Column("interviewed", "访谈人数", ("走访人数", "访谈职工"), type="int", english="interviewed"),
    Column("minutes", "记录", ("情况记录", "发现情况", "活动记录"), english="minutes", max_length=5000),
    Column("good", "好的做法", ("亮点", "经验"), english="good practice", max_length=500),
    Column(
        "verdict",
        "评价",
        ("结论", "总体评价"),
        type="choice",
        english="verdict",
        choices=tuple(GRADES),
        open_vocabulary=False,
        translations={
            "总体良好": "较好",
            "良好": "较好",
            "一般": "较好",
            "优": "好",
            "差": "需整改",
            "待整改": "需整改",
        },
    ),
    Column("asked", "测评人数", ("测评份数",), type="int", english="asked"),
    Column("content", "满意人数", ("满意",), type="int", english="satisfied"),
)


def _identity(row):
    return row.unit.pk, KINDS.get(row.get("kind")), words(row, "name", 120), row.get("held_on"), words(row, "place", 80)


def known(units):
    """The rounds on the registers of these unions."""
    fields = ("unit_id", "kind", "name", "held_on", "place")
    return set(Round.objects.standing().filter(unit__in=units, held_on__isnull=False).values_list(*fields))


def prepare(row, context):
    """The round as held; one without findings is closed."""
    kind, on = KINDS.get(row.get("kind")), row.get("held_on")
    if kind is None:
        row.find("kind", "unknown_choice", REJECTED, value=row.original("kind")[:40])
        return
    host, place = words(row, "host", 80), words(row, "place", 80)
    unit = context.units.find(host)[0] if host else None
    one = Round(
        unit=row.unit, kind=kind, name=words(row, "name", 120), host=unit, place=place or ("" if unit else host), planned_on=on,
        method=METHODS.get(row.get("method"), ""), canteen=_canteen(row, kind),
    )  # fmt: skip
    asked, content = row.get("asked"), row.get("content")
    fits = (
        not row.rejected
        and allowed(row, "host", rules.may_plan(kind, host=one.host, place=one.place, canteen=one.canteen))
        and allowed(row, "people", rules.may_hold(one, on=on, people=row.get("people"), today=context.today))
        and allowed(row, "content", rules.may_satisfy(asked, content))
        and allowed(row, "held_on", rules.may_check(one.canteen, on=on) if one.canteen else Allowed)
    )
    if not fits:
        return
    one.held_on, one.people, one.names, one.interviewed = (
        on,
        row.get("people"),
        words(row, "names", 500),
        row.get("interviewed"),
    )
    one.minutes, one.good, one.verdict = (
        str(row.get("minutes", ""))[:5000],
        words(row, "good", 500),
        GRADES.get(row.get("verdict"), ""),
    )
    one.asked, one.content = asked, content
    one.state, one.closed_on = State.CLOSED, on
    row.extra = {"record": one}


def _canteen(row, kind):
    """The canteen group that a check belongs to: by its name, or the only one of the union."""
    if kind not in (Kind.CHECK, Kind.TABLE):
        return None
    word = words(row, "canteen", 60)
    found = list(Canteen.objects.standing().filter(unit=row.unit).order_by("id"))
    found = [one for one in found if word in ("", one.name)]
    if len(found) == 1:
        return found[0]
    row.find("canteen", "register_no_canteen", REJECTED, word=word)
    return None


def write(rows, context, this):
    """Rounds, held and reported; findings come in with the workbook of issues."""
    made = [row.extra["record"] for row in rows if row.enters]
    for one in made:
        one.batch = context.batch
    this.create_all(Round, made)
    return {"rounds": len(made)}


ROUNDS = register(
    "congress_rounds",
    _("Rounds among the staff"),
    COLUMNS,
    model=Round,
    word="rounds",
    sheet="巡查走访",
    write=write,
    check=checked(known, _identity, prepare),
    notes=(
        "一次活动一行：代表巡查、走访、班组会议、食堂检查、食堂例会。",
        "发现的问题用“问题与诉求”表导入。",
        "导入食堂检查前先成立食堂小组。",
    ),
)
