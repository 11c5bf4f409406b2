"""The workbooks of money: applications, who was told, and what the bank answers."""

from collections import defaultdict

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from taizhang.aid import actions, queries
from taizhang.aid.models import Application, Payment, Programme, Telling
from taizhang.intake.importers import Column, Importer
from taizhang.intake.problems import REJECTED, declare
from taizhang.kernel.manifest import registry
from taizhang.kernel.verdicts import Refused
from taizhang.members import queries as members
from taizhang.members.models import Membership
from taizhang.organisation.queries import UnitIndex

declare(
    ("programme_unknown", "没有编号为{number}的项目", "there is no programme with the number {number}"),
    ("nobody_on_register", "会员名册里没有这个人", "nobody of this name or number is on the register"),
    (
        "several_on_register",
        "会员名册里有几个同名的人，请写身份证号",
        "several persons bear this name: give the identity number",
    ),
    ("refused_by_rule", "不能申请：{why}", "refused: {why}"),
    ("no_candidate", "名单里没有这个人，或不符合条件", "not among the proposed of this programme"),
    ("told_already", "已经告知过", "was told already"),
    ("payment_unknown", "没有编号为{number}的待付款项", "no payment waits under the number {number}"),
    ("answer_unclear", "结果请写“成功”或“失败”", "write 成功 or 失败 as the result"),
    ("why_missing", "失败的请写原因", "give the reason of the failure"),
)
HOWS = {
    "短信": "sms", "发短信": "sms", "微信": "sms", "电话": "phone", "打电话": "phone", "书面通知": "notice", "通知": "notice",
    "公告": "notice", "当面": "visit", "上门": "visit", "入户": "visit", "单位通知": "unit", "本单位工会": "unit",
}  # fmt: skip
GOOD, BAD = ("成功", "已付", "交易成功", "入账成功", "是"), ("失败", "未付", "退票", "交易失败", "否")


def _number(row):
    """The number of a programme in the row: the digits after the last hyphen of AW-07-2008-12."""
    return str(row.get("programme") or "").strip().rpartition("-")[2]


def _programmes(rows, context):
    """{row's number: Programme} of those that the importing person may see."""
    asked = {number for row in rows if (number := _number(row)).isdigit()}
    found = Programme.objects.standing().filter(pk__in=asked).select_related("unit", "fund")
    if getattr(context.by, "pk", None) is not None:
        found = found.filter(pk__in=Programme.objects.visible_to(context.by).values("pk"))
    return {str(one.pk): one for one in found}


def _with_programme(rows, context):
    """Rows whose programme is known; the others are rejected."""
    known = context.memory["programmes"] = _programmes(rows, context)
    for row in rows:
        if row.rejected:
            continue
        if _number(row) not in known:
            row.find("programme", "programme_unknown", REJECTED, number=str(row.get("programme") or "—"))
        else:
            yield row, known[_number(row)]


# --- applications ---------------------------------------------------------------------------------------------------------------


def _membership(row, programme, context):
    reach = queries.programmes.reach_of(programme).select_related("person", "unit")
    if getattr(context.by, "pk", None) is not None:
        reach = reach.filter(pk__in=Membership.objects.visible_to(context.by).values("pk"))
    if row.get("id_number"):
        found = list(reach.filter(person__id_index=members.id_index(row.get("id_number")))[:2])
    else:
        found = list(reach.filter(person__name=row.get("name"))[:2])
    if len(found) != 1:
        row.find("name", "several_on_register" if found else "nobody_on_register", REJECTED)
        return None
    return found[0]


def _said(row):
    return {
        "category": row.get("category", ""),
        "student": row.get("student", ""),
        "student_number": row.get("student_number", ""),
        "stage": row.get("stage", ""),
        "school": row.get("school", ""),
        "amount": row.get("amount"),
    }


def check_applications(rows, context):
    """Every row is tried like a real application; what a rule refuses, the row says."""
    seen = set()
    for row, programme in _with_programme(rows, context):
        membership = _membership(row, programme, context)
        if membership is None:
            continue
        row.unit, row.extra = membership.unit, (programme, membership)
        on = row.get("on") or context.today
        try:
            made = actions.applications.draft(
                programme, membership.unit, membership.person, on, today=context.today, **_said(row)
            )
        except Refused as refused:
            row.find("name", "refused_by_rule", REJECTED, why=str(refused))
            continue
        if (programme.pk, made.beneficiary) in seen:
            row.find("name", "refused_by_rule", REJECTED, why=gettext("stands in this workbook twice"))
        seen.add((programme.pk, made.beneficiary))


