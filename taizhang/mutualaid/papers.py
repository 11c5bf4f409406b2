"""Papers of mutual aid for the printer: certificates, and the explanation of a settled claim."""

from django.utils.formats import date_format
from django.utils.translation import override

from taizhang.mutualaid import queries
from taizhang.mutualaid.rules.sentences import money
from taizhang.word import package
from taizhang.word.document import Document, Paragraph, Table, Words


def _paragraph(text, style="body"):
    return Paragraph((Words(text),), style)


def _day(value):
    return date_format(value, "Y年n月j日")


def certificates(enrolments):
    """One certificate for each enrolment that was paid, one after the other: bytes of a Word file. In Chinese, as the paper is."""
    blocks = []
    for number, one in enumerate(enrolments):
        # The style of an annex begins a page; the first certificate begins one anyway.
        blocks += [*([_paragraph(one.certificate, "annex")] if number else []), *_certificate(one)]
    return package.to_bytes(Document(title="职工医疗互助参保凭证", blocks=tuple(blocks)))


def _certificate(one):
    product, season = one.season.product, one.season
    waits = f"首次参保设等待期，至{_day(one.waits_until)}止，等待期内发生的费用不予报销。" if one.waits_until else ""
    rows = (
        ("凭证编号", one.certificate), ("参保人", one.person.name), ("证件号码", one.person.id_number.masked or "—"),
        ("所在工会", one.unit.name), ("参保产品", f"{product.name}（{season.year}年度）"),
        ("保障期间", f"{_day(one.covers_from)}至{_day(one.covers_until)}"),
        ("互助金", f"{money(one.premium)}元（其中工会承担{money(one.union_share)}元）"), ("缴费日期", _day(one.paid_on)),
    )  # fmt: skip
    cells = tuple(((Words(name, face="hei"),), (Words(value),)) for name, value in rows)
    return [
        _paragraph(f"{product.name}参保凭证", "title"),
        _paragraph("", "blank"),
        Table(("项目", "内容"), tuple(tuple((cell,) for cell in row) for row in cells), (3, 9)),
        _paragraph("", "blank"),
        _paragraph(f"{one.person.name}同志已参加{product.name}。{waits}报销时请持发票等材料到所在工会办理。"),
        _paragraph(product.unit.name, "signature"),
        _paragraph(_day(one.paid_on), "date"),
        _paragraph("", "blank"),
    ]


def explanation(claim):
    """How a claim was settled, line by line, for the member to take home: bytes of a Word file."""
    with override("zh-hans"):
        blocks = [_paragraph("医疗互助报销结算说明", "title"), _paragraph("", "blank")]
        blocks.append(
            _paragraph(
                f"{claim.person.name}同志：您于{_day(claim.submitted_on)}提出的报销申请（{claim.number}）结算如下。"
            )
        )
        total = 0
        for expense, awards, amount in queries.claims.explained(claim):
            blocks.append(
                _paragraph(
                    f"{expense.number}. {_day(expense.on)} {expense.category} 自付{money(expense.self_paid)}元",
                    "level1",
                )
            )
            blocks += [_paragraph(sentence) for _award, told in awards for sentence in told]
            blocks.append(_paragraph(f"本项报销{money(amount)}元。"))
            total += amount
        blocks.append(_paragraph(f"合计报销{money(total)}元。如有异议，可以通过所在工会提出申诉。"))
        blocks.append(_paragraph(claim.product.unit.name, "signature"))
    return package.to_bytes(Document(title="医疗互助报销结算说明", blocks=tuple(blocks)))
