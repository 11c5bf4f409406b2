"""The two shapes of page that openness has: a register with its filter, and the file of one record."""

from dataclasses import dataclass, field

from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from taizhang.kernel import evidence
from taizhang.kernel.access import can
from taizhang.kernel.tracing import acts_on
from taizhang.openness.forms import SureForm, WhyForm
from taizhang.ui.pages import act_page, list_page
from taizhang.ui.sheets import sheet_response
from taizhang.word.download import word_response

EXPORTED = 20_000
PARTS = (
    ("home", gettext_lazy("What is due"), "openness:home"),
    ("disclosures", gettext_lazy("Disclosures"), "openness:disclosure_list"),
    ("opinions", gettext_lazy("Opinions"), "openness:opinion_list"),
    ("items", pgettext_lazy("openness", "Catalogue"), "openness:item_list"),
    ("bodies", pgettext_lazy("openness", "Groups"), "openness:body_list"),
    ("meetings", pgettext_lazy("openness", "Meetings"), "openness:meeting_list"),
    ("books", gettext_lazy("Books and board"), "openness:book_list"),
    ("walls", gettext_lazy("Project sites"), "openness:wall_list"),
    ("firms", gettext_lazy("Enterprises"), "openness:practice_list"),
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
    wide: bool = True

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
    """A plain link among the buttons: a workbook, a paper, an import."""

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
    text: str = ""
    text_title: str = ""
    progress: tuple = ()  # (done, of, words)


def _cell(cell, number=False):
    return cell if isinstance(cell, Cell) else Cell(cell, number=number)


def tabs():
    """[(code, label, url)] of the parts of openness."""
    return [(code, label, reverse(name)) for code, label, name in PARTS]


def register(
    request, rows, *, unit, title, tab, heads, row, filters=None, lead="", buttons=(), ways=(), empty="", note=""
):
    """A register: filter, table, pages. `row(record)` gives its cells."""
    context = {
        "title": title,
        "unit": unit,
        "tab": tab,
        "tabs": tabs(),
        "heads": heads,
        "lead": lead,
        "buttons": buttons,
        "ways": ways,
        "nothing": empty,
        "note": note,
        "row": lambda record: [_cell(cell, head[1]) for cell, head in zip(row(record), heads, strict=True)],
    }
    if filters is not None and filters.is_valid():
        rows = filters.narrow(rows)
        filters_narrowed = any(filters.cleaned_data.values())
    else:
        filters_narrowed = False
    context["narrowed"] = filters_narrowed
    return list_page(request, Lines(rows, context["row"]), "openness/register.html", context | {"filter_form": filters})


class Lines:
    """Rows that become cells when a page of them is fetched: places are counted on the query, not on the rows."""

    def __init__(self, rows, line):
        self.rows, self.line = rows, line

    def count(self):
        """How many there are."""
        return self.rows.order_by().count() if hasattr(self.rows, "order_by") else len(self.rows)

    __len__ = count

    def __getitem__(self, wanted):
        return [self.line(one) for one in self.rows[wanted]]


def show(request, record, shape):
    """The file of a record: facts, tables, evidence, and who did what."""
    kind = record._meta.model_name
    shape.facts = [(label, value) for label, value in shape.facts if value not in (None, "")]
    context = {
        "file": shape,
        "unit": shape.unit,
        "record": record,
        "tab": shape.tab,
        "tabs": tabs(),
        "evidence": evidence.of(record),
        "attach": reverse("openness:evidence_add", args=[kind, record.pk]),
        "void": reverse("openness:record_void", args=[kind, record.pk]),
        "log": acts_on(record),
    }
    return render(request, "openness/file.html", context)


def verb(request, record, form, title, then, *, lead="", button="", danger=False, **more):
    """The page of one verb on a record; afterwards back to its file."""
    context = {
        "title": title,
        "unit": record.unit,
        "lead": lead or record.title(),
        "button": button or title,
        "danger": danger,
        "back": more.pop("back", None) or record.get_absolute_url(),
    }
    more.setdefault("url", record.get_absolute_url())
    return act_page(request, form, "openness/begin.html", context, then=then, **more)


def begin(request, unit, form, title, then, *, code, lead="", button="", back, **more):
    """The page on which a new record begins at a unit."""
    verdict = can(request.user, code, unit)
    context = {
        "title": title,
        "unit": unit,
        "lead": lead,
        "button": button or title,
        "back": reverse(back),
        "verdict": verdict,
    }
    return act_page(request, form, "openness/begin.html", context, then=then, **more)


def sure(request, record, title, then, *, lead="", button=""):
    """Ask once, then do it."""
    return verb(request, record, SureForm, title, lambda data: then(), lead=lead, button=button)


def why(request, record, title, then, *, lead="", danger=True):
    """Ask for the reason, then do it."""
    return verb(request, record, WhyForm, title, lambda data: then(data["why"]), lead=lead, danger=danger)


def within(request, unit):
    """What a form needs to look for names."""
    return {"user": request.user, "unit": unit}


def today():
    """The day of the request, for the forms and the rules behind the buttons."""
    return timezone.localdate()


def workbook(name, heads=(), rows=(), *, sheets=None):
    """A register as a workbook of one sheet, or of several."""
    return sheet_response(name, sheets or [(name, heads, rows)])


def void_cell(record):
    """The way to take back a row that has no file of its own."""
    return Cell(_("Void"), reverse("openness:record_void", args=[record._meta.model_name, record.pk]))


def paper(document):
    """A Word file as a download."""
    return word_response(document.title, document)


__all__ = [
    "Button",
    "Cell",
    "File",
    "Table",
    "Way",
    "begin",
    "paper",
    "register",
    "show",
    "sure",
    "tabs",
    "today",
    "verb",
    "void_cell",
    "why",
    "within",
    "workbook",
]
