"""Figures: any unit, any period, as known at any moment, in the tree of then, of now or of the same units; and what stands behind them."""

from datetime import date
from typing import Annotated, Literal
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from ninja import Path, Query, Router, Schema
from pydantic import Field

from taizhang.api import paging
from taizhang.api.asking import PERIOD, Asked, Moment, Text, known_period, unit_of
from taizhang.api.bearer import by_token
from taizhang.api.paging import Paged
from taizhang.api.problems import not_valid
from taizhang.api.resources.units import Ended, UnitName, ended, named
from taizhang.kernel import definitions, figures, ledger, marks
from taizhang.kernel.periods import Period
from taizhang.kernel.reading import SameUnits

router = Router(tags=["figures"])
SCOPE = by_token("figures:read")
MOST_MONTHS = 120
FAR = 10_000  # pages of a trace
FigureCode = Annotated[Text, Field(min_length=1, max_length=120)]


class FigureName(Schema):
    """A declared figure: what it is called, what it counts, in which unit of measure."""

    code: str
    label: str
    words: str
    measured_in: str
    group: str
    catalogue: str
    ratio: bool
    stock: bool
    aliases: list[str]


class FigureNames(Schema):
    """A page of declared figures."""

    items: list[FigureName]
    next: str | None


class Days(Schema):
    """A period: both days included."""

    code: str
    first: date
    last: date


class Definition(Schema):
    """What was counted."""

    words: str
    version: str


class Value(Schema):
    """A value, exact, as decimal texts; null where a ratio has no base."""

    value: str | None
    numerator: str
    denominator: str | None
    text: str


class FigureOut(Value):
    """A figure with everything that makes it lasting: where, when, as known when, in which tree, by which definition."""

    code: str
    label: str
    measured_in: str
    unit: UnitName
    period: Days
    scope: str
    where: str
    as_of: str | None
    tree: str
    definition: Definition
    rests_on: list[str]
    trace: str
    page: str
    ended: Ended | None


class OfMonth(Value):
    """A figure in a month."""

    month: str


class Months(Schema):
    """A figure month by month."""

    code: str
    unit: UnitName
    period: Days
    months: list[OfMonth]


class OfChild(Value):
    """A figure of a unit directly below."""

    unit: UnitName


class Children(Schema):
    """A figure by the units directly below."""

    code: str
    unit: UnitName
    period: Days
    children: list[OfChild]


class Line(Schema):
    """A line behind a figure: its record, and what it adds."""

    on: date
    unit: UnitName
    record_type: str
    record_id: int
    title: str
    kind: str
    matter: str
    value: str
    counts: str
    recorded_at: str
    rests_on: str
    page: str


class Lines(Schema):
    """The lines behind a figure. `total` is the figure; `hidden` lines belong to units that the token does not read."""

    code: str
    part: str
    total: str
    shown: int
    hidden: int
    hidden_value: str
    items: list[Line]
    pages: int
    next: str | None


class FiguresAsked(Paged):
    """Which declared figures."""

    text: Annotated[Text, Field(max_length=60)] = ""
    group: Annotated[Text, Field(max_length=60)] = ""


class FigureAsked(Asked):
    """The question."""

    unit: Annotated[Text, Field(max_length=40)] = ""
    period: Annotated[Text, Field(min_length=1, max_length=30, json_schema_extra={"pattern": PERIOD})]
    as_of: Moment | None = None
    tree: Literal["then", "now", "same"] = "then"
    scope: Literal["subtree", "own"] = "subtree"
    where: Annotated[Text, Field(max_length=500)] = ""
    nature: Literal["", "stock", "flow"] = ""


class TraceAsked(FigureAsked):
    """The question, and which of its lines."""

    part: Literal["numerator", "denominator"] = "numerator"
    page: Annotated[int, Field(ge=1, le=FAR)] = 1
    per_page: Annotated[int, Field(ge=1, le=paging.MOST)] = 50


@router.get("/figures", response=FigureNames, **SCOPE(_("The declared figures")))
def list_figures(request, asked: Query[FiguresAsked]):
    """All named figures. Besides, every row of the catalogue has its columns: AW-16:人数."""
    found = [one for one in figures.listing() if _is_meant(one, asked)]
    shown, following = paging.sliced(found, asked)
    return {"items": [_name(one) for one in shown], "next": following}


@router.get("/figures/{code}", response=FigureOut, **SCOPE(_("A figure")))
def read_figure(request, code: Path[FigureCode], asked: Query[FigureAsked]):
    """The value of a figure for a unit and a period, as known now or at a moment, with the way to its records."""
    question = Question(request, code, asked)
    found = question.figure()
    return {
        **question.head(),
        **_value(found),
        "measured_in": str(found.unit_words),
        "definition": {
            "words": str(question.indicator.words),
            "version": definitions.version_of(question.indicator),
        },
        "rests_on": [str(one) for one in marks.on_figure(question.indicator, question.unit, question.period)],
        "trace": question.address("trace_figure", request),
        "page": question.web_page(request),
        "ended": ended(request, question.unit),
    }


@router.get("/figures/{code}/months", response=Months, **SCOPE(_("A figure month by month")))
def read_months(request, code: Path[FigureCode], asked: Query[FigureAsked]):
    """The figure in each month of the period; what is a state at a day is read at each month's end."""
    question = Question(request, code, asked)
    if len(list(question.period.months())) > MOST_MONTHS:
        raise not_valid("period", _("Ask for %d months at most.") % MOST_MONTHS)
    rows = ledger.by_month(question.indicator, question.unit, question.period, **question.options)
    months = [{"month": f"{month.start:%Y-%m}", **_value(found)} for month, found in rows]
    return {**question.short_head(), "months": months}


