"""Days written in columns of their own, as account books have them: 年 | 月 | 日, or 2008年 over 月 | 日.

The columns become one, headed by what stood above them or by 日期; the others stay, empty, so that every column keeps its place.
A month or year left blank under an earlier one is that one, as in an account book.
"""

import re
import unicodedata

from taizhang.kernel.aside import changing

from .importers import cell_text

LOOK_FOR_HEADS = 60
_YEAR, _MONTH, _DAY = {"年", "年份", "年度"}, {"月", "月份"}, {"日", "号"}
_STATED = re.compile(r"(\d{4})年?(?:度)?\Z", re.ASCII)
DITTO = frozenset(
    (
        "〃",
        "″",
        "“",
        "”",
        '"',
        "〞",
        "＂",
        "''",
        "“”",
        "‘’",
        "同上",
        "同 上",
        "同前",
        "〝",
        "〃〃",
        "″″",
        '""',
        "々",
        "同左上",
    )
)
_NUMBER = re.compile(r"(\d{1,4})(?:\.0+)?[年月日号份]?\Z", re.ASCII)


def join(sheet):
    """Join the split days of a sheet, in place; a sheet without them is left as it is."""
    for at in range(min(LOOK_FOR_HEADS, len(sheet.rows))):
        for column in _places(sheet.rows[at]):
            _join_at(sheet.rows, at, column)


def _plain(cell):
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", cell)) if type(cell) is str else ""


def _places(row):
    """The columns of this row where 月 stands beside 日."""
    return [
        column for column in range(len(row) - 1) if _plain(row[column]) in _MONTH and _plain(row[column + 1]) in _DAY
    ]


def _join_at(rows, head, month):
    """Join the days under one head: `month` is the column of 月."""
    first = month - 1 if month and _plain(rows[head][month - 1]) in _YEAR else month
    columns = range(first, month + 2)
    following = changing(rows, max(head - 1, 0))
    above = next(following) if head else None
    above = above if above and first < len(above) else None
    named = _plain(above[first]) if above else ""
    stated = _STATED.match(named)
    if above and (stated or named in _YEAR):
        above[first] = ""
    label = above[first] if above and re.search("日期|时间", named) else "日期"
    said = _Said(stated.group(1) if stated else "")
    for at, row in enumerate(following):
        cells = [row[column] if column < len(row) else "" for column in columns]
        if at == 0 or (_plain(cells[-2]) in _MONTH and _plain(cells[-1]) in _DAY):
            text = label
        else:
            text = said.day([cell_text(cell).strip() for cell in cells])
        if text:
            row[first : first + len(columns)] = [text, *[""] * (len(columns) - 1)]


class _Said:
    """The year and month that stand for the blanks below them."""

    def __init__(self, year):
        self.year, self.month = year, ""

    def day(self, texts):
        """What the cells of a row say, as one spelling; empty for a row without a day (blank, or a totals row)."""
        texts = ["" if text in DITTO else text for text in texts]
        numbers = [_NUMBER.match(unicodedata.normalize("NFKC", text)) if text else None for text in texts]
        if not any(texts) or any(text and not number for text, number in zip(texts, numbers, strict=True)):
            return ""
        *year, month, day = [number.group(1) if number else "" for number in numbers]
        self.year, self.month = "".join(year) or self.year, month or self.month
        parts = ((self.year, "年"), (self.month, "月"), (day, "日"))
        return "".join(number + word for number, word in parts if number)
