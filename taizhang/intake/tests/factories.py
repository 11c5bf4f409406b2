"""Workbooks and imports for tests."""

import csv
import io

import openpyxl

from taizhang.intake import actions

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
MEMBER_HEADS = ["姓名", "性别", "身份证号", "手机号", "所在工会编码", "入会日期", "会员状态"]


def workbook(*sheets, merges=None):
    """An .xlsx of sheets given as (name, rows) or plain rows; merges: {sheet name: ["A1:B2"]}."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for at, sheet in enumerate(sheets, 1):
        name, rows = sheet if isinstance(sheet, tuple) else (f"表{at}", sheet)
        page = book.create_sheet(name)
        for row in rows:
            page.append(row)
        for span in (merges or {}).get(name, ()):
            page.merge_cells(span)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def member_rows(*rows):
    """A small roster under the usual heads."""
    return [MEMBER_HEADS, *rows]


def batch(unit, by, rows=None):
    """An import of members that was looked at and not written yet."""
    rows = rows or member_rows(
        ["张建国", "男", "11010519491231002X", "15400000001", unit.code, "2008-03-01", "在会"],
        ["李春梅", "女", "110105196912310029", "15400000002", unit.code, "2008.4.10", "在会"],
        ["", "女", "", "15400000003", unit.code, "2008-04-11", "在会"],
    )
    return actions.take_in("members", workbook(("会员", rows)), by=by, unit=unit, name="会员名册.xlsx")


def number_of(n):
    """The identity number of the n-th person."""
    body = f"99{n % 3000 + 101:04}1980{n % 12 + 1:02}{n % 28 + 1:02}{n // 3000:03}"
    return body + "10X98765432"[sum(int(c) * w for c, w in zip(body, WEIGHTS, strict=True)) % 11]


def register(count, units):
    """A register of so many members as .csv, taken in turn by the unions of these codes."""
    out = io.StringIO()
    sheet = csv.writer(out)
    sheet.writerow(["身份证号", "姓名", "手机号", "所在工会编码", "入会日期", "会员状态"])
    for n in range(count):
        sheet.writerow(
            [
                number_of(n),
                "王" + "一二三四五六七八九十"[n % 10],
                f"154{n:08}",
                units[n % len(units)],
                "2010-05-04",
                "在会",
            ]
        )
    return out.getvalue().encode()
