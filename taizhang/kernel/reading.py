"""Reading the ledger: the value of a figure for a unit and a period, as known at a moment, in the tree of then, of now, or of the same units."""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from functools import reduce
from operator import or_
from types import MappingProxyType

from django.db import connection
from django.db.models import Case, Exists, F, Max, OuterRef, Q, Sum, Value, When
from django.db.models.functions import Length, Substr

from taizhang.kernel import totals
from taizhang.kernel.figures import resolve
from taizhang.kernel.filters import Where, parse_where
from taizhang.kernel.manifest import Indicator, registry
from taizhang.kernel.models import Fact, Unit, within
from taizhang.kernel.months import MonthOf
from taizhang.kernel.periods import Period

DASH = "—"  # a ratio whose base is zero
FURTHEST = 255  # a reach that leaves out no line: every unit's own


@dataclass(frozen=True)
class SameUnits:
    """The third tree: only units that stood from the first day to the last (of both years), where they stand today."""

    first: date
    until: date

    @classmethod
    def of(cls, period):
        """The units that stood in a period and in the same period a year before."""
        return cls(period.a_year_before().start, period.until)

    def stood(self, prefix=""):
        """Q on units, or on what leads to one by `prefix`."""
        founded = Q(**{f"{prefix}since": None}) | Q(**{f"{prefix}since__lte": self.first})
        return founded & (Q(**{f"{prefix}until": None}) | Q(**{f"{prefix}until__gte": self.until}))


TREES = ("then", "now", "same")


def _counts_today(length):
    """Q: on today's tree, whether a fact counts for a path of this length. Most count for every path.

    A line that does not reach all the way up reaches as many levels up as it did; and it counts for nobody who has, below the same
    path, another line of the same event that reaches further: unions whose joint event counted for each meet where they merge.
    """
    rise = Length("path") - Length("unit__path") + length
    here = Substr("unit__path", 1, length)
    further = Q(reach__lt=OuterRef("reach")) | Q(reach=OuterRef("reach"), unit__lt=OuterRef("unit"))
    nearer = (
        Fact.objects.filter(
            further, posting=OuterRef("posting"), measure=OuterRef("measure"), matter=OuterRef("matter")
        )
        .exclude(unit=OuterRef("unit"))
        .annotate(here=here)
        .filter(here=Substr(OuterRef("unit__path"), 1, length))
    )
    return Q(reach=0) | (Q(reach__lte=rise) & ~Exists(nearer))


@dataclass(frozen=True)
class Question:
    """Where, when and how a figure is asked for."""

    unit: Unit
    period: Period
    scope: str = "subtree"  # or "own": that unit alone
    as_of: datetime | None = None  # as known at this moment
    tree: "str | SameUnits" = "then"  # as it stood when it happened, "now" (同口径), or the same units in both years
    where: Where | None = None

    def facts(self, path=None, reach=None):
        """Facts of the unit (or of the subtree at `path`), before any measure, day or word is chosen.

        `path`: one, or several; without it all places where the unit ever stood (on the tree of then), or its place today.
        `reach`: length of the path that asks, where it is not the subtree's own (children asked for in one query).
        """
        paths = (path,) if isinstance(path, str) else path
        facts = Fact.objects.filter(basis=self.where.basis if self.where is not None else "")
        if self.tree == "then":
            places = paths or self.unit.paths
            if self.scope == "own" and paths is None:  # exactly where it stood: a few entries of the index
                inside = [Q(path=one, reach__lte=reach or len(one)) for one in places]
            else:
                inside = [within([one]) & Q(reach__lte=reach or len(one)) for one in places]
            facts = facts.filter(reduce(or_, inside))
        else:
            (path,) = paths or (self.unit.path,)
            facts = facts.filter(within([path], "unit__path"), _counts_today(reach or len(path)))
        if isinstance(self.tree, SameUnits):
            facts = facts.filter(self.tree.stood("unit__"))
        if self.scope == "own":  # a part of the subtree: the path still leads to it
            facts = facts.filter(unit=self.unit)
        return facts.filter(posted_at__lte=self.as_of) if self.as_of else facts

    def narrowed(self, term):
        """The question with the term's own filter added."""
        if not term.where:
            return self
        own = parse_where(term.where)
        return replace(self, where=own & self.where if self.where else own)


