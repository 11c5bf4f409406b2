"""Looking through a whole workbook before anything is written: rows, remarks, counts. Reads and judges, saves nothing."""

import datetime
import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from taizhang.kernel import aside

from . import cells, recognition, rowkinds
from .daybook import DITTO
from .heads import Vocabulary, normal
from .importers import FINDINGS_KEPT, STATES, Finding, Row, cell_text
from .problems import REJECTED, REPAIRED, WARNED
from .titles import stated_units

SKIPPED_SHOWN = 300
# Words, days and units repeat down a column: what was read and found fine is remembered.
REPEATING = ("text", "choice", "date", "bool", "unit", "code")
REMEMBERED = 20_000
ABOVE = "above"
FILLED_DOWN = ("text", "name", "date", "choice", "unit", "code", "bool")


@dataclass
class Context:
    """What checking and writing need to know beside the rows."""

    importer: Any
    by: Any
    unit: Any = None
    today: datetime.date | None = None
    units: Any = None
    options: dict = field(default_factory=dict)
    digest: str = ""
    batch: Any = None
    progress: Any = None
    memory: dict = field(default_factory=dict)
    earlier: Any = ()  # the rows of earlier pieces, where an importer looks at a workbook piece by piece
    of: int = 0  # rows of the sheets that are used

    def report(self, done, of, words=""):
        """Tell how far the work is, where somebody listens."""
        if self.progress:
            self.progress(done, of, words)


@dataclass
class SheetReport:
    """What was made of one sheet."""

    name: str
    layout: Any
    used: bool
    rows: int = 0
    skipped: Counter = field(default_factory=Counter)
    skipped_rows: list = field(default_factory=list)
    why_not: str = ""
    blocks: list = field(default_factory=list)

    def skip(self, at, kind, row):
        """Count a row that is no data and remember some of them; gives its first words."""
        self.skipped[kind] += 1
        words = next((cell_text(cell).strip() for cell in row if cell not in ("", None)), "")
        if kind != rowkinds.BLANK and len(self.skipped_rows) < SKIPPED_SHOWN:
            self.skipped_rows.append((at + 1, kind, words[:80]))
        return words


class Rows(aside.Aside):
    """Rows that were read and checked. What a row that enters stood in is let go of: its values say it."""

    def __init__(self):
        super().__init__()
        self.plans, self.units = [], {}  # (places, labels) of the layouts; units by key
        self._told = 0, 0, 0  # blocks, layouts and units that another process has been told of
        self._once_more = {}  # rows that were asked for again, by place: they hold remarks that their block does not

    def append(self, row):
        """Add a row that was checked."""
        if not row.rejected:
            row.cells = None
        super().append(row)

    @property
    def remarked_later(self):
        """Whether a row was remarked on after it was laid aside."""
        return bool(self._once_more)

    def again(self, at):
        """A row of an earlier piece, to be remarked on."""
        row = self._once_more.get(at)
        if row is None:
            row = self._once_more[at] = self[at]
        return row

    def blocks(self):
        """The rows, block by block, with what was remarked on them later."""
        first = 0
        for block in super().blocks():
            block = list(block)
            for at in self._once_more.keys() & range(first, first + len(block)):
                block[at - first] = self._once_more[at]
            first += len(block)
            yield block

    def packed(self, rows):
        """Rows as plain tuples; a unit and a layout are told once."""
        return [
            (
                row.sheet, row.number, row.values, row.cells, self._plan(row), [one.pack() for one in row.findings or ()],
                row.rejected, row.unchanged, self._key(row.unit), row.extra,
            )
            for row in rows
        ]  # fmt: skip

    def unpacked(self, block):
        """The rows again."""
        rows = []
        for sheet, number, values, cells_, plan, findings, rejected, unchanged, unit, extra in block:
            row = Row(sheet, number, values, cells_, *self.plans[plan])
            row.findings = [Finding(*one) for one in findings] or None
            row.rejected, row.unchanged, row.unit, row.extra = rejected, unchanged, self.units.get(unit), extra
            rows.append(row)
        return rows

    # --- rows that another process lays aside for this one (`ahead`)

    def fresh(self):
        """Where the blocks lie that were laid aside since this was asked last, and the layouts and units that they speak of."""
        news = self._places[self._told[0] :], self.plans[self._told[1] :], list(self.units.values())[self._told[2] :]
        self._told = len(self._places), len(self.plans), len(self.units)
        return news

    def found(self, news):
        """The blocks that another process laid aside."""
        for place in self._learnt(news):
            self._places.append(place)
            yield self._block(len(self._places) - 1)

    def rest(self):
        """What was not laid aside: the rows of the last block, and those that were remarked on later; and where the file ends."""
        return self.packed(self._last), self.fresh(), self._once_more, self._end

    def finished(self, rest):
        """Take the rest over; gives the rows of the last block."""
        packed, news, self._once_more, self._end = rest
        self._learnt(news)
        self._last = self.unpacked(packed)
        return self._last

    def _learnt(self, news):
        places, plans, units = news
        self.plans += plans
        self.units |= {unit.pk: unit for unit in units}
        return places

    def _plan(self, row):
        for at, (places, _labels) in enumerate(self.plans):
            if places is row.places:
                return at
        self.plans.append((row.places, row.labels))
        return len(self.plans) - 1

    def _key(self, unit):
        if unit is None:
            return None
        self.units.setdefault(unit.pk, unit)
        return unit.pk


