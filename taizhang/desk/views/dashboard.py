"""A unit's dashboard: its figures in groups, its children side by side, and the tree by which one gets here."""

from urllib.parse import urlencode

from django.http import Http404
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from taizhang.desk import boards, queries
from taizhang.kernel import figures, ledger
from taizhang.kernel.models import Unit
from taizhang.kernel.unchanged import while_unchanged
from taizhang.ui import places
from taizhang.ui.known import chosen_known
from taizhang.ui.sheets import sheet_response


def dashboard(request, code):
    """All figures of a unit for a period: overview, one area after the other, and the units below."""
    unit = places.chosen_unit(request, code)
    may_read = _may_read(request.user, unit)
    period = places.chosen_period(request, unit)
    area = request.GET.get("area", "")
    known = chosen_known(request)
    context = {
        "unit": unit,
        "period": period,
        "known": known,
        "carried": urlencode(known.query),
        "tabs": _tabs(unit, known),
        "area": area,
        "may_read": may_read,
        "posts": queries.officers(unit, timezone.localdate()),
    }
    if may_read:
        context["figures"] = _figures(unit, period, known, area, request.GET.get("show", ""))
    return render(request, "desk/dashboard.html", context)


def _figures(unit, period, known, area, show):
    """The figures as they are drawn, which is most of the page's work: drawn anew when anything was written that they show, for everybody
    alike who may read them. The key names all that they depend on beside the database."""
    key = "dashboard", unit.pk, period, known, area, show, get_language(), timezone.localdate()
    return while_unchanged(key, lambda unit: _drawn(unit, period, known, area, show), unit)


def _drawn(unit, period, known, area, show):
    found = _area(unit, period, area, known) if area else _overview(unit, period, known, show)
    context = {"unit": unit, "period": period, "known": known, "carried": urlencode(known.query), "area": area}
    return render_to_string("desk/dashboard_figures.html", context | found)


def _tabs(unit, known):
    page = reverse("desk:dashboard", args=[unit.code])
    areas = [("", _("Overview")), *((code, label) for code, label, _found in boards.groups())]
    return [(code, label, _with_query(page, ({"area": code} if code else {}) | known.query)) for code, label in areas]


def _with_query(page, query):
    return f"{page}?{urlencode(query)}" if query else page


def _may_read(user, unit):
    return any(unit.path.startswith(path) for path in user.paths())


def _area(unit, period, area, known):
    """All figures of one area."""
    found = [(label, code, mine) for code, label, mine in boards.groups() if code == area]
    if not found:
        raise Http404
    return {
        "groups": [
            [label, code, queries.board(mine, unit, period, known=known), len(mine)] for label, code, mine in found
        ]
    }


def _overview(unit, period, known, show):
    """The first figures of every area, one figure month by month, and the units below: in as few questions as there are periods."""
    columns = [figures.resolve(code) for code in boards.table_codes()]
    offered = {code: mine[: boards.shown_of(code) + 2] for code, _label, mine in boards.groups()}
    asked = [indicator for mine in offered.values() for indicator in mine]
    now = ledger.values([*asked, *columns], unit, period, **known.options)
    before = ledger.values(asked, unit, period.a_year_before(), **known.options)
    groups = _shown(offered, now, before)
    lines = queries.months_of(
        [row[0].indicator for _label, _code, rows, _total in groups for row in rows],
        unit,
        queries.year_to(period),
        known,
    )
    for group in groups:
        group[2] = [(*row, lines.get(row[0].code, ())) for row in group[2]]
    children = ledger.values_by_child(columns, unit, period, **known.options)
    totals = [now[column.code] for column in columns]
    return {
        "groups": groups,
        "table": _table(columns, children, totals),
        "compared": _compared(columns, unit, period, known, show),
    }


def _shown(offered, now, before):
    """[[label, code, rows, how many there are]]: of every area the first few that are or were something, out of two more than it may show."""
    groups = []
    for code, label, indicators in boards.groups():
        rows = [(now[one.code], before[one.code]) for one in offered[code]]
        rows = [row for row in rows if row[0].number or row[1].number][: boards.shown_of(code)]
        if rows:
            rows = [(this, last, ledger.growth(this.number, last.number)) for this, last in rows]
            groups.append([label, code, rows, len(indicators)])
    return groups