@dataclass(frozen=True)
class Figure:
    """A figure with its value: `number` is None where a ratio has no base."""

    indicator: Indicator
    unit: Unit
    period: Period
    number: Decimal | None
    numerator: Decimal
    denominator: Decimal | None = None

    @property
    def code(self):
        return self.indicator.code

    @property
    def label(self):
        return self.indicator.label

    @property
    def unit_words(self):
        return "%" if self.indicator.percent else self.indicator.unit

    def text(self):
        """The number as people print it: no needless zeros, ratios with their decimals, — without a base."""
        if self.number is None:
            return DASH
        if self.indicator.is_ratio:
            return str(self.number)
        return plain(self.number)

    def __str__(self):
        return self.text()


def plain(number):
    """A Decimal without exponent and trailing zeros."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def rounded(number, decimals=1):
    """Rounded half up, once, at the end."""
    return number.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


# --- one term ---------------------------------------------------------------------------------------------------------------------


def term_facts(term, asked, path=None, reach=None):
    """The facts that a term counts, for its own nature: those of the period, or all up to its last day."""
    measure = registry.measures[term.measure]
    asked = asked.narrowed(term)
    facts = asked.facts(path, reach).filter(measure=measure.code, occurred_on__lt=asked.period.until)
    if term.kinds:
        facts = facts.filter(kind__in=term.kinds)
    if term.not_kind:
        facts = facts.exclude(kind__in=term.not_kind)
    if measure.nature != "balance":
        facts = facts.filter(occurred_on__gte=asked.period.start)
    return asked.where.among(facts) if asked.where else facts


def readings(facts):
    """{(unit, kind, matter): (fact key, value, (record type, record key))}: the last standing reading of each."""
    groups = facts.values("unit_id", "kind", "matter", "occurred_on", "posting__record_type", "posting__record_id")
    latest = {}
    for row in groups.annotate(net=Sum("value"), lines=Sum("sign"), last=Max("id")).filter(lines__gt=0):
        key, rank = (row["unit_id"], row["kind"], row["matter"]), (row["occurred_on"], row["last"])
        if key not in latest or rank > latest[key][0]:
            latest[key] = rank, row["net"], (row["posting__record_type"], row["posting__record_id"])
    return {key: (rank[1], net, record) for key, (rank, net, record) in latest.items()}


def last_readings(facts):
    """The last standing reading of each unit and matter: [(fact key, value)]."""
    return [(fact, net) for fact, net, _ in readings(facts).values()]


def standing_subjects(facts):
    """The subjects that are counted: those whose lines do not add up to nothing."""
    return facts.exclude(subject="").order_by().values("subject").annotate(net=Sum("value")).filter(net__gt=0)


def _people(facts, keys=MappingProxyType({}), names=()):
    """How many are counted, in all or in each group: a subject once if its lines add up to something; lines without one by value."""
    by_subject = facts.order_by().annotate(**keys).values("subject", *names).annotate(net=Sum("value"))
    sql, params = by_subject.query.sql_with_params()
    columns = "".join(f"{name}, " for name in names)
    groups = f" GROUP BY {', '.join(names)}" if names else ""
    count = "SUM(CASE WHEN subject = '' THEN net WHEN net > 0 THEN 1 ELSE 0 END)"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {columns}{count} FROM ({sql}) AS subjects{groups}", params)  # noqa: S608
        return cursor.fetchall()


def _measure_term(term, facts):
    """The term's count over its facts, in the smallest unit."""
    if registry.measures[term.measure].nature == "reading":
        return sum(net for _, net in last_readings(facts))
    if term.how == "distinct":
        return _people(facts)[0][0] or 0
    return facts.aggregate(total=Sum("value"))["total"] or 0


def term_value(term, asked, path=None):
    """The term's count as a Decimal in its unit."""
    return _scaled(term, _measure_term(term, term_facts(term, asked, path)))


def _scaled(term, smallest_value):
    return Decimal(smallest_value).scaleb(-registry.measures[term.measure].scale) * term.sign


# --- figures ----------------------------------------------------------------------------------------------------------------------


def _figure(indicator, asked, numerator, denominator, unit=None):
    number = numerator
    if indicator.is_ratio:
        number = None
        if denominator:
            ratio = numerator / denominator * (100 if indicator.percent else 1)
            number = rounded(ratio, indicator.decimals)
    return Figure(indicator, unit or asked.unit, asked.period, number, numerator, denominator)


def _ask(unit, period, scope, where, as_of, tree):
    if isinstance(where, str):
        where = parse_where(where) if where else None
    if tree == "same":
        tree = SameUnits.of(period)
    return Question(unit, period, scope, as_of, tree, where or None)


