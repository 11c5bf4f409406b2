"""Registers of records and the file of one record: a list with tabs, filter and buttons; a page with facts, tables, evidence, log.

PAGES = Registers("openness", parts=(("walls", _("Project sites"), "openness:wall_list"),))

PAGES.register(request, rows, unit=unit, title=_("Project sites"), tab="walls", heads=((_("Site"), False), (_("Staff"), True)),
               row=lambda one: (link(one.name, one), one.staff), filters=forms.NameFilter(request.GET), empty=_("Put up the first."))
PAGES.show(request, one, File(heading=one.name, unit=one.unit, tab="walls", facts=[(_("Since"), one.since)], tables=[Table(…)]))
PAGES.begin(request, unit, forms.WallForm, _("Put up"), lambda data: actions.put_up(unit, by=request.user, **data),
            code="openness.put_up", back="openness:wall_list")
PAGES.verb(request, one, forms.CheckForm, _("Check"), lambda data: actions.check(one, by=request.user, **data))
evidence_add, evidence_file, record_void = PAGES.of_every_record({"wall": own_wall}, forms.EvidenceForm, actions.attach, actions.void)
"""

import re
from dataclasses import dataclass, field, replace
from datetime import date

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from taizhang.kernel import evidence
from taizhang.kernel.access import can
from taizhang.kernel.tracing import acts_on
from taizhang.ui.fields import SureForm, WhyForm
from taizhang.ui.pages import act_page, list_page
from taizhang.ui.sheets import sheet_response

EXPORTED = 20_000  # lines that a workbook holds at most
DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True)
class Cell:
    """What stands in a cell: words, and perhaps where they lead, or the colour of a state."""

    words: object
    url: str = ""
    tone: str = ""
    number: bool = False


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
    """A plain link among the buttons: a workbook, a paper, an import, another register."""

    url: str
    label: str
    picture: str = "file-spreadsheet"


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
        return [_line(row, self.heads) for row in self.rows]


@dataclass
class File:
    """The file of one record, ready for the page."""

    heading: str
    unit: object
    tab: str
    state: str = ""
    tone: str = "grey"
    lead: str = ""
    facts: list = field(default_factory=list)  # [(label, value)]; empty values are left out
    buttons: list = field(default_factory=list)
    ways: list = field(default_factory=list)
    tables: list = field(default_factory=list)
    notes: list = field(default_factory=list)  # [(tone, sentence)]
    texts: list = field(default_factory=list)  # [(title, text)]; empty texts are left out
    approval: bool = False  # the record goes up a route: its panel stands below the facts


def _line(row, heads):
    return [_cell(cell, number) for cell, (_label, number) in zip(row, heads, strict=True)]


def _cell(cell, number=False):
    cell = cell if isinstance(cell, Cell) else Cell(cell, number=number)
    if isinstance(cell.words, date) or DAY.fullmatch(str(cell.words)):
        return replace(cell, words=format_html('<span class="nowrap">{}</span>', cell.words))  # a day is never broken
    return cell


def columns(*labels, numbers=()):
    """The heads of a table: over words, or over numbers where their places (from 0) stand in `numbers`."""
    return tuple((label, at in numbers) for at, label in enumerate(labels))


def iso(day):
    """A day in a cell; nothing where there is none."""
    return day.isoformat() if day else ""


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


def narrowed(rows, filters):
    """The rows that the filter of the address asks for: a workbook holds what its list shows."""
    return filters.narrow(rows) if filters is not None and filters.is_valid() else rows


def workbook(name, heads=(), rows=(), *, sheets=None):
    """A register as a workbook of one sheet, or of several."""
    return sheet_response(name, sheets or [(name, heads, rows)])


def within(request, unit):
    """What a form needs to look for names."""
    return {"user": request.user, "unit": unit}


def today():
    """The day of the request, for the forms and the rules behind the buttons."""
    return timezone.localdate()


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


def finder(model, *related):
    """The first line of a view: a function (request, pk) → the record among those that the user may read, or 404.

    `related`: what comes along with the record and its union.
    """

    def find(request, pk):
        readable = model.objects.visible_to(request.user).standing().select_related("unit", *related)
        return get_object_or_404(readable, pk=pk)

    return find


