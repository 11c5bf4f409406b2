"""The two shapes of page that the follow-up has: a register with its filter, and the file of one record."""

import re
from dataclasses import dataclass, field, replace
from datetime import date

from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from taizhang.kernel import evidence
from taizhang.kernel.access import can
from taizhang.kernel.tracing import acts_on
from taizhang.ui.pages import act_page, list_page

EXPORTED = 20_000
DAY = re.compile(r"\d{4}-\d\d-\d\d")
PARTS = (
    ("sessions", _("Congresses and sessions"), "congress:congress_list"),
    ("home", _("What is due"), "congress:follow_home"),
    ("resolutions", _("Resolutions"), "congress:resolution_list"),
    ("schemes", _("Schemes"), "congress:scheme_list"),
    ("matters", _("Reserved matters"), "congress:matter_list"),
    ("lower", _("Second-level congresses"), "congress:lower_list"),
    ("rounds", _("Rounds among the staff"), "congress:round_list"),
    ("issues", _("Issues"), "congress:issue_list"),
    ("canteens", _("Canteens"), "congress:canteen_list"),
    ("letters", _("Responsibility letters"), "congress:letter_list"),
    ("coverage", _("Coverage of employers"), "congress:coverage_list"),
)


@dataclass(frozen=True)
class Cell:
    """What stands in a cell: words, and perhaps where they lead, or the colour of a state."""

    words: object
    url: str = ""
    tone: str = ""
    number: bool = False


@dataclass(frozen=True)
class Table:
    """A table on the file of a record. `heads`: [(label, is it a number)]; `rows`: lists of cells or plain values."""

    title: str
    heads: tuple
    rows: list
    empty: str = ""
    buttons: tuple = ()

    @property
    def lines(self):
        """The rows as cells."""
        numbers = [number for _label, number in self.heads]
        return [[_cell(cell, number) for cell, number in zip(row, numbers, strict=True)] for row in self.rows]


@dataclass(frozen=True)
class Button:
    """A button of an act: grey with the sentence when the verdict is no."""

    code: str
    url: str
    label: str = ""
    kind: str = "quiet"
    picture: str = ""
    verdict: object = None


@dataclass(frozen=True)
class Way:
    """A plain link among the buttons: a workbook, another register."""

    url: str
    label: str
    picture: str = "file-spreadsheet"


@dataclass
class File:
    """The file of one record, ready for the page."""

    heading: str
    unit: object
    tab: str
    state: str = ""
    tone: str = "grey"
    lead: str = ""
    facts: list = field(default_factory=list)  # [(label, value)]
    buttons: list = field(default_factory=list)
    ways: list = field(default_factory=list)
    tables: list = field(default_factory=list)
    notes: list = field(default_factory=list)  # [(tone, sentence)]
    texts: list = field(default_factory=list)  # [(title, text)]


def _cell(cell, number=False):
    cell = cell if isinstance(cell, Cell) else Cell(cell, number=number)
    if isinstance(cell.words, date) or DAY.fullmatch(str(cell.words)):
        return replace(cell, words=format_html('<span class="nowrap">{}</span>', cell.words))  # a day is never broken
    return cell


def link(words, record):
    """A cell that leads to the file of a record."""
    return Cell(words, record.get_absolute_url())


def state(record):
    """A cell with the state of a record in its colour."""
    return Cell(record.get_state_display(), tone=record.tone)


def deadline(day, *, late):
    """A cell with a last day: red when it is over and nothing was done."""
    if day is None:
        return Cell(None)
    return Cell(day.isoformat(), tone="red") if late else Cell(day.isoformat())


def tabs():
    """[(code, label, url)] of the parts of the follow-up."""
    return [(code, label, reverse(name)) for code, label, name in PARTS]


class Lines:
    """Rows that become cells when a page of them is fetched: places are counted on the query, not on the rows."""

    def __init__(self, rows, line, prepare=None):
        self.rows, self.line, self.prepare = rows, line, prepare

    def count(self):
        """How many there are."""
        return self.rows.order_by().count() if hasattr(self.rows, "order_by") else len(self.rows)

    __len__ = count

    def __getitem__(self, wanted):
        chosen = list(self.rows[wanted])
        if self.prepare is not None:
            self.prepare(chosen)
        return [self.line(one) for one in chosen]


def register(
    request, rows, *, unit, title, tab, heads, row, filters=None, lead="", buttons=(), ways=(), empty="", figures=(), note="", prepare=None
):  # fmt: skip
    """A register: figures, filter, table, pages. `row(record)` gives its cells; `prepare(records)` fetches for a whole page what they need."""
    narrowed = False
    if filters is not None and filters.is_valid():
        rows = filters.narrow(rows)
        narrowed = any(filters.cleaned_data.values())
    context = {
        "title": title, "unit": unit, "tab": tab, "tabs": tabs(), "heads": heads, "lead": lead, "buttons": buttons, "ways": ways,
        "nothing": empty, "narrowed": narrowed, "filter_form": filters, "figures": figures, "note": note,
    }  # fmt: skip

    def line(record):
        return [_cell(cell, head[1]) for cell, head in zip(row(record), heads, strict=True)]

    return list_page(request, Lines(rows, line, prepare), "congress/follow_register.html", context)


def narrowed(rows, filters):
    """The rows that the filter of the address asks for: a workbook holds what its list shows."""
    return filters.narrow(rows) if filters is not None and filters.is_valid() else rows


def show(request, record, shape):
    """The file of a record: facts, tables, evidence, and who did what."""
    kind = record._meta.model_name
    shape.facts = [(label, value) for label, value in shape.facts if value not in (None, "")]
    context = {
        "file": shape, "unit": shape.unit, "record": record, "tab": shape.tab, "tabs": tabs(), "evidence": evidence.of(record),
        "missing": evidence.missing(record), "attach": reverse("congress:follow_evidence", args=[kind, record.pk]),
        "void": reverse("congress:follow_void", args=[kind, record.pk]), "log": acts_on(record),
    }  # fmt: skip
    return render(request, "congress/follow_file.html", context)


def verb(request, record, form, title, then, *, lead="", button="", **more):
    """The page of one verb on a record; afterwards back to its file."""
    context = {
        "title": title, "unit": record.unit, "lead": lead or record.title(), "button": button or title,
        "back": more.pop("back", None) or record.get_absolute_url(), "danger": more.pop("danger", False), "verdict": more.pop("verdict", None),
    }  # fmt: skip
    more.setdefault("url", record.get_absolute_url())
    more.setdefault("form_kwargs", {"initial": {"on": today()}})
    return act_page(request, form, "congress/follow_act.html", context, then=then, **more)


def begin(request, unit, form, title, then, *, code, back, lead="", button="", **more):
    """The page on which a new record begins at a unit."""
    context = {
        "title": title, "unit": unit, "lead": lead, "button": button or title, "back": reverse(back), "verdict": can(request.user, code, unit),
    }  # fmt: skip
    return act_page(request, form, "congress/follow_act.html", context, then=then, **more)


def today():
    """The day of the request, for the forms and the rules behind the buttons."""
    return timezone.localdate()
