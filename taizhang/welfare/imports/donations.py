"""The workbook of donations: the list that a branch hands in with the money."""

import hashlib
from collections import Counter

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from taizhang.intake.importers import Column, Importer
from taizhang.intake.models import Batch
from taizhang.intake.problems import REJECTED, declare
from taizhang.kernel.models import Unit
from taizhang.kernel.verdicts import Refused
from taizhang.organisation.queries import UnitIndex
from taizhang.welfare.actions.donations import prepare_gift
from taizhang.welfare.actions.parts import move
from taizhang.welfare.actions.voiding import void_gifts
from taizhang.welfare.imports.people import by_name
from taizhang.welfare.models import Campaign, Donation, Movement
from taizhang.welfare.queries import donations as queries
from taizhang.welfare.rules.donations import may_give

declare(
    (
        "welfare_campaign_unknown",
        "没有正在募集的“{name}”；请先发起，或核对名称",
        "no open call “{name}”: begin it first, or check the name",
    ),
)
Donor = Donation.Donor
COLUMNS = (
    Column(
        "campaign",
        "募捐事项",
        ("活动名称", "募捐活动", "捐款事项", "事项"),
        english="call",
        note="只有一项在募集时可以不填",
    ),
    Column("on", "日期", ("捐款日期", "时间", "捐赠日期"), type="date", english="date", required=True),
    Column(
        "name",
        "捐赠人",
        ("姓名", "捐款人", "捐款单位", "单位或姓名", "捐赠单位", "捐款人姓名"),
        english="donor",
        max_length=60,
        example="张三",
    ),
    Column(
        "donor",
        "捐赠来源",
        ("来源", "类型", "捐赠人类别"),
        type="choice",
        english="kind of donor",
        choices=tuple(Donor.values),
        translations={
            "会员": "个人",
            "职工": "个人",
            "企业": "单位",
            "集体": "单位",
            "慈善总会": "慈善组织",
            "慈善会": "慈善组织",
            "统计数": "全镇统计数",
        },
    ),
    Column("people", "捐款人数", ("人数",), type="int", english="how many people"),
    Column("amount", "金额", ("金额(元)", "捐款金额", "捐款", "捐款数"), type="money", english="amount"),
    Column("goods", "物品", ("物资", "捐赠物品", "实物"), english="goods", max_length=60),
    Column("quantity", "数量", (), type="number", english="quantity", scale=3),
    Column("measure_unit", "计量单位", ("单位(物品)", "量词"), english="unit of measure", max_length=20),
    Column("remark", "备注", ("说明",), english="remark", max_length=200),
)


def check(rows, context):
    """Which call is meant, whether the gift may be taken; a row that an earlier import brought is left alone."""
    calls = _open_calls(context)
    for row in rows:
        row.extra = {"campaign": None, "digest": "", "person": None}
        _find_call(row, calls)
        _fill_donor(row)
        if not row.rejected:
            _ask_rules(row, context)
    _recognise(rows, context)
    _leave_known(rows)


def _recognise(rows, context):
    """A single giver whose name one member bears is that member; nobody is asked about the others."""
    single = [row for row in rows if row.get("donor") == Donor.PERSON and row.get("people", 1) == 1 and row.get("name")]
    known = by_name({row.values["name"] for row in single}, context.unit)
    for row in single:
        people = known.get(row.values["name"], ())
        row.extra["person"] = people[0] if len(people) == 1 else None


def _open_calls(context):
    found = Campaign.objects.standing().filter(state=Campaign.State.OPEN).select_related("unit")
    return list(found.below(context.unit) if context.unit else found)


def _find_call(row, calls):
    name = row.get("campaign", "")
    fitting = [one for one in calls if not name or one.matter == name] or [one for one in calls if name in one.matter]
    if len(fitting) != 1:
        row.find("campaign", "welfare_campaign_unknown", REJECTED, name=name or "…")
        return
    row.extra["campaign"], row.unit = fitting[0], fitting[0].unit


