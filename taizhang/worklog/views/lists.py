"""台账: the list of entries, its totals, its workbook and its print."""

from decimal import Decimal

from django.db.models import Count, Sum
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from taizhang.kernel import evidence, ledger
from taizhang.kernel.periods import LONG_AGO, Period
from taizhang.ui.pages import page_of
from taizhang.ui.places import chosen_unit
from taizhang.ui.sheets import sheet_response
from taizhang.worklog import queries
from taizhang.worklog.forms import EntryFilter, in_chinese
from taizhang.worklog.kinds import COUNTS
from taizhang.worklog.models import NUMBERS

HEADS = (
    "日期", "工会编码", "工会名称", "目录号", "类别", "事项", "人数", "人次", "户数", "家数", "件数", "场次", "金额(元)", "实物", "数量",
    "计量单位", "备注",
)  # fmt: skip
PRINTED = 2000  # rows on paper; more is a workbook's business
EXPORTED = 100_000
MEASURES = {name: f"work.{'money' if name == 'amount' else name}" for name in NUMBERS if name != "quantity"}
COLUMN_WORDS = {**{name: words[0] for name, words in COUNTS.items()}, "amount": "金额"}


def entry_list(request):
    """The entries of a unit and of everything below it, newest first."""
    unit, filters, entries = _asked(request)
    page = page_of(request, entries)
    context = {
        "unit": unit, "page": page, "filters": filters, "with_files": queries.proven(page), "totals": _totals(unit, filters, entries),
        "narrowed": any(value for name, value in request.GET.items() if name not in ("unit", "page")),
    }  # fmt: skip
    return render(request, "worklog/entry_list.html", context)


def entry_print(request):
    """The same list for paper: no pages, no buttons."""
    unit, filters, entries = _asked(request)
    rows = list(entries[: PRINTED + 1])
    context = {"unit": unit, "entries": rows[:PRINTED], "more": len(rows) > PRINTED, "totals": _sums(entries), "filters": filters,
               "today": timezone.localdate(), "printed": PRINTED}  # fmt: skip
    return render(request, "worklog/entry_print.html", context)


def entry_export(request):
    """The same list as a workbook that the import reads back; text stays text."""
    unit, _filters, entries = _asked(request)
    rows = (
        [one.on, one.unit.code, one.unit.name, one.kind, one.declared.label, one.matter, one.persons, one.person_times, one.households,
         one.enterprises, one.items, one.sessions, one.amount, one.goods, one.quantity, one.measure_unit, one.marked_remark]
        for one in entries[:EXPORTED].iterator(chunk_size=2000)
    )  # fmt: skip
    return sheet_response(_("%s worklog") % unit.name, [("台账", HEADS, rows)])


def evidence_file(request, pk):
    """A file on record, for whoever may see the entry that it proves."""
    return evidence.response(request, pk)


def _asked(request):
    unit = chosen_unit(request)
    filters = EntryFilter(request.GET)
    entries = queries.of_unit(request.user, unit)
    entries = filters.narrow(entries, unit) if filters.is_valid() else entries.none()
    return unit, filters, entries


def _totals(unit, filters, entries):
    """[(words, figure or number)]. Where only kind and days narrow the list, the totals are figures of the ledger: doors."""
    if not filters.is_valid():
        return []
    if not filters.is_whole:
        return _sums(entries)
    data = filters.cleaned_data
    until = data["until"] or timezone.localdate()
    since = data["since"] or LONG_AGO
    if since > until:
        return []
    period = Period.between(since, until)
    codes = {name: f"{data['kind']}:{COLUMN_WORDS[name]}" if data["kind"] else MEASURES[name] for name in MEASURES}
    found = ledger.values(codes.values(), unit, period, scope=data["scope"] or "subtree")
    figures = [(name, found[codes[name]]) for name in MEASURES]
    return [
        {"words": words_of(name), "figure": figure, "scope": data["scope"]} for name, figure in figures if figure.number
    ]


def _sums(entries):
    """Sums of the rows that are listed: own work only, for readings and statistics of the territory are never added to it."""
    own = entries.order_by().filter(territory=False, reading=False)
    sums = own.aggregate(entries=Count("pk"), **{name: Sum(name) for name in MEASURES})
    return [{"words": words_of(name), "number": Decimal(sums[name])} for name in MEASURES if sums[name]]


def words_of(name):
    """The name of a count in the reader's language."""
    return COUNTS[name][0 if in_chinese() else 1]