@dataclass
class Examination:
    """The outcome for a whole workbook, complete once it was `looked` through.

    `spans`, `unchanged`: {sheet: [[first, last]]}, the stretches of rows of data, and of those on file.
    """

    importer: Any
    sheets: list
    rows: Any
    counts: dict = field(default_factory=dict)
    per_unit: dict = field(default_factory=dict)
    spans: dict = field(default_factory=dict)
    unchanged: dict = field(default_factory=dict)
    first: list = field(default_factory=list)  # remarks, packed
    remarks: int = 0
    looked: bool = False

    @property
    def findings(self):
        """All remarks in the order of the rows."""
        return list(self.each_finding())

    def each_finding(self):
        """The remarks, one after the other."""
        return (finding for row in self.rows for finding in row.findings or ())

    def kept_findings(self):
        """(the first remarks as they are kept, how many there are)."""
        if getattr(self.rows, "remarked_later", False):
            findings = self.each_finding()
            first = [finding.pack() for finding in islice(findings, FINDINGS_KEPT)]
            return first, len(first) + sum(1 for _ in findings)
        return self.first, self.remarks

    @property
    def fits(self):
        """Whether any sheet could be used."""
        return any(sheet.used for sheet in self.sheets)


def begin(book, context, plans=None):
    """Recognise the sheets of a book; `through` looks at their rows. `plans`: sheet name → a layout made by hand, or None to leave it out."""
    importer = context.importer
    reports = [_report(sheet, context, plans or {}) for sheet in book.sheets]
    _choose(reports, importer, context)
    outcome = Examination(importer, reports, Rows() if importer.piecemeal else [])
    context.earlier = outcome.rows
    context.of = sum(len(sheet.rows) for sheet, report in _used(outcome, book))
    return outcome


def _used(outcome, book):
    return [pair for pair in zip(book.sheets, outcome.sheets, strict=True) if pair[1].used]


def through(outcome, book, context):
    """Look at the rows, piece by piece: each piece is read, checked, counted, kept and handed on."""
    importer, looked = context.importer, False
    rows = (row for sheet, report in _used(outcome, book) for row in read_rows(sheet, report, context))
    while (piece := list(islice(rows, aside.BLOCK) if importer.piecemeal else rows)) or not looked:
        looked = True
        importer.check(piece, context)
        _take(outcome, piece)
        yield piece
    outcome.counts = {state: outcome.counts.get(state, 0) for state in STATES}
    outcome.per_unit = dict(sorted(outcome.per_unit.items()))
    outcome.looked = True


def _take(outcome, piece):
    """Count rows that were checked, and keep them."""
    unit_of = outcome.importer.unit_of
    for row in piece:
        state = row.state if row.findings is not None or row.unchanged else "fine"
        outcome.counts[state] = outcome.counts.get(state, 0) + 1
        states = outcome.per_unit.setdefault(unit_of(row) or "", {})
        states[state] = states.get(state, 0) + 1
        _stretch(outcome.spans, row)
        if state == "unchanged":
            _stretch(outcome.unchanged, row)
        if row.findings:
            outcome.remarks += len(row.findings)
            if len(outcome.first) < FINDINGS_KEPT:
                outcome.first += [finding.pack() for finding in row.findings]
        outcome.rows.append(row)


def _stretch(spans, row):
    """Lengthen the last stretch of rows, or begin another."""
    stretches = spans.setdefault(row.sheet, [])
    if stretches and stretches[-1][1] == row.number - 1:
        stretches[-1][1] = row.number
    else:
        stretches.append([row.number, row.number])


def _report(sheet, context, plans):
    """The layout of one sheet, recognised or given."""
    if sheet.name in plans:
        return SheetReport(sheet.name, plans[sheet.name], False, why_not="" if plans[sheet.name] else "left_out")
    layout = recognition.recognise(sheet, context.importer, looks=looks_of(context))
    why_not = ""
    if layout is None:
        why_not = "no_heads" if any(cell not in ("", None) for row in sheet.rows for cell in row) else "empty"
    elif not sheet.visible:
        why_not = "hidden"
    return SheetReport(sheet.name, layout, False, why_not=why_not)