def _answer(indicator, asked):
    return combined(indicator, asked, _counted(terms_of([indicator]), asked, together=False))


def _indicator(code, nature=None):
    return code if isinstance(code, Indicator) else resolve(code, nature)


def value(code, unit, period, *, scope="subtree", where="", as_of=None, tree="then", nature=None):
    """The Figure behind a code for a unit and a period.

    `where`: FILTER text or Where; `nature`: "stock" or "flow" where an alias has both. Raises UnknownFigure, UnknownFilter.
    """
    return _answer(_indicator(code, nature), _ask(unit, period, scope, where, as_of, tree))


def values(codes, unit, period, *, scope="subtree", where="", as_of=None, tree="then"):
    """{code: Figure} for many codes in few queries: all plain sums of one nature come from one grouped query."""
    asked = _ask(unit, period, scope, where, as_of, tree)
    indicators = [_indicator(code) for code in codes]
    counted = _counted(terms_of(indicators), asked)
    return {found.code: combined(found, asked, counted) for found in indicators}


def narrowed(code, unit, period, filters, *, scope="subtree", as_of=None, nature=None):
    """{filter: Figure} of one figure narrowed by several filters, each as `value` tells it: the lines are read once for all of them."""
    indicator = _indicator(code, nature)
    asked = {where: _ask(unit, period, scope, where, as_of, "then") for where in filters}
    counted = {where: {} for where in asked}
    for term in terms_of([indicator]):
        for some in _read_together(term, asked):
            numbers = _count_each(term, some) if len(some) > 1 else [term_value(term, one) for one in some.values()]
            for where, number in zip(some, numbers, strict=True):
                counted[where][term] = number
    return {where: combined(indicator, one, counted[where]) for where, one in asked.items()}


def _read_together(term, asked):
    """`asked`, {filter: Question}, in parts that one reading of a term's lines answers: of one basis, and the filter is all that narrows."""
    if term.where or registry.measures[term.measure].nature == "reading":
        return [{where: one} for where, one in asked.items()]
    parts = defaultdict(dict)
    for where, one in asked.items():
        narrows = bool(one.where and one.where.condition())
        parts[narrows, one.where.basis if one.where else "", "" if narrows else where][where] = one
    return list(parts.values())


def _count_each(term, asked):
    """[Decimal] of a term for each of several Questions that differ in their filters alone."""
    first = next(iter(asked.values()))
    conditions = [one.where.condition("wording__") for one in asked.values()]
    facts = (
        term_facts(term, replace(first, where=Where((), first.where.basis))).order_by().filter(reduce(or_, conditions))
    )
    sums = {f"n{at}": Sum(Case(When(one, then=F("value")), default=Value(0))) for at, one in enumerate(conditions)}
    if term.how == "distinct":
        sql, params = facts.values("subject").annotate(**sums).query.sql_with_params()
        each = ", ".join(f"SUM(CASE WHEN subject = '' THEN {name} WHEN {name} > 0 THEN 1 ELSE 0 END)" for name in sums)
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {each} FROM ({sql}) AS subjects", params)  # noqa: S608  names of ours
            numbers = cursor.fetchone()
    else:
        numbers = facts.aggregate(**sums).values()
    return [_scaled(term, number or 0) for number in numbers]


def _counted(terms, asked, together=True):
    """{term: Decimal}: from roll-ups, else from the facts, `together` in grouped queries."""
    split = totals.ready(terms, asked)
    if together:
        split |= _grouped(terms - split.keys(), asked)
    counted = {term: by_key[None] for term, by_key in split.items()}
    return counted | {term: term_value(term, asked) for term in terms if term not in counted}


def terms_of(indicators):
    return {term for found in indicators for term in (*found.numerator, *found.denominator)}


def combined(indicator, asked, counted, unit=None):
    """The indicator's figure from the counted terms."""
    numerator = sum((counted[term] for term in indicator.numerator), Decimal(0))
    denominator = sum((counted[term] for term in indicator.denominator), Decimal(0)) if indicator.is_ratio else None
    return _figure(indicator, asked, numerator, denominator, unit)


def _can_be_split(term, monthly):
    """Whether the term's parts (by month, by child) come from one query. Readings do not; nor do the people of a balance at each
    month's end, who cannot be added up from the months."""
    nature = registry.measures[term.measure].nature
    return nature != "reading" and not (monthly and nature == "balance" and term.how == "distinct")