def write_applications(rows, context, this):
    """One application for each row that may enter."""
    made = []
    for row in rows:
        if not row.enters:
            continue
        programme, membership = row.extra
        application = actions.applications.draft(
            programme,
            membership.unit,
            membership.person,
            row.get("on") or context.today,
            today=context.today,
            **_said(row),
        )
        application.need, application.remark = row.get("need", ""), row.get("remark", "")[:200]
        made.append(application)
    created = this.create_all(Application, made)
    return {"applications": len(created), "keys": [one.pk for one in created]}


def undo_applications(batch, context, this):
    """Withdraw what the import made; refused where one of them has been sent up since."""
    made = Application.objects.standing().filter(pk__in=batch.result.get("keys", []))
    if made.exclude(state=Application.State.DRAFT).exists():
        raise Refused(gettext("Some of these applications have been sent up since; withdraw those first."))
    keys = list(made.values_list("pk", flat=True))
    this.change_all(Application, keys, voided_at=this.at)
    return {"applications": len(keys)}


_PROGRAMME = Column(
    "programme", "项目编号", ("项目号", "救助项目编号"), english="Programme no.", required=True, example="AW-07-2008-1",
    note="在项目页面上，如 AW-07-2008-1",
)  # fmt: skip
_NAME = Column(
    "name", "姓名", ("职工姓名", "申请人", "申请人姓名", "家长姓名"), "name", "Name", required=True, example="田小满"
)

APPLICATIONS = Importer(
    code="aid_applications",
    label=_("Applications for aid"),
    columns=(
        _PROGRAMME,
        _NAME,
        Column("id_number", "身份证号", ("身份证号码", "职工身份证号"), "id_number", "Identity number", width=22),
        Column("on", "申请日期", ("日期", "申请时间"), "date", "Applied on", example="2008-03-10"),
        Column("category", "困难类别", ("困难等级",), english="Category of hardship"),
        Column("student", "学生姓名", ("子女姓名",), "name", "Student"),
        Column("student_number", "学生身份证号", ("子女身份证号",), "id_number", "Student's identity number", width=22),
        Column("stage", "学段", ("就读阶段", "学历层次"), english="Stage of schooling"),
        Column("school", "学校", ("就读学校", "录取院校"), english="School", width=24),
        Column("amount", "金额(元)", ("金额", "申请金额"), "money", "Amount"),
        Column("need", "困难情况", ("困难原因说明", "情况说明"), english="Need", width=30, max_length=500),
        Column("remark", "备注", (), english="Remark"),
    ),
    act="aid.import_applications",
    check=check_applications,
    write=write_applications,
    undo=undo_applications,
    units=UnitIndex,
    sheet_name="申请",
    notes=(
        "项目编号在项目页面上。",
        "金额按项目标准计算；项目没有统一标准的才填。",
        "身份证号用来认人，请用文本格式。",
    ),
)


# --- who was told ---------------------------------------------------------------------------------------------------------------


def check_told(rows, context):
    """The person must be among the proposed and not told yet."""
    groups = defaultdict(list)
    for row, programme in _with_programme(rows, context):
        row.unit = programme.unit
        groups[programme.pk].append((row, programme))
    for listed in groups.values():
        programme = listed[0][1]
        proposed = dict(programme.candidates.filter(proposed=True).values_list("person_id", "told_on"))
        for row, _programme in listed:
            person = row.get("person")
            if person not in proposed:
                row.find("person", "no_candidate", REJECTED)
            elif proposed[person] is not None:
                row.leave_unchanged("person", "told_already")
            row.extra = programme
            row.values["how"] = HOWS.get(str(row.get("how") or "").strip(), "notice")


def write_told(rows, context, this):
    """One telling for each programme, day and way."""
    groups = defaultdict(list)
    for row in rows:
        if row.enters:
            groups[row.extra.pk, row.get("on") or context.today, row.get("how")].append(row)
    keys, persons = [], 0
    for (_programme, on, how), listed in groups.items():
        telling = actions.programmes.tell(
            listed[0].extra, by=context.by, on=on, how=how, persons=[row.get("person") for row in listed]
        )
        keys.append(telling.pk)
        persons += len(telling.persons)
    return {"persons": persons, "keys": keys}


def undo_told(batch, context, this):
    """They count as not told again."""
    persons = 0
    for telling in Telling.objects.standing().filter(pk__in=batch.result.get("keys", [])).select_related("programme"):
        telling.programme.candidates.filter(person__in=telling.persons).update(told_on=None, told_how="")
        telling.voided_at = this.at
        telling.save()
        persons += len(telling.persons)
    return {"persons": persons}


