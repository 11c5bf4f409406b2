"""Papers of a ballot for the printer, in Chinese as the rules lay down: the ballot, the count sheet, the notice of the result."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import override

from taizhang.ballots import queries
from taizhang.ballots.models import Question
from taizhang.word import package
from taizhang.word.document import Document, Paragraph, Table, Words

Kind = Question.Kind
TWO_COLUMNS = 14  # so many candidates stand in two columns
WRITTEN_LINES = 5


def _paragraph(text, style="body"):
    return Paragraph((Words(text),), style)


def _cell(text="", face=""):
    return ((Words(text, face=face),),)


def _row(*texts):
    return tuple(_cell(text) for text in texts)


def _day(moment):
    return date_format(timezone.localtime(moment), "Y年n月j日")


def _written(title, blocks):
    return package.to_bytes(Document(title=title, blocks=tuple(blocks)))


# --- the ballot -------------------------------------------------------------------------------------------------------------------


def ballot_paper(ballot):
    """One ballot on A4: candidates in their order, boxes for ○ and ×, lines for other names, how to mark. Bytes of a Word file."""
    with override("zh-hans"):
        blocks = [
            _paragraph(
                f"{ballot.title_text}选票" if "票" not in ballot.title_text[-2:] else ballot.title_text, "title"
            ),
            # the seal at the top: a ballot is one sheet, and a signature at its end would often begin another
            _paragraph(f"{ballot.unit.name}（盖章）　{_day(ballot.opens_at)}", "note"),
        ]
        questions = queries.voting.questions(ballot)
        for question in questions:
            blocks.append(_paragraph("", "blank"))
            if len(questions) > 1 or question.text != ballot.title_text:
                blocks.append(
                    _paragraph(f"{question.number}．{question.text}" if len(questions) > 1 else question.text, "level1")
                )
            blocks += _marks(question)
            blocks.append(_paragraph(f"说明：{how_to_mark(question)}", "cell"))
    return _written(ballot.title_text, blocks)


def how_to_mark(question):
    """The rules of filling in, as they stand under the table."""
    if question.kind == Kind.MOTION:
        return "赞成的在“赞成”栏内划“○”，不赞成的在“反对”栏内划“○”，弃权的在“弃权”栏内划“○”；只能选一项，多选无效，不选为弃权。"
    if question.kind == Kind.CHOICE:
        other = "如另选他人，请在“另选他人姓名”栏内写上其姓名，并在其符号栏内划“○”。" if question.write_ins else ""
        return (
            f"候选人以姓氏笔画为序。应选{question.seats}人，赞成的在符号栏内划“○”，不赞成的划“×”，弃权的不划任何符号。{other}"
            f"所选人数等于或少于应选名额的有效，多于应选名额的无效。"
        )
    if question.kind == Kind.APPROVAL:
        return "同意的在符号栏内划“○”，可以多选；不同意的划“×”，弃权的不划任何符号。"
    if question.kind == Kind.ORDER:
        return "请在名次栏内填写名次：第一名填1，第二名填2，依此类推；每个名次只能填一次，重复的无效，不填为弃权。"
    if question.kind == Kind.SCORE:
        return f"请在分数栏内填写0至{question.points}的整数；不填为弃权。"
    return "请为每人选择一个等次，在相应的栏内划“○”；每人只能选一个等次，多选无效，不选为弃权。"


def _marks(question):
    people = list(question.candidates.all())
    if question.kind == Kind.MOTION:
        return [Table(("赞成", "反对", "弃权"), (_row("", "", ""),), (1, 1, 1), ("center",) * 3, ruled=True)]
    if question.kind == Kind.GRID:
        rows = tuple(_row(str(at), one.name, *("" for _grade in question.grades)) for at, one in enumerate(people, 1))
        widths = (1, 3, *(2 for _grade in question.grades))
        return [Table(("序号", "姓名", *question.grades), rows, widths, ("center",) * len(widths), ruled=True)]
    mark = {Kind.SCORE: "分数", Kind.ORDER: "名次"}.get(question.kind, "符号")
    lines = [(str(at), one.name, "") for at, one in enumerate(people, 1)]
    blocks = [_people(("序号", "候选人", mark), lines)]
    if question.write_ins:
        count = min(question.seats or WRITTEN_LINES, WRITTEN_LINES)
        blocks.append(_people(("序号", "另选他人姓名", mark), [(str(at), "", "") for at in range(1, count + 1)]))
    return blocks


def _people(head, lines):
    """A list with a box behind each name; long lists in two columns, read downwards."""
    if len(lines) <= TWO_COLUMNS:
        return Table(head, tuple(_row(*line) for line in lines), (1, 5, 2), ("center", "left", "center"), ruled=True)
    half = (len(lines) + 1) // 2
    left, right = lines[:half], [*lines[half:], ("", "", "")][:half]
    rows = tuple(_row(*one, *other) for one, other in zip(left, right, strict=True))
    return Table(head * 2, rows, (1, 4, 2, 1, 4, 2), ("center", "left", "center") * 2, ruled=True)


# --- the count sheet --------------------------------------------------------------------------------------------------------------


def count_sheet(ballot):
    """The empty sheet of two tellers for one box: a line for each cell, room for 正, the sums, the signatures."""
    with override("zh-hans"):
        blocks = [
            _paragraph(f"{ballot.title_text}计票单", "title"),
            _paragraph("票箱：__________　　收回选票：__________张", "addressee"),
        ]
        for question, cells in queries.paper_cells(ballot):
            blocks.append(_paragraph(f"{question.number}．{question.text}", "level1"))
            rows = tuple(_row(label, "", "") for _key, label in cells)
            if question.write_ins:
                rows += tuple(_row("另选：", "", "") for _line in range(3))
            blocks.append(Table(("项目", "画“正”计数", "票数"), rows, (4, 6, 2), ("left", "left", "right"), ruled=True))
        blocks += [
            _paragraph("每箱由两名计票人分别计票，各填一张，两张逐项一致方为有效。", "cell"), _paragraph("", "blank"),
            _paragraph("计票人：__________　　监票人：__________", "addressee"), _paragraph("　　　　年　　月　　日", "date"),
        ]  # fmt: skip
    return _written(f"{ballot.title_text}计票单", blocks)


# --- the notice -------------------------------------------------------------------------------------------------------------------


def result_notice(ballot):
    """The result in official form: numbers, rule, outcome, a table for each question."""
    told = ballot.result
    with override("zh-hans"):
        blocks = [_paragraph(f"关于{ballot.title_text}结果的公告", "title"), _paragraph("", "blank")]
        blocks.append(
            _paragraph(
                f"{_day(ballot.closes_at)}，{ballot.title_text}投票结束。应到{told['entitled']}人，实到{told['present']}人，"
                f"发出选票{told['issued']}张，收回选票{told['returned']}张。"
            )
        )
        if not told["stands"]:
            blocks.append(_paragraph(str(queries.stands(told).reason)))
        for one in queries.outcomes.outcomes(ballot):
            blocks += _outcome(one)
        blocks.append(_paragraph(f"选举人名单校验码：{ballot.electorate_hash}", "source"))
        blocks.append(_paragraph(f"票箱校验码：{ballot.box_hash}", "source"))
        blocks += [
            _paragraph("", "blank"),
            _paragraph(ballot.unit.name, "signature"),
            _paragraph(_day(ballot.counted_at), "date"),
        ]
    return _written(f"关于{ballot.title_text}结果的公告", blocks)


def _outcome(one):
    question, told = one["question"], one["told"]
    heads = ("姓名" if question.kind != Kind.MOTION else "事项", *one["heads"], "结果")
    rows = tuple(
        _row(row["name"], *(str(value) for value in row["figures"]), row["mark"][0] if row["mark"] else "")
        for row in one["rows"]
    )
    widths = (4, *(2 for _head in one["heads"]), 3)
    align = ("left", *("right" for _head in one["heads"]), "center")
    return [
        _paragraph(f"{question.number}．{question.text}", "level1"),
        _paragraph(
            f"有效票{told['valid']}张，无效票{told['void']}张。{one['rule']}{''.join(one['worked'])}{one['sentence']}"
        ),
        Table(heads, rows, widths, align),
    ]
