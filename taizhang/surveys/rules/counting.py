"""Counting sheets: one table for each question, cross-tables in which small groups disappear, rounds beside each other."""

from collections import Counter
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from statistics import median

from taizhang.surveys.rules.life import share


@dataclass(frozen=True)
class Tally:
    """What the sheets say to one question. `answered` is the base of every share: sheets with an answer to it."""

    question: object
    answered: int
    sheets: int
    lines: tuple = ()  # (label, count, percent)
    mean: Decimal | None = None
    numbers: dict = field(default_factory=dict)  # least, most, median of numbers
    texts: tuple = ()
    grid: tuple = ()  # of a table: (row, [(count, percent)], answered)
    satisfied: Decimal | None = None  # 满意率: all but the last choice of 满意/基本满意/不满意


def tally(question, sheets):
    """The count of one question over sheets (dicts of answers)."""
    answers = [sheet[question.code] for sheet in sheets if question.code in sheet]
    counted = {
        "single": _choices, "multiple": _choices, "scale": _choices, "satisfaction": _choices, "number": _numbers, "text": _texts,
        "matrix": _grid,
    }[question.kind](question, answers)  # fmt: skip
    return Tally(question=question, answered=len(answers), sheets=len(sheets), **counted)


def _round(number, digits="0.01"):
    return Decimal(number).quantize(Decimal(digits), ROUND_HALF_UP)


def _choices(question, answers):
    counts = Counter(value for one in answers for value in (one if isinstance(one, list) else [one]))
    lines = tuple((label, counts[value], share(counts[value], len(answers))) for value, label in question.choices)
    found = {"lines": lines}
    if question.kind == "scale" and answers:
        found["mean"] = _round(Decimal(sum(answers)) / len(answers))
    if question.kind == "satisfaction" and answers:
        content = sum(counts[value] for value, _label in question.choices[:-1])
        found["satisfied"] = share(content, len(answers))
    return found


def _numbers(_question, answers):
    values = sorted(Decimal(one) for one in answers)
    if not values:
        return {}
    numbers = {"least": values[0], "most": values[-1], "median": _round(median(values))}
    return {"mean": _round(sum(values) / len(values)), "numbers": numbers}


def _texts(_question, answers):
    return {"texts": tuple(sorted(answers))}  # by the letter: no order in which they came


def _grid(question, answers):
    rows = []
    for place, row in enumerate(question.rows):
        counts = Counter(one[str(place)] for one in answers if str(place) in one)
        whole = sum(counts.values())
        cells = [(counts[column], share(counts[column], whole)) for column in range(len(question.options))]
        rows.append((row, cells, whole))
    return {"grid": tuple(rows)}


def groups(question, sheets, least):
    """[(label, sheets or None)] of the sheets by their answer to `question`; None where the group is too small to be shown.

    One group alone that is left out could be found by taking the others from the total: then the next smallest goes with it, until
    those left out are together at least `least`.
    """
    by_value = {value: [] for value, _label in question.choices}
    silent = []
    for sheet in sheets:
        given = sheet.get(question.code)
        by_value[given].append(sheet) if given in by_value else silent.append(sheet)
    found = [(label, by_value[value]) for value, label in question.choices]
    if silent:
        found.append(("—", silent))
    hidden = {place for place, (_label, part) in enumerate(found) if 0 < len(part) < least}
    while hidden and sum(len(found[place][1]) for place in hidden) < least:
        rest = [place for place, (_label, part) in enumerate(found) if part and place not in hidden]
        if not rest:
            break
        hidden.add(min(rest, key=lambda place: len(found[place][1])))
    return [(label, None if place in hidden else part) for place, (label, part) in enumerate(found)]


def crossed(question, by, sheets, least):
    """The cross-table of two questions: [(label of the group, Tally or None)]."""
    return [(label, None if part is None else tally(question, part)) for label, part in groups(by, sheets, least)]


def headline(one):
    """The one number by which rounds are compared: (value, what it is) of a tally, or None."""
    if one.satisfied is not None:
        return one.satisfied, "%"
    if one.mean is not None:
        return one.mean, ""
    return None
