"""An annual return, or the sum of many, as an Excel workbook in the order of the form: a cover, then a sheet for each of its tables."""

import io

import xlsxwriter
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from taizhang.statistics.queries import returns as queries
from taizhang.statistics.rules.returns import words_of


def to_fill_in():
    """What stands in a line that is open, in each language of the house."""
    found = set()
    for language in ("zh-hans", "en"):
        with override(language):
            found.add(_("to fill in"))
    return found


class Book:
    """A workbook with a cover and the tables of the form."""

    def __init__(self):
        self.stream = io.BytesIO()
        options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
        self.book = xlsxwriter.Workbook(self.stream, options)
        self._formats = {}

    def style(self, **wanted):
        key = tuple(sorted(wanted.items()))
        if key not in self._formats:
            self._formats[key] = self.book.add_format(
                {"font_name": "宋体", "font_size": 11, "valign": "vcenter"} | wanted
            )
        return self._formats[key]

    def cover(self, title, lines):
        """The first sheet: who, of which year, where from."""
        sheet = self.book.add_worksheet(_("Title page"))
        sheet.set_column(0, 0, 30)
        sheet.set_column(1, 1, 70)
        sheet.write_string(0, 0, title, self.style(font_name="黑体", font_size=16, bold=True))
        for at, (name, words) in enumerate(lines, start=2):
            sheet.write_string(at, 0, str(name), self.style(border=1, bg_color="#F2F2F2"))
            sheet.write_string(at, 1, str(words), self.style(border=1, text_wrap=True))
        self._paper(sheet)

    def sheet(self, sheet_of_form, heads, rows):
        """A table of the form: `rows` are (line, number, words, words …)."""
        sheet = self.book.add_worksheet(f"表{sheet_of_form.no}")
        sheet.write_string(0, 0, sheet_of_form.words, self.style(font_name="黑体", font_size=14, bold=True))
        for column, (head, width) in enumerate(heads):
            sheet.set_column(column, column, width)
            sheet.write_string(
                1,
                column,
                str(head),
                self.style(bold=True, border=1, align="center", bg_color="#F2F2F2", text_wrap=True),
            )
        for at, (line, *cells) in enumerate(rows, start=2):
            sheet.write_string(at, 0, line.words, self.style(border=1, indent=2 if line.part else 0))
            sheet.write_string(at, 1, line.unit, self.style(border=1, align="center"))
            sheet.write_string(at, 2, line.official or line.code, self.style(border=1, align="center"))
            for column, cell in enumerate(cells, start=3):
                self._cell(sheet, at, column, cell, line)
        sheet.freeze_panes(2, 3)
        self._paper(sheet)

    def _cell(self, sheet, at, column, cell, line):
        if cell is None:
            sheet.write_string(
                at, column, _("to fill in"), self.style(border=1, font_color="#9C5700", bg_color="#FFF2CC")
            )
        elif isinstance(cell, str):
            sheet.write_string(at, column, cell, self.style(border=1, text_wrap=True))
        else:
            shape = "#,##0.00" if line.decimals else "#,##0"
            sheet.write_number(at, column, cell, self.style(border=1, num_format=shape))

    def _paper(self, sheet):
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer(f"&C{_('Page')} &P / &N&R{timezone.localtime():%Y-%m-%d %H:%M}")

    def bytes(self):
        """The whole workbook."""
        self.book.close()
        return self.stream.getvalue()


def heads(*more):
    """The first three heads of every table of the form, and more: [(head, width)]."""
    return ((_("Indicator"), 40), (_("Unit of measure"), 10), (_("Line"), 10), *more)


def return_book(one, answers, found, origin_words):
    """A return: cover with the cover items of the form, its tables, and how the check relations stand."""
    book, form = Book(), one.form
    cover = [(f"{item['code']} {item['label']}", _of_cover(item, one)) for item in form.cover]
    cover += [
        (_("Survey form"), f"{form.words} {form.approval}"),
        (_("Statistical year"), one.period.label()),
        (_("State"), one.get_state_display()),
        (_("Handed in on"), one.submitted_on or ""),
        (_("Fingerprint"), one.digest),
        (_("Remark on the relations"), one.note),
    ]
    if zeros := queries.basis_of_zeros(one, answers):
        cover.append((_("What the zeros of the ledger rest on"), zeros))
    cover += [
        (_("Check relation"), f"{words_of(each)} {'√' if each.holds else '×' if each.holds is False else '—'}")
        for each in found
    ]
    book.cover(one.title(), cover)
    for sheet in form.sheets:
        rows = []
        for line in sheet.lines:
            answer = answers.get(line.code)
            rows.append((line, answer.value if answer else None, origin_words(answer) if answer else ""))
        book.sheet(sheet, heads((_("This year"), 16), (_("Where it comes from"), 50)), rows)
    return book.bytes()


def _of_cover(item, one):
    if item["from"] == "division":
        return queries.division_of(one) or _("to fill in")
    return {"code": one.unit.code, "name": one.unit.name, "kind": one.unit.kind_label}[item["from"]]


def summary_book(told, edition, compared):
    """What the returns below a unit add up to beside what the ledger says, and whose are missing."""
    book = Book()
    lines = [
        (_("Unit"), told.unit.name),
        (_("Statistical year"), edition.period(told.year).label()),
        (_("Handed in so far"), str(len(told.handed_in))),
        (_("Not handed in"), str(len(told.missing))),
        *((_("Not handed in"), unit.name) for unit, _one in told.missing),
    ]
    book.cover(f"{told.unit.name} {edition.words} {told.year}", lines)
    for sheet in edition.sheets:
        rows = []
        for line in sheet.lines:
            known = compared.get(line.code)
            total = told.totals[line.code]
            rows.append((line, total, "—" if known is None else known, "—" if known is None else known - total))
        more = (_("Sum of the returns handed in"), 24), (_("The ledger says"), 18), (_("Difference"), 14)
        book.sheet(sheet, heads(*more), rows)
    return book.bytes()
