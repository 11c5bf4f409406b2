"""What is published, to the letter: the draft masked, its figures asked of the ledger as of now, small numbers of persons left out.

Everything that a stranger ever gets stands in the content of an edition; the public pages read nothing else about the matter.
"""

import hashlib
import json
import re

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from taizhang.kernel import ledger
from taizhang.kernel.figures import UnknownFigure, resolve
from taizhang.kernel.manifest import registry
from taizhang.kernel.periods import Period
from taizhang.kernel.verdicts import Allowed, Denied
from taizhang.kernel.wording import both
from taizhang.openness.rules import masking

TOKEN = re.compile(r"\{([^{}\n]{1,80})\}")
LETTERS = "abcdefghijklmnopqrstuvwxyz"
ADDRESS = 20
FIGURES_MAX = 40


def codes_in(text):
    """The figures that a text asks for: what stands in braces, {AW-16:人数}."""
    return [hit[1].strip() for hit in TOKEN.finditer(text)]


def may_ask_figures(text):
    """Every figure in the text is one that the ledger knows."""
    codes = codes_in(text)
    if len(codes) > FIGURES_MAX:
        return Denied(_("At most %d figures stand in one notice.") % FIGURES_MAX)
    for code in codes:
        try:
            resolve(code)
        except UnknownFigure as unknown:
            return Denied(str(unknown))
    return Allowed


def table_of(text):
    """(heads, rows) of a table as it comes from a worksheet: a line a row, tabs between cells (or | or two spaces)."""
    lines = [line.strip("\r") for line in text.split("\n") if line.strip()]
    cells = [[cell.strip() for cell in _cells(line)] for line in lines]
    if not cells:
        return [], []
    width = max(len(row) for row in cells)
    filled = [row + [""] * (width - len(row)) for row in cells]
    return filled[0], filled[1:]


def _cells(line):
    if "\t" in line:
        return line.split("\t")
    if "|" in line:
        return line.strip().strip("|").split("|")
    return re.split(r"\s{2,}|[,，]", line.strip())


class Composed:
    """The content of an edition and what was masked on the way, for the preview."""

    def __init__(self, content, numbers=0, names=0, secrets=0, cells=0, figures=0):
        self.content, self.numbers, self.names, self.secrets = content, numbers, names, secrets
        self.cells, self.figures = cells, figures


class _Mask:
    """Masks one text after the other and counts what it masked."""

    def __init__(self, names, *, of_persons):
        self.known, self.of_persons = [name for name in names if len(name) > 1], of_persons
        self.numbers = self.names = self.secrets = 0

    def __call__(self, text):
        text, numbers = masking.masked_numbers(text)
        text, names = masking.masked_names(text, self.known)
        text, addresses = masking.masked_addresses(text) if self.of_persons else (text, 0)
        self.numbers, self.names, self.secrets = self.numbers + numbers, self.names + names, self.secrets + addresses
        return text

    def cell(self, text, kind):
        """A cell of a list of persons: a name, or another secret of a person."""
        shown = self(text)
        if kind == "name":
            shown = masking.masked_cell(shown) if shown == text else shown
            self.names += shown != text
        elif kind:
            hidden = masking.masked_secret(kind, shown)
            self.secrets += hidden != shown and shown == text
            shown = hidden
        return shown


def compose(disclosure, *, at, floor, names=(), channels=(), place="", files=()):
    """The edition of a disclosure as of a moment. `floor`: the least number of persons shown; `names`: whom to mask. → Composed"""
    item = disclosure.item
    mask = _Mask(names, of_persons=item.masks_names)
    figures = _Figures(disclosure, at, floor)
    paragraphs = [_paragraph(line.strip(), mask, figures) for line in disclosure.text.split("\n") if line.strip()]
    heads, rows, cells = _table(disclosure, mask, floor, masks_names=item.masks_names)
    content = {
        "union": disclosure.unit.name,
        "title": mask(disclosure.name),
        "year": disclosure.year,
        "number": disclosure.number,
        "topic": item.topic,
        "department": mask(item.department),
        "group": mask(item.body.name) if item.body else "",
        "audience": disclosure.audience,
        "channels": sorted(channels),
        "place": mask(place),
        "period": disclosure.period_code,
        "posted_on": disclosure.posted_on.isoformat() if disclosure.posted_on else "",
        "until_on": disclosure.until_on.isoformat() if disclosure.until_on else "",
        "paragraphs": paragraphs,
        "heads": heads,
        "rows": rows,
        "figures": figures.asked,
        "files": list(files),
    }
    return Composed(content, mask.numbers, mask.names, mask.secrets, cells + figures.hidden, len(figures.asked))


