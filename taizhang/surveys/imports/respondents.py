"""The workbook of those who are asked: one person a row, found on the register by name or number."""

from collections import defaultdict

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from taizhang.intake.importers import Column, Importer
from taizhang.intake.problems import REJECTED, WARNED, declare
from taizhang.intake.unitbook import unit_of_row
from taizhang.kernel.verdicts import Refused
from taizhang.members.models import Membership
from taizhang.members.queries import id_index
from taizhang.organisation.queries import UnitIndex
from taizhang.surveys.actions.surveys import enlist
from taizhang.surveys.models import Respondent, Survey

declare(
    (
        "surveys_survey_unknown",
        "没有按名单作答的调查草稿“{name}”，请核对名称，或先建立调查",
        "no draft of a survey answered from a list is called “{name}”; check the name or draft it first",
    ),
    (
        "surveys_not_registered",
        "名册上没有这个人，只按姓名登记",
        "not on the register: entered by name only",
    ),
    ("surveys_namesakes", "名册上有同名会员，请补填身份证号", "namesakes on the register; add the identity number"),
)
COLUMNS = (
    Column("survey", "调查名称", ("调查", "问卷", "问卷名称", "事项"), english="survey", note="只有一份名单调查时可不填"),
    Column(
        "name", "姓名", ("职工姓名", "会员姓名", "代表姓名", "名字"), type="name", english="name", required=True, max_length=60,
        example="张三",
    ),
    Column(
        "id_number", "身份证号", ("身份证", "身份证号码", "证件号码"), type="id_number", english="identity number", width=22,
        note="同名时用来认人",
    ),
    Column("unit", "工会编码", ("单位编码", "所在工会编码"), type="unit", english="union code", note="不填则为导入时所选的工会"),
    Column("unit_name", "工会名称", ("所在工会", "单位", "单位名称", "部门"), type="unit", english="union", width=22),
)  # fmt: skip


def check(rows, context):
    """Units, then the survey, then who is meant."""
    for row in rows:
        row.unit = unit_of_row(row, context)
        row.extra = {"survey": None, "person": None}
    drafts = Survey.objects.standing().filter(state=Survey.State.DRAFT, audience=Survey.Audience.LISTED)
    drafts = list((drafts.below(context.unit) if context.unit else drafts).select_related("unit"))
    known = _known({row.values.get("name") for row in rows})
    for row in rows:
        if row.unit is None or row.rejected:
            continue
        name = row.get("survey", "")
        fitting = [one for one in drafts if not name or one.name == name]
        if len(fitting) != 1:
            row.find("survey", "surveys_survey_unknown", REJECTED, name=name or "…")
            continue
        row.extra["survey"] = fitting[0]
        _find_person(row, known)


def _known(names):
    names, known = list(names), defaultdict(list)
    for start in range(0, len(names), 900):
        found = Membership.objects.standing().filter(person__name__in=names[start : start + 900])
        for one in found.filter(status__in=Membership.STANDING).select_related("person", "unit"):
            known[one.person.name].append(one)
    return known


def _find_person(row, known):
    same = [one for one in known[row.values["name"]] if one.unit.path.startswith(row.unit.path)]
    if row.get("id_number"):
        same = [one for one in same if one.person.id_index == id_index(row.values["id_number"])]
    if len(same) == 1:
        row.extra["person"] = same[0].person
    elif same:
        row.find("name", "surveys_namesakes", REJECTED)
    else:
        row.find("name", "surveys_not_registered", WARNED)


def write(rows, context, this):
    """Everybody onto the list of the survey, once."""
    by_survey = defaultdict(list)
    for row in rows:
        if row.enters:
            by_survey[row.extra["survey"]].append((row.unit, row.extra["person"], row.values["name"]))
    return {"respondents": sum(enlist(this, survey, people, context.batch) for survey, people in by_survey.items())}


def undo(batch, context, this):
    """Take them off the list again, as long as the survey is a draft."""
    there = Respondent.objects.filter(batch=batch)
    if there.exclude(survey__state=Survey.State.DRAFT).exists():
        raise Refused(gettext("The survey has been issued; its register stays."))
    count, _by_model = there.delete()
    return {"respondents": count}


RESPONDENTS = Importer(
    code="surveys_respondents",
    label=_("Who is asked in a survey"),
    columns=COLUMNS,
    act="surveys.import",
    check=check,
    write=write,
    undo=undo,
    units=UnitIndex,
    sheet_name="调查对象",
    notes=("每人一行；同名的请填身份证号。", "先建立一份“名单上的人”作答的调查草稿，再导入名单。"),
)
