"""Defining statistics tables."""

from django.utils.translation import gettext as _

from taizhang.kernel.acts import act
from taizhang.kernel.figures import UnknownFigure, resolve
from taizhang.kernel.periods import Period, UnknownPeriod
from taizhang.kernel.steps import needs_reason
from taizhang.kernel.verdicts import Refused, require
from taizhang.kernel.writing import locked, words
from taizhang.statistics.models import Table
from taizhang.statistics.rules import tables as rules
from taizhang.ui.known import TREES

FIELDS = ("rows", "kind", "level", "subtotals", "period", "known_on", "tree")
MONTHS = 12  # a year month by month: what a table is measured by until its period is chosen


def _fill(table, details):
    table.name = words(details.get("name", table.name), 120)
    table.remark = words(details.get("remark", table.remark), 200)
    for field in FIELDS:
        if field in details:
            setattr(table, field, details[field])
    if table.rows != Table.Rows.KIND:
        table.kind = ""
    if table.rows != Table.Rows.LEVEL:
        table.level = None
    require(rules.may_define(name=table.name, rows=table.rows, kind=table.kind, level=table.level))
    if table.period:
        try:
            table.period = Period.parse(table.period).code()
        except UnknownPeriod as problem:
            raise Refused(str(problem))


def _months(table):
    return len(list(Period.parse(table.period).months())) if table.period else MONTHS


def define(unit, *, by, columns=(), **details):
    """A new statistics table at the unit. `columns`: [{"code", "layout", "group"}]. → Table"""
    with act(by, "statistics.define", unit) as this:
        table = Table(unit=unit)
        _fill(table, details)
        table.columns = [_column(**one) for one in columns]
        if columns:
            require(rules.may_have_columns(table.columns, _months(table)))
        table.save()
        this.note(name=table.name)
    return table


def change(table, *, by, **details):
    """Another title, other rows, another period."""
    with act(by, "statistics.change", table) as this:
        table = locked(table)
        _fill(table, details)
        if table.columns:
            require(rules.may_have_columns(table.columns, _months(table)))
        table.save()
        this.record = table
        this.note(name=table.name)
    return table


def copy(table, unit, *, by, name):
    """The same question at another unit, or under another title. → Table"""
    kept = {field: getattr(table, field) for field in FIELDS}
    return define(unit, by=by, name=name, remark=table.remark, columns=table.columns, **kept)


def _column(code, layout="value", group="", of="", tree="", nature=""):
    try:
        found = resolve(code)
    except UnknownFigure as problem:
        raise Refused(str(problem))
    layout = layout if layout in Table.Layout.values else "value"
    made = {"code": found.code, "layout": layout, "group": words(group, 40)}
    made |= {"of": of} if of == Table.BEFORE else {}
    made |= {"nature": nature} if nature in ("stock", "flow") else {}
    return made | ({"tree": tree} if tree in TREES else {})


def add_columns(table, *, by, codes, layout="value", group="", of="", tree=""):
    """Further indicators at the right end of the table, below a common heading. `of`: "before" for the same days a year earlier; `tree`: another
    one than the table's. So one indicator may stand there several times."""
    with act(by, "statistics.change", table) as this:
        table = locked(table)
        table.columns = [*table.columns, *(_column(code, layout, group, of, tree) for code in codes)]
        require(rules.may_have_columns(table.columns, _months(table)))
        table.save()
        this.record = table
        this.note(name=table.name, added=list(codes))
    return table


def move_column(table, *, by, at, to):
    """A column goes to another place."""
    with act(by, "statistics.change", table) as this:
        table = locked(table)
        if not (0 <= at < len(table.columns) and 0 <= to < len(table.columns)):
            raise Refused(_("The columns have changed meanwhile; please look again."))
        columns = list(table.columns)
        columns.insert(to, columns.pop(at))
        table.columns = columns
        table.save()
        this.record = table
        this.note(name=table.name, moved=columns[to]["code"])
    return table


def remove_column(table, *, by, at, code):
    """A column goes; `code` says which one it was when the page was drawn."""
    with act(by, "statistics.change", table) as this:
        table = locked(table)
        if not (0 <= at < len(table.columns)) or table.columns[at]["code"] != code:
            raise Refused(_("The columns have changed meanwhile; please look again."))
        table.columns = [one for place, one in enumerate(table.columns) if place != at]
        table.save()
        this.record = table
        this.note(name=table.name, removed=code)
    return table


def void(table, *, by, why):
    """The table is not needed any more."""
    with act(by, "statistics.void", table) as this:
        require(needs_reason(why))
        table = locked(table)
        table.voided_at = this.at
        table.save()
        this.record = table
        this.note(name=table.name, why=why.strip()[:200])
    return table