def looks_of(context):
    """How to tell by what stands in a column what it is: `looks(column, values)`."""
    known = context.units.knows if context.units else None
    return lambda column, values: cells.looks_like(column, values, known)


def _choose(reports, importer, context):
    """Use every sheet that fits; a hidden one only when there is no other."""
    for report in reports:
        if report.layout and report.layout.missing and _has_unit(report.layout, context):
            report.layout.missing = [key for key in report.layout.missing if importer.column(key).type != "unit"]
        if report.layout and not report.layout.fits and not report.why_not:
            report.why_not = "columns_missing"
        report.used = bool(report.layout) and not report.why_not
    if not any(report.used for report in reports):
        for report in reports:
            if report.why_not == "hidden" and report.layout.fits:
                report.used, report.why_not = True, ""


def _has_unit(layout, context):
    """Whether the rows get a unit without a column for it: the import is for one, or the title names one."""
    return context.unit is not None or _stated_unit(layout, context) is not None


def _stated_unit(layout, context):
    """The unit that the title or the name of the sheet names, if it is one on file."""
    for name in layout.stated_units if context.units else ():
        unit = context.units.find(name)[0]
        if unit is not None:
            return unit
    return None


# --- reading the rows ------------------------------------------------------------------------------------------------------


def read_rows(sheet, report, context):
    """The data rows of a sheet under its heads, each with values and remarks; what is no data is counted by kind."""
    blocks, section = _Blocks(sheet, report, context), None
    _remember_above(sheet, report)
    previous, at, end = None, report.layout.first_data_row, len(sheet.rows)
    while at < end:
        row = sheet.rows[at]
        opened = blocks.open(at, row)
        if opened:
            report.skip(at, rowkinds.HEADS, row)
            at, previous = at + opened, None
            continue
        row, plan = blocks.filled(at, row), blocks.plan
        kind = rowkinds.kind_of_row(row, plan.layout, blocks.head_texts, plan.anchors)
        if kind == rowkinds.DATA:
            effective, dittoed = _undittoed(row, previous) if _may_say_ditto(row) else (row, ())
            report.rows += 1
            yield plan.read(sheet.name, at + 1, row, effective, dittoed, section)
            previous = effective
        else:
            section = _section(report.skip(at, kind, row), kind, section, context)
        at += 1


def _remember_above(sheet, report):
    """Rows above the first heads that look fuller than a title are told: nothing is passed over silently."""
    for at, row in enumerate(sheet.rows[: report.layout.head_from]):
        if sum(1 for cell in row if cell not in ("", None)) >= 5:
            report.skip(at, ABOVE, row)


def _section(words, kind, section, context):
    """The unit that a line between the rows names, for the rows under it."""
    if kind in (rowkinds.SECTION, rowkinds.SIGNATURE, rowkinds.NOTE) and context.units:
        return next((unit for name in stated_units(words) if (unit := context.units.find(name)[0])), section)
    return section


class _Blocks:
    """The blocks of one sheet: every head opens one, with columns and units of its own."""

    def __init__(self, sheet, report, context):
        self.sheet, self.report, self.context = sheet, report, context
        self.vocabulary = Vocabulary(context.importer)
        self.vocabulary.raw |= {
            cell for row in self._head_rows(report.layout) for cell in row if type(cell) is str and cell.strip()
        }
        self.looks = looks_of(context)
        self.filled_down = {}
        self._begin(report.layout)

    def _head_rows(self, layout):
        return self.sheet.rows[layout.head_from : layout.first_data_row]

    def _begin(self, layout):
        self.plan = _Plan(self.context.importer, layout, self.context)
        self.head_texts = rowkinds.head_texts_of(self.sheet, layout)
        self.filled_down = _merged_cells(self.sheet, self.plan)
        self.report.blocks.append(layout)

    def open(self, at, row):
        """Open the block whose head stands in this row; gives the number of its head rows, 0 where there is none."""
        if self.vocabulary.raw.isdisjoint(row):
            return 0  # nearly every row
        layout = self.plan.layout
        if layout.manual and self._repeats(at, layout):
            return 0  # columns set by hand stay set under the same heads
        block = recognition.block_at(self.sheet, at, layout, self.vocabulary, self.looks)
        if block is None:
            return 0
        if not block.alike(layout):
            self._begin(block)
        return block.head_rows

    def _repeats(self, at, layout):
        """Whether a row holds the same heads in the same columns."""
        filled = [(place, normal(cell)) for place, cell in enumerate(self.sheet.rows[at]) if cell not in ("", None)]
        heads = self._head_rows(layout)
        same = sum(1 for place, text in filled if any(place < len(row) and normal(row[place]) == text for row in heads))
        return same * 10 >= len(filled) * 7

    def filled(self, at, row):
        """A row, with the values of merged cells above it."""
        return _with_merged(row, self.filled_down[at]) if at in self.filled_down else row


