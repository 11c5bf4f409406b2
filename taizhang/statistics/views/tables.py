"""Pages of statistics tables: the list, the table itself, its columns, its workbook."""

from urllib.parse import quote

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from taizhang.kernel.access import can
from taizhang.kernel.reading import plain
from taizhang.kernel.tracing import acts_on
from taizhang.kernel.verdicts import Refused
from taizhang.statistics import actions, printing
from taizhang.statistics.forms import tables as forms
from taizhang.statistics.models import Table
from taizhang.statistics.queries import ready
from taizhang.statistics.queries import tables as queries
from taizhang.statistics.views.parts import PAGES
from taizhang.ui import figures
from taizhang.ui.known import TREES, Known, chosen_known
from taizhang.ui.pages import act_page
from taizhang.ui.places import chosen_period, chosen_unit, latest_period
from taizhang.ui.registers import Button, finder, link
from taizhang.ui.sheets import XLSX

PER_PAGE = 60
found_table = finder(Table)


@require_safe
def table_list(request):
    """The tables of the unit and below."""
    unit = chosen_unit(request)

    def row(one):
        return link(one.name, one), one.unit.name, one.get_rows_display(), len(one.columns), one.period, one.remark

    return PAGES.register(
        request, queries.tables(request.user, unit), unit=unit, title=_("Statistics tables"), tab="tables", row=row,
        heads=(
            (_("Title"), False), (_("Union"), False), (_("Rows of the table"), False), (_("Indicators"), True), (_("Period"), False),
            (_("Remark"), False),
        ),
        lead=_("A table is a question that is kept: its numbers are asked of the ledger each time, as known now or at any moment."),
        buttons=(Button("statistics.define", reverse("statistics:table_define") + f"?unit={unit.code}", kind="primary", picture="plus"),),
        empty=_("Define the first table: which units are the rows, which indicators the columns."),
    )  # fmt: skip


def _asked(request, table):
    """(period, Known) that the page asks for, else those of the table."""
    known = chosen_known(request)
    if not known.query and "known" not in request.GET and "tree" not in request.GET:
        known = Known(table.known_on, None, table.tree, known.trouble)
    asks = any(request.GET.get(name) for name in ("period", "from", "to"))
    period = chosen_period(request, table.unit) if asks else queries.period_of(table)
    return period or latest_period(table.unit), known


@require_safe
def table_detail(request, pk):
    """The table with its numbers, sixty rows to a page."""
    table = found_table(request, pk)
    period, known = _asked(request, table)
    number = request.GET.get("page", "")
    number = int(number) if number.isdecimal() and len(number) < 6 else 1
    rows = queries.rows_of(table, period, known.tree)
    page = Paginator(rows, PER_PAGE).get_page(number)
    first = (page.number - 1) * PER_PAGE
    laid = queries.lay_out(table, period, **known.options, part=slice(first, first + PER_PAGE))
    query = f"?period={period.code()}" + "".join(f"&{name}={value}" for name, value in known.query.items())
    context = {
        "table": table, "unit": table.unit, "laid": laid, "page": page, "period": period, "known": known, "heads": _drawn_heads(laid, known),
        "groups": _groups(laid.heads), "has_sub": any(head.sub for head in laid.heads), "lines": _drawn(laid, known), "lost": queries.lost(table),
        "tabs": PAGES.tabs(), "tab": "tables", "acts": acts_on(table), "export": reverse("statistics:table_export", args=[table.pk]) + query,
    }  # fmt: skip
    return render(request, "statistics/table_detail.html", context)


def _groups(heads):
    """[(heading, how many columns)] of neighbours under one heading; nothing if no column has one."""
    runs = []
    for head in heads:
        if runs and runs[-1][0] == head.group:
            runs[-1][1] += 1
        else:
            runs.append([head.group, 1])
    return runs if any(name for name, _number in runs) else []


def _drawn_heads(laid, known):
    return [(head, _address(laid.table.unit, head, known)) for head in laid.heads]


def _address(unit, head, known, scope="subtree"):
    return figures.address(
        head.indicator.code,
        unit,
        head.period,
        scope=scope,
        nature=figures.nature(head.indicator),
        known=printing.known_for(head, known),
    )


def _drawn(laid, known):
    """[(Row, [the number as a door])]."""
    drawn = []
    for row, numbers in laid.lines or [(row, ()) for row in laid.shown]:
        scope = "own" if row.own else "subtree"
        cells = [
            _door(number, head, row, known, scope)
            for number, head in zip(numbers, laid.heads, strict=bool(numbers) or False)
        ]
        drawn.append((row, cells))
    return drawn


