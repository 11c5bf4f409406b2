"""Laying a statistics table out: which units, which heads, which numbers."""

from dataclasses import dataclass, replace
from decimal import Decimal

from django.db.models import Q
from django.utils.translation import gettext as _

from taizhang.kernel import byunit, ledger
from taizhang.kernel.figures import UnknownFigure, listing, resolve
from taizhang.kernel.manifest import Indicator, registry
from taizhang.kernel.models import Unit, within
from taizhang.kernel.periods import Period, UnknownPeriod
from taizhang.kernel.reading import SameUnits, growth
from taizhang.statistics.models import Table
from taizhang.ui import finding
from taizhang.ui.known import TREES

FOUND = 60  # indicators that a search shows at once


def tables(user, under):
    """Statistics tables of the unit and below that the user may read, those of the unit first."""
    return (
        Table.objects.visible_to(user)
        .standing()
        .below(under)
        .select_related("unit")
        .order_by("unit__path", "name", "pk")
    )


def found_items(user, text, limit):
    """For the global search."""
    return finding.by_name(((Table, "table"),), user, text, limit)


# --- columns ----------------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Head:
    """One column of the laid out table: whose numbers, of which days; `how`: "value" or "growth"; `tree`: where it is not the table's own."""

    group: str
    label: str
    sub: str
    indicator: Indicator
    period: Period
    how: str = "value"
    tree: str = ""

    @property
    def percent(self):
        return self.indicator.percent or self.how == "growth"

    @property
    def measured_in(self):
        return "%" if self.percent else str(self.indicator.unit or "")

    @property
    def decimals(self):
        """Digits behind the point: of rates as declared, of sums as the measure keeps them."""
        if self.how == "growth":
            return 1
        if self.indicator.is_ratio:
            return self.indicator.decimals
        return max(registry.measures[term.measure].scale for term in self.indicator.numerator)


def chosen(table):
    """[(column, Indicator)] of what the table asks; columns whose indicator nobody declares any more are left out."""
    found = []
    for column in table.columns:
        try:
            found.append((column, resolve(column["code"], column.get("nature") or None)))
        except UnknownFigure:
            continue
    return found


def lost(table):
    """Codes of columns whose indicator is not declared any more."""
    known = {column["code"] for column, _indicator in chosen(table)}
    return [column["code"] for column in table.columns if column["code"] not in known]


def heads(table, period):
    """The columns of the table laid out for a period."""
    made = []
    for column, indicator in chosen(table):
        made += [replace(head, tree=column.get("tree", "")) for head in _of_column(table, column, indicator, period)]
    return [replace(head, sub=_with_tree(head)) for head in made]


def _with_tree(head):
    """What stands below the name: the days, and the tree where the column has one of its own."""
    return " · ".join(str(part) for part in (head.sub, TREES[head.tree] if head.tree else "") if part)


def _of_column(table, column, indicator, period):
    """The heads of one column: one, three, or one a month. A column of the year before asks the same days a year earlier."""
    group, label, sub = column.get("group", ""), str(indicator.label), ""
    if column.get("of") == Table.BEFORE:
        period, sub = period.a_year_before(), _("a year before")
    if column["layout"] == Table.Layout.MONTHS:
        return [Head(group, label, f"{month.start:%Y-%m}", indicator, month) for month in period.months()]
    if column["layout"] == Table.Layout.YEAR:
        return [
            Head(group, label, _("this period"), indicator, period),
            Head(group, label, _("a year before"), indicator, period.a_year_before()),
            Head(group, label, _("growth"), indicator, period, "growth"),
        ]
    return [Head(group, label, sub, indicator, period)]


def search(text):
    """Indicators whose name, code or definition holds the text, in the order of their groups."""
    words = text.strip().lower().split()
    fitting = [
        one
        for one in listing()
        if all(word in f"{one.code} {one.label} {one.catalogue} {one.words}".lower() for word in words)
    ]
    if not fitting and text.strip():
        try:
            fitting = [resolve(text)]
        except UnknownFigure:
            fitting = []
    return fitting[:FOUND], len(fitting)


# --- rows -------------------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Row:
    """A row: a unit with everything below it, or (`own`) the table's unit alone. `depth`: how far it is indented."""

    unit: Unit
    depth: int = 0
    own: bool = False
    subtotal: bool = False
    gone: bool = False  # it stood below in that time and stands elsewhere now, or is closed

    @property
    def label(self):
        return _("%(unit)s itself") % {"unit": self.unit.name} if self.own else self.unit.name


