"""How an app says what its workbook looks like: columns, an importer, and the rows and findings that pass between them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from .problems import REJECTED, REPAIRED, WARNED, explain

TYPES = (
    "text",
    "name",
    "date",
    "int",
    "money",
    "number",
    "id_number",
    "phone",
    "bank",
    "choice",
    "code",
    "bool",
    "unit",
    "credit_code",
)
FINDINGS_KEPT = 20_000  # of a hopeless file only the first remarks
FINE, UNCHANGED = "fine", "unchanged"
STATES = (FINE, REPAIRED, WARNED, REJECTED, UNCHANGED)
ENTERING = (FINE, REPAIRED, WARNED)


@dataclass(frozen=True)
class Column:
    """One column of an importer's workbook: its usual head, the other heads people give it, and what may stand in it."""

    key: str
    label: str
    synonyms: tuple = ()
    type: str = "text"
    english: str = ""
    required: bool = False
    instead: tuple = ()
    choices: tuple = ()
    translations: dict = field(default_factory=dict)
    open_vocabulary: bool = True
    max_length: int = 200
    negative: bool = False
    future: str = "date_future"
    coarse: str = ""
    missing: str = ""
    scale: int = 2
    width: int = 14
    example: str = ""
    note: str = ""

    def heading(self, language):
        """The label of the column for a reader."""
        return self.label if language.startswith("zh") else (self.english or self.label)


def code_and_name(row):
    """Whose row it is: code and name of its unit; nothing where it has none."""
    return f"{row.unit.code} {row.unit.name}" if row.unit is not None else ""


@dataclass(frozen=True)
class Importer:
    """What one kind of workbook brings in.

    `check(rows, context)` looks at all rows together and adds findings; `write(rows, context, this)` saves those that may enter,
    inside the open act `this`; `undo(batch, context, this)` voids what a batch wrote; `unit_of(row)` says whose row it is, as
    code and name if nothing else is said; `units()` gives the index of units by which codes and names are found. `piecemeal`:
    `check` is called for one piece of the rows after the other (`context.earlier` holds those before), and `write` lets go of
    what it has written, so that memory does not grow with the workbook. What `check` says of a row in its own piece stands: later
    pieces may remark on it but not keep it out, for it may be written by then.
    """

    code: str
    label: Any
    columns: tuple
    act: str
    check: Callable
    write: Callable
    undo: Callable
    unit_of: Callable = code_and_name
    units: Callable | None = None
    sheet_name: str = ""
    notes: tuple = ()
    options: tuple = ()
    piecemeal: bool = False

    def column(self, key):
        """The column of a key."""
        return next(column for column in self.columns if column.key == key)

    def missing_columns(self, found):
        """Keys of required columns that are not among the found ones, nor anything that may stand in for them."""
        return [
            column.key
            for column in self.columns
            if column.required and column.key not in found and not any(key in found for key in column.instead)
        ]

    def labels(self):
        """Key → label, for messages."""
        return {column.key: column.label for column in self.columns}


class Finding:
    """One remark on one cell: what stood there, what we made of it, and why."""

    __slots__ = ("field", "original", "params", "problem", "repaired", "row", "sheet", "treatment")

    def __init__(self, sheet, row, field, problem, treatment, original="", repaired="", params=None):
        self.sheet, self.row, self.field, self.problem = sheet, row, field, problem
        self.treatment, self.original, self.repaired, self.params = treatment, original, repaired, params

    @property
    def explanation(self):
        """The remark as a sentence in the reader's language."""
        return explain(self.problem, self.params)

    def as_json(self, language="zh-hans"):
        """The finding as the command line prints it."""
        return {
            "sheet": self.sheet,
            "row": self.row,
            "field": self.field,
            "problem": self.problem,
            "treatment": self.treatment,
            "original": self.original,
            "repaired": self.repaired,
            "explanation": explain(self.problem, self.params, language),
        }

    def pack(self):
        """The finding as a short list, for keeping."""
        return [
            self.sheet,
            self.row,
            self.field,
            self.problem,
            self.treatment,
            self.original,
            self.repaired,
            self.params,
        ]

    def __repr__(self):
        return f"<{self.sheet}!{self.row} {self.field} {self.problem} {self.treatment}>"


class Row:
    """One row of data: its place in the workbook, its values by column key, and the remarks on it.

    `unit`: at first what a title or a line above says, then the unit that the check found. `extra`: at first the units of
    measure that the heads name ({key: words}), then whatever the importer keeps with the row.
    """

    __slots__ = (
        "cells",
        "extra",
        "findings",
        "labels",
        "number",
        "places",
        "rejected",
        "sheet",
        "unchanged",
        "unit",
        "values",
    )

    def __init__(self, sheet, number, values, cells, places, labels):
        self.sheet, self.number, self.values, self.cells = sheet, number, values, cells
        self.places, self.labels = places, labels
        self.findings, self.rejected, self.unchanged, self.unit, self.extra = None, False, False, None, None

    def original(self, key):
        """What stood in the cell, as text."""
        at = self.places.get(key)
        if at is not None and self.cells is None:  # a row that was laid aside
            return str(self.values.get(key) or "")
        return "" if at is None else cell_text(self.cells[at])

    def get(self, key, default=None):
        """The value of a column, or the default where it is empty or missing."""
        value = self.values.get(key)
        return default if value is None or value == "" else value

    def find(self, key, problem, treatment, *, original=None, repaired="", **params):
        """Remark on a cell of this row; a rejected cell takes the whole row out."""
        label = self.labels.get(key, key)
        finding = Finding(
            self.sheet,
            self.number,
            label,
            problem,
            treatment,
            self.original(key) if original is None else original,
            repaired,
            params or None,
        )
        if self.findings is None:
            self.findings = []
        self.findings.append(finding)
        if treatment == REJECTED:
            self.rejected = True
        return finding

    def leave_unchanged(self, key, problem="already_recorded", **params):
        """The row says what is on file already: nothing is written for it."""
        self.find(key, problem, "accepted", **params)
        self.unchanged = True

    @property
    def state(self):
        """The worst that was found: rejected, then unchanged, warned, repaired, fine."""
        if self.rejected:
            return REJECTED
        if self.unchanged:
            return UNCHANGED
        treatments = {finding.treatment for finding in self.findings or ()}
        if WARNED in treatments:
            return WARNED
        return REPAIRED if REPAIRED in treatments else FINE

    @property
    def enters(self):
        """Whether the row will be written."""
        return not (self.rejected or self.unchanged)


def cell_text(cell):
    """A cell as a person would read it: whole numbers without .0, dates as year-month-day."""
    if cell is None:
        return ""
    if type(cell) is str:
        return cell
    if type(cell) is float:
        if cell != cell or cell in (float("inf"), float("-inf")):
            return str(cell)
        if cell == int(cell) and abs(cell) < 1e16:
            return str(int(cell))
        return f"{cell:.15g}".upper() if abs(cell) >= 1e15 else repr(cell)
    if type(cell) is bool:
        return "是" if cell else "否"
    if hasattr(cell, "isoformat"):
        text = cell.isoformat()
        return text[:10] if text.endswith("T00:00:00") else text.replace("T", " ")
    return str(cell)
