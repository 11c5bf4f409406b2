"""A line of numbers is written as XlsxWriter writes its cells one by one."""

import io
import zipfile
from decimal import Decimal

import xlsxwriter

from taizhang.statistics.numberlines import DASH, NumberSheet

LINES = [
    (0, -7, None, 1234567, 10**15 - 1, 10**15, 10**17 + 1, -(10**16)),
    (Decimal("12.50"), Decimal("-0.1"), None, Decimal(0), Decimal("33.3"), Decimal("123456789012.34"), 5, None),
    (None, None, None, None, None, None, None, None),
]


def sheet_of(write):
    """The XML of the sheet's rows and the styles of the workbook."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"constant_memory": True})
    sheet = book.add_worksheet("1", NumberSheet)
    whole, half, dash = (book.add_format({"num_format": shape}) for shape in ("0", "0.00", "@"))
    formats = [(half if place % 3 else whole, dash) for place in range(len(LINES[0]))]
    for row, line in enumerate(LINES, start=2):
        sheet.write_string(row, 0, "名称")
        write(sheet, row, line, formats)
    book.close()
    with zipfile.ZipFile(stream) as packed:
        return [packed.read(f"xl/{name}.xml") for name in ("worksheets/sheet1", "styles")]


def one_by_one(sheet, row, line, formats):
    for column, (number, (shape, of_dash)) in enumerate(zip(line, formats, strict=True), start=25):
        if number is None:
            sheet.write_string(row, column, DASH, of_dash)
        else:
            sheet.write_number(row, column, number, shape)


def test_a_line_is_written_as_its_cells_are():
    at_once = sheet_of(lambda sheet, row, line, formats: sheet.write_numbers(row, 25, line, formats))
    assert at_once == sheet_of(one_by_one)


def test_a_line_without_numbers_is_nothing():
    empty = sheet_of(lambda sheet, row, line, formats: sheet.write_numbers(row, 25, (), []))
    assert empty == sheet_of(lambda sheet, row, line, formats: None)
