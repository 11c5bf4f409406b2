"""A survey workbook that a union filled in with Excel: which of its lines can be taken over, and why the others cannot.

Any workbook in the layout of the survey's own export: on each sheet the number of the line stands left of its value, the source right of it.
Nothing is written here.
"""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from taizhang.intake import amounts, limits, problems, reading
from taizhang.kernel.verdicts import Refused
from taizhang.statistics.editions import Line
from taizhang.statistics.queries import returns as queries
from taizhang.statistics.returnbook import to_fill_in
from taizhang.statistics.rules import returns as rules

CODE = "901"  # the item of the cover that says whose the return is
MOST_ROWS = 2000


@dataclass(frozen=True)
class Row:
    """A line as the workbook tells it. `trouble`: why it cannot be taken over; `is_new`: it says something that the return does not yet."""

    sheet: str
    row: int
    line: Line
    written: str
    value: Decimal | None = None
    source: str = ""
    trouble: str = ""
    is_new: bool = False


def rows_of(one, file, told_by):
    """[Row] of every line that the file fills in. `told_by`: Answer → how the export writes where it comes from. Refused with a sentence
    where it is no workbook, or another union's."""
    try:
        book = reading.read(file, getattr(file, "name", ""))
    except limits.Unreadable as problem:
        raise Refused(str(problem)) from None
    answers = queries.answers(one)
    numbers = {line.official or line.code: line for line in one.form.lines.values()}
    found, seen = [], set()
    for sheet in book.sheets:
        for at, cells in enumerate(sheet.rows[:MOST_ROWS], start=1):
            cells = [_plain(cell) for cell in cells]
            _same_union(one, cells)
            place = next((place for place, cell in enumerate(cells[:6]) if cell in numbers), None)
            if place is None:
                continue
            row = _row(
                sheet.name,
                at,
                numbers[cells[place]],
                cells[place + 1 :],
                sheet.rows[at - 1][place + 1 :],
                answers,
                told_by,
            )
            if row and row.line.code in seen:
                row = Row(
                    row.sheet, row.row, row.line, row.written, trouble=_("The line stands twice in the workbook.")
                )
            if row:
                seen.add(row.line.code)
                found.append(row)
    if not found:
        raise Refused(
            _(
                "No line of the survey that is filled in was found in this file; use the workbook that the return itself hands out."
            )
        )
    return found


def told(rows):
    """{line: (value, source)} of what can be taken over, for `actions.declare`."""
    return {row.line.code: (row.value, row.source) for row in rows if row.is_new and not row.trouble}


def _plain(cell):
    return "" if cell is None else str(cell).strip()


def _same_union(one, cells):
    """A workbook of another union is refused as a whole."""
    if not cells or not cells[0].startswith(f"{CODE} "):
        return
    said = next((cell for cell in cells[1:] if cell), "")
    if said and said != one.unit.code:
        raise Refused(
            _("The cover says %(code)s; this return is that of %(unit)s (%(own)s).")
            % {"code": said[:40], "unit": one.unit.name, "own": one.unit.code}
        )


def _row(sheet, at, line, texts, cells, answers, told_by):
    written = texts[0] if texts else ""
    if not written or written in to_fill_in():
        return None
    value, notes = amounts.read_amount(cells[0], whole=not line.decimals, scale=line.decimals or None)
    if value is None:
        why = "；".join(problems.explain(code, params) for code, level, params in notes if level == problems.REJECTED)
        return Row(sheet, at, line, written, trouble=why or _("This is no number."))
    value, answer = Decimal(value), answers[line.code]
    before = answer.declared if answer.origin == queries.DECLARED else None
    source = texts[1] if len(texts) > 1 else ""
    if before is not None and source == told_by(answer):
        source = before.source  # as the export wrote it, with who and when
    if answer.value is not None and answer.value == value and (before is None or source in ("", before.source)):
        return Row(sheet, at, line, written, value, source)
    if answer.origin == queries.LEDGER:
        why = _("The records say %(known)s, the workbook says %(said)s. If the records are wrong, correct them.")
        return Row(
            sheet,
            at,
            line,
            written,
            value,
            source,
            why % {"known": f"{answer.value.normalize():f}", "said": written[:20]},
        )
    verdict = rules.may_declare(line, answered=False, value=value, source=source)
    return Row(sheet, at, line, written, value, source, "" if verdict else verdict.reason, is_new=True)
