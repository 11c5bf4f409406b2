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

from taizhang.kernel.aside import Aside

from . import daybook, exact, limits, packed, stretches

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
PART = 1 << 20


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
    if not content[:4096].strip(b"\0 \r\n\t") and not content.strip(b"\0 \r\n\t"):
        raise limits.empty()
    parts = {}
    kind = sniff(content, parts)
    encoding = ""
    if kind == "xlsx" and not parts:
        sheets = _large(content)
    elif kind in ("xlsx", "ods", "xls"):
        sheets = _whole(content, parts)
    else:
        encoding = encoding_of(content)
        sheets = [Sheet(Path(name).stem or "CSV", _table(content, encoding))]
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


def _whole(content, parts):
    """All sheets of a workbook at once."""
    exactly = exact.exact_cells(parts)
    parts.clear()
    sheets = _spreadsheet(content)
    for sheet in sheets:
        exact.put_back(sheet.rows, exactly.get(sheet.name, ()))
    return sheets


def _large(content):
    """The sheets of a workbook that is too large to lie open as a whole."""
    try:
        book = stretches.Workbook(content)
        sheets = _opened(lambda: _named(_calamine(book.small())))
        for sheet in sheets:
            sheet.rows, sheet.merges = _opened(lambda name=sheet.name: book.rows(name, _calamine))
        return sheets
    except stretches.Unusual:
        return _whole(content, packed.parts_of(content))


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
    if (
        content[:4096]
        .lstrip(b"\xef\xbb\xbf \r\n\t")[:200]
        .lower()
        .startswith((b"<html", b"<!doctype", b"<?xml", b"<table"))
    ):
        raise limits.wrong_kind(_("a web page or XML file with the name of a workbook"))
    return "text"


def _calamine(file):
    from python_calamine import CalamineWorkbook  # slow third-party library

    return CalamineWorkbook.from_filelike(file)


def _opened(read):
    """What `read()` gives; whatever the library says of a file that it cannot read becomes our sentence."""
    try:
        return read()
    except (limits.Unreadable, stretches.Unusual):
        raise
    except BaseException as error:  # calamine's panics derive from BaseException
        if isinstance(error, KeyboardInterrupt | SystemExit | MemoryError):
            raise
        raise limits.locked() if "assword" in str(error) else limits.broken()


def _spreadsheet(content):
    """The sheets of .xlsx, .xls and .ods by calamine."""

    def read():
        workbook = _calamine(io.BytesIO(content))
        return [_sheet(workbook, sheet.name, sheet.visible) for sheet in _named(workbook)]

    return _opened(read)


def _named(workbook):
    """The sheets of a workbook that hold tables, without their rows."""
    names = [(meta.name, str(meta.visible).endswith("Visible"), str(meta.typ)) for meta in workbook.sheets_metadata]
    if len(names) > limits.SHEETS:
        raise limits.too_many_sheets()
    return [Sheet(name, [], [], visible) for name, visible, kind in names if kind.endswith("WorkSheet")]


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


def encoding_of(content):
    """The encoding of a text: by its byte order mark, else strict UTF-8, else GB18030."""
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return _readable(content, encoding)
    if b"\0" in content:
        raise limits.wrong_kind(_("a binary file"))
    try:
        return _readable(content, "utf-8")
    except limits.Unreadable:
        return _readable(content, "gb18030")


def _readable(content, encoding):
    """The encoding, if the whole text can be read in it and is text; decoded part by part."""
    decoder, controls, begun = codecs.getincrementaldecoder(encoding)(), 0, 0
    try:
        for start in range(0, len(content), PART):
            text = decoder.decode(content[start : start + PART], start + PART >= len(content))
            if begun < 20_000:
                controls += sum(1 for letter in text[: 20_000 - begun] if letter < " " and letter not in "\t\r\n\f\v")
                begun += len(text)
    except UnicodeDecodeError:
        raise limits.wrong_encoding()
    if controls > 5:
        raise limits.wrong_encoding()
    return encoding


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


def _table(content, encoding):
    """A text table as rows of strings; Excel's ="0123" is read as 0123."""
    text = io.TextIOWrapper(io.BytesIO(content), encoding, newline="")
    start = text.read(50_000).replace("\0", "")
    delimiter = guess_delimiter(start)
    text.seek(0)
    if start[:4].lower() == "sep=":
        delimiter = start[4]
        text.readline()
    csv.field_size_limit(limits.FILE_SIZE)
    rows, width = Aside(), 0
    try:
        for cells in csv.reader((line.replace("\0", "") for line in text), delimiter=delimiter):
            width = max(width, len(cells))
            if width > limits.COLUMNS:
                raise limits.too_many_columns("CSV")
            rows.append([_unwrapped(cell) if cell[:2] == '="' else cell for cell in cells])
            if len(rows) > limits.ROWS:
                raise limits.too_many_rows("CSV")
    except csv.Error:
        raise limits.broken()
    return rows.settled(width)


def _unwrapped(cell):
    return cell[2:-1] if cell.endswith('"') and len(cell) > 2 else cell