def _companies(terms):
    """Terms that one query answers together: plain sums, and persons of one kind, by nature. Every other term is asked alone."""
    together, alone = defaultdict(list), []
    for term in terms:
        if term.where or (term.how == "distinct" and len(term.kinds) != 1):
            alone.append(term)
        else:
            together[registry.measures[term.measure].nature, term.how].append(term)
    return list(together.values()), alone


def _grouped(terms, asked, split=None, reach=None, monthly=False):
    """{term: {key: Decimal}} of all terms that can be split, in as few queries as there are ways of counting.

    `split`: an expression that tells the key (the month, the child's path); without it the only key is None.
    """
    counted = {term: defaultdict(Decimal) for term in terms if _can_be_split(term, monthly)}
    companies, alone = _companies(counted)
    for company in companies:
        facts = _together(company, asked, reach)
        _count(counted, company, facts, split, by_kind=True)
    for term in alone:
        _count(counted, [term], term_facts(term, asked, reach=reach).order_by(), split, by_kind=False)
    return counted


def _count(counted, terms, facts, split, by_kind):
    """Add up the facts of the terms by measure and kind, or of a single term as a whole, and by the key of the split."""
    keys = {"split": split} if split is not None else {}
    names = [*(("measure", "kind") if by_kind else ()), *keys]
    if terms[0].how == "distinct":
        rows = _people(facts, keys, names)
    elif names:
        rows = facts.annotate(**keys).values_list(*names).annotate(total=Sum("value"))
    else:
        rows = [(facts.aggregate(total=Sum("value"))["total"] or 0,)]
    _add_up(counted, terms, rows, by_kind)


def _add_up(counted, terms, rows, by_kind):
    for *names, total in rows:
        measure, kind, *key = names if by_kind else (None, None, *names)
        for term in terms:
            if not by_kind or (
                term.measure == measure and (not term.kinds or kind in term.kinds) and kind not in term.not_kind
            ):
                counted[term][key[0] if key else None] += _scaled(term, total or 0)


def _together(terms, asked, reach):
    """The facts that any of the terms counts; they are of one nature."""
    facts = asked.facts(reach=reach).filter(
        measure__in={term.measure for term in terms}, occurred_on__lt=asked.period.until
    )
    if registry.measures[terms[0].measure].nature != "balance":
        facts = facts.filter(occurred_on__gte=asked.period.start)
    if all(term.kinds for term in terms):
        facts = facts.filter(kind__in={kind for term in terms for kind in term.kinds})
    return (asked.where.among(facts) if asked.where else facts).order_by()


def values_by_child(codes, unit, period, *, where="", as_of=None, tree="then"):
    """[(child unit, {code: Figure})] for the unit's children, in the order of the tree."""
    asked = _ask(unit, period, "subtree", where, as_of, tree)
    indicators = [_indicator(code) for code in codes]
    children = list(unit.children())
    if tree == "then" and (unit.places or unit.last_step > unit.numchild):  # it moved itself, or a child may have left
        return _children_of_then(indicators, asked, children)
    length = len(unit.path) + Unit.steplen
    path = Substr("path" if tree == "then" else "unit__path", 1, length)
    terms = terms_of(indicators)
    grouped = totals.ready(terms, asked, totals.CHILD, [child.path for child in children])
    grouped |= _grouped(terms - grouped.keys(), asked, path, reach=length)
    told = {term: [by_path[child.path] for child in children] for term, by_path in grouped.items()}
    for term in terms - told.keys():
        told[term] = [term_value(term, asked, child.path) for child in children]
    return _rows(indicators, told, [(child, asked, child) for child in children])


def _children_of_then(indicators, asked, children):
    """The same on the tree of then where something has moved: also children that stand elsewhere now, each for its places here."""
    here, known = tuple(asked.unit.paths), {child.pk for child in children}
    left = [one for one in Unit.objects.exclude(places=[]) if one.pk not in known and one.was_below(here)]
    terms, rows = terms_of(indicators), []
    for child in [*children, *left]:
        counted = {term: term_value(term, asked, child.was_below(here)) for term in terms}
        rows.append((child, {found.code: combined(found, asked, counted, child) for found in indicators}))
    return rows


def own_values(codes, unit, period, *, as_of=None):
    """{unit key: {code: Figure}}: the own figures, without those below, of every unit of the subtree that has any; in as few queries as one.

    The figures carry the unit that was asked, not each one's own: whoever needs them has the keys.
    """
    asked = _ask(unit, period, "subtree", "", as_of, "then")
    indicators = [_indicator(code) for code in codes]
    terms = terms_of(indicators)
    grouped = _grouped(terms, asked, F("unit_id"), reach=FURTHEST)
    grouped |= {term: _read_by_unit(term, asked) for term in terms - grouped.keys()}
    found = {key for by_unit in grouped.values() for key in by_unit}
    return {
        key: {
            one.code: combined(one, asked, {term: by_unit[key] for term, by_unit in grouped.items()})
            for one in indicators
        }
        for key in found
    }


