"""The workbook of applications: the staff list of the HR office (identified), or forms that were signed (with a day of application)."""

from django.utils.translation import gettext_lazy as _

from taizhang.intake.importers import Column, Importer
from taizhang.intake.problems import REJECTED, declare
from taizhang.intake.unitbook import unit_of_row
from taizhang.kernel.manifest import registry
from taizhang.kernel.verdicts import Refused
from taizhang.members import queries
from taizhang.members.actions.admission import PERSON, WORK, prepare_application
from taizhang.members.models import Application, Membership
from taizhang.organisation.queries import UnitIndex

from .columns import COLUMNS as REGISTER

State = Application.State
declare(
    ("applicant_is_member", "此人已在会，不必申请", "this person is in membership already"),
    ("application_refused", "{why}", "{why}"),
    ("application_twice", "与前面一行为同一人", "the same person as an earlier row"),
)
TAKEN = (
    "name", "sex", "id_number", "phone", "unit", "unit_name", "group", "employment", "migrant", "birth_on", "id_kind", "ethnic",
    "education", "political", "household", "position", "contract_since", "contract_until", "remark",
)  # fmt: skip
COLUMNS = (
    *(column for column in REGISTER if column.key in TAKEN),
    Column(
        "applied_on",
        "申请日期",
        ("申请时间", "入会申请日期"),
        type="date",
        english="applied on",
        note="不填则登记为摸底对象",
    ),
)


def check(rows, context):
    """Units with a union, nobody who is a member, nobody twice."""
    seen = set()
    for row in rows:
        row.unit = unit_of_row(row, context)
        if row.unit is not None and not registry.unit_kinds[row.unit.kind].is_union:
            row.find("unit", "no_union_there", REJECTED)
        if row.rejected or row.unit is None:
            continue
        number = row.get("id_number")
        key = (row.unit.pk, number or row.get("name"), "" if number else row.get("birth_on"))
        if key in seen:
            row.find("name", "application_twice", REJECTED)
        seen.add(key)
        _check_on_file(row, number)


def _check_on_file(row, number):
    if not number:
        return
    person = queries.person_by_id(number)
    if person and Membership.objects.standing().filter(person=person, status__in=Membership.STANDING).exists():
        row.find("id_number", "applicant_is_member", REJECTED)
    waits = Application.objects.standing().filter(unit=row.unit, state__in=Application.WAITING)
    if queries.admission.search(waits, number).exists():
        row.leave_unchanged("id_number")


def write(rows, context, this):
    """Applications, with a day of application or as identified today."""
    made = []
    for row in rows:
        if not row.enters:
            continue
        applied = row.get("applied_on")
        details = {field: row.get(field) for field in (*PERSON, *WORK, "remark") if row.get(field) is not None}
        one = prepare_application(
            row.unit, this, on=applied or context.today, state=State.APPLIED if applied else State.IDENTIFIED,
            source=Application.Source.IMPORT, id_number=row.get("id_number") or "", phone=row.get("phone") or "", **details,
        )  # fmt: skip
        one.batch = context.batch
        made.append(one)
    this.create_all(Application, made)
    return {"applications": len(made)}


def undo(batch, context, this):
    """Withdraw what the import brought; refused where the committee has decided since."""
    standing = Application.objects.standing().filter(batch=batch)
    if standing.exclude(state__in=Application.WAITING).exists():
        raise Refused(_("Some of these applications have been decided already; the import cannot be undone."))
    keys = list(standing.values_list("pk", flat=True))
    this.change_all(Application, keys, voided_at=this.at)
    return {"applications": len(keys)}


APPLICATIONS = Importer(
    code="applications", label=_("Applications for membership"), columns=COLUMNS, act="members.import_applications", check=check, write=write,
    undo=undo, units=UnitIndex, sheet_name="入会申请",
    notes=("填了申请日期的登记为入会申请，没有填的登记为摸底对象。", "已经在会的人不必填。"),
)  # fmt: skip
