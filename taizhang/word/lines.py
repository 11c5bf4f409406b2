"""The lines that Chinese office papers are made of: a paragraph of plain words, a row of a table, a day written out, the foot of a letter."""

from taizhang.word.document import Paragraph, Words

NO_DAY = "　　　　年　　月　　日"  # to be filled in by hand
DIGITS = "一二三四五六七八九"


def line(text, style="body"):
    """A paragraph of plain words."""
    return Paragraph((Words(text),), style)


def row(*cells):
    """A row of a table; None is an empty cell."""
    return tuple(((Words("" if cell is None else str(cell)),),) for cell in cells)


def day(on):
    """2008年3月13日; a blank to write the day in where it is not known."""
    return f"{on.year}年{on.month}月{on.day}日" if on else NO_DAY


def foot(name, on=None):
    """Who signs, and when."""
    return [line("", "blank"), line(name, "signature"), line(day(on), "date")]


def numeral(number):
    """三, 十二, 九十九: a number from 1 to 99 in Chinese numerals."""
    tens, ones = divmod(number, 10)
    if not tens:
        return DIGITS[ones - 1]
    return ("" if tens == 1 else DIGITS[tens - 1]) + "十" + (DIGITS[ones - 1] if ones else "")
