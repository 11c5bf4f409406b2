"""A unit's dashboard: its figures in groups, its children side by side, and the tree by which one gets here."""

from urllib.parse import urlencode

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from taizhang.desk import boards, queries
from taizhang.kernel import access, figures, ledger
from taizhang.kernel.models import Unit
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
    groups = _groups(unit, period, area, known) if may_read else []
    tabs = [("", _("Overview"), _address(unit, "", known))]
    tabs += [(group, label, _address(unit, group, known)) for group, label, _found in boards.groups()]
    table = _by_child(unit, period, known) if may_read else None
    shown = _compared(request, unit, period, known) if may_read else None
    context = {
        "unit": unit,
        "period": period,
        "known": known,
        "carried": urlencode(known.query),
        "groups": groups,
        "area": area,
        "tabs": tabs,
        "may_read": may_read,
        "table": table,
        "compared": shown,
        "posts": queries.officers(unit, timezone.localdate()),
        "parent": unit.parent(),
    }
    return render(request, "desk/dashboard.html", context)


def _address(unit, area, known):
    query = ({"area": area} if area else {}) | known.query
    return reverse("desk:dashboard", args=[unit.code]) + (f"?{urlencode(query)}" if query else "")


def _may_read(user, unit):
    return any(unit.path.startswith(path) for path in user.paths())


def _groups(unit, period, area, known):
    """[[label, code, rows, how many there are]]: all figures of one area, or the overview of all areas."""
    found = [(code, label, indicators) for code, label, indicators in boards.groups() if area in ("", code)]
    if area and not found:
        raise Http404
    if not area:
        return _with_lines(_overview(found, unit, period, known), unit, period, known)
    return [[label, code, queries.board(mine, unit, period, known=known), len(mine)] for code, label, mine in found]


def _overview(found, unit, period, known):
    """The first few figures of every area that are or were something; each area offers two more than it may show."""
    offered = {code: mine[: boards.shown_of(code) + 2] for code, _label, mine in found}
    asked = [indicator for mine in offered.values() for indicator in mine]
    rows = {row[0].code: row for row in queries.board(asked, unit, period, lines=False, known=known)}
    groups = []
    for code, label, indicators in found:
        mine = [rows[indicator.code] for indicator in offered[code]]
        mine = [row for row in mine if row[0].number or row[1].number][: boards.shown_of(code)]
        if mine:
            groups.append([label, code, mine, len(indicators)])
    return groups


def _with_lines(groups, unit, period, known):
    """The overview's small lines, asked for only where a figure is shown."""
    shown = [row[0].indicator for _label, _code, rows, _total in groups for row in rows]
    lines = queries.months_of(shown, unit, queries.year_to(period), known)
    for group in groups:
        group[2] = [(*row[:3], lines.get(row[0].code, ())) for row in group[2]]
    return groups


def _by_child(unit, period, known):
    """(columns, rows, sum) of the children side by side."""
    indicators = [figures.resolve(code) for code in boards.table_codes()]
    found = ledger.values_by_child(indicators, unit, period, **known.options)
    if not found:
        return None
    rows = [(child, [of_child[indicator.code] for indicator in indicators]) for child, of_child in found]
    totals = ledger.values(indicators, unit, period, **known.options)
    return indicators, rows, [totals[indicator.code] for indicator in indicators]


def _compared(request, unit, period, known):
    """The one figure that the chart shows month by month beside last year's."""
    choices = [figures.resolve(code) for code in boards.table_codes()]
    if not choices:
        return None
    asked = request.GET.get("show", "")
    chosen = next((found for found in choices if found.code == asked), None) or next(
        (found for found in choices if found.code == "worklog.entries"), choices[0]
    )
    year = queries.year_to(period)
    now = ledger.by_month(chosen.code, unit, year, **known.options)
    before = ledger.by_month(chosen.code, unit, year.a_year_before(), **known.options)
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
        "choices": choices,
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
    roots = [post.unit for post in access.posts_of(request.user)] or list(visible.order_by("path")[:1])
    tops = [
        unit
        for unit in {unit.pk: unit for unit in roots}.values()
        if not any(unit.is_in(other) and unit.pk != other.pk for other in roots)
    ]
    return render(request, "desk/unit_tree.html", context | {"units": tops, "recent": places.recent_units(request)})


def _branch(visible, code):
    unit = visible.filter(code=code).first()
    return unit.children().values("pk") if unit else []
