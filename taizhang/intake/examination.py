"""Looking through a whole workbook before anything is written: rows, remarks, counts. Reads and judges, saves nothing."""

import datetime
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from . import cells, recognition
from .importers import STATES, Row, cell_text
from .problems import REJECTED, REPAIRED, WARNED

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
SKIPPED_SHOWN = 300
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


@dataclass
class Examination:
    """The outcome for a whole workbook."""

    importer: Any
    sheets: list
    rows: list
    counts: dict = field(default_factory=dict)
    per_unit: dict = field(default_factory=dict)

    @property
    def findings(self):
        """All remarks in the order of the rows."""
        return [finding for row in self.rows for finding in row.findings or ()]

    @property
    def fits(self):
        """Whether any sheet could be used."""
        return any(sheet.used for sheet in self.sheets)


def examine(book, context, plans=None):
    """Recognise, read and check a book. `plans`: sheet name → a layout made by hand, or None to leave the sheet out."""
    importer = context.importer
    reports = [_report(sheet, context, plans or {}) for sheet in book.sheets]
    _choose(reports, importer, context)
    rows = []
    for sheet, report in zip(book.sheets, reports, strict=True):
        if report.used:
            rows.extend(read_rows(sheet, report, context))
    importer.check(rows, context)
    examination = Examination(importer, reports, rows)
    count(examination)
    return examination


def _report(sheet, context, plans):
    """The layout of one sheet, recognised or given."""
    if sheet.name in plans:
        return SheetReport(sheet.name, plans[sheet.name], False, why_not="" if plans[sheet.name] else "left_out")
    known = context.units.knows if context.units else None
    layout = recognition.recognise(
        sheet, context.importer, looks=lambda column, values: cells.looks_like(column, values, known)
    )
    why_not = ""
    if layout is None:
        why_not = "no_heads" if any(cell not in ("", None) for row in sheet.rows for cell in row) else "empty"
    elif not sheet.visible:
        why_not = "hidden"
    return SheetReport(sheet.name, layout, False, why_not=why_not)


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


def count(examination):
    """Counts of states, for the whole and for each unit."""
    counts, per_unit = Counter(dict.fromkeys(STATES, 0)), {}
    unit_of = examination.importer.unit_of
    for row in examination.rows:
        state = row.state if row.findings is not None or row.unchanged else "fine"
        counts[state] += 1
        if unit_of:
            per_unit.setdefault(unit_of(row) or "", Counter())[state] += 1
    examination.counts = dict(counts)
    examination.per_unit = {unit: dict(states) for unit, states in sorted(per_unit.items())}


# --- reading the rows ------------------------------------------------------------------------------------------------------


def read_rows(sheet, report, context):
    """The data rows of a sheet under its heads, each with values and remarks; what is no data is counted by kind."""
    importer, layout = context.importer, report.layout
    plan = _Plan(importer, layout, context)
    plans = {id(layout): plan}
    head_texts = recognition.head_texts_of(sheet, layout)
    filled_down = _merged_cells(sheet, plan)
    previous, section, out = None, None, []
    for at in range(layout.first_data_row, len(sheet.rows)):
        row = sheet.rows[at]
        if at in filled_down:
            row = _with_merged(row, filled_down[at])
        kind = recognition.kind_of_row(row, layout, head_texts, plan.anchors)
        if kind != recognition.DATA:
            section = _skip(report, at, kind, row, section, context)
            if kind == recognition.HEADS:
                layout = recognition.heads_again(sheet, layout, at, importer)
                if id(layout) not in plans:
                    plans[id(layout)] = _Plan(importer, layout, context)
                plan = plans[id(layout)]
            continue
        effective, dittoed = (row, ()) if DITTO.isdisjoint(row) else _undittoed(row, previous)
        out.append(plan.read(sheet.name, at + 1, row, effective, dittoed, section))
        previous = effective
    report.rows = len(out)
    return out


def _skip(report, at, kind, row, section, context):
    """Count a row that is no data; a line that names a unit is remembered for the rows under it."""
    report.skipped[kind] += 1
    words = next((cell_text(cell).strip() for cell in row if cell not in ("", None)), "")
    if kind != recognition.BLANK and len(report.skipped_rows) < SKIPPED_SHOWN:
        report.skipped_rows.append((at + 1, kind, words[:80]))
    if kind in (recognition.SECTION, recognition.SIGNATURE, recognition.NOTE) and context.units:
        names = recognition.stated_units(words)
        return next((unit for name in names if (unit := context.units.find(name)[0])), section)
    return section


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


def _undittoed(row, previous):
    """A row whose ditto marks are replaced by what stands above; gives the row and the columns concerned."""
    effective, dittoed = list(row), []
    for at, cell in enumerate(row):
        if type(cell) is str and cell in DITTO:
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
        self.steps = [(column.key, at, read, column.missing) for column, at, read in self.columns]
        self.absent = [column for column in importer.columns if column.missing and column.key not in by_key]
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
        for key, at, read, missing in self.steps:
            value, notes = read(effective[at])
            values[key] = value
            if notes:
                self._remark(row, key, value, notes)
            elif value is None and missing:
                row.find(key, missing, REJECTED, label=self.labels[key])
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
