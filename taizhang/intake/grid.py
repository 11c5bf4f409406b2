"""The preview grid: rows of the workbook as they stand, with the state and the remark of every cell; one page at a time."""

from dataclasses import dataclass, field
from typing import Any

from taizhang.kernel import sealing

from . import heads, queries, reading, storage
from .importers import FINE, cell_text

MASKED = {"id_number": sealing.mask_id, "phone": sealing.mask_phone, "bank": sealing.mask_bank}
SHOWN = 120


@dataclass
class Cell:
    """One cell of the grid."""

    text: str
    state: str = FINE
    repaired: str = ""
    remarks: list = field(default_factory=list)


@dataclass
class GridRow:
    """One row of the grid."""

    sheet: str
    number: int
    state: str
    cells: list
    remarks: list = field(default_factory=list)


@dataclass
class Grid:
    """The rows of one sheet in one state; `page` is filled by asking for rows."""

    batch: Any
    report: dict
    heads: list
    numbers: list
    findings: dict
    states: dict
    reveal: bool

    def __len__(self):
        return len(self.numbers)

    def __getitem__(self, piece):
        """The rows of one page: the file is read for those alone."""
        numbers = self.numbers[piece]
        return rows_of(self, numbers) if numbers else []


def of(batch, *, sheet="", state="", reveal=False):
    """The grid of an import for one sheet, narrowed to a state."""
    used = [report for report in batch.sheets if report["used"]]
    report = next((one for one in used if one["name"] == sheet), used[0] if used else None)
    if report is None:
        return None
    findings = {}
    for finding in queries.findings_of(batch):
        if finding.sheet == report["name"]:
            findings.setdefault(finding.row, []).append(finding)
    states = {row: words for (_sheet, row), words in queries.states_by_row(_all(findings)).items()}
    states.update({row: "unchanged" for first, last in report.get("unchanged", ()) for row in range(first, last + 1)})
    heads = [(at, key, head) for at, key, head, _sure in report["columns"]]
    numbers = [row for row in _numbers(report) if not state or states.get(row, FINE) == state]
    return Grid(batch, report, heads, numbers, findings, states, reveal)


def _all(findings):
    return [finding for remarks in findings.values() for finding in remarks]


def _numbers(report):
    """The numbers of the data rows, from the stretches that were kept."""
    return [row for first, last in report.get("spans", ()) for row in range(first, last + 1)]


def rows_of(grid, numbers):
    """Rows of the workbook with their remarks."""
    book = reading.read(storage.fetch(grid.batch.digest), grid.batch.file_name)
    sheet = next(one for one in book.sheets if one.name == grid.report["name"])
    importer = queries.importer_of(grid.batch.importer)
    labels, types = importer.labels(), {column.key: column.type for column in importer.columns}
    return [_row(grid, number, sheet.rows[number - 1], labels, types) for number in numbers]


def _row(grid, number, cells, labels, types):
    remarks = grid.findings.get(number, [])
    by_field = {}
    for finding in remarks:
        by_field.setdefault(finding.field, []).append(finding)
    row = GridRow(grid.report["name"], number, grid.states.get(number, FINE), [])
    places = _places(grid.report, number)
    for first_at, key, _head in grid.heads:
        at = places.get(key, first_at)
        text = cell_text(cells[at]) if at < len(cells) else ""
        row.cells.append(_cell(text, by_field.pop(labels.get(key, key), ()), types.get(key), grid.reveal))
    row.remarks = [queries.finding_words(finding) for left in by_field.values() for finding in left]
    return row


def _places(report, number):
    """Where the columns stand in this row: a later block of the sheet may have them in another order."""
    columns = report["columns"]
    for first, others in report.get("blocks", ()):
        columns = others if number >= first else columns
    return {key: at for at, key, _head, _sure in columns}


def _cell(text, remarks, kind, reveal):
    mask = (lambda words: words) if reveal or kind not in MASKED else MASKED[kind]
    worst, repaired, words = FINE, "", []
    order = {FINE: 0, "accepted": 0, "repaired": 1, "warned": 2, "rejected": 3}
    for finding in remarks:
        words.append(queries.finding_words(finding))
        if order[finding.treatment] > order[worst]:
            worst = finding.treatment
        repaired = mask(finding.repaired) if finding.repaired else repaired
    return Cell(mask(text)[:SHOWN] if text else "", worst, repaired[:SHOWN], words)


def samples(batch, report, count=4):
    """Some cells of every column of a sheet, to recognise it by: {column: [text]}; numbers masked."""
    book = reading.read(storage.fetch(batch.digest), batch.file_name)
    sheet = next((one for one in book.sheets if one.name == report["name"]), None)
    first = sum(report["head"]) if report["head"] else 0
    out = {}
    for row in sheet.rows[first : first + 40] if sheet else ():
        for at, cell in enumerate(row):
            text = cell_text(cell).strip()
            if text and len(out.setdefault(at, [])) < count:
                out[at].append(_masked_number(text)[:24])
    return out


def _masked_number(text):
    """Long numbers are masked wherever they stand."""
    digits = sum(letter.isdigit() for letter in text)
    return sealing.mask_id(text) if digits >= 15 else sealing.mask_phone(text) if digits >= 11 else text


def labels_of_sheet(batch, name, head):
    """The heads of every column of a sheet under given head rows: [(column, text)]."""
    book = reading.read(storage.fetch(batch.digest), batch.file_name)
    sheet = next((one for one in book.sheets if one.name == name), None)
    if sheet is None or head[0] >= len(sheet.rows):
        return []
    labels = heads.labels_of(sheet.rows, head[0], min(head[1], len(sheet.rows) - head[0]))
    return [(at, " ".join(cell_text(whole).split())) for at, (whole, _own, _parent) in enumerate(labels)]
