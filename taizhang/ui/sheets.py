"""Tables as workbooks: text stays text, so that a name beginning with = is a name and not a formula."""

import io
from datetime import date, datetime, time
from decimal import Decimal
from urllib.parse import quote

import xlsxwriter
from django.http import HttpResponse

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def workbook(sheets):
    """Bytes of a workbook; `sheets` is [(name, heads, rows)]."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(
        stream,
        {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False},
    )
    bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    for name, heads, rows in sheets:
        sheet = book.add_worksheet(_sheet_name(name))
        widths = [_width(head) for head in heads]
        for column, head in enumerate(heads):
            sheet.write_string(0, column, str(head), bold)
        for number, row in enumerate(rows, start=1):
            for column, cell in enumerate(row):
                _write(sheet, number, column, cell, day)
                if column < len(widths):
                    widths[column] = max(widths[column], _width(cell))
        for column, width in enumerate(widths):
            sheet.set_column(column, column, min(width + 2, 48))
        sheet.freeze_panes(1, 0)
    book.close()
    return stream.getvalue()


def _sheet_name(name):
    return "".join(" " if sign in "[]:*?/\\'" else sign for sign in str(name))[:31].strip() or "1"


def _width(cell):
    return sum(2 if ord(sign) > 255 else 1 for sign in str(cell)[:60])


def _write(sheet, row, column, cell, day):
    if cell is None or cell == "":
        sheet.write_blank(row, column, None)
    elif isinstance(cell, bool):
        sheet.write_string(row, column, str(cell))
    elif isinstance(cell, (int, float, Decimal)):
        sheet.write_number(row, column, cell)
    elif isinstance(cell, datetime):
        sheet.write_string(row, column, cell.strftime("%Y-%m-%d %H:%M"))
    elif isinstance(cell, date):
        sheet.write_datetime(row, column, datetime.combine(cell, time()), day)
    else:
        sheet.write_string(row, column, str(cell)[:32767])


def sheet_response(filename, sheets):
    """The workbook as a download with a Chinese file name."""
    response = HttpResponse(workbook(sheets), content_type=XLSX)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(filename)}.xlsx"
    return response
