"""The workbook of a re-registration: one row for each form; what is left empty says nothing."""

from collections import defaultdict

from django.utils.translation import gettext_lazy as _

from taizhang.intake.importers import Column, Importer
from taizhang.intake.problems import REJECTED, declare
from taizhang.intake.unitbook import unit_of_row
from taizhang.kernel.verdicts import Refused
from taizhang.members import queries, rules
from taizhang.members.actions.reregistration import Source, prepare_confirmation
from taizhang.members.models import Confirmation, Membership
from taizhang.members.rules.reregistration import FIELDS
from taizhang.organisation.queries import UnitIndex

from .applications import COLUMNS as APPLICATION

declare(
    ("form_not_on_register", "名册上没有此人", "nobody of this name and number is on the register there"),
    ("form_namesakes", "有同名会员，请填身份证号", "several members bear this name; give the identity number"),
    ("form_no_campaign", "没有正在进行的重新登记“{name}”", "no re-registration “{name}” is running there"),
    ("form_refused", "{why}", "{why}"),
)
COLUMNS = (
    *(column for column in APPLICATION if column.key not in ("applied_on", "id_kind", "remark")),
    Column(
        "campaign", "重新登记", ("活动名称", "登记活动"), english="re-registration", note="只有一项在进行时可以不填"
    ),
    Column("filled_on", "填表日期", ("登记日期", "填表时间"), type="date", english="filled in on"),
)


def check(rows, context):
    """The member whom a row means, and the campaign that it belongs to."""
    for row in rows:
        row.unit = unit_of_row(row, context)
    units = {row.unit.pk: row.unit for row in rows if row.unit is not None}
    by_number, by_name = _register(list(units))
    running = {pk: queries.reregistration.open_for(unit, context.today) for pk, unit in units.items()}
    for row in rows:
        if row.rejected or row.unit is None:
            continue
        membership = _member(row, by_number, by_name)
        campaign = _campaign(row, running[row.unit.pk])
        if membership is None or campaign is None:
            continue
        on, on_file = (
            row.get("filled_on") or context.today,
            queries.reregistration.confirmation_of(campaign, membership.person),
        )
        verdict = rules.reregistration.may_fill(campaign, membership, on=on, on_file=on_file)
        if not verdict:
            row.find("name", "form_refused", REJECTED, why=str(verdict.reason))
        row.extra = {"membership": membership, "campaign": campaign}


def _register(units):
    """Standing memberships of these units by number and by name."""
    by_number, by_name = {}, defaultdict(list)
    standing = Membership.objects.standing().filter(unit__in=units, status__in=Membership.STANDING)
    for one in standing.select_related("person", "unit"):
        if one.person.id_index:
            by_number[one.unit_id, one.person.id_index] = one
        by_name[one.unit_id, one.person.name].append(one)
    return by_number, by_name


def _member(row, by_number, by_name):
    """By number; a number that the register does not know may be a corrected one, so the name is asked next."""
    number, same = row.get("id_number"), by_name[row.unit.pk, row.values["name"]]
    found = by_number.get((row.unit.pk, queries.id_index(number))) if number else None
    if found is None and len(same) == 1:
        found = same[0]
    if found is None:
        row.find("name", "form_namesakes" if same else "form_not_on_register", REJECTED)
    return found


def _campaign(row, running):
    name = (row.get("campaign") or "").strip()
    found = [one for one in running if not name or one.name == name]
    if len(found) != 1:
        row.find("campaign", "form_no_campaign", REJECTED, name=name or "…")
        return None
    return found[0]


def write(rows, context, this):
    """The forms, each sealed; those filled in earlier and not checked are written over."""
    made = 0
    for row in rows:
        if not row.enters:
            continue
        said = {field: row.get(field) for field in FIELDS}
        membership, campaign = row.extra["membership"], row.extra["campaign"]
        on = row.get("filled_on") or context.today
        one = prepare_confirmation(campaign, membership, this, on=on, source=Source.IMPORT, said=said)
        one.batch = context.batch
        one.save()
        made += 1
    return {"forms": made}


def undo(batch, context, this):
    """Withdraw the forms that the import brought; refused where one has been checked since."""
    standing = Confirmation.objects.standing().filter(batch=batch)
    if standing.filter(state=Confirmation.State.CHECKED).exists():
        raise Refused(_("Some of these forms have been checked already; the import cannot be undone."))
    keys = list(standing.values_list("pk", flat=True))
    this.change_all(Confirmation, keys, voided_at=this.at)
    return {"forms": len(keys)}


CONFIRMATIONS = Importer(
    code="reregistration", label=_("Forms of re-registration"), columns=COLUMNS, act="members.import_confirmations", check=check, write=write,
    undo=undo, units=UnitIndex, sheet_name="重新登记表", notes=("空着的格子表示没有变化；与档案不同的，导入后逐项核对。",),
)  # fmt: skip