def _merged_cells(sheet, plan):
    """Rows that get values from merged cells above: {row: {column: (row of the value)}}, never for numbers."""
    filled = {}
    for top, left, bottom, right in sheet.merges:
        if bottom <= top or left != right or left not in plan.filled_down or top < plan.layout.first_data_row:
            continue
        if top >= len(sheet.rows) or left >= len(sheet.rows[top]):
            continue
        value = sheet.rows[top][left]
        for at in range(top + 1, min(bottom, len(sheet.rows) - 1) + 1):
            filled.setdefault(at, {})[left] = value
    return filled


def _with_merged(row, values):
    """A row with the values of merged cells filled in, unless that is all it would have."""
    if not any(cell not in ("", None) for cell in row):
        return row
    row = list(row)
    for at, value in values.items():
        if row[at] in ("", None):
            row[at] = value
    return row


_MARKS = re.compile(f"[{''.join({letter for mark in DITTO for letter in mark if not letter.isspace()})}]")


def _may_say_ditto(row):
    """Whether a mark for “as above” stands anywhere in a row: of nearly all rows that settles it."""
    return _MARKS.search(" ".join(map(str, row))) is not None


def _is_ditto(cell):
    """Whether a cell says “as above”, with or without spaces around the mark."""
    return type(cell) is str and (cell in DITTO or (len(cell) < 20 and cell.strip() in DITTO))


def _undittoed(row, previous):
    """A row whose ditto marks are replaced by what stands above; gives the row and the columns concerned."""
    effective, dittoed = list(row), []
    for at, cell in enumerate(row):
        if _is_ditto(cell):
            above = previous[at] if previous and at < len(previous) else ""
            effective[at] = above
            dittoed.append((at, above not in ("", None)))
    return effective, dittoed


class _Plan:
    """The readers of a layout's columns in the order in which remarks are made: identity numbers first."""

    def __init__(self, importer, layout, context):
        self.layout = layout
        self.places = layout.places()
        self.labels = importer.labels()
        by_key = {match.key: match for match in layout.matches}
        ordered = sorted(importer.columns, key=lambda column: column.type != "id_number")
        self.columns = [
            (
                column,
                by_key[column.key].at,
                cells.reader_of(column, by_key[column.key], today=context.today, year=layout.year),
            )
            for column in ordered
            if column.key in by_key
        ]
        self.steps = [
            (column.key, at, read, column.missing, {} if column.type in REPEATING else None)
            for column, at, read in self.columns
        ]
        self.filled_down = {at for column, at, _ in self.columns if column.type in FILLED_DOWN}
        anchored = [
            (not column.required, at)
            for column, at, _ in self.columns
            if column.required or column.type in ("id_number", "unit", "date", "name")
        ]
        self.anchors = [at for _, at in sorted(anchored)][:4]
        self.stated_unit = _stated_unit(layout, context)
        self.measures = {match.key: match.measure for match in layout.matches if match.measure}
        self.key_at = {at: column.key for column, at, _ in self.columns}

    def read(self, sheet, number, original, effective, dittoed, section):
        """One row: every cell read, every remark made."""
        values = {}
        row = Row(sheet, number, values, original, self.places, self.labels)
        if dittoed:
            self._remark_dittos(row, dittoed, effective)
        for key, at, read, missing, known in self.steps:
            cell = effective[at]
            remembers = known is not None and (type(cell) is str or type(cell) is datetime.date)
            if remembers and cell in known:
                values[key] = known[cell]
                continue
            value, notes = read(cell)
            values[key] = value
            if notes:
                self._remark(row, key, value, notes)
            elif value is None and missing:
                row.find(key, missing, REJECTED, label=self.labels[key])
            elif remembers and len(known) < REMEMBERED:
                known[cell] = value
        row.unit = section or self.stated_unit
        if self.measures:
            row.extra = self.measures
        return row

    def _remark(self, row, key, value, notes):
        text = cells.written(value)
        for problem, treatment, params in notes:
            original = row.original(key)
            row.find(
                key,
                problem,
                treatment,
                original=original if len(original) <= 200 else original[:60] + "…",
                repaired="" if treatment == REJECTED else text,
                **(params or {}),
            )

    def _remark_dittos(self, row, dittoed, effective):
        for at, found in dittoed:
            key = self.key_at.get(at)
            if key:
                row.find(
                    key,
                    "ditto" if found else "ditto_nothing_above",
                    REPAIRED if found else WARNED,
                    repaired=cell_text(effective[at]) if found else "",
                )
