"""Reading a workbook or a text table into sheets of plain cells, whatever program wrote it.

Gives what stands in the file and judges nothing; only days cut into columns are joined (`daybook`). Recognition and repair come after.
Every refusal is a sentence (`limits`).
"""

import codecs
import csv
import hashlib
import io
from dataclasses import dataclass, field
from pathlib import Path

from django.utils.translation import gettext as _

from . import daybook, exact, limits, packed

_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OTHER_MAGIC = (
    (b"%PDF", "PDF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf", "7z"),
    (b"\x1f\x8b", "gzip"),
    (b"{\\rtf", "RTF"),
    (b"MZ", "EXE"),
    (b"\x7fELF", "ELF"),
)
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
DELIMITERS = "\t,;|，"


@dataclass
class Sheet:
    """One sheet: its name, its rows of cells from the first row on, and which cells the workbook merges (0-based, inclusive)."""

    name: str
    rows: list
    merges: list = field(default_factory=list)
    visible: bool = True


@dataclass
class Book:
    """A file that was read: its sheets, what kind it is, its digest."""

    name: str
    kind: str
    sheets: list
    digest: str = ""
    encoding: str = ""


def read(source, name=""):
    """Read a path, bytes or an open file into a Book."""
    content, name = content_of(source, name)
    if not content.strip(b"\0 \r\n\t"):
        raise limits.empty()
    parts = {}
    kind = sniff(content, parts)
    if kind in ("xlsx", "ods", "xls"):
        exactly = exact.exact_cells(parts)
        parts.clear()
        sheets, encoding = _spreadsheet(content), ""
        _put_back(sheets, exactly)
    else:
        text, encoding = decode(content)
        sheets = [Sheet(Path(name).stem or "CSV", _table(text))]
    for sheet in sheets:
        daybook.join(sheet)
    return Book(name, kind, sheets, hashlib.sha256(content).hexdigest(), encoding)


def content_of(source, name):
    """The bytes of what was given, refused when too many."""
    if isinstance(source, bytes):
        content = source
    elif isinstance(source, str | Path):
        path, name = Path(source), name or Path(source).name
        if path.stat().st_size > limits.FILE_SIZE:
            raise limits.too_large(path.stat().st_size)
        content = path.read_bytes()
    else:
        name = name or getattr(source, "name", "") or ""
        content = source.read(limits.FILE_SIZE + 1)
    if len(content) > limits.FILE_SIZE:
        raise limits.too_large(len(content))
    return content, name


def _put_back(sheets, exactly):
    """Cells of spaces and long numbers stand as they stand in the file."""
    for sheet in sheets:
        for row, column, text in exactly.get(sheet.name, ()):
            inside = row < len(sheet.rows) and column < len(sheet.rows[row])
            if inside and (sheet.rows[row][column] == "" or isinstance(text, exact.Numeral)):
                sheet.rows[row][column] = text


def sniff(content, keep=None):
    """What the file is by its content, never by its name: xlsx, ods, xls or text; refuses everything else."""
    if content.startswith(b"PK"):
        kind = packed.inspect(content, keep)
        if kind in ("xlsx", "ods"):
            return kind
        raise limits.wrong_kind(
            {"docx": _("a Word document"), "xlsb": _("a binary workbook (.xlsb)")}.get(kind, _("a zip file"))
        )
    if content.startswith(_OLD_OFFICE):
        if _ENCRYPTED in content:
            raise limits.locked()
        if "WordDocument".encode("utf-16-le") in content:
            raise limits.wrong_kind(_("a Word document"))
        return "xls"
    for magic, what in _OTHER_MAGIC:
        if content.startswith(magic):
            raise limits.wrong_kind(_("a file of another kind (%(kind)s)") % {"kind": what})
    if content.lstrip(b"\xef\xbb\xbf \r\n\t")[:200].lower().startswith((b"<html", b"<!doctype", b"<?xml", b"<table")):
        raise limits.wrong_kind(_("a web page or XML file with the name of a workbook"))
    return "text"


def _spreadsheet(content):
    """The sheets of .xlsx, .xls and .ods by calamine."""
    from python_calamine import CalamineWorkbook  # slow third-party library

    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        names = [(meta.name, str(meta.visible).endswith("Visible"), str(meta.typ)) for meta in workbook.sheets_metadata]
        if len(names) > limits.SHEETS:
            raise limits.too_many_sheets()
        return [_sheet(workbook, name, visible) for name, visible, kind in names if kind.endswith("WorkSheet")]
    except limits.Unreadable:
        raise
    except BaseException as error:  # calamine's panics derive from BaseException
        if isinstance(error, KeyboardInterrupt | SystemExit):
            raise
        raise limits.locked() if "assword" in str(error) else limits.broken()


def _sheet(workbook, name, visible):
    """One sheet with all its rows from the first, so that row numbers are those of the workbook."""
    sheet = workbook.get_sheet_by_name(name)
    if sheet.total_height > limits.ROWS:
        raise limits.too_many_rows(name)
    if sheet.total_width > limits.COLUMNS:
        raise limits.too_many_columns(name)
    rows = sheet.to_python(skip_empty_area=False) if sheet.height else []
    merges = [(top, left, bottom, right) for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()]
    return Sheet(name, rows, merges, visible)


def decode(content):
    """Text by its byte order mark, else strict UTF-8, else GB18030; gives the text and the encoding."""
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return _decoded(content, encoding)
    if b"\0" in content:
        raise limits.wrong_kind(_("a binary file"))
    try:
        return content.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return _decoded(content, "gb18030")


def _decoded(content, encoding):
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        raise limits.wrong_encoding()
    controls = sum(1 for letter in text[:20_000] if letter < " " and letter not in "\t\r\n\f\v")
    if controls > 5:
        raise limits.wrong_encoding()
    return text, encoding


def guess_delimiter(text):
    """The separator that cuts the first lines most evenly."""
    lines = [line for line in text[:50_000].splitlines()[:40] if line.strip()]
    best, best_score = ",", (0, 0)
    for delimiter in DELIMITERS:
        widths = [line.count(delimiter) for line in lines]
        common = max(set(widths) - {0}, key=widths.count, default=0)
        score = (widths.count(common) if common else 0, common)
        if score > best_score:
            best, best_score = delimiter, score
    return best


def _table(text):
    """A text table as rows of strings; Excel's ="0123" is read as 0123."""
    text = text.replace("\0", "")
    delimiter = guess_delimiter(text)
    if text[:4].lower() == "sep=":
        delimiter, text = text[4], text.split("\n", 1)[-1]
    csv.field_size_limit(limits.FILE_SIZE)
    rows = []
    try:
        for cells in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            if len(cells) > limits.COLUMNS:
                raise limits.too_many_columns("CSV")
            rows.append([_unwrapped(cell) if cell[:2] == '="' else cell for cell in cells])
            if len(rows) > limits.ROWS:
                raise limits.too_many_rows("CSV")
    except csv.Error:
        raise limits.broken()
    width = max(map(len, rows), default=0)
    for cells in rows:
        cells.extend([""] * (width - len(cells)))
    return rows


def _unwrapped(cell):
    return cell[2:-1] if cell.endswith('"') and len(cell) > 2 else cell
