"""The workbook of findings, demands, voices and faults: what was raised, who deals with it, what came of it."""

from django.utils.translation import gettext_lazy as _

from taizhang.congress.imports.registers import allowed, checked, register, words
from taizhang.congress.models import Issue, Round
from taizhang.congress.rules import issues as rules
from taizhang.congress.rules.steps import first_refusal, may_happen_on, not_before
from taizhang.intake.importers import Column
from taizhang.intake.problems import REJECTED
from taizhang.kernel.verdicts import Allowed

Kind, State = Issue.Kind, Issue.State
KINDS = {
    "巡查发现": Kind.FINDING,
    "班组问题": Kind.PASSED_ON,
    "走访诉求": Kind.DEMAND,
    "职工心声": Kind.VOICE,
    "食堂问题": Kind.FAULT,
    "一线生活": Kind.NEED,
}
CATEGORIES = {word: code for code, word in Issue.WORDS.items()}
COLUMNS = (
    Column(
        "name",
        "内容",
        ("问题", "诉求", "事项", "问题或诉求", "反映内容"),
        english="issue",
        required=True,
        missing="missing",
        max_length=500,
        example="浴室水温不足",
        width=36,
    ),
    Column(
        "kind",
        "来源类别",
        ("类别", "来源", "问题来源"),
        type="choice",
        english="kind",
        choices=tuple(KINDS),
        open_vocabulary=False,
        required=True,
        missing="missing",
        example="走访诉求",
        translations={
            "巡查": "巡查发现",
            "班组": "班组问题",
            "走访": "走访诉求",
            "诉求": "走访诉求",
            "心声": "职工心声",
            "意见": "职工心声",
            "食堂": "食堂问题",
        },
    ),
    Column(
        "category",
        "诉求类别",
        ("问题类别", "内容类别", "分类"),
        type="choice",
        english="class",
        choices=tuple(CATEGORIES),
        open_vocabulary=False,
        translations={
            "工资": "工资保险",
            "保险": "工资保险",
            "休假": "工时休假",
            "工时": "工时休假",
            "安全": "安全健康",
            "食宿": "食宿洗浴",
            "洗浴": "食宿洗浴",
            "培训": "培训晋升",
            "婚恋": "家庭婚恋",
            "家庭": "家庭婚恋",
            "管理": "管理公开",
            "公开": "管理公开",
        },
    ),
    Column(
        "raised_on",
        "提出日期",
        ("日期", "时间", "提出时间", "反映日期"),
        type="date",
        english="raised on",
        required=True,
        missing="missing",
        example="2026-05-12",
    ),
    Column(
        "round",
        "所属活动",
        ("活动", "走访主题", "巡查主题"),
        english="round",
        max_length=120,
        note="填了活动主题的，归到那次巡查或走访",
    ),
    Column("source", "了解渠道", ("渠道", "反映渠道"), english="heard through", max_length=80),
    Column("speakers", "反映人数", ("人数",), type="int", english="persons speaking", example="3"),
    Column(
        "owner",
        "承办",
        ("责任部门", "责任人", "承办部门", "整改单位"),
        english="who deals with it",
        max_length=120,
        example="后勤科",
    ),
    Column(
        "due_on",
        "办理期限",
        ("期限", "整改期限", "完成时限"),
        type="date",
        english="to be done by",
        future="",
        example="2026-06-30",
    ),
    Column("settled_on", "办结日期", ("整改日期", "解决日期", "完成日期"), type="date", english="dealt with on"),
    Column("result", "办理情况", ("整改情况", "处理结果", "结果"), english="what was done", max_length=500),
    Column("cost", "投入金额", ("金额", "费用", "投入资金"), type="money", english="cost"),
    Column("checked_on", "回访日期", ("反馈日期",), type="date", english="fed back on"),
    Column("satisfied", "是否满意", ("满意", "回访满意"), type="bool", english="satisfied"),
)


def known(units):
    """The issues on the registers of these unions."""
    return set(Issue.objects.standing().filter(unit__in=units).values_list("unit_id", "kind", "words", "raised_on"))


def _identity(row):
    return row.unit.pk, KINDS.get(row.get("kind")), words(row, "name", 500), row.get("raised_on")


def prepare(row, context):
    """The issue that a row tells, as far as it has come."""
    kind, on = KINDS.get(row.get("kind")), row.get("raised_on")
    if kind is None:
        row.find("kind", "unknown_choice", REJECTED, value=row.original("kind")[:40])
        return
    owner, due, settled, checked_on = (
        words(row, "owner", 120),
        row.get("due_on"),
        row.get("settled_on"),
        row.get("checked_on"),
    )
    one = Issue(
        unit=row.unit, kind=kind, words=words(row, "name", 500), category=CATEGORIES.get(row.get("category"), "other"), raised_on=on,
        source=words(row, "source", 80), speakers=row.get("speakers") or 1, round=_round(row, kind),
    )  # fmt: skip
    done = words(row, "result", 500)
    verdict = first_refusal(
        rules.may_raise(one.words, on=on, today=context.today),
        not_before(on, due, _("the day on which it was raised")),
        rules.may_settle(one, on=settled, result=done, today=context.today) if settled else Allowed,
        not_before(settled or on, checked_on, _("the day on which it was dealt with")),
        may_happen_on(checked_on, today=context.today) if checked_on else Allowed,
    )
    if not allowed(row, "settled_on", verdict):
        return
    if owner and due:
        one.state, one.owner, one.due_on, one.assigned_on = State.ASSIGNED, owner, due, on
    if settled:
        one.state, one.owner, one.settled_on, one.result, one.cost = (
            State.SETTLED,
            owner,
            settled,
            done,
            row.get("cost"),
        )
    if settled and checked_on and row.get("satisfied"):
        one.state, one.checked_on, one.satisfied = State.CHECKED, checked_on, True
    row.extra = {"record": one}


def _round(row, kind):
    """The round of this subject at the union, the last one; None where there is none or the row names none."""
    name = words(row, "round", 120)
    kinds = [one for one, code in Round.CATALOGUE.items() if code == kind]
    found = Round.objects.standing().filter(unit=row.unit, kind__in=kinds, name=name).order_by("-planned_on", "-id")
    return found.first() if name else None


def write(rows, context, this):
    """Issues, each with its round where there is one."""
    made = [row.extra["record"] for row in rows if row.enters]
    for one in made:
        one.batch = context.batch
    this.create_all(Issue, made)
    return {"issues": len(made)}


ISSUES = register(
    "congress_issues",
    _("Findings, demands and voices"),
    COLUMNS,
    model=Issue,
    word="issues",
    sheet="问题与诉求",
    write=write,
    check=checked(known, _identity, prepare),
    notes=("反映人的姓名不登记。", "写了承办和期限的按已交办，写了办结日期和办理情况的按已办结，回访满意的销号。"),
)
