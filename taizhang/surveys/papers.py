"""What leaves a survey on paper: the coded answers with their code book, and the summary in Word."""

from collections import Counter

from django.utils.formats import date_format

from taizhang.surveys import rules
from taizhang.word import package
from taizhang.word.document import Document, Paragraph, Table, Words


def coded(questions, sheets):
    """Two sheets of a workbook: answers in codes (choices from 1), and what the codes mean. No name, no time, no key of a sheet."""
    columns = [column for one in questions for column in _columns(one)]
    answers = [[value(sheet) for _code, _words, _codes, value in columns] for sheet in sheets]
    book = [(code, words, codes) for code, words, codes, _value in columns]
    return [("答卷", [code for code, *_rest in columns], answers), ("编码表", ("编码", "题目", "取值"), book)]


def _columns(question):
    """[(code, words, meaning of the codes, function of a sheet)] of a question; several for choices of many and for tables."""
    code = question.code
    if question.kind == "multiple":
        return [
            (f"{code}_{place + 1}", f"{question.text}：{label}", "1=选中，0=未选", _ticked(code, place))
            for place, label in question.choices
        ]
    if question.kind == "matrix":
        codes = _codes(enumerate(question.options))
        return [
            (f"{code}_{row + 1}", f"{question.text}：{name}", codes, _in_row(code, str(row)))
            for row, name in enumerate(question.rows)
        ]
    if question.kind in ("single", "satisfaction"):
        return [(code, question.text, _codes(question.choices), _from_one(code))]
    return [(code, question.text, {"scale": "1至5", "number": "数值", "text": "文字"}[question.kind], _plain(code))]


def _codes(choices):
    return "；".join(f"{place + 1}={label}" for place, label in choices)


def _ticked(code, place):
    return lambda sheet: None if code not in sheet else int(place in sheet[code])


def _in_row(code, row):
    return lambda sheet: sheet[code][row] + 1 if row in sheet.get(code, {}) else None


def _from_one(code):
    return lambda sheet: sheet[code] + 1 if code in sheet else None


def _plain(code):
    return lambda sheet: sheet.get(code)


def _words(text, style="body"):
    return Paragraph((Words(str(text)),), style)


def _table(heads, rows, widths):
    cells = tuple(tuple(((Words(str("—" if cell is None else cell)),),) for cell in row) for row in rows)
    return Table(tuple(heads), cells, widths, ("left", *("right",) * (len(heads) - 1)))


def summary(survey, tallies):
    """The results as bytes of a Word file. In Chinese, as the paper is."""
    rate = rules.life.share(survey.returned, survey.issued)
    asked = (
        f"发出{survey.issued}份，收回{survey.returned}份，回收率{rate}%"
        if survey.issued
        else f"收回{survey.returned}份"
    )
    blocks = [
        _words(f"{survey.name}结果", "title"),
        _words("", "blank"),
        _words(f"{asked}，其中纸质{survey.returned_on_paper}份。"),
    ]
    for number, one in enumerate(tallies, start=1):
        blocks.append(_words(f"{number}. {one.question.text}", "level1"))
        blocks.append(_words(f"有效回答{one.answered}份。{_said(one)}"))
        blocks += _counted(one)
    blocks += [
        _words("", "blank"),
        _words(survey.unit.name, "signature"),
        _words(date_format(survey.closed_on, "Y年n月j日"), "date"),
    ]
    return package.to_bytes(Document(title=f"{survey.name}结果", blocks=tuple(blocks)))


def _said(one):
    if one.satisfied is not None:
        return f"满意率（满意和基本满意）{one.satisfied}%。"
    return f"平均{one.mean}。" if one.mean is not None else ""


def _counted(one):
    if one.lines:
        return [_table(("选项", "份数", "占比（%）"), one.lines, (8, 2, 2))]
    if one.grid:
        heads = ("项目", *one.question.options)
        rows = [
            (name, *(f"{count}({share}%)" if share is not None else "—" for count, share in cells))
            for name, cells, _n in one.grid
        ]
        # narrow brackets, and room for 100(100.0%): a number that breaks over two lines is misread
        return [_table(heads, rows, (max(4, 14 - 3 * len(one.question.options)), *(4,) * len(one.question.options)))]
    return [_words(f"{text}（{number}份）" if number > 1 else text) for text, number in Counter(one.texts).items()]


def notice_to_leader(one, address):
    """(name, bytes) of the Word notice to one leader under review, to be signed: the call for the duty report, or the result with what was said."""
    review, survey = one.review, one.review.survey
    day = date_format(one.feedback_on or review.survey.opens_at.date(), "Y年n月j日")
    told = _told_result(one) if one.feedback_on else _call_for_report(one)
    title = "民主评议结果反馈书" if one.feedback_on else "述职和民主评议通知"
    blocks = [
        _words(review.name, "title"),
        _words(title, "title"),
        _words("", "blank"),
        _words(f"{one.name}同志{f'（{one.post}）' if one.post else ''}：", "addressee"),
        *told,
        _words(f"本人凭下列网址随时查看，不需要账号，请勿转给他人：{address}"),
        _words(survey.unit.name, "signature"),
        _words(day, "date"),
        _words("", "blank"),
        _words("本人意见："),
        _words("", "blank"),
        _words("本人签字：　　　　　　　　　　　　年　　月　　日"),
    ]
    name = f"{review.name}{title}（{one.name}）"
    return name, package.to_bytes(Document(title=name, blocks=tuple(blocks)))


def _call_for_report(one):
    survey = one.review.survey
    opens = date_format(survey.opens_at, "Y年n月j日")
    return [
        _words(
            f"根据{one.review.year}年度民主评议安排，评议表定于{opens}发出。按照述职在先、评议在后的要求，请在此之前完成述职，并将述职要点报本会。"
        ),
        _words(
            "评议以无记名方式进行：登记册只记谁已经填过，评议表另存，不带姓名、时间和次序。计票后，结果和意见将逐人反馈。"
        ),
    ]


def _told_result(one):
    cells = [
        (grade, count, f"{rules.life.share(count, sum(one.counts))}%")
        for grade, count in zip(rules.reviewing.GRADES, one.counts, strict=False)
    ]
    share = rules.reviewing.competent_share(one.counts)
    blocks = [
        _words(
            f"{one.review.year}年度民主评议计票已经结束，收回评议表{one.review.survey.returned}份。现将结果反馈如下。"
        )
    ]
    if one.counts:
        blocks.append(_table(("等次", "票数", "占比"), cells, (4, 2, 2)))
        blocks.append(_words(f"优秀和称职合计占{share}%。"))
    return [*blocks, _words(f"反馈意见：{one.feedback}")]
