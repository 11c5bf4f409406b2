"""Lines of numbers in a workbook: a whole line is spelled at once, not cell by cell with everything that a cell might be.

The cells are those that XlsxWriter 3 itself writes in its constant-memory mode for `write_number` and `write_string`, sign for sign
(tests/test_numberlines.py compares the files); it spends four fifths of its time on looking what each of them is.
"""

from dataclasses import dataclass
from functools import cache

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

EXACT = 10**15  # whole numbers below this are spelled alike in 16 digits and in full
DASH = "—"


@dataclass(frozen=True)
class Line:
    """Neighbouring cells of one row: a number, or None for a dash, and a pair of formats (of a number, of a dash) for each."""

    numbers: tuple
    formats: list


class NumberSheet(Worksheet):
    """A sheet whose rows may hold a Line beside other cells."""

    def write_numbers(self, row, column, numbers, formats):
        """Write numbers from a column on. `formats`: [(of a number, of a dash)], one for each."""
        last = column + len(numbers) - 1
        if not numbers or self._check_dimensions(row, column) or self._check_dimensions(row, last):
            return
        if row > self.previous_row:
            self._write_single_row(row)
        self.table[row][column] = Line(numbers, formats)

    def _write_cell(self, row, col, cell):
        if not isinstance(cell, Line):
            super()._write_cell(row, col, cell)
            return
        cells = []
        for column, (number, (shape, of_dash)) in enumerate(zip(cell.numbers, cell.formats, strict=True), start=col):
            name = f"{_name(column)}{row + 1}"
            if number is None:
                style = of_dash._get_xf_index()
                cells.append(f'<c r="{name}" s="{style}" t="inlineStr"><is><t>{DASH}</t></is></c>')
                continue
            said = number if type(number) is int and -EXACT < number < EXACT else f"{number:.16G}"
            cells.append(f'<c r="{name}" s="{shape._get_xf_index()}"><v>{said}</v></c>')
        self.fh.write("".join(cells))


@cache
def _name(column):
    return xl_col_to_name(column)
