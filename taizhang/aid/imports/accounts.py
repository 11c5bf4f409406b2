"""The workbook of payout accounts: person, bank, account, holder. What it brings waits for a second person like any other account."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from taizhang.aid import rules
from taizhang.aid.models import Account
from taizhang.aid.models.payments import ACCOUNT_COLUMN
from taizhang.intake.importers import Column, Importer
from taizhang.intake.problems import REJECTED, WARNED, declare
from taizhang.kernel import sealing
from taizhang.kernel.verdicts import Refused
from taizhang.members import queries as members
from taizhang.members.models import Membership
from taizhang.organisation.queries import UnitIndex

AT_ONCE = 900
declare(
    ("account_wrong", "账号应为8至30位数字", "an account number has 8 to 30 digits"),
    (
        "account_waits",
        "这个人已有一个账户待复核，请先复核或退回",
        "an account of this person waits for confirmation already",
    ),
    ("account_same", "与已复核的账户相同", "the same as the confirmed account"),
    ("account_twice", "同一人在表中出现两次", "this person stands in the workbook twice"),
    (
        "account_holder",
        "户名与姓名不一致，请核对是否本人账户",
        "the holder is somebody else: check whose account it is",
    ),
    ("account_shared", "与{name}的账号相同，请核对", "the same number as that of {name}: please check"),
)


def check_accounts(rows, context):
    """Each row finds its person on the register; an account that stands is left, one that waits is not overtaken."""
    found = _persons(rows, context)
    known = _accounts([membership.person_id for membership in found.values()])
    seen, numbers = set(), {}
    for row in rows:
        membership = found.get(id(row))
        if membership is None:
            continue
        row.unit, row.extra = membership.unit, membership
        person, number = membership.person, row.get("number") or ""
        if not rules.payments.may_carry_account(number):
            row.find("number", "account_wrong", REJECTED)
            continue
        index = sealing.blind_index(number, ACCOUNT_COLUMN)
        standing, waiting = known.get(person.pk, (None, None))
        if person.pk in seen:
            row.find("name", "account_twice", REJECTED)
        elif waiting is not None:
            row.find("name", "account_waits", REJECTED)
        elif standing is not None and standing == index:
            row.leave_unchanged("number", "account_same")
        elif row.get("holder") and row.get("holder") != person.name:
            row.find("holder", "account_holder", WARNED)
        if numbers.setdefault(index, person) != person:
            row.find("number", "account_shared", WARNED, name=numbers[index].name)
        seen.add(person.pk)


def _persons(rows, context):
    """{id of a row: the one membership that it names}, asked for in a few questions; the other rows are rejected."""
    asked = [row for row in rows if not row.rejected]
    reach = Membership.objects.standing().filter(status=Membership.Status.MEMBER)
    reach = reach.select_related("person", "unit").order_by("pk")
    if getattr(context.by, "pk", None) is not None:
        reach = reach.filter(pk__in=Membership.objects.visible_to(context.by).values("pk"))
    by_number = _grouped(
        reach, "person__id_index", {members.id_index(row.get("id_number")) for row in asked if row.get("id_number")}
    )
    by_name = _grouped(reach, "person__name", {row.get("name") for row in asked if not row.get("id_number")})
    found = {}
    for row in asked:
        fits = (
            by_number.get(members.id_index(row.get("id_number")), [])
            if row.get("id_number")
            else by_name.get(row.get("name"), [])
        )
        fits = list({membership.person_id: membership for membership in fits}.values())
        if len(fits) == 1 and fits[0].person.name == row.get("name"):
            found[id(row)] = fits[0]
        else:
            row.find("name", "several_on_register" if len(fits) > 1 else "nobody_on_register", REJECTED)
    return found


def _grouped(reach, field, values):
    """{value: [memberships]} of the wanted values."""
    found, values = {}, sorted(value for value in values if value)
    for start in range(0, len(values), AT_ONCE):
        for membership in reach.filter(**{f"{field}__in": values[start : start + AT_ONCE]}):
            person = membership.person
            found.setdefault(person.id_index if field.endswith("id_index") else person.name, []).append(membership)
    return found


def _accounts(persons):
    """{person: [index of the confirmed account, key of the one that waits]}."""
    known = {}
    for start in range(0, len(persons), AT_ONCE):
        rows = Account.objects.standing().filter(
            person__in=persons[start : start + AT_ONCE], state__in=(Account.State.STANDING, Account.State.PROPOSED)
        )
        for person, state, index, pk in rows.values_list("person", "state", "number_index", "pk"):
            pair = known.setdefault(person, [None, None])
            pair[state == Account.State.PROPOSED] = pk if state == Account.State.PROPOSED else index
    return known


def write_accounts(rows, context, this):
    """One account for each row that may enter; each waits until somebody else has confirmed it."""
    made = [_account(row, context) for row in rows if row.enters]
    created = this.create_all(Account, made)
    return {"accounts": len(created), "keys": [one.pk for one in created]}


def _account(row, context):
    membership, number = row.extra, row.get("number")
    account = Account(
        unit=membership.unit, person=membership.person, holder=(row.get("holder") or membership.person.name)[:60],
        bank=row.get("bank", "")[:80], proposed_on=context.today, proposed_by=context.by if context.by.pk else None,
        why=(row.get("remark") or "")[:200],
    )  # fmt: skip
    account.number, account.number_index = number, sealing.blind_index(number, ACCOUNT_COLUMN)
    return account


def undo_accounts(batch, context, this):
    """Take back what the import brought; refused where somebody has confirmed one of them since."""
    made = Account.objects.standing().filter(pk__in=batch.result.get("keys", []))
    if made.exclude(state=Account.State.PROPOSED).exists():
        raise Refused(gettext("Some of these accounts were confirmed or rejected since; they stay."))
    keys = list(made.values_list("pk", flat=True))
    this.change_all(Account, keys, voided_at=this.at)
    return {"accounts": len(keys)}


ACCOUNTS = Importer(
    code="aid_accounts",
    label=_("Bank accounts for payment"),
    columns=(
        Column("name", "姓名", ("职工姓名", "收款人", "会员姓名"), "name", "Name", required=True, example="田小满"),
        Column("id_number", "身份证号", ("身份证号码", "证件号码"), "id_number", "Identity number", width=22),
        Column(
            "bank", "开户行", ("开户银行", "银行", "银行名称", "开户网点"), english="Bank and branch", required=True, width=28,
            example="石门农商银行楚阳支行", max_length=80,
        ),
        Column(
            "number", "账号", ("银行账号", "银行卡号", "卡号", "收款账号"), "bank", "Account number", required=True, width=26,
            note="用文本格式填写",
        ),
        Column("holder", "户名", ("账户名", "开户人", "持卡人", "收款户名"), "name", "Account holder"),
        Column("remark", "备注", ("变更原因", "说明"), english="Remark", width=20),
    ),
    act="aid.import_accounts",
    check=check_accounts,
    write=write_accounts,
    undo=undo_accounts,
    units=UnitIndex,
    sheet_name="银行账户",
    notes=(
        "有重名时请填身份证号。",
        "账号请用文本格式，避免后几位丢失。",
        "导入后须由另一人逐一核对复核，复核前不会向这些账户付款；已有账户的，复核后才替换。",
    ),
)  # fmt: skip
