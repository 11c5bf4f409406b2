"""A laid out table as an Excel workbook: the table, the definitions of its columns, where it comes from, and a way back for each number.

XlsxWriter in its constant-memory mode writes row by row. Excel takes 65,530 links on a sheet: up to `LINKED` numbers each carry their own;
in larger tables the heads of rows and columns do, and the sheet "Find a figure" opens the page of any unit and column (a formula).
"""

import hashlib
import io
import json
from dataclasses import replace
from itertools import groupby

import xlsxwriter
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from taizhang.kernel import definitions
from taizhang.kernel.models import Fact
from taizhang.ui import figures
from taizhang.ui.known import Known

LINKED = 20_000
WIDE = 14  # so many columns, and the paper is A3
NARROWEST, WIDEST = 9, 40


class Book:
    """The workbook while it is written."""

    def __init__(self, laid, *, base, by, known):
        self.laid, self.base, self.by, self.known = laid, base.rstrip("/"), by, known or Known()
        self.stream = io.BytesIO()
        self.book = xlsxwriter.Workbook(
            self.stream,
            {
                "constant_memory": True,
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
            },
        )
        self.moment = timezone.now()
        chinese = not (get_language() or "").startswith("en")
        self.face, self.head_face = ("宋体", "黑体") if chinese else ("Arial", "Arial")
        self._formats = {}
        self.linked = len(laid.shown) * len(laid.heads) <= LINKED
        self.digest = digest(laid)

    def style(self, **wanted):
        """A format of the workbook, made once."""
        key = tuple(sorted(wanted.items()))
        if key not in self._formats:
            self._formats[key] = self.book.add_format(
                {"font_name": self.face, "font_size": 10, "valign": "vcenter"} | wanted
            )
        return self._formats[key]

    def bytes(self):
        """The whole workbook."""
        self.book.set_properties({"title": self.laid.table.name, "author": str(self.by), "comments": self.digest})
        self._table()
        self._definitions()
        if not self.linked:
            self._finder()
        self._provenance()
        self.book.close()
        return self.stream.getvalue()

    # --- the table

    def _table(self):
        sheet = self.book.add_worksheet(_("Statistics table"))
        heads = self.laid.heads
        first = self._first_row()
        self._paper(sheet, first)
        title = self.style(font_name=self.head_face, font_size=16, bold=True)
        sheet.set_row(0, 26)
        sheet.write_string(0, 0, self.laid.table.name, title)
        sheet.write_string(1, 0, self._subtitle(), self.style(font_color="#555555"))
        self._heads(sheet, 2)
        left = self.style(left=1, right=1)
        cells = [self._cell_styles(head) for head in heads]
        link = {"unit": reverse("desk:dashboard", args=["UNIT"])}
        for at, (row, line) in enumerate(self.laid.lines or [(row, ()) for row in self.laid.shown], start=first):
            address = self.base + link["unit"].replace("UNIT", row.unit.code)
            style = self.style(left=1, right=1, indent=min(row.depth, 12), bold=row.subtotal, font_color="#0563C1")
            sheet.write_url(at, 0, address, style, row.label[:255])
            sheet.write_string(at, 1, row.unit.code, left)
            self._numbers(sheet, at, row, line, cells)
        sheet.freeze_panes(first, 2)
        sheet.repeat_rows(2, first - 1)
        sheet.repeat_columns(0, 1)

    def _numbers(self, sheet, at, row, line, cells):
        write, bold = sheet.write_number, 1 if row.subtotal else 0
        for column, (number, styles) in enumerate(zip(line, cells, strict=True), start=2):
            if number is None:
                sheet.write_string(at, column, "—", styles[2])
                continue
            if self.linked:
                head = self.laid.heads[column - 2]
                sheet.write_url(at, column, self._address(head, row), styles[bold], "", self._tip(head, row)[:250])
            write(at, column, number, styles[bold])

    def _cell_styles(self, head):
        """(plain, of a subtotal, for a dash)."""
        places = "." + "0" * head.decimals if head.decimals else ""
        shape = f'0{places}"%"' if head.percent else f"#,##0{places}"
        plain = {"num_format": shape, "left": 1, "right": 1, "align": "right"}
        return (
            self.style(**plain),
            self.style(**plain, bold=True),
            self.style(left=1, right=1, align="right", font_color="#777777"),
        )

    def _first_row(self):
        return 6 if any(head.sub for head in self.laid.heads) else 5

    def _heads(self, sheet, at):
        """Heading groups, names, (months,) units of measure: neighbours that say the same are one cell."""
        heads, style = (
            self.laid.heads,
            self.style(bold=True, text_wrap=True, align="center", border=1, bg_color="#F2F2F2"),
        )
        link = self.style(
            bold=True, text_wrap=True, align="center", border=1, bg_color="#F2F2F2", font_color="#0563C1", underline=1
        )
        small = self.style(align="center", border=1, font_color="#555555")
        rows = [(style, [head.group for head in heads]), (link, [head.label for head in heads])]
        if self._first_row() == 6:
            rows.append((style, [head.sub for head in heads]))
        rows.append((small, [head.measured_in for head in heads]))
        for below, (shape, told) in enumerate(rows):  # row by row: in this mode a row that is left is written
            for column, words in ((0, _("Unit")), (1, _("Code"))):
                sheet.write_string(at + below, column, "" if below else words, style)
            if shape is link:
                sheet.set_row(at + below, 44)
                for column, head in enumerate(heads, start=2):
                    sheet.set_column(column, column, max(NARROWEST, min(16, 2 + len(head.label))))
                    sheet.write_url(
                        at + below, column, self._address(head), link, head.label[:255], self._tip(head)[:250]
                    )
            else:
                self._run(sheet, at + below, told, shape, joined=not below)

    def _run(self, sheet, at, names, style, joined):
        """A line of headings; `joined`: neighbours with the same words are one cell."""
        column = 2
        for words, run in groupby(names):
            length = len(list(run))
            if joined and length > 1 and words:
                sheet.merge_range(at, column, at, column + length - 1, words, style)
            else:
                for place in range(length):
                    sheet.write_string(at, column + place, words, style)
            column += length

    def _paper(self, sheet, first):
        names = [row.label for row in self.laid.shown[:400]]
        widest = max([sum(2 if ord(sign) > 255 else 1 for sign in name) for name in names] or [12])
        sheet.set_column(0, 0, min(WIDEST, max(16, widest + 4)))
        sheet.set_column(1, 1, 14)
        sheet.set_landscape()
        sheet.set_paper(8 if len(self.laid.heads) > WIDE else 9)  # A3, A4
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(0.5, 0.5, 0.6, 0.6)
        sheet.set_footer(f"&L{self.digest[:16]}&C{_('Page')} &P / &N&R{timezone.localtime(self.moment):%Y-%m-%d %H:%M}")

    def _subtitle(self):
        said = [self.laid.table.unit.name, self.laid.period.label(), self.known.words or _("as known now")]
        return "　".join([*said, *([str(self.known.tree_words)] if self.known.tree_words else [])])

    # --- links

    def _address(self, head, row=None):
        unit = row.unit if row else self.laid.table.unit
        scope = "own" if row is not None and row.own else "subtree"
        return self.base + figures.address(
            head.indicator.code,
            unit,
            head.period,
            scope=scope,
            nature=figures.nature(head.indicator),
            known=known_for(head, self.known),
        )

    def _tip(self, head, row=None):
        return "·".join(word for word in (row.label if row else "", head.label, head.period.label()) if word)

    # --- the other sheets

    def _definitions(self):
        sheet = self.book.add_worksheet(_("Definitions"))
        names = (
            _("Column"), _("Code"), _("Name"), _("Definition"), _("Unit of measure"), _("Period"), _("Version"), _("Catalogue row"),
            _("Counted by"), _("Web address, to be followed by the code of a unit"),
        )  # fmt: skip
        bold, text = self.style(bold=True, border=1, bg_color="#F2F2F2"), self.style(text_wrap=True, valign="top")
        for column, (name, width) in enumerate(zip(names, (8, 30, 24, 60, 10, 20, 14, 12, 16, 60), strict=True)):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, name, bold)
        for at, head in enumerate(self.laid.heads, start=1):
            one = head.indicator
            source = one.code.split(".", 1)[0] if ":" not in one.code else _("standard counts")
            said = (
                one.code, head.label + (f"·{head.sub}" if head.sub else ""), str(one.words or one.label), head.measured_in,
                head.period.label(), definitions.version_of(one), one.catalogue, source, self._open(head),
            )  # fmt: skip
            sheet.write_number(at, 0, at, text)
            for column, words in enumerate(said, start=1):
                sheet.write_string(at, column, str(words)[:32767], text)
        sheet.freeze_panes(1, 0)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)

    def _open(self, head):
        """The address of a figure with the code of the unit left open, at its end."""
        address = self._address(head)
        name = f"unit={self.laid.table.unit.code}"
        before, _found, after = address.partition(name)
        return f"{before}{after.lstrip('&')}&unit="

    def _finder(self):
        """A figure of any unit and column: a formula puts the address together."""
        sheet = self.book.add_worksheet(_("Find a figure"))
        sheet.set_column(0, 0, 44)
        sheet.set_column(1, 1, 24)
        typed = self.style(border=1, bg_color="#FFF8DC", num_format="@")
        sheet.write_string(0, 0, _("Code of the unit (second column of the table)"), self.style())
        sheet.write_string(0, 1, self.laid.shown[0].unit.code, typed)
        sheet.write_string(1, 0, _("Number of the column (first column of the definitions)"), self.style())
        sheet.write_number(1, 1, 1, self.style(border=1, bg_color="#FFF8DC"))
        place = "'" + _("Definitions").replace("'", "''") + "'"
        last = len(self.laid.heads) + 1
        sheet.write_string(2, 0, _("The page with the records behind it"), self.style())
        opened = _("Open")
        sheet.write_formula(
            2, 1, f'=HYPERLINK(INDEX({place}!$J$2:$J${last},B2)&B1,"{opened}")', self.style(font_color="#0563C1", underline=1), opened
        )  # fmt: skip
        sheet.write_string(3, 0, _("Which figure it is"), self.style())
        sheet.write_formula(
            3,
            1,
            f"=INDEX({place}!$C$2:$C${last},B2)",
            self.style(),
            self.laid.heads[0].label if self.laid.heads else "",
        )

    def _provenance(self):
        sheet = self.book.add_worksheet(_("Where it comes from"))
        sheet.set_column(0, 0, 30)
        sheet.set_column(1, 1, 90)
        table = self.laid.table
        last = Fact.objects.order_by("-pk").values_list("pk", "posted_at").first()
        known = self.known.words or _("now: %s") % f"{timezone.localtime(self.moment):%Y-%m-%d %H:%M:%S}"
        lines = [
            (_("Statistics table"), table.name),
            (_("Unit"), f"{table.unit.name} {table.unit.code}"),
            (_("Rows of the table"), f"{table.get_rows_display()}: {len(self.laid.shown)}"),
            (_("Columns"), str(len(self.laid.heads))),
            (_("Period"), self.laid.period.label()),
            (_("As known at"), known),
            (_("Tree"), str(self.known.tree_words or _("as it stood when recorded"))),
            (
                _("Last line of the ledger"),
                f"{last[0]} ({timezone.localtime(last[1]):%Y-%m-%d %H:%M:%S})" if last else "—",
            ),
            (_("Drawn by"), str(self.by)),
            (_("Drawn at"), f"{timezone.localtime(self.moment):%Y-%m-%d %H:%M:%S}"),
            (_("Fingerprint (SHA-256) of rows, heads and numbers"), self.digest),
            (_("Web address of the table"), self.base + table.get_absolute_url()),
            (
                _("How it is counted"),
                _(
                    "Each row is counted by itself: a person who is named by several unions counts once in each of them and once in the row "
                    "above; a rate is the numerator and the base of that very row, never a mean. So rows need not add up to the row above them."
                ),
            ),
            (
                _("Links"),
                _("Each number leads to the records behind it.")
                if self.linked
                else _(
                    "The heads of rows and columns lead to their pages; the sheet “Find a figure” leads to any other number."
                ),
            ),
        ]
        bold, text = self.style(bold=True, valign="top"), self.style(text_wrap=True, valign="top")
        for at, (name, words) in enumerate(lines):
            sheet.write_string(at, 0, name, bold)
            sheet.write_string(at, 1, words[:32767], text)


def known_for(head, known):
    """As known when and in which tree a column is asked: the table's, or its own tree."""
    return replace(known, tree=head.tree) if head.tree else known


def digest(laid):
    """SHA-256 of what the table says: the same question answered alike has the same fingerprint."""
    said = {
        "unit": laid.table.unit.code,
        "heads": [
            [head.indicator.code, head.period.code(), head.how, *([head.tree] if head.tree else [])]
            for head in laid.heads
        ],
        "rows": [[row.unit.code, row.own] for row in laid.shown],
        "numbers": [[None if n is None else str(n) for n in column] for column in laid.columns],
    }
    return hashlib.sha256(json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()


def workbook(laid, *, base, by, known=None):
    """Bytes of the workbook of a laid out table. `base`: where this installation is found, https://desk.example.org."""
    return Book(laid, base=base, by=by, known=known).bytes()
