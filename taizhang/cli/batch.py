"""Many figures from a list: one question a row, the answer in a further column; formulas over other rows are worked
out last.
"""

import csv
import io
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction

from django.utils.translation import gettext as _

from taizhang.cli.formulas import NoBase, compute
from taizhang.kernel import ledger
from taizhang.kernel.figures import UnknownFigure
from taizhang.kernel.filters import UnknownFilter
from taizhang.kernel.periods import Period, UnknownPeriod
from taizhang.kernel.reading import DASH, plain, rounded
from taizhang.organisation.queries import find_unit

NEEDED = ("id", "catalogue", "column", "unit", "from", "to")
ONE_DECIMAL = ("rate", "average", "change")  # shares, averages and growth have one decimal, rounded half up
MOST_ROWS = 200_000


@dataclass
class Question:
    """One row: what is asked, and the answer when it is known."""

    number: int
    cells: dict
    value: Fraction | None = None  # None: no base
    answered: bool = False
    problem: str = ""
    waiting: bool = field(default=False, repr=False)

    def cell(self, name):
        """A cell without spaces; empty where the column is missing."""
        return (self.cells.get(name) or "").strip()

    def text(self):
        """The value as it is printed: one decimal for shares and growth, plain otherwise, — without a base."""
        if self.problem or self.value is None:
            return "" if self.problem else DASH
        value = _decimal(self.value)
        return str(rounded(value)) if self.cell("kind") in ONE_DECIMAL else plain(value)


def answer(rows, tell=lambda n, of: None):
    """Answer all questions of a list. A row that cannot be answered carries its reason and does not stop the others."""
    questions = [Question(number, cells) for number, cells in enumerate(rows, start=2)]
    by_id = {question.cell("id"): question for question in questions if question.cell("id")}
    said = {question.cell("unit") for question in questions} - {""}
    units = {text: find_unit(text, fragment=False) for text in said}
    for n, question in enumerate(questions, start=1):
        if not question.cell("formula"):
            _try(question, lambda asked=question: _figure(asked, units))
        tell(n, len(questions))
    for question in questions:
        if question.cell("formula"):
            _try(question, lambda asked=question: _formula(asked, by_id))
    return questions


def _try(question, find):
    try:
        question.value = find()
    except NoBase:
        question.value = None
    except (UnknownFigure, UnknownFilter, UnknownPeriod, ValueError) as wrong:
        question.problem = str(wrong)
    question.answered = True


def _figure(question, units):
    unit = units.get(question.cell("unit"))
    if unit is None:
        raise UnknownFigure(_("There is no unit “%(code)s”.") % {"code": question.cell("unit")[:60]})
    code = question.cell("catalogue")
    if question.cell("column"):
        code = f"{code}:{question.cell('column')}"
    nature = question.cell("kind") if question.cell("kind") in ("stock", "flow") else None
    scope = question.cell("scope") or "subtree"
    if scope not in ("subtree", "own"):
        raise UnknownFigure(_("The scope is “subtree” or “own”, not “%(scope)s”.") % {"scope": scope[:20]})
    found = ledger.value(code, unit, _period(question), scope=scope, where=question.cell("filter"), nature=nature)
    if found.number is None:
        raise NoBase
    return Fraction(found.number)


def _period(question):
    first, last = question.cell("from"), question.cell("to") or question.cell("from")
    try:
        return Period.between(date.fromisoformat(first), date.fromisoformat(last))
    except ValueError as wrong:
        if isinstance(wrong, UnknownPeriod):
            raise
        return Period.parse(first)


def _formula(question, by_id):
    """A row over other rows; rows that ask for each other in a circle have no answer."""

    def value_of(name):
        other = by_id.get(name)
        if other is None:
            raise UnknownFigure(
                _("The formula speaks of “%(name)s”, which is no row of this list.") % {"name": name[:40]}
            )
        if not other.answered:
            _try(other, lambda: _formula(other, by_id))
        if other.problem:
            raise UnknownFigure(_("Row “%(name)s” could not be answered.") % {"name": name[:40]})
        if other.value is None:
            raise NoBase
        return other.value

    if question.answered:
        return question.value
    if question.waiting:
        raise UnknownFigure(_("Row “%(name)s” asks for itself in a circle.") % {"name": question.cell("id")[:40]})
    question.waiting = True
    return compute(question.cell("formula"), value_of)


def _decimal(value):
    return Decimal(value.numerator) / Decimal(value.denominator)


# --- the list itself ------------------------------------------------------------------------------------------------------------


def read(path):
    """The rows of a CSV in UTF-8 or GB18030; refuses lists without the needed columns. → (names of columns, rows)"""
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            text = raw.decode("gb18030")
        except UnicodeDecodeError:
            raise ValueError(_("The list is written neither in UTF-8 nor in GB18030.")) from None
    reader = csv.DictReader(io.StringIO(text, newline=""))
    lacking = [name for name in NEEDED if name not in (reader.fieldnames or ())]
    if lacking:
        raise ValueError(_("The list has no column %(names)s.") % {"names": ", ".join(lacking)})
    rows = []
    for row in reader:
        rows.append({name: cell if isinstance(cell, str) else "" for name, cell in row.items() if name})
        if len(rows) > MOST_ROWS:
            raise ValueError(_("The list has more than %(most)s rows.") % {"most": MOST_ROWS})
    return list(reader.fieldnames), rows


def write(path, columns, questions):
    """The list again with the column `value`; a column of that name is replaced. Rows without an answer say why in
    `problem`.
    """
    names = [name for name in columns if name not in ("value", "problem")]
    problems = any(question.problem for question in questions)
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow([*names, "value", *(["problem"] if problems else [])])
        for question in questions:
            cells = [question.cells.get(name, "") for name in names]
            writer.writerow([*cells, question.text(), *([question.problem] if problems else [])])
