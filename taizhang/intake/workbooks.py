"""Workbooks that go out again: the empty template of an importer, and the rejected rows to correct and send once more.

User text is always written as text, so no cell can turn into a formula.
"""

import datetime
import io

from django.utils.translation import gettext as _

from .heads import Vocabulary, labels_of
from .importers import cell_text
from .problems import REJECTED, printed

REASON = "退回原因"
_AS_TEXT = ("id_number", "phone", "bank", "code", "unit", "credit_code")
TEMPLATE_ROWS = 2_000


def _workbook(out):
    import xlsxwriter  # slow third-party library

    return xlsxwriter.Workbook(
        out,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "default_date_format": "yyyy-mm-dd",
        },
    )


def _formats(book):
    return {
        "head": book.add_format(
            {
                "bold": True,
                "bg_color": "#F1EFE9",
                "border": 1,
                "border_color": "#C9C4B8",
                "text_wrap": True,
                "valign": "vcenter",
            }
        ),
        "must": book.add_format(
            {
                "bold": True,
                "bg_color": "#F6DFDC",
                "border": 1,
                "border_color": "#C9C4B8",
                "text_wrap": True,
                "valign": "vcenter",
            }
        ),
        "text": book.add_format({"num_format": "@"}),
        "day": book.add_format({"num_format": "yyyy-mm-dd"}),
        "words": book.add_format({"text_wrap": True, "valign": "top"}),
        "reason": book.add_format({"text_wrap": True, "font_color": "#B3261E"}),
        "wrong": book.add_format({"num_format": "@", "bg_color": "#F6DFDC"}),
    }


def template(importer, language="zh-hans"):
    """An empty workbook with the heads of an importer: ID columns as text, and a sheet that explains every column."""
    out = io.BytesIO()
    book = _workbook(out)
    forms = _formats(book)
    sheet = book.add_worksheet(importer.sheet_name or importer.code)
    sheet.freeze_panes(1, 0)
    sheet.set_row(0, 30)
    for at, column in enumerate(importer.columns):
        shape = forms["text"] if column.type in _AS_TEXT else forms["day"] if column.type == "date" else None
        sheet.set_column(at, at, column.width, shape)
        sheet.write_string(0, at, column.label, forms["must" if column.required else "head"])
        if column.choices and len(",".join(column.choices)) < 250 and not column.open_vocabulary:
            sheet.data_validation(
                1, at, TEMPLATE_ROWS, at, {"validate": "list", "source": list(column.choices), "error_type": "warning"}
            )
    _explain(book, forms, importer, language)
    book.close()
    return out.getvalue()


def _explain(book, forms, importer, language):
    """The sheet that says what belongs into each column."""
    sheet = book.add_worksheet("填表说明")
    heads = ("栏目", "必填", "写法", "例子", "也认这些表头")
    for at, (head, width) in enumerate(zip(heads, (18, 8, 40, 22, 60), strict=True)):
        sheet.set_column(at, at, width, forms["words"])
        sheet.write_string(0, at, head, forms["head"])
    for line, column in enumerate(importer.columns, 1):
        words = column.note or ("、".join(column.choices) if column.choices else "")
        must = "是" if column.required and not column.instead else "或" if column.required else ""
        for at, text in enumerate((column.label, must, words, column.example, "、".join(column.synonyms))):
            sheet.write_string(line, at, text, forms["words"])
    for line, note in enumerate(importer.notes, len(importer.columns) + 2):
        sheet.write_string(line, 0, "说明")
        sheet.merge_range(line, 1, line, 4, note, forms["words"])


def rejected(seen, language="zh-hans"):
    """The rejected rows of a preview in a workbook: the original heads and cells, and why; ready to correct and send again."""
    out = io.BytesIO()
    book = _workbook(out)
    forms = _formats(book)
    by_sheet = {}
    for row in seen.rows:
        if row.rejected:
            by_sheet.setdefault(row.sheet, []).append(row)
    blocks = {report.name: report.blocks for report in seen.sheets}
    for source in seen.book.sheets:
        for number, (layout, rows) in enumerate(
            _by_block(blocks.get(source.name, ()), by_sheet.get(source.name, ())), 1
        ):
            name = source.name[:31] if number == 1 else f"{source.name[:26]}({number})"
            _write_rejected(book, forms, name, _heads(source, layout, seen.importer), layout, rows, language)
    if not by_sheet:
        book.add_worksheet(seen.importer.sheet_name or "1").write_string(0, 0, _("No row was rejected."))
    book.close()
    return out.getvalue()


def _by_block(blocks, rows):
    """(layout, rejected rows under it): blocks with other heads go to sheets of their own."""
    out = []
    for at, layout in enumerate(blocks):
        until = blocks[at + 1].head_from if at + 1 < len(blocks) else float("inf")
        inside = [row for row in rows if layout.first_data_row < row.number <= until]
        if inside:
            out.append((layout, inside))
    return out


def _write_rejected(book, forms, name, heads, layout, rows, language):
    sheet = book.add_worksheet(name)
    sheet.freeze_panes(1, 0)
    types = {match.at: match.key for match in layout.matches}
    for at, head in enumerate(heads):
        sheet.set_column(at, at, 22 if types.get(at) == "id_number" else 14)
        sheet.write_string(0, at, head, forms["head"])
    last = len(heads)
    sheet.set_column(last, last, 60)
    sheet.write_string(0, last, REASON, forms["must"])
    for line, row in enumerate(rows, 1):
        _write_row(sheet, forms, line, row, heads, last, language)


def _heads(source, layout, importer):
    """The heads in one row: parents and children joined, or in words that are known again where the joined ones are not."""
    labels = labels_of(source.rows, layout.head_from, layout.head_rows)
    heads = [" ".join(cell_text(whole).split()) for whole, _own, _parent in labels]
    vocabulary = Vocabulary(importer)
    for match in layout.matches:
        if match.key not in {key for _, key in vocabulary.candidates(heads[match.at])}:
            unit = match.factor_words or match.measure
            heads[match.at] = importer.column(match.key).label.split("(")[0] + (f"({unit})" if unit else "")
    return heads


def _write_row(sheet, forms, line, row, heads, last, language):
    """One rejected row: cells as they stood (ditto marks filled in), the wrong ones tinted, and the reasons."""
    by_label = {label: row.places[key] for key, label in row.labels.items() if key in row.places}
    wrong = {by_label.get(finding.field) for finding in row.findings if finding.treatment == REJECTED}
    dittos = {by_label.get(finding.field): finding.repaired for finding in row.findings if finding.problem == "ditto"}
    for at in range(len(heads)):
        cell = row.cells[at] if at < len(row.cells) else ""
        _write_cell(sheet, forms, line, at, dittos.get(at, cell), at in wrong)
    reasons = [
        f"{finding.field}：{printed(finding.problem, finding.params, language)}"
        for finding in row.findings
        if finding.treatment == REJECTED
    ]
    sheet.write_string(line, last, "；".join(reasons)[:1000], forms["reason"])


def _write_cell(sheet, forms, line, at, cell, wrong):
    if cell is None or cell == "":
        if wrong:
            sheet.write_blank(line, at, None, forms["wrong"])
    elif type(cell) in (datetime.date, datetime.datetime) and not wrong and cell.year >= 1900:
        sheet.write_datetime(line, at, cell, forms["day"])
    elif type(cell) in (int, float) and not wrong and cell == cell and abs(cell) < 1e15:
        sheet.write_number(line, at, cell)
    else:
        sheet.write_string(line, at, cell_text(cell)[:32_000], forms["wrong" if wrong else "text"])
