"""Finding the tables inside a sheet: where the heads stand and which column is which.

A sheet may hold several tables under each other: every head opens a block of its own, with its own columns and units. The first
head that will do opens the first block, so that nothing above a later, fuller head is lost.
"""

from dataclasses import dataclass, field

from .heads import (
    BY_CONTENT,
    GUESSED,
    LIKELY,
    SERIAL_HEADS,
    SURE,
    Match,
    Vocabulary,
    labels_of,
    match_heads,
    named_units,
    normal,
)
from .importers import cell_text
from .titles import stated_money, stated_units, year_in

LOOK_FOR_HEADS = 60
DEEPEST_HEAD = 3
GOOD_ENOUGH = 0.6
LINES_ABOVE = 6


@dataclass
class Layout:
    """How a sheet is laid out: its head rows, the matches, what it did not know, what its title says."""

    sheet: str
    head_from: int
    head_rows: int
    matches: list
    unknown: list = field(default_factory=list)
    missing: list = field(default_factory=list)
    year: int | None = None
    stated_units: tuple = ()
    money: tuple = (1, "")  # 单位：万元 above the heads
    manual: bool = False

    @property
    def first_data_row(self):
        """0-based number of the first row under the heads."""
        return self.head_from + self.head_rows

    def places(self):
        """Key → 0-based column."""
        return {match.key: match.at for match in self.matches}

    @property
    def fits(self):
        """Whether every required column was found."""
        return not self.missing

    @property
    def score(self):
        return sum(match.confidence for match in self.matches)

    def alike(self, other):
        """Whether another block has the same columns with the same units."""
        return [(m.at, m.key, m.factor, m.measure) for m in self.matches] == [
            (m.at, m.key, m.factor, m.measure) for m in other.matches
        ]


def recognise(sheet, importer, *, vocabulary=None, looks=None):
    """The layout of a sheet's first table, or None where no row looks like the importer's heads.

    `looks(column, values)` says how much of the values fits the column's type: it settles ambiguous heads.
    """
    vocabulary = vocabulary or Vocabulary(importer)
    candidates = []
    for head_from in range(min(LOOK_FOR_HEADS, len(sheet.rows))):
        candidate = _best_at(sheet, vocabulary, head_from)
        if candidate is not None:
            candidates.append(candidate)
    if not candidates:
        return None
    best = max(candidates, key=lambda candidate: candidate.rank)
    enough = [
        one for one in candidates if one.count >= GOOD_ENOUGH * best.count and set(one.missing) <= set(best.missing)
    ]
    return _finished(sheet, vocabulary, min([*enough, best], key=lambda candidate: candidate.head_from), looks)


def block_at(sheet, at, layout, vocabulary, looks=None):
    """The layout of a block whose head stands in this row, or None. A head like the first one gives a layout that is `alike`."""
    row = sheet.rows[at]
    if sum(1 for cell in row if type(cell) is str and cell in vocabulary.raw) < 2 or not _could_be_heads(row):
        return None
    candidate = _best_at(sheet, vocabulary, at)
    if (
        candidate is None
        or candidate.count * 2 < len(layout.matches)
        or not set(candidate.missing) <= set(layout.missing)
    ):
        return None
    block = _finished(sheet, vocabulary, candidate, looks, layout)
    block.year, block.stated_units, block.missing = layout.year, layout.stated_units, layout.missing
    return block


@dataclass
class _Candidate:
    """Some rows that may be heads."""

    head_from: int
    depth: int
    labels: list
    matches: dict
    ambiguous: dict
    missing: list

    @property
    def count(self):
        return len(self.matches) + len(self.ambiguous)

    @property
    def rank(self):
        """More columns first, then fewer rows, then the higher place."""
        sure = sum(match.confidence for match in self.matches.values()) + 0.5 * len(self.ambiguous)
        return round(sure, 2), -self.depth, -self.head_from