def _paragraph(line, mask, figures):
    """A line as runs: text, or the number of a figure. Text is masked as a whole, so that no number hides across a figure."""
    runs, place, spots = [], 0, []
    for hit in TOKEN.finditer(line):
        spots.append(hit)
    for hit in spots:
        if hit.start() > place:
            runs.append(mask(line[place : hit.start()]))
        runs.append(figures.number_of(hit[1].strip()))
        place = hit.end()
    if place < len(line):
        runs.append(mask(line[place:]))
    return runs


def _table(disclosure, mask, floor, *, masks_names):
    heads, rows = table_of(disclosure.table)
    if not heads:
        return [], [], 0
    cells = 0
    if disclosure.counts_persons:
        rows, cells = masking.suppressed(heads, rows, floor)
    kinds = _kinds(heads) if masks_names else [""] * len(heads)
    shown = []
    for row in rows:
        total = masking.is_total(row[0]) if row else False
        shown.append([mask(cell) if total else mask.cell(cell, kind) for cell, kind in zip(row, kinds, strict=False)])
    return [mask(head) for head in heads], shown, cells


def _kinds(heads):
    """What each column of a list of persons holds (a name, another secret, nothing special); in a table without persons, nothing."""
    if not any(masking.bears_names(head) for head in heads):
        return [""] * len(heads)
    return ["name" if masking.bears_names(head) else masking.secret_of(head) for head in heads]


class _Figures:
    """The figures of a notice, each asked once, as known at the moment of posting."""

    def __init__(self, disclosure, at, floor):
        self.unit, self.at, self.floor = disclosure.unit, at, floor
        day = disclosure.posted_on or timezone.localtime(at).date()
        self.period = disclosure.period or Period.to_date(day)
        self.asked, self.places, self.hidden = [], {}, 0

    def number_of(self, code):
        """The place of a figure in the list; asked of the ledger when it is met first."""
        if code not in self.places:
            self.places[code] = len(self.asked)
            self.asked.append(self._frozen(code))
        return self.places[code]

    def _frozen(self, code):
        found = ledger.value(code, self.unit, self.period, as_of=self.at)
        parts = ledger.by_child(code, self.unit, self.period, as_of=self.at)
        persons = counts_persons(found.indicator)
        small = persons and _points_at_somebody(found, self.floor)
        self.hidden += small
        return {
            "code": code,
            "label": both(found.label),
            "words": both(found.indicator.words or found.label),
            "text": masking.fewer(self.floor) if small else found.text(),
            "unit": both(found.unit_words),
            "period": self.period.code(),
            "as_of": timezone.localtime(self.at).isoformat(timespec="minutes"),
            "parts": self._parts(found, parts, persons=persons, whole_hidden=small),
        }

    def _parts(self, whole, parts, *, persons, whole_hidden):
        """[[union, number]] of the unions below; with persons, none so small that it points at somebody, directly or by subtraction."""
        shown = [(child.name, figure) for child, figure in parts if figure.number]
        if not persons:
            return [[name, figure.text()] for name, figure in shown]
        if whole_hidden or whole.indicator.is_ratio:
            return []
        numbers = [[int(figure.number)] for _name, figure in shown]
        hidden = masking.hidden_cells([*numbers, [int(whole.number)]], True, False, self.floor) if numbers else set()
        rows = []
        for at, (name, figure) in enumerate(shown):
            small = masking.is_small(figure.number, self.floor)
            text = (masking.fewer(self.floor) if small else "—") if (at, 0) in hidden else figure.text()
            rows.append([name, text])
        return rows


def _points_at_somebody(figure, floor):
    """A number of persons below the floor; in a ratio, one above or below the line."""
    if figure.indicator.is_ratio:
        return masking.is_small(figure.numerator, floor) or masking.is_small(figure.denominator, floor)
    return masking.is_small(figure.number, floor)


def counts_persons(indicator):
    """Whether a figure counts persons: told by the unit of measure of what it counts."""
    with translation.override("zh-hans"):
        units = {str(registry.measures[term.measure].unit) for term in (*indicator.numerator, *indicator.denominator)}
        return bool(({str(indicator.unit)} | units) & {"人", "人次", "名", "位", "户"})


def sealed(content, *, version, supersedes=""):
    """(address in letters, SHA-256 of the content): the same content and version give the same address, and no other does."""
    told = json.dumps(content | {"version": version, "supersedes": supersedes}, ensure_ascii=False, sort_keys=True)
    digest = hashlib.sha256(told.encode()).hexdigest()
    number, letters = int(digest, 16), []
    for _place in range(ADDRESS):
        number, rest = divmod(number, len(LETTERS))
        letters.append(LETTERS[rest])
    return "".join(letters), digest


def canonical(edition):
    """The bytes whose SHA-256 is the edition's fingerprint; whoever has them can check it with any tool."""
    earlier = edition.disclosure.editions.filter(version=edition.version - 1).values_list("code", flat=True).first()
    told = edition.content | {"version": edition.version, "supersedes": earlier or ""}
    return json.dumps(told, ensure_ascii=False, sort_keys=True).encode()
