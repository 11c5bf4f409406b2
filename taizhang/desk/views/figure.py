"""The page behind a figure: what it says, how it is reckoned, where it comes from, and the records that make it."""

from dataclasses import replace
from urllib.parse import urlencode

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from taizhang.desk import asked as question
from taizhang.desk import queries
from taizhang.kernel import definitions, ledger, marks
from taizhang.kernel.figures import is_stock, resolve
from taizhang.kernel.wording import told
from taizhang.organisation import queries as organisation
from taizhang.ui import qr
from taizhang.ui.figures import nature
from taizhang.ui.sheets import sheet_response

PER_PAGE = 50
MOST_CHILDREN = 60


def figure(request, code):
    """One figure with everything behind it; its records add up to it."""
    asked = question.read(request, code)
    value = ledger.value(asked.indicator, asked.unit, asked.period, **asked.options)
    before = ledger.value(asked.indicator, asked.unit, asked.period.a_year_before(), **asked.options)
    trace = _trace(request, asked)
    address = request.build_absolute_uri(_address(asked))
    context = {
        "asked": asked,
        "unit": asked.unit,
        "period": asked.period,
        "value": value,
        "before": before,
        "growth": ledger.growth(value.number, before.number),
        "difference": _difference(value, before),
        "sentence": question.sentence(asked),
        "formula": question.formula(asked, value),
        "months": _months(asked),
        "month_names": [_("these months"), _("a year before")],
        "children": _children(asked),
        "trace": trace,
        "pages": range(1, trace.pages + 1),
        "known": asked.known,
        "today": _today(asked, value),
        "why": _why_address(asked),
        "definitions": _definitions(asked),
        "version": asked.version or definitions.version_of(asked.indicator),
        "filter_words": question.words_to_filter(),
        "address": address,
        "picture": qr.picture(address),
        "export": _address(asked, "desk:figure_export"),
        "stock": is_stock(asked.indicator),
        "marked": marks.on_figure(asked.indicator, asked.unit, asked.period),
        "ended": organisation.ended(asked.unit),
        "heir": _heir(request.user, asked.unit),
        "repeated": [
            (name, request.GET[name])
            for name in ("unit", "period", "scope", "tree", "known", "at", "part", "nature", "version")
            if request.GET.get(name)
        ],
    }
    return render(request, "desk/figure.html", context)


def _heir(user, unit):
    """The union that stands in the place of one that ended, if its records may be read."""
    heir = organisation.standing_heir(unit)
    return heir if heir is not None and any(heir.path.startswith(path) for path in user.paths()) else None


def _address(asked, name="desk:figure"):
    """The lasting address of this very question."""
    query = {"unit": asked.unit.code, "period": asked.period.code()}
    query |= {"where": asked.where} if asked.where else {}
    query |= {"scope": "own"} if asked.scope == "own" else {}
    query |= asked.known.query
    query |= {"nature": natured} if (natured := nature(asked.indicator)) else {}
    query |= {"version": asked.version} if asked.version else {}
    query |= {"part": asked.part} if asked.part != "numerator" else {}
    return f"{reverse(name, args=[asked.indicator.code])}?{urlencode(query)}"


def _trace(request, asked, per_page=PER_PAGE):
    text = request.GET.get("page", "1")
    number = int(text) if text.isdecimal() and len(text) < 8 else 1
    return ledger.trace(
        asked.indicator,
        asked.unit,
        asked.period,
        viewer=request.user,
        part=asked.part,
        page=max(1, number),
        per_page=per_page,
        **asked.options,
    )


def _difference(value, before):
    return None if value.number is None or before.number is None else value.number - before.number


def _months(asked):
    """The months of the period beside last year's; for a single month, the twelve months that end with it."""
    months = list(asked.period.months())
    period = asked.period if len(months) > 1 else queries.year_to(asked.period)
    if len(months) > 36:
        return None
    now = ledger.by_month(asked.indicator, asked.unit, period, **asked.options)
    before = ledger.by_month(asked.indicator, asked.unit, period.a_year_before(), **asked.options)
    page = reverse("desk:figure", args=[asked.indicator.code])
    query = {"unit": asked.unit.code, "where": asked.where, "scope": asked.scope, "nature": nature(asked.indicator)}
    query |= asked.known.query | ({"version": asked.version} if asked.version else {})
    points = [
        (f"{month.start:%Y-%m}", figure.number, f"{page}?{urlencode(query | {'period': month.code()})}")
        for month, figure in now
    ]
    return {
        "points": points,
        "before": [figure.number for _month, figure in before],
        "add_up": not asked.indicator.is_ratio,
    }


