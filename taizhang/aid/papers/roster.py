"""The roster with signatures (签领表) as a Word file: who gets what, the sum in figures and in capitals, three hands below."""

from django.utils.formats import date_format

from taizhang.word.capitals import in_capitals
from taizhang.word.document import Document, Paragraph, Table, Words
from taizhang.word.package import to_bytes


def _cell(text):
    return ((Words(str(text)),),)


def roster_paper(run, payments):
    """Bytes of the Word file; Chinese, as the office files it. Identity numbers stand masked."""
    programme = run.programme
    total = sum(one.amount for one in payments)
    rows = tuple(
        (
            _cell(place),
            _cell(one.person.name),
            _cell(one.person.id_number.masked),
            _cell(one.unit.name),
            _cell(f"{one.amount:.2f}"),
            _cell(""),
            _cell(""),
        )
        for place, one in enumerate(payments, start=1)
    )
    day = date_format(run.released_on or run.prepared_on, "Y年n月j日")
    blocks = (
        Paragraph((Words(f"{programme.year}年{programme.name}签领表"),), "title"),
        Paragraph((Words(f"单位：{run.unit.name}    批次：{run.number}    日期：{day}"),), "source"),
        Table(
            ("序号", "姓名", "身份证号", "所在工会", "金额(元)", "领取人签字", "日期"),
            rows,
            (3, 5, 10, 9, 6, 7, 5),
            ("center", "left", "left", "left", "right", "left", "left"),
            "small",
        ),
        Paragraph(
            (Words(f"共{len(payments)}人，合计{total:.2f}元（{in_capitals(total)}）。资金来源：{run.fund.name}。"),),
            "body",
        ),
        *((Paragraph((Words(f"慰问人员：{run.visitors}"),), "body"),) if run.visitors else ()),
        *((Paragraph((Words(f"联合单位：{run.joint_with}"),), "body"),) if run.joint_with else ()),
        Paragraph((Words("工会主席：            审核：            经办人：            "),), "body"),
    )
    return to_bytes(Document(title=f"{programme.name}签领表", blocks=blocks, author=run.unit.name))