def _fill_donor(row):
    donor, people = row.get("donor"), row.get("people")
    if donor not in Donor.values:
        several = bool(people and people > 1)
        row.values["donor"] = (
            Donor.ANONYMOUS if not row.get("name") else Donor.UNIT if several else Donor.PERSON
        ).value


def _ask_rules(row, context):
    get = row.get
    verdict = may_give(
        row.extra["campaign"],
        donor=get("donor"),
        amount=get("amount"),
        item=get("goods"),
        quantity=get("quantity"),
        name=get("name", ""),
        on=get("on"),
        today=context.today,
    )
    if not verdict:
        row.find("amount", "welfare_refused", REJECTED, why=str(verdict.reason))
    elif get("goods") and not get("measure_unit"):
        row.find("measure_unit", "welfare_refused", REJECTED, why=gettext("Goods need a name and a unit of measure."))


def _leave_known(rows):
    seen, digests = Counter(), {}
    for row in rows:
        if row.rejected:
            continue
        words = "\x1f".join(
            str(one) for one in (row.extra["campaign"].pk, *(row.values.get(column.key) for column in COLUMNS[1:]))
        )
        seen[words] += 1
        row.extra["digest"] = hashlib.sha256(f"{words}\x1f{seen[words]}".encode()).hexdigest()
        digests[row.extra["digest"]] = row
    keys = list(digests)
    for start in range(0, len(keys), 900):
        on_file = Donation.objects.filter(digest__in=keys[start : start + 900]).exclude(batch__state=Batch.State.UNDONE)
        for digest in on_file.values_list("digest", flat=True):
            digests[digest].leave_unchanged("on")


def write(rows, context, this):
    """The gifts with their receipts, numbered in the order of the rows; goods into the store."""
    made, numbers = [], {}
    for row in rows:
        if not row.enters:
            continue
        gift = _gift(row, context, this)
        if not gift.is_statistic:
            key = (gift.unit_id, gift.year)
            if key not in numbers:
                list(Unit.objects.select_for_update(no_key=True).filter(pk=gift.unit_id))
                numbers[key] = queries.next_receipt(gift.unit, gift.year)
            gift.number = numbers[key]
            numbers[key] += 1
        made.append(gift)
    this.create_all(Donation, made)
    for gift in made:
        if gift.item_id:
            move(
                this,
                gift.item,
                way=Movement.Way.DONATED,
                quantity=gift.quantity,
                on=gift.on,
                mover=gift,
                source=gift.giver,
            )
    return {"donations": len(made)}


def _gift(row, context, this):
    get = row.get
    gift = prepare_gift(
        this,
        row.extra["campaign"],
        on=get("on"),
        donor=get("donor"),
        who={"person": row.extra["person"], "name": get("name", "")},
        amount=get("amount"),
        goods=get("goods", ""),
        quantity=get("quantity"),
        measure_unit=get("measure_unit", ""),
        people=get("people"),
        remark=get("remark", ""),
        batch=context.batch,
    )
    gift.digest = row.extra["digest"]
    return gift


def undo(batch, context, this):
    """Void the gifts that the import brought; refused where they have been handed over already."""
    standing = list(Donation.objects.standing().filter(batch=batch).select_related("campaign", "unit", "item"))
    if any(one.campaign.state == Campaign.State.CLOSED for one in standing):
        raise Refused(gettext("A call of this import is settled; reopen it first."))
    void_gifts(standing, this)
    return {"donations": len(standing)}


DONATIONS = Importer(
    code="welfare_donations",
    label=_("Donations"),
    columns=COLUMNS,
    act="welfare.import",
    check=check,
    write=write,
    undo=undo,
    units=UnitIndex,
    sheet_name="捐款登记",
    notes=("现金填金额，物品填名称、数量和计量单位，一行只填一样。", "全镇统计数请在“捐赠来源”注明。"),
)