TOLD = Importer(
    code="aid_told",
    label=_("Who was told of a programme"),
    columns=(
        _PROGRAMME,
        Column("person", "人员编号", ("编号",), "int", "Person no.", required=True, example="12"),
        Column("name", "姓名", (), "name", "Name"),
        Column("on", "告知日期", ("通知日期", "日期"), "date", "Told on", example="2008-03-03"),
        Column("how", "告知方式", ("通知方式", "方式"), english="How", example="短信"),
    ),
    act="aid.import_told",
    check=check_told,
    write=write_told,
    undo=undo_told,
    units=UnitIndex,
    sheet_name="名单",
    notes=(
        "先从项目名单页导出，填好告知日期和方式，再导入。",
        "告知方式可以写：短信、电话、书面通知、当面、单位通知。",
    ),
)


# --- what the bank answers ------------------------------------------------------------------------------------------------------


def check_results(rows, context):
    """Each row names a payment that waits, and says paid or failed with the reason."""
    keys = [row.get("payment") for row in rows if row.get("payment")]
    waiting = {}
    for start in range(0, len(keys), 900):
        due = Payment.objects.standing().filter(pk__in=keys[start : start + 900], state=Payment.State.DUE)
        due = due.filter(run__state="released").select_related("run__programme", "run__unit", "unit")
        waiting.update({one.pk: one for one in due})
    allowed = _runs_of(context, {one.run for one in waiting.values()})
    for row in rows:
        payment = waiting.get(row.get("payment"))
        if payment is None or payment.run_id not in allowed:
            row.find("payment", "payment_unknown", REJECTED, number=str(row.get("payment") or "—"))
            continue
        row.unit, row.extra = payment.run.unit, payment
        answer = str(row.get("result") or "").strip()
        if answer not in (*GOOD, *BAD):
            row.find("result", "answer_unclear", REJECTED)
        elif answer in BAD and not row.get("why"):
            row.find("why", "why_missing", REJECTED)


def _runs_of(context, runs):
    """Runs that the importing person may see."""
    if getattr(context.by, "pk", None) is None:
        return {run.pk for run in runs}
    model = registry.records["aid.paymentrun"].model
    return set(
        model.objects.visible_to(context.by).filter(pk__in=[run.pk for run in runs]).values_list("pk", flat=True)
    )


def write_results(rows, context, this):
    """Reconcile run by run and day by day."""
    groups = defaultdict(list)
    for row in rows:
        if row.enters:
            groups[row.extra.run, row.get("on") or context.today].append(row)
    paid = failed = 0
    keys = defaultdict(list)
    for (run, on), listed in groups.items():
        bad = {row.get("payment"): str(row.get("why")) for row in listed if str(row.get("result")).strip() in BAD}
        numbers = [row.get("payment") for row in listed]
        actions.payments.reconcile(run, by=context.by, on=on, failed=bad, only=numbers)
        paid, failed = paid + len(numbers) - len(bad), failed + len(bad)
        keys[str(run.pk)] += numbers
    return {"paid": paid, "failed": failed, "keys": keys}


def undo_results(batch, context, this):
    """The payments wait for the bank's answer again."""
    model = registry.records["aid.paymentrun"].model
    undone = 0
    for run, keys in batch.result.get("keys", {}).items():
        actions.payments.undo_results(
            model.objects.get(pk=int(run)), keys, by=context.by, why=gettext("the list of the bank was taken back")
        )
        undone += len(keys)
    return {"payments": undone}


BANK_RESULTS = Importer(
    code="aid_bank_results",
    label=_("The bank's answer to a payment run"),
    columns=(
        Column("payment", "付款编号", ("编号", "业务编号"), "int", "Payment no.", required=True, example="1024"),
        Column("result", "结果", ("处理结果", "状态", "付款结果"), english="Result", required=True, example="成功"),
        Column("on", "日期", ("入账日期", "付款日期", "交易日期"), "date", "Date", example="2008-04-25"),
        Column("why", "失败原因", ("原因", "退票原因"), english="Reason of the failure", width=24),
    ),
    act="aid.import_results",
    check=check_results,
    write=write_results,
    undo=undo_results,
    units=UnitIndex,
    sheet_name="银行回盘",
    notes=("付款编号是代发文件里的付款编号。", "没有列出的款项继续等待；全部有了结果，批次才算对账完毕。"),
)