def _read_by_unit(term, asked):
    """{unit key: Decimal} of a reading: the last of each unit and matter."""
    by_unit = defaultdict(Decimal)
    for (key, _kind, _matter), (_fact, net, _record) in readings(term_facts(term, asked, reach=FURTHEST)).items():
        by_unit[key] += _scaled(term, net)
    return by_unit


def by_child(code, unit, period, *, nature=None, **asked):
    """[(child unit, Figure)] for the unit's children, in the order of the tree."""
    indicator = _indicator(code, nature)
    return [(child, found[indicator.code]) for child, found in values_by_child([indicator], unit, period, **asked)]


def values_by_month(codes, unit, period, *, scope="subtree", where="", as_of=None, tree="then"):
    """[(month, {code: Figure})] over the period's months. Stocks are asked for at each month's end; persons month by month."""
    asked = _ask(unit, period, scope, where, as_of, tree)
    indicators = [_indicator(code) for code in codes]
    months = list(period.months())
    terms = terms_of(indicators)
    grouped = totals.ready(terms, asked, totals.MONTH)
    grouped |= _grouped(terms - grouped.keys(), asked, MonthOf("occurred_on"), monthly=True)
    of_months = [replace(asked, period=month) for month in months]
    names = [f"{month.start:%Y-%m}" for month in months]
    told = {term: _of_months(term, by_name, names) for term, by_name in grouped.items()}
    for term in terms - told.keys():
        told[term] = [term_value(term, of_month) for of_month in of_months]
    return _rows(indicators, told, [(month, of, None) for month, of in zip(months, of_months, strict=True)])


def _of_months(term, by_month, names):
    """Flows of the months themselves, or balances of everything up to the end of each."""
    if registry.measures[term.measure].nature != "balance":
        return [by_month[name] for name in names]
    return [sum((total for other, total in by_month.items() if other <= name), Decimal(0)) for name in names]


def _rows(indicators, told, keys):
    """[(key, {code: Figure})] from {term: [its counts in the order of the keys]}; `keys`: [(key, Question, unit or None)]."""
    rows = [(key, {}) for key, _asked, _unit in keys]
    for found in indicators:
        above = _sums([told[term] for term in found.numerator], len(keys))
        base = _sums([told[term] for term in found.denominator], len(keys)) if found.is_ratio else [None] * len(keys)
        for at, (_key, asked, unit) in enumerate(keys):
            rows[at][1][found.code] = _figure(found, asked, above[at], base[at], unit)
    return rows


def _sums(counts, length):
    """The counts of some terms, added up place by place."""
    if len(counts) == 1:
        return counts[0]
    return [sum(row, Decimal(0)) for row in zip(*counts, strict=True)] if counts else [Decimal(0)] * length


def by_month(code, unit, period, *, nature=None, **asked):
    """[(month, Figure)] over the months of the period."""
    indicator = _indicator(code, nature)
    return [(month, found[indicator.code]) for month, found in values_by_month([indicator], unit, period, **asked)]


def change(code, unit, period, *, figure=None, **asked):
    """同比: growth against the same days of last year in percent, one decimal; None where last year is zero."""
    if asked.get("tree") == "same":  # the units of this comparison, in both questions
        asked["tree"] = SameUnits.of(period)
    now = figure or value(code, unit, period, **asked)
    before = value(code, unit, period.a_year_before(), **asked)
    return growth(now.number, before.number)


def growth(now, before):
    """(now − before) / before in percent, rounded half up to one decimal; None without a base."""
    if now is None or not before:
        return None
    return rounded((now - before) / before * 100)


def closes(indicator, unit, period, **asked):
    """Whether a partition closes: the parts add up to the whole. Returns (closes, whole, sum of the parts)."""
    whole = value(indicator, unit, period, **asked).number
    parts = sum((value(part, unit, period, **asked).number for part in indicator.parts), Decimal(0))
    return whole == parts, whole, parts


__all__ = [
    "Figure",
    "Question",
    "by_child",
    "by_month",
    "change",
    "closes",
    "growth",
    "own_values",
    "value",
    "values",
    "values_by_child",
    "values_by_month",
]