@dataclass(frozen=True)
class Registers:
    """The registers and files of one app: its parts as tabs, and where its evidence goes in, comes out and records are taken back.

    `parts`: ((code, label, name of the address), …). `attach` and `void` name addresses that take the kind and the number of a record,
    `evidence` one that takes the number of a file; the app declares the acts `<app>.attach` and `<app>.void`. An app without them leaves
    the names empty, and its files show neither.
    """

    app: str
    parts: tuple
    attach: str = "evidence_add"
    evidence: str = "evidence_file"
    void: str = "record_void"
    no_evidence: object = gettext_lazy("Nothing is on record yet: a photograph, the signed list, a receipt.")
    tells_missing: bool = False  # the file says which kinds of evidence are usually there and are not

    def tabs(self):
        """[(code, label, url)] of the parts."""
        return [(code, label, reverse(name)) for code, label, name in self.parts]

    def url(self, name, *parts):
        """The address of a page of this app; `parts`: records or numbers."""
        return reverse(f"{self.app}:{name}", args=[getattr(one, "pk", one) for one in parts])

    def register(
        self, request, rows, *, unit, title, tab, heads, row, filters=None, lead="", buttons=(), ways=(), empty="", figures=(), note="", prepare=None
    ):  # fmt: skip
        """A register: figures, filter, table, pages. `row(record)` gives its cells; `prepare(records)` fetches for a whole page what they need."""
        valid = filters is not None and filters.is_valid()
        context = {
            "title": title, "unit": unit, "tab": tab, "tabs": self.tabs(), "heads": heads, "lead": lead, "buttons": buttons, "ways": ways,
            "nothing": empty, "narrowed": valid and any(filters.cleaned_data.values()), "filter_form": filters, "figures": figures, "note": note,
        }  # fmt: skip
        lines = Lines(narrowed(rows, filters), lambda record: _line(row(record), heads), prepare)
        return list_page(request, lines, "ui/register.html", context)

    def show(self, request, record, shape):
        """The file of a record: facts, tables, evidence, and who did what."""
        shape.facts = [(label, value) for label, value in shape.facts if value not in (None, "")]
        shape.texts = [(title, text) for title, text in shape.texts if text]
        context = {
            "file": shape, "unit": shape.unit, "record": record, "tab": shape.tab, "tabs": self.tabs(), "acts": acts_on(record), "pages": self,
            "void_code": f"{self.app}.void", "void_url": self._of(self.void, record),
            "attach_code": f"{self.app}.attach", "attach_url": self._of(self.attach, record), "evidence_name": f"{self.app}:{self.evidence}",
            "evidence": evidence.of(record) if self.evidence else (), "missing": evidence.missing(record) if self.tells_missing else (),
        }  # fmt: skip
        return render(request, "ui/file.html", context)

    def verb(
        self, request, record, form, title, then, *, lead="", button="", danger=False, verdict=None, back="", **more
    ):
        """The page of one verb on a record, begun today; afterwards back to its file."""
        context = {
            "title": title, "unit": record.unit, "lead": lead or record.title(), "button": button or title, "danger": danger,
            "verdict": verdict, "back": back or record.get_absolute_url(),
        }  # fmt: skip
        more.setdefault("url", record.get_absolute_url())
        more.setdefault("form_kwargs", {"initial": {"on": today()}})
        return act_page(request, form, "ui/begin.html", context, then=then, **more)

    def begin(self, request, unit, form, title, then, *, code, back, lead="", button="", **more):
        """The page on which a new record begins at a unit; `back` names the register that it belongs to."""
        context = {
            "title": title, "unit": unit, "lead": lead, "button": button or title, "back": reverse(back), "verdict": can(request.user, code, unit),
        }  # fmt: skip
        return act_page(request, form, "ui/begin.html", context, then=then, **more)

    def sure(self, request, record, title, then, *, lead="", button=""):
        """Ask once, then do it."""
        return self.verb(request, record, SureForm, title, lambda data: then(), lead=lead, button=button)

    def why(self, request, record, title, then, *, lead="", danger=True):
        """Ask for the reason, then do it."""
        return self.verb(request, record, WhyForm, title, lambda data: then(data["why"]), lead=lead, danger=danger)

    def add_evidence(self, request, record, form, attach, **more):
        """The page on which a file goes on record: `attach(record, file, by=, kind=)`."""
        return self.verb(
            request, record, form, _("Add evidence"),
            lambda data: attach(record, data["file"], by=request.user, kind=data["kind"]), said=_("On record."), **more,
        )  # fmt: skip

    def take_back(self, request, record, void, register, **more):
        """The page on which a record that never was so is taken back: `void(record, by=, why=)`; then to its register."""
        return self.verb(
            request, record, WhyForm, _("Void, entered by mistake"), lambda data: void(record, by=request.user, why=data["why"]),
            button=_("Void"), danger=True, url=reverse(f"{self.app}:{register}"), said=_("Voided; it counts nowhere any more."), **more,
        )  # fmt: skip

    def of_every_record(self, finders, form, attach, void, *, lists=None, lead=""):
        """The views that every record has: a file goes on record, a file comes out, the record is taken back. → the three, for urls.py

        `finders`: {kind: its finder}; any other kind is no page. `form` offers the kinds of files, `attach` and `void` are the acts.
        `lists`: {kind: register} for records without one of their own (else `<kind>_list`). `lead` is said above the reason for voiding.
        """
        lists = lists or {}

        def found(request, kind, pk):
            if kind not in finders:
                raise Http404
            return finders[kind](request, pk)

        def evidence_add(request, kind, pk):
            return self.add_evidence(request, found(request, kind, pk), form, attach)

        @require_safe
        def evidence_file(request, pk):
            return evidence.response(request, pk)

        def record_void(request, kind, pk):
            return self.take_back(request, found(request, kind, pk), void, lists.get(kind, f"{kind}_list"), lead=lead)

        return evidence_add, evidence_file, record_void

    def void_cell(self, record):
        """The way to take back a row that has no file of its own."""
        return Cell(_("Void"), self._of(self.void, record))

    def _of(self, name, record):
        return reverse(f"{self.app}:{name}", args=[record._meta.model_name, record.pk]) if name else ""
