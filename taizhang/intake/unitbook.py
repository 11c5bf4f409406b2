"""Finding the unit that a cell means, once for each spelling, and saying on the row how it was found.

How names are read is the organisation's knowledge: an importer hands in an index with `candidates(text)`.
"""

import unicodedata

from .problems import REJECTED, REPAIRED, WARNED

CODE, NAME, AMBIGUOUS, OUTSIDE = "code", "name", "ambiguous", "outside"


class UnitBook:
    """The units that a workbook may name: those below `within`, or all."""

    def __init__(self, index, within=None):
        self.index, self.within, self._answers = index, within, {}

    def find(self, text):
        """(unit or None, how: code, name, ambiguous, outside or "")."""
        answer = self._answers.get(text)
        if answer is None:
            answer = self._answers[text] = self._find(str(text).strip())
        return answer

    def _find(self, text):
        if not text:
            return None, ""
        found = self.index.candidates(text)
        if len(found) != 1:
            return None, AMBIGUOUS if found else ""
        unit = found[0]
        if self.within is not None and not unit.path.startswith(self.within.path):
            return None, OUTSIDE
        return unit, CODE if unit.code == text else NAME

    def knows(self, cell):
        """Whether a cell names a unit: for telling columns apart by what stands in them."""
        return self.find(str(cell))[0] is not None


def unit_of_row(row, context, code_key="unit", name_key="unit_name"):
    """The unit of a row, by its code, its name, the section it stands in, the title, or the unit the import is for; remarks on the row."""
    code, name = row.values.get(code_key), row.values.get(name_key)
    if code:
        return _by_code(row, context, code, name, code_key, name_key)
    if name:
        return _by_name(row, context, name, name_key, quiet=True)
    if code_key in row.places and not (row.unit or context.unit):
        row.find(code_key, "unit_missing", REJECTED)
        return None
    return _by_place(row, context, code_key)


def _by_code(row, context, code, name, code_key, name_key):
    unit, how = context.units.find(code)
    if unit is None:
        _refuse(row, context, code_key, how)
        return None
    if how != CODE:
        plain = unicodedata.normalize("NFKC", str(code)).strip()
        row.find(
            code_key,
            "unit_code_cleaned" if plain.upper() == unit.code.upper() else "unit_by_name",
            REPAIRED,
            repaired=unit.code,
            code=unit.code,
        )
    if name:
        named, _ = context.units.find(name)
        if named is not None and named.pk != unit.pk:
            row.find(name_key, "unit_name_differs", WARNED, code=unit.code, name=unit.name)
    return unit


def _by_name(row, context, name, key, quiet=False):
    unit, how = context.units.find(name)
    if unit is None:
        _refuse(row, context, key, how)
    elif unit.name != str(name).strip() and how != CODE:
        row.find(key, "unit_by_name", REPAIRED, repaired=unit.name, code=unit.code)
    return unit


def _by_place(row, context, key):
    """No unit in the row itself: the line above the rows, the title, or the unit that the import is for."""
    if row.unit is not None:
        if key in row.places:
            row.find(key, "unit_from_title", WARNED, repaired=row.unit.code, code=row.unit.code, name=row.unit.name)
        return row.unit
    if context.unit is not None:
        return context.unit
    row.find(key, "unit_missing", REJECTED, original="")
    return None


def _refuse(row, context, key, how):
    if how == AMBIGUOUS:
        row.find(key, "unit_ambiguous", REJECTED)
    elif how == OUTSIDE:
        row.find(key, "unit_outside", REJECTED, unit=context.unit.name)
    else:
        row.find(key, "unknown_union", REJECTED)