def rows_of(table, period, tree):
    """The rows: the table's unit first, then what it asks for, in the order of the tree."""
    unit = table.unit
    below = _standing(unit, period, tree)
    wanted = [one for one in below if _is_wanted(table, one)]
    if table.rows in (Table.Rows.KIND, Table.Rows.LEVEL) and table.subtotals:
        keep = {path for one in wanted for path in one.ancestor_paths()} | {one.path for one in wanted}
        shown = [one for one in below if one.path in keep]
    else:
        shown = wanted
    asked_for = {one.pk for one in wanted}
    flat = table.rows == Table.Rows.CHILDREN or (table.rows != Table.Rows.ALL and not table.subtotals)
    made = [Row(unit, subtotal=True)]
    if table.rows in (Table.Rows.CHILDREN, Table.Rows.ALL) and shown:
        made.append(Row(unit, 1, own=True))
    for one in shown:
        depth = 1 if flat else max(1, one.depth - unit.depth)
        inner = table.rows == Table.Rows.ALL and one.numchild > 0
        made.append(Row(one, depth, subtotal=inner or one.pk not in asked_for, gone=not one.path.startswith(unit.path)))
    return made


def _standing(unit, period, tree):
    """Units below that stood on any day of the period; on the tree of then also those that were moved away since."""
    there = Q(since=None) | Q(since__lt=period.until)
    there &= Q(until=None) | Q(until__gt=period.start)
    below = list(Unit.objects.filter(within([unit.path]), there).exclude(pk=unit.pk))
    if tree == "then":
        here = tuple(unit.paths)
        away = Unit.objects.exclude(places=[]).filter(there).exclude(within([unit.path]))
        below += [one for one in away if any(path.startswith(here) and path not in here for path in one.paths)]
    return below


def _is_wanted(table, one):
    kind = registry.unit_kinds.get(one.kind)
    if table.rows == Table.Rows.KIND:
        return one.kind == table.kind
    if table.rows == Table.Rows.LEVEL:
        return kind is not None and kind.is_union and kind.level == table.level
    if table.rows == Table.Rows.CHILDREN:
        return any(path[: -Unit.steplen] in table.unit.paths for path in one.paths)
    return True


# --- the whole --------------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Laid:
    """A table with its numbers: `columns[n]` stands under `heads[n]`, one number for each of the `shown` rows."""

    table: Table
    period: Period
    rows: list
    shown: list
    heads: list
    columns: list
    as_of: object = None
    tree: str = "then"

    @property
    def lines(self):
        """[(Row, [number, …])], row by row."""
        return list(zip(self.shown, zip(*self.columns, strict=True), strict=True)) if self.columns else []


def lay_out(table, period, *, as_of=None, tree="then", part=slice(None)):
    """The table with the numbers of its rows, or of the `part` of them that a page shows."""
    rows, made = rows_of(table, period, tree), heads(table, period)
    shown = rows[part]
    columns = numbers(table.unit, shown, made, period, as_of=as_of, tree=tree)
    return Laid(table, period, rows, shown, made, columns, as_of, tree)


def numbers(unit, rows, made, period, *, as_of=None, tree="then"):
    """[[number of each row] of each head]: persons once, rates from their own numerator and base. Heads of one tree are asked together."""
    found = {}
    for chosen_tree in dict.fromkeys(head.tree or tree for head in made):
        heads = [head for head in made if (head.tree or tree) == chosen_tree]
        asked = dict.fromkeys((head.indicator, head.period) for head in heads)
        asked |= dict.fromkeys((head.indicator, head.period.a_year_before()) for head in heads if head.how == "growth")
        asked_tree = SameUnits.of(period) if chosen_tree == "same" else chosen_tree
        told = _numbers(unit, rows, list(asked), as_of, asked_tree)
        found |= {(*key, chosen_tree): numbers for key, numbers in told.items()}
    return [_of_head(head, head.tree or tree, found) for head in made]


def _numbers(unit, rows, asked, as_of, tree):
    """{(Indicator, Period): [number of each row]}."""
    units = [row.unit for row in rows if not row.own]
    columns = byunit.columns_by_unit(asked, unit, units, as_of=as_of, tree=tree) if units else []
    own = _own(unit, asked, as_of, tree) if any(row.own for row in rows) else {}
    found = {}
    for place, key in enumerate(asked):
        told = iter(columns[place].numbers if columns else ())
        found[key] = [own[key] if row.own else next(told) for row in rows]
    return found


def _own(unit, asked, as_of, tree):
    """{(Indicator, Period): number} of the unit alone. A code that is asked by two natures is asked twice."""
    turns = {}
    for indicator, days in asked:
        turn = 0
        while indicator.code in turns.setdefault((days, turn), {}):
            turn += 1
        turns[days, turn][indicator.code] = indicator
    told = {}
    for (days, _turn), indicators in turns.items():
        values = ledger.values(indicators.values(), unit, days, scope="own", as_of=as_of, tree=tree)
        told |= {(one, days): values[code].number for code, one in indicators.items()}
    return told


def _of_head(head, tree, found):
    now = found[head.indicator, head.period, tree]
    if head.how != "growth":
        return now
    before = found[head.indicator, head.period.a_year_before(), tree]
    return [_growth(one, other) for one, other in zip(now, before, strict=True)]


def _growth(now, before):
    if now is None or before is None:
        return None
    return growth(Decimal(now), Decimal(before))


def period_of(table, asked=None):
    """The period that the page asks for, else the table's own, else nothing."""
    for text in (asked, table.period):
        if text:
            try:
                return Period.parse(text)
            except UnknownPeriod:
                continue
    return None