@router.get("/figures/{code}/children", response=Children, **SCOPE(_("A figure by the units directly below")))
def read_children(request, code: Path[FigureCode], asked: Query[FigureAsked]):
    """The figure of each unit directly below."""
    question = Question(request, code, asked)
    if asked.scope == "own":
        raise not_valid("scope", _("Units below are counted with everything below them: leave the scope out."))
    options = {name: value for name, value in question.options.items() if name != "scope"}
    rows = ledger.by_child(question.indicator, question.unit, question.period, **options)
    return {**question.short_head(), "children": [{"unit": named(child), **_value(found)} for child, found in rows]}


@router.get("/figures/{code}/trace", response=Lines, **SCOPE(_("The records behind a figure")))
def trace_figure(request, code: Path[FigureCode], asked: Query[TraceAsked]):
    """The lines that make a figure, the newest first, page by page; all of them together are the figure."""
    question = Question(request, code, asked)
    if asked.part == "denominator" and not question.indicator.is_ratio:
        raise not_valid("part", _("This figure is no ratio."))
    trace = ledger.trace(
        question.indicator, question.unit, question.period,
        viewer=request.user, part=asked.part, page=asked.page, per_page=asked.per_page, **question.options,
    )  # fmt: skip
    following = {"page": asked.page + 1, "per_page": asked.per_page, "part": asked.part}
    more = asked.page < min(trace.pages, FAR)
    return {
        "code": question.indicator.code,
        "part": asked.part,
        "total": _plain(trace.total),
        "shown": trace.shown,
        "hidden": trace.hidden_count,
        "hidden_value": _plain(trace.hidden_value),
        "items": [_line(request, line) for line in trace.lines],
        "pages": trace.pages,
        "next": question.address("trace_figure", request, **following) if more else None,
    }


class Question:
    """A figure that is asked for: resolved, and allowed to its asker."""

    def __init__(self, request, code, asked):
        self.asked = asked
        self.indicator = figures.resolve(code, asked.nature or None)
        self.unit = unit_of(request, asked.unit)
        self.period = known_period(Period.parse, asked.period)
        if self.period.start.year < 1900 or self.period.until.year > 2200:
            raise not_valid("period", _("Periods lie between 1900 and 2200."))
        tree = SameUnits.of(self.period) if asked.tree == "same" else asked.tree
        self.options = {"scope": asked.scope, "where": asked.where, "as_of": asked.as_of, "tree": tree}

    def figure(self):
        """The Figure."""
        return ledger.value(self.indicator, self.unit, self.period, **self.options)

    def short_head(self):
        """What was asked, in short."""
        days = {"code": self.period.code(), "first": self.period.start, "last": self.period.last_day}
        return {"code": self.indicator.code, "unit": named(self.unit), "period": days}

    def head(self):
        """What was asked."""
        return {
            **self.short_head(),
            "label": str(self.indicator.label),
            "scope": self.asked.scope,
            "where": self.asked.where,
            "as_of": self.asked.as_of.isoformat() if self.asked.as_of else None,
            "tree": self.asked.tree,
        }

    def query(self):
        """The question as an address carries it on."""
        said = {
            "unit": self.unit.code,
            "period": self.period.code(),
            "tree": self.asked.tree,
            "scope": self.asked.scope,
        }
        said |= {"where": self.asked.where, "nature": self.asked.nature}
        return {name: value for name, value in said.items() if value not in ("", "then", "subtree")}

    def address(self, name, request, **more):
        """Another operation on the same question."""
        query = self.query() | ({"as_of": self.asked.as_of.isoformat()} if self.asked.as_of else {}) | more
        return request.build_absolute_uri(f"{reverse(f'api:{name}', args=[self.indicator.code])}?{urlencode(query)}")

    def web_page(self, request):
        """The page on which people see the same."""
        query = self.query()
        if self.asked.as_of:
            here = timezone.localtime(self.asked.as_of)
            query |= {"known": here.date().isoformat(), "at": f"{here:%H:%M}"}
        return request.build_absolute_uri(f"{reverse('desk:figure', args=[self.indicator.code])}?{urlencode(query)}")


def _is_meant(indicator, asked):
    told = f"{indicator.code} {indicator.label} {indicator.catalogue}".lower()
    return asked.text.strip().lower() in told and (not asked.group or indicator.group == asked.group)


def _name(indicator):
    return {
        "code": indicator.code,
        "label": str(indicator.label),
        "words": str(indicator.words),
        "measured_in": "%" if indicator.percent else str(indicator.unit),
        "group": str(indicator.group),
        "catalogue": indicator.catalogue,
        "ratio": indicator.is_ratio,
        "stock": figures.is_stock(indicator),
        "aliases": list(indicator.aliases),
    }


def _plain(number):
    return None if number is None else f"{number:f}"


def _value(figure):
    return {
        "value": _plain(figure.number),
        "numerator": _plain(figure.numerator),
        "denominator": _plain(figure.denominator),
        "text": figure.text(),
    }


def _line(request, line):
    fact = line.fact
    return {
        "on": line.occurred_on,
        "unit": named(fact.unit),
        "record_type": line.record_type,
        "record_id": line.record_id,
        "title": line.title,
        "kind": fact.kind,
        "matter": fact.matter,
        "value": _plain(line.value),
        "counts": _plain(line.counts),
        "recorded_at": line.act.at.isoformat(),
        "rests_on": str(line.mark or ""),
        "page": request.build_absolute_uri(line.url) if line.url else "",
    }
