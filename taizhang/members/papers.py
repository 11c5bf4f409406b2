"""Papers of the register: letters of transfer, application forms, lists of admissions, cards. In Chinese, as the papers are."""

from django.utils.formats import date_format

from taizhang.members.queries.reregistration import as_text
from taizhang.word.document import Document, Paragraph, Table, Words
from taizhang.word.picture import code

CARDS_IN_A_ROW = 2


def _paragraph(text, style="body"):
    return Paragraph((Words(text),), style)


def _day(value):
    return date_format(value, "Y年n月j日") if value else "　　年　　月　　日"


def _cells(rows):
    return tuple(tuple((cell if isinstance(cell, tuple) else (Words(str(cell)),),) for cell in row) for row in rows)


def letter(transfer, address):
    """The letter of transfer with number and code, and the return slip below it; `address` is where the code leads."""
    person = transfer.person
    where = transfer.to_name
    facts = (
        ("姓名", person.name), ("性别", person.sex or "—"), ("出生年月", date_format(person.birth_on, "Y年n月") if person.birth_on else "—"),
        ("证件号码", person.id_number.masked or "—"), ("会员证号", transfer.membership.card_no if transfer.membership else "—"),
        ("入会日期", _day(transfer.membership.joined_on) if transfer.membership and transfer.membership.joined_on else "—"),
    )  # fmt: skip
    blocks = (
        _paragraph("工会会员关系转接函", "title"),
        _paragraph(transfer.number, "note"),
        _paragraph(f"{where}：", "addressee"),
        _paragraph(
            f"兹有我会会员{person.name}同志，因{transfer.why or '工作变动'}，现将其会员关系转往你会，请予接收。"
        ),
        Table(("项目", "内容"), _cells(facts), (3, 7), ruled=True),
        _paragraph(f"本函有效期至{_day(transfer.due_on)}。" if transfer.due_on else "请在接到本函后及时办理。"),
        Paragraph((code(address, 28, "核验码"),)),
        _paragraph("扫码可核验本函真伪和办理情况。"),
        _paragraph(f"{transfer.from_name}（盖章）", "signature"),
        _paragraph(_day(transfer.released_on), "date"),
        _paragraph("会员关系转接函回执", "annex"),
        _paragraph(f"{transfer.from_name}：", "addressee"),
        _paragraph(f"你会{transfer.number}转接函收悉，{person.name}同志的会员关系已于　　年　　月　　日转入我会。"),
        _paragraph(f"{where}（盖章）", "signature"),
        _paragraph(_day(None), "date"),
    )
    return Document(title=f"会员关系转接函 {person.name}", blocks=blocks)


LABELS = (
    ("name", "姓名"), ("sex", "性别"), ("birth_on", "出生日期"), ("ethnic", "民族"), ("education", "学历"), ("political", "政治面貌"),
    ("household", "户籍类型"), ("group", "工会小组"), ("position", "岗位（职务）"), ("employment", "用工形式"), ("migrant", "农民工"),
    ("contract_since", "合同起"), ("contract_until", "合同止"),
)  # fmt: skip


def application_form(application):
    """The application and the registration form, filled in as far as is known, to be signed. Numbers stay masked."""
    rows = [(label, as_text(field, getattr(application, field)) or "　") for field, label in LABELS]
    rows[3:3] = [("证件号码", application.id_number.masked or "　"), ("手机号", application.phone.masked or "　")]
    blocks = (
        _paragraph("中华全国总工会入会申请书", "title"),
        _paragraph(f"{application.unit.name}：", "addressee"),
        _paragraph("我自愿申请加入中华全国总工会，遵守工会章程，执行工会决议，积极参加工会活动，按期交纳会费。"),
        _paragraph("申请人（签名）：", "signature"),
        _paragraph(_day(application.applied_on), "date"),
        _paragraph("会员登记表", "annex"),
        Table(("项目", "内容"), _cells(rows), (3, 7), ruled=True),
        _paragraph(f"工会小组意见（{application.group}）：" if application.group else "工会小组意见："),
        _paragraph("小组长（签名）：", "signature"),
        _paragraph("基层工会委员会意见："),
        _paragraph(f"{application.unit.name}（盖章）", "signature"),
        _paragraph(_day(application.decided_on if application.membership_id else None), "date"),
    )
    return Document(title=f"入会申请书 {application.name}", blocks=blocks)


def admission_list(admission, applications):
    """The list of a decision of the committee: everybody admitted, and who was not."""
    taken = [one for one in applications if one.membership_id]
    rows = [
        (number, one.name, one.sex or "—", one.id_number.masked or "—", one.employment or "—", one.group or "—", "")
        for number, one in enumerate(taken, start=1)
    ]
    heads = ("序号", "姓名", "性别", "证件号码", "用工形式", "工会小组", "签名")
    blocks = [
        _paragraph(f"{admission.unit.name}批准入会名单", "title"),
        _paragraph(admission.number, "note"),
        _paragraph(f"{_day(admission.met_on)}，工会委员会讨论决定，批准下列{len(taken)}人加入工会："),
        Table(heads, _cells(rows), (2, 3, 2, 6, 3, 3, 3), ruled=True),
    ]
    if len(applications) > len(taken):
        blocks.append(_paragraph(f"另有{len(applications) - len(taken)}人本次未批准。"))
    blocks += [_paragraph(f"{admission.unit.name}（盖章）", "signature"), _paragraph(_day(admission.met_on), "date")]
    return Document(title=f"批准入会名单 {admission.number}", blocks=tuple(blocks))


def card_sheet(cards, address_of):
    """Cards to cut out, ten on a page: name, union, number, code. `address_of(card)` is where the code leads."""
    cells = [_card(card, address_of(card)) for card in cards]
    if len(cells) % CARDS_IN_A_ROW:
        cells.append(((Words("　"),),))
    rows = tuple(tuple(cells[start : start + CARDS_IN_A_ROW]) for start in range(0, len(cells), CARDS_IN_A_ROW))
    table = Table(
        ("工会会员证",) * CARDS_IN_A_ROW, rows, (1,) * CARDS_IN_A_ROW, ("center",) * CARDS_IN_A_ROW, ruled=True
    )
    return Document(title="工会会员证", blocks=(table,))


def _card(card, address):
    return (
        (code(address, 24, "核验码"),),
        (Words(card.person.name, strong=True), Words(f"　{card.number}")),
        (Words(f"{card.unit.name}　{_day(card.issued_on)}"),),
    )
