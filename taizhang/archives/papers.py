"""The papers of rules and archives: an edition, the index of a file, the list of files, the destruction list. Chinese."""

from taizhang.word.document import Document, Table
from taizhang.word.lines import line, row


def _day(day):
    return f"{day.year}年{day.month}月{day.day}日" if day else ""


def _kept(dossier):
    return f"至{dossier.keep_until}" if dossier.keep_until else ("永久" if dossier.closed_on else "")


def edition(regulation, one):
    """The text of an edition, with who adopted it and since when it is in force."""
    told = (
        f"（{_day(one.adopted_on)}{one.adopted_by}通过，自{_day(one.since)}起施行）" if one.adopted_on else "（草案）"
    )
    blocks = [line(regulation.name, "title")]
    if one.document_no:
        blocks.append(line(one.document_no, "note"))
    blocks += [
        line(told, "note"),
        line("", "blank"),
        *(line(part) for part in one.text.splitlines() if part.strip()),
    ]
    blocks += [line("", "blank"), line(regulation.unit.name, "signature"), line(_day(one.adopted_on or one.drafted_on), "date")]  # fmt: skip
    return Document(regulation.name, tuple(blocks))


def index(dossier):
    """卷内文件目录: what a file holds."""
    title = "卷内文件目录"
    rows = tuple(row(item.position, item.words, item.on, item.pages) for item in dossier.items.all())
    head = f"{dossier.unit.name}　档号：{dossier.number}　保管期限：{_kept(dossier)}"
    table = Table(
        ("序号", "题名", "日期", "页数"), rows, (1, 8, 3, 1), ("center", "left", "center", "center"), ruled=True
    )
    blocks = (line(title, "title"), line(dossier.title_words, "note"), line(head, "source"), table)
    return Document(f"{dossier.title()}卷内目录", blocks)


def catalogue(unit, dossiers):
    """案卷目录: the files of a union."""
    rows = tuple(
        row(one.number, one.title_words, one.category, one.year, _day(one.closed_on), _kept(one), one.place)
        for one in dossiers
    )
    head = ("档号", "案卷题名", "类别", "年度", "归档日期", "保管期限", "存放位置")
    table = Table(
        head, rows, (3, 6, 2, 2, 3, 3, 2), ("left", "left", "center", "center", "center", "center", "left"), ruled=True
    )
    return Document(f"{unit.name}案卷目录", (line("案卷目录", "title"), line(unit.name, "note"), table))


def destruction(one, dossiers):
    """档案销毁清册: which files, the appraisal, the approval, who watched."""
    rows = tuple(
        row(at, each.number, each.title_words, each.year, each.keep_until) for at, each in enumerate(dossiers, start=1)
    )
    head = ("序号", "档号", "案卷题名", "年度", "保管期满")
    table = Table(head, rows, (1, 3, 7, 2, 3), ("center", "left", "left", "center", "center"), ruled=True)
    told = [f"鉴定意见：{one.opinion}"]
    told += [f"批准日期：{_day(one.approved_on)}"] if one.approved_on else ["尚未批准。"]
    if one.carried_out_on:
        told.append(f"销毁日期：{_day(one.carried_out_on)}　监销人：{one.witnesses}")
    blocks = [line("档案销毁清册", "title"), line(one.name, "note"), table, *map(line, told)]
    blocks += [line("", "blank"), line(one.unit.name, "signature"), line(_day(one.on), "date")]
    return Document(f"{one.name}销毁清册", tuple(blocks))