def _door(number, head, row, known, scope):
    """The number as a link to its page; what it is and of whom is read out with it."""
    if number is None:
        return "—"
    text = plain(number) if not isinstance(number, int) else str(number)
    words = f"{row.label} {head.label} {head.sub}".strip()
    return format_html(
        '<a class="figure{}" href="{}" title="{}">{}{}</a>',
        "" if number else " figure-nothing", _address(row.unit, head, known, scope), words, figures.grouped(text), "%" if head.percent else "",
    )  # fmt: skip


@require_safe
def table_export(request, pk):
    """The whole table as a workbook."""
    table = found_table(request, pk)
    period, known = _asked(request, table)
    laid = queries.lay_out(table, period, **known.options)
    book = printing.workbook(laid, base=request.build_absolute_uri("/"), by=request.user, known=known)
    response = HttpResponse(book, content_type=XLSX)
    name = quote(f"{table.name} {period.label()}")
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}.xlsx"
    return response


def table_define(request):
    """A new table."""
    unit = chosen_unit(request)

    def then(data):
        columns = ready.columns(data.pop("ready"))
        return actions.define(unit, by=request.user, columns=columns, **data)

    return PAGES.begin(
        request, unit, forms.BeginForm, _("Define a statistics table"), then, code="statistics.define", back="statistics:table_list",
        url=lambda table: table.get_absolute_url() if table.columns else reverse("statistics:table_columns", args=[table.pk]),
        button=_("Define"), form_kwargs={"ready": ready.choices(), "initial": {"rows": "children", "tree": "then"}},
    )  # fmt: skip


def table_change(request, pk):
    """Another title, other rows, another period."""
    table = found_table(request, pk)
    names = ("name", "rows", "kind", "level", "subtotals", "period", "known_on", "tree", "remark")
    return PAGES.verb(
        request, table, forms.TableForm, _("Change the table"), lambda data: actions.change(table, by=request.user, **data),
        button=_("Save"), verdict=can(request.user, "statistics.change", table.unit),
        form_kwargs={"initial": {name: getattr(table, name) for name in names}},
    )  # fmt: skip


def table_copy(request, pk):
    """The same question at the unit where the user is working."""
    table, unit = found_table(request, pk), chosen_unit(request)
    return PAGES.begin(
        request, unit, forms.CopyForm, _("Copy the table to %s") % unit.name,
        lambda data: actions.copy(table, unit, by=request.user, **data), code="statistics.define", back="statistics:table_list",
        button=_("Copy"), form_kwargs={"initial": {"name": table.name}},
    )  # fmt: skip


def table_void(request, pk):
    """The table is not needed any more."""
    table = found_table(request, pk)
    return PAGES.take_back(request, table, actions.void, "table_list")


def table_columns(request, pk):
    """Which indicators are the columns: those chosen, and a search for more."""
    table = found_table(request, pk)
    text = request.GET.get("q", "").strip()[:60]
    found, number = queries.search(text)
    columns = [(at, column, indicator) for at, (column, indicator) in enumerate(queries.chosen(table))]
    context = {
        "table": table, "unit": table.unit, "columns": columns, "last": len(columns) - 1, "found": found, "number": number, "q": text,
        "title": _("Columns of “%s”") % table.name, "back": table.get_absolute_url(), "verdict": can(request.user, "statistics.change", table.unit),
        "layouts": dict(Table.Layout.choices), "trees": TREES,
    }  # fmt: skip
    here = request.get_full_path()
    return act_page(
        request, forms.ColumnsForm, "statistics/table_columns.html", context, form_kwargs={"found": found}, url=here,
        then=lambda data: actions.add_columns(table, by=request.user, **data), said=_("Added."),
    )  # fmt: skip


def _done(request, table, do):
    try:
        do()
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("statistics:table_columns", pk=table.pk)


def _place(request, name):
    text = request.POST.get(name, "")
    return int(text) if text.isdecimal() and len(text) < 5 else -1


@require_POST
def column_move(request, pk):
    """A column one place to the left or to the right."""
    table = found_table(request, pk)
    return _done(
        request,
        table,
        lambda: actions.move_column(table, by=request.user, at=_place(request, "at"), to=_place(request, "to")),
    )


@require_POST
def column_remove(request, pk):
    """A column goes."""
    table = found_table(request, pk)
    code = request.POST.get("code", "")
    return _done(
        request, table, lambda: actions.remove_column(table, by=request.user, at=_place(request, "at"), code=code)
    )