def _best_at(sheet, vocabulary, head_from):
    """The best reading of heads that begin in this row: one row, or two or three with merged parents."""
    if not any(type(cell) is str and cell.strip() for cell in sheet.rows[head_from]):
        return None
    found, least = [], _depth_of_merges(sheet, head_from)
    for depth in range(1, min(DEEPEST_HEAD, len(sheet.rows) - head_from) + 1):
        if depth > 1 and not _could_be_heads(sheet.rows[head_from + depth - 1]):
            break
        candidate = _candidate(sheet, vocabulary, head_from, depth)
        if depth == 2 and not _begins_heads(sheet.rows[head_from], vocabulary):
            break  # a title or a line to fill in above the heads belongs to no head
        if candidate is not None:
            found.append(candidate)
    deep = [candidate for candidate in found if candidate.depth >= least]
    return max(deep or found, key=lambda candidate: candidate.rank, default=None)


def _depth_of_merges(sheet, head_from):
    """The rows that merged cells give to a head: 人数 over 男, 女 and 合计 is a head of two rows."""
    deepest = 1
    for top, left, bottom, right in sheet.merges:
        below = top + 1
        if top != head_from or below >= len(sheet.rows):
            continue
        if bottom > top:
            deepest = max(deepest, bottom - top + 1)
        elif right > left:
            under = [cell for cell in sheet.rows[below][left : right + 1] if cell not in ("", None)]
            if len(under) > 1 and all(type(cell) is str for cell in under):
                deepest = max(deepest, 2)
    return min(deepest, DEEPEST_HEAD)


def _begins_heads(row, vocabulary):
    """Whether a row can be the upper row of heads: two of its cells are heads by themselves."""
    return sum(1 for cell in row if type(cell) is str and cell.strip() and vocabulary.candidates(cell)) >= 2


def _candidate(sheet, vocabulary, head_from, depth):
    labels = labels_of(sheet.rows, head_from, depth)
    matches, ambiguous = match_heads(labels, vocabulary)
    count = len(matches) + len(ambiguous)
    texts = sum(1 for whole, _, _ in labels if cell_text(whole).strip())
    if count < min(2, len(vocabulary.importer.columns)) or count * 4 < texts:
        return None
    keys = {match.key for match in matches.values()} | {key for several in ambiguous.values() for key in several}
    return _Candidate(head_from, depth, labels, matches, ambiguous, vocabulary.importer.missing_columns(keys))


def _could_be_heads(row):
    """A row of heads holds words, no numbers and no days."""
    cells = [cell for cell in row if cell not in ("", None)]
    return bool(cells) and all(type(cell) is str and not cell.strip().isdigit() and len(cell) <= 40 for cell in cells)


def _finished(sheet, vocabulary, candidate, looks, earlier=None):
    head_from, depth, labels = candidate.head_from, candidate.depth, candidate.labels
    matches, ambiguous = dict(candidate.matches), candidate.ambiguous
    sample = _sample(sheet, head_from + depth)
    _settle(vocabulary, matches, ambiguous, labels, sample, looks)
    if looks:
        _guess_by_content(vocabulary, matches, labels, sample, looks)
    layout = Layout(sheet.name, head_from, depth, sorted(matches.values(), key=lambda match: match.at))
    layout.unknown = [
        (at, cell_text(whole).strip())
        for at, (whole, _, _) in enumerate(labels)
        if at not in matches and cell_text(whole).strip() and normal(whole) not in SERIAL_HEADS
    ]
    found = {match.key for match in layout.matches}
    layout.missing = vocabulary.importer.missing_columns(found)
    layout.year, layout.stated_units = _title(sheet, head_from)
    layout.money = _stated_money(sheet, head_from) or (earlier.money if earlier else (1, ""))
    _take_money(layout, vocabulary.importer)
    return layout