def _children(asked):
    """[(child, figure, share of the whole in percent)]; nothing for the unit's own figure."""
    if asked.scope == "own" or asked.unit.numchild == 0 or asked.unit.numchild > MOST_CHILDREN * 10:
        return []
    rows = ledger.by_child(asked.indicator, asked.unit, asked.period, **asked.branches)
    most = max((figure.number or 0 for _child, figure in rows), default=0)
    return [
        (child, figure, int(figure.number * 100 / most) if most > 0 and figure.number else 0) for child, figure in rows
    ]


def _definitions(asked):
    """[(Definition, in use now, shown here, its address, why)] of a figure that was defined otherwise before; else nothing."""
    declared = resolve(asked.indicator.code, nature(asked.indicator) or None)
    found = definitions.history(declared)
    if all(now for _row, now in found):
        return []
    rows = []
    for row, now in found:
        version = "" if now else row.version
        address = _address(replace(asked, version=version))
        why = (
            ""
            if now
            else f"{_why_address(replace(asked, version=''))}&version_before={row.version}&tree_after={asked.known.tree}"
        )
        rows.append((row, now, version == asked.version, address, why, told(row.content["told"])))
    return rows


def _today(asked, value):
    """The figure as it is known now, where the page shows another moment or tree; None where it is the same question."""
    if not asked.known.is_special:
        return None
    now = ledger.value(asked.indicator, asked.unit, asked.period, scope=asked.scope, where=asked.where)
    return {"now": now, "changed": now.number != value.number}


def _why_address(asked):
    """The page that says why the figure changed: from the moment and tree shown here to now."""
    query = {"unit": asked.unit.code, "period": asked.period.code()}
    query |= {"where": asked.where} if asked.where else {}
    query |= {"scope": "own"} if asked.scope == "own" else {}
    query |= {"nature": natured} if (natured := nature(asked.indicator)) else {}
    query |= {f"{name}_before": value for name, value in asked.known.query.items()}
    query |= {"version_before": asked.version} if asked.version else {}
    return f"{reverse('desk:figure_why', args=[asked.indicator.code])}?{urlencode(query)}"


def figure_export(request, code):
    """The figure as a workbook: the figure, its months, its children, and all records that the reader may see."""
    asked = question.read(request, code)
    value = ledger.value(asked.indicator, asked.unit, asked.period, **asked.options)
    trace = _trace(request, asked, per_page=100_000)
    figure_sheet = [
        (_("Indicator"), asked.indicator.label),
        (_("Code"), asked.indicator.code),
        (_("Value"), value.number),
        (_("Unit of measure"), value.unit_words),
        (_("Unit"), asked.unit.name),
        (_("Period"), asked.period.label()),
        (_("Definition"), asked.indicator.words),
        (_("Version of the definition"), asked.version or definitions.version_of(asked.indicator)),
        (_("Filter"), asked.where),
        (_("As known on"), asked.known.words),
        (_("Tree"), str(asked.known.tree_words)),
        (_("Records shown"), trace.shown),
        (_("Records that you may not see"), trace.hidden_count),
        (_("Their part"), trace.hidden_value),
        (
            _("Rests in part on"),
            "、".join(str(one) for one in marks.on_figure(asked.indicator, asked.unit, asked.period)),
        ),
        (_("Web address"), request.build_absolute_uri(_address(asked))),
    ]
    lines = [
        (
            line.occurred_on,
            line.fact.unit.name,
            line.title,
            line.fact.kind,
            line.fact.matter,
            line.value,
            line.counts,
            line.act.at.strftime("%Y-%m-%d"),
            str(line.mark),
        )
        for line in trace.lines
    ]
    heads = [
        _("Date"),
        _("Unit"),
        _("The record"),
        _("Catalogue row"),
        _("Matter"),
        _("Value"),
        _("Counts"),
        _("Recorded at"),
        _("Rests on"),
    ]
    sheets = [(_("Indicator"), [_("Item"), _("Content")], figure_sheet), (_("Records behind the figure"), heads, lines)]
    children = _children(asked)
    if children:
        sheets.append(
            (
                _("By unit"),
                [_("Unit"), _("Code"), _("Value")],
                [(child.name, child.code, figure.number) for child, figure, _share in children],
            )
        )
    return sheet_response(f"{asked.unit.name} {asked.indicator.label} {asked.period.label()}", sheets)
