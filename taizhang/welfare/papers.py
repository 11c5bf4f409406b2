"""What care and benefits print: signature lists, receipts, the published account of a call. Chinese, as offices and donors expect."""

from taizhang.kernel.reading import plain
from taizhang.kernel.sealing import mask_name
from taizhang.welfare.queries import donations, handouts
from taizhang.welfare.queries.benefits import listed
from taizhang.word.capitals import in_capitals
from taizhang.word.document import Document, Paragraph, Table, Words


def _line(text, style="body"):
    return Paragraph((Words(text),), style)


def _row(*cells):
    return tuple(((Words(str(cell)),),) for cell in cells)


def _day(day):
    return f"{day.year}年{day.month}月{day.day}日"


def _sum(value):
    return "" if value is None else f"{value:.2f}"


def handout_roster(handout):
    """签领表 of a hand-out: one line a person, goods in columns by item and unit, cash beside them, room to sign."""
    rows = list(handouts.listed(handout))
    goods, cash = handouts.sums(rows)
    items = list(goods)
    head = ["序号", "姓名", "类别", *(f"{item.name}({item.measure_unit})" for item in items)]
    head += (["现金(元)"] if cash else []) + ["签名", "日期"]
    lines = []
    for number, one in enumerate(rows, start=1):
        own = {portion.item_id: portion.quantity for portion in one.portions.all()}
        cells = [number, one.name, one.note, *(plain(own[item.pk]) if item.pk in own else "" for item in items)]
        cells += [_sum(one.cash)] if cash else []
        lines.append(_row(*cells, one.signed_by, _short(one.signed_on)))
    totals = [
        "",
        "合计",
        f"{len(rows)}人",
        *(plain(goods[item]) for item in items),
        *([_sum(cash)] if cash else []),
        "",
        "",
    ]
    widths = (2, 4, 5, *(4 for _item in items), *((4,) if cash else ()), 5, 4)
    table = Table(tuple(head), (*lines, _row(*totals)), widths, ("center",) * len(head))
    title = f"{handout.unit.name}{handout.name}签领表"
    return Document(title, (_line(title, "title"), _line(f"{_day(handout.since)}起", "note"), table, *_signatures()))


def _short(day):
    return f"{day.month}.{day.day}" if day else ""


def _signatures():
    return (_line("", "blank"), _line("经办人：　　　　　　审核：　　　　　　工会主席："))


def benefit_roster(benefit):
    """签领表 of a benefit: everybody on the list, what each gets, room to sign."""
    lines = [
        _row(number, one.name, one.group, _short(one.due_on), benefit.each, one.signed_by, _short(one.signed_on))
        for number, one in enumerate(listed(benefit), start=1)
    ]
    head = ("序号", "姓名", "工会小组", "应享日期", "发放标准", "签名", "日期")
    table = Table(head, tuple(lines), (2, 4, 4, 4, 6, 5, 4), ("center",) * len(head))
    title = f"{benefit.unit.name}{benefit.name}签领表"
    span = f"{_day(benefit.since)}至{_day(benefit.until)}"
    return Document(title, (_line(title, "title"), _line(span, "note"), table, *_signatures()))


def receipt(gift):
    """The receipt of a gift: number, giver, sum in figures and capitals or the goods with their quantity."""
    words = f"今收到{gift.giver}"
    words += f"（{gift.people}人）" if gift.people and gift.people > 1 else ""
    if gift.amount is not None:
        words += f"为“{gift.campaign.matter}”捐款{in_capitals(gift.amount)}（¥{gift.amount:.2f}）。"
    else:
        words += f"为“{gift.campaign.matter}”捐赠{gift.item.name}{gift.item.amount(gift.quantity)}。"
    title = "捐赠收据"
    return Document(
        f"{title}{gift.receipt}",
        (
            _line(title, "title"),
            _line(gift.receipt, "note"),
            _line("", "blank"),
            _line(words),
            _line("捐赠款物全部用于上述事项，收支情况在本会公布。"),
            _line("", "blank"),
            _line("经手人："),
            _line(gift.unit.name, "signature"),
            _line(_day(gift.on), "date"),
        ),
    )


def account(campaign, *, on):
    """The account of a call as it is published: what came, what was handed over, what is left; persons masked (PIPL, article 25)."""
    kept = donations.account(campaign)
    came = [
        _row(_day(one.on), _shown(one), one.people or 1, one.value, one.receipt)
        for one in donations.gifts(campaign).order_by("on", "id")
        if not one.is_statistic
    ]
    went = [
        _row(_day(one.on), one.to, one.value, one.receipt) for one in donations.handovers(campaign).order_by("on", "id")
    ]
    title = f"关于“{campaign.matter}”款物收支情况的公布"
    summary = (
        f"截至{_day(on)}，共收到捐款{kept.collected + kept.granted:.2f}元，其中募集{kept.collected:.2f}元、"
        f"慈善组织拨付{kept.granted:.2f}元；已转交{kept.handed_over:.2f}元，结余{kept.held:.2f}元。"
    )
    goods = [f"{item.name}收到{item.amount(given)}、转交{item.amount(gone)}" for item, given, gone in kept.goods]
    blocks = [_line(title, "title"), _line("", "blank"), _line(summary)]
    blocks += [_line("物资：" + "；".join(goods) + "。")] if goods else []
    blocks += [
        _line("收到款物", "caption"),
        Table(("日期", "捐赠人", "人数", "款物", "收据"), tuple(came), (5, 6, 2, 5, 5)),
    ]
    if went:
        blocks += [_line("转交款物", "caption"), Table(("日期", "转交", "款物", "签收"), tuple(went), (5, 7, 5, 6))]
    blocks += [_line("", "blank"), _line(campaign.unit.name, "signature"), _line(_day(on), "date")]
    return Document(title, tuple(blocks))


def _shown(gift):
    """A person's name masked as little as identifies; units and charities by their names."""
    return mask_name(gift.name) if gift.donor == gift.Donor.PERSON else gift.giver