def _stated_money(sheet, head_from):
    """What the lines just above the heads say about money: 单位：万元 → (10000, "万元"); None when they say nothing."""
    lines = [
        cell for row in sheet.rows[max(0, head_from - LINES_ABOVE) : head_from] for cell in row if type(cell) is str
    ]
    return next((said for line in reversed(lines) if (said := stated_money(line))), None)


def _take_money(layout, importer):
    """A head of money without a unit of its own has the one that stands above the table."""
    factor, words = layout.money
    for match in layout.matches:
        if factor != 1 and importer.column(match.key).type == "money" and match.factor == 1 and "元" not in match.head:
            match.factor, match.factor_words = factor, words


def _sample(sheet, first):
    """Some rows of data, to look at what stands in a column."""
    return [row for row in sheet.rows[first : first + 200] if any(cell not in ("", None) for cell in row)][:60]


def _values(sample, at):
    return [row[at] for row in sample if at < len(row) and row[at] not in ("", None)]


def _settle(vocabulary, matches, ambiguous, labels, sample, looks):
    """Ambiguous heads (单位: of the union or of measure?) go where the content fits, else to what is still free."""
    for at in sorted(ambiguous):
        taken = {match.key for match in matches.values()}
        free = [key for key in ambiguous[at] if key not in taken]
        if not free:
            continue
        scores = {key: looks(vocabulary.importer.column(key), _values(sample, at)) if looks else 0 for key in free}
        key = _wanted_unit(vocabulary.importer, free, taken) or max(free, key=lambda one: scores[one])
        confidence = LIKELY if len(free) == 1 or scores[key] >= 0.5 else GUESSED
        matches[at] = Match(at, key, cell_text(labels[at][0]), confidence, *named_units(vocabulary, key, labels[at][0]))


def _wanted_unit(importer, free, taken):
    """单位 in a table without quantities is the union, even where nobody knows the names in it: each row then says so."""
    if any(importer.column(key).type == "number" for key in taken):
        return None
    lacking = importer.missing_columns(taken)
    units = [key for key in free if importer.column(key).type == "unit"]
    return next((key for key in units if importer.missing_columns(taken | {key}) != lacking), None)


def _guess_by_content(vocabulary, matches, labels, sample, looks):
    """A required column whose head nobody knows may be known by what stands in it."""
    for column in vocabulary.importer.columns:
        taken = {match.key for match in matches.values()}
        if column.key in taken or column.type not in ("id_number", "date", "unit"):
            continue
        for at, (whole, _, _) in enumerate(labels):
            values = _values(sample, at)
            if (
                at not in matches
                and len(values) >= 3
                and normal(whole) not in SERIAL_HEADS
                and looks(column, values) >= 0.8
            ):
                matches[at] = Match(at, column.key, cell_text(whole), BY_CONTENT)
                break


def _title(sheet, head_from):
    """What the lines above the heads and the name of the sheet say: a year, the reporting unit."""
    texts = [cell_text(cell).strip() for row in sheet.rows[:head_from] for cell in row if cell not in ("", None)]
    return year_in(texts, sheet.name), tuple(name for text in (*texts, sheet.name) for name in stated_units(text))


def by_hand(sheet, importer, mapping, head_from, head_rows):
    """A layout that a person corrected: column number → key (empty for "do not import")."""
    labels = labels_of(sheet.rows, head_from, head_rows)
    vocabulary = Vocabulary(importer)
    matches, unknown = [], []
    for at, (whole, _, _) in enumerate(labels):
        key = mapping.get(at)
        if key:
            matches.append(Match(at, key, cell_text(whole), SURE, *named_units(vocabulary, key, whole)))
        elif cell_text(whole).strip():
            unknown.append((at, cell_text(whole).strip()))
    found = {match.key for match in matches}
    missing = importer.missing_columns(found)
    year, units = _title(sheet, head_from)
    money = _stated_money(sheet, head_from) or (1, "")
    layout = Layout(sheet.name, head_from, head_rows, matches, unknown, missing, year, units, money, manual=True)
    _take_money(layout, importer)
    return layout