def _table(columns, children, totals):
    """(columns, rows, sum) of the children side by side; None where there are none."""
    rows = [(child, [of_child[column.code] for column in columns]) for child, of_child in children]
    return (columns, rows, totals) if rows else None


def _by_child(unit, period, known):
    """The same, asked for by itself."""
    columns = [figures.resolve(code) for code in boards.table_codes()]
    children = ledger.values_by_child(columns, unit, period, **known.options)
    totals = ledger.values(columns, unit, period, **known.options) if children else {}
    return _table(columns, children, list(totals.values()))


def _compared(choices, unit, period, known, show):
    """The one figure that the chart shows month by month beside last year's."""
    if not choices:
        return None
    chosen = next((found for found in choices if found.code == show), None) or next(
        (found for found in choices if found.code == "worklog.entries"), choices[0]
    )
    now, before = queries.two_years(chosen, unit, queries.year_to(period), known)
    page = reverse("desk:figure", args=[chosen.code])
    points = [
        (
            f"{month.start:%Y-%m}",
            figure.number,
            f"{page}?{urlencode({'unit': unit.code, 'period': month.code(), **known.query})}",
        )
        for month, figure in now
    ]
    return {
        "choices": [
            (found, _with_query("", {"period": period.code()} | known.query | {"show": found.code}))
            for found in choices
        ],
        "chosen": chosen,
        "points": points,
        "before": [figure.number for _month, figure in before],
        "names": [_("these twelve months"), _("a year before")],
    }


def dashboard_export(request, code):
    """The dashboard as a workbook: every figure with last year's, and the table by unit."""
    unit = places.chosen_unit(request, code)
    if not _may_read(request.user, unit):
        raise Http404
    period, known = places.chosen_period(request, unit), chosen_known(request)
    indicators = [found for _code, _label, group in boards.groups() for found in group]
    heads = [
        _("Area"),
        _("Indicator"),
        _("Code"),
        _("Value"),
        _("Unit of measure"),
        _("A year before"),
        _("Change in %"),
        _("Definition"),
    ]
    rows = [
        (
            boards.group_label(now.indicator.group),
            now.label,
            now.code,
            now.number,
            now.unit_words,
            before.number,
            growth,
            now.indicator.words,
        )
        for now, before, growth, _months in queries.board(indicators, unit, period, known=known)
    ]
    sheets = [(_("Indicators"), heads, rows)]
    table = _by_child(unit, period, known)
    if table:
        columns, lines, totals = table
        children = [(child.name, child.code, *(figure.number for figure in cells)) for child, cells in lines]
        children.append((_("In all"), unit.code, *(figure.number for figure in totals)))
        sheets.append((_("By unit"), [_("Unit"), _("Code"), *(str(found.label) for found in columns)], children))
    if known.is_special:
        asked = [(_("As known on"), known.words), (_("Tree"), str(known.tree_words))]
        sheets.append((_("How it was asked"), [_("Item"), _("Content")], asked))
    return sheet_response(f"{unit.name} {period.label()}", sheets)


def unit_tree(request):
    """The switcher's tree: a branch, or the units that match what was typed, or the beginning with the recent ones."""
    visible = Unit.objects.visible_to(request.user)
    text, branch = request.GET.get("q", "").strip(), request.GET.get("branch", "")
    context = {"current": places.here(request)}
    if text:
        from_words = visible.filter(name__icontains=text[:60]) | visible.filter(code__istartswith=text[:40])
        return render(
            request, "desk/unit_tree.html", context | {"units": from_words.order_by("depth", "path")[:40], "text": text}
        )
    if branch:
        return render(
            request,
            "desk/unit_tree.html",
            context | {"units": visible.filter(pk__in=_branch(visible, branch)).order_by("path")},
        )
    roots = [post.unit for post in request.user.posts_today()] or list(visible.order_by("path")[:1])
    tops = [
        unit
        for unit in {unit.pk: unit for unit in roots}.values()
        if not any(unit.is_in(other) and unit.pk != other.pk for other in roots)
    ]
    return render(request, "desk/unit_tree.html", context | {"units": tops, "recent": places.recent_units(request)})


def _branch(visible, code):
    unit = visible.filter(code=code).first()
    return unit.children().values("pk") if unit else []
