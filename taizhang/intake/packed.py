"""Looking into a packed workbook before a reader unpacks it: bombs, locks, and cells at the far end of the sheet."""

import io
import re
import struct
import zipfile
import zlib

from . import limits

CHUNK = 1 << 18
_LOCAL_HEADER = struct.Struct("<4s5H3I2H")
_SHEET = re.compile(r"^xl/worksheets/[^/]+\.xml$")
_KEPT = ("xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/sharedStrings.xml")
_ROW = re.compile(rb'<row [^>]*?\br="(\d+)"')
_CELL_COLUMN = re.compile(rb'<c r="([A-Z]+)')
_CELL_WITH_VALUE = re.compile(rb'<c r="([A-Z]{1,7})(\d{1,12})"[^>]*(?<!/)>\s*<(?:v|is|f)\b')
_REPEAT = re.compile(rb"<table:table-(row|cell)\b([^>]*)>")
_REPEATED = re.compile(rb'number-(?:rows|columns)-repeated="(\d{1,12})"')


def inspect(content, keep=None):
    """Refuse a packed workbook that is too large inside; gives its kind: xlsx, ods, or the word for something else.

    `keep`: a dictionary that takes the unpacked parts of an .xlsx which hold cells and texts.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            entries = packed.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, struct.error, OverflowError, EOFError):
        raise limits.broken()
    names = {entry.filename for entry in entries}
    if len(entries) > limits.PACKED_FILES:
        raise limits.unpacks_too_large()
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise limits.locked()
    declared = sum(entry.file_size for entry in entries)
    if declared > limits.UNPACKED_SIZE:
        raise limits.unpacks_too_large()
    if "xl/workbook.xml" in names:
        _inspect_sheets(content, entries, {} if keep is None else keep)
        return "xlsx"
    if "content.xml" in names and "mimetype" in names:
        _inspect_open_document(content, entries)
        return "ods"
    return _other_kind(names)


def _other_kind(names):
    """What a zip file is that is no workbook we read."""
    if "xl/workbook.bin" in names:
        return "xlsb"
    if any(name.startswith("word/") for name in names):
        return "docx"
    return "zip"


def unpacked(content, entry, budget):
    """The unpacked content of one entry, whatever size its header claims; refuses beyond the budget."""
    start = entry.header_offset
    header = content[start : start + _LOCAL_HEADER.size]
    if len(header) < _LOCAL_HEADER.size:
        raise limits.broken()
    fields = _LOCAL_HEADER.unpack(header)
    begin = start + _LOCAL_HEADER.size + fields[9] + fields[10]
    raw = content[begin : begin + entry.compress_size]
    if entry.compress_type == zipfile.ZIP_STORED:
        return raw
    if entry.compress_type != zipfile.ZIP_DEFLATED:
        raise limits.broken()
    return _inflate(raw, budget)


def _inflate(raw, budget):
    """Inflate with an eye on the size and on the ratio."""
    unpack, parts, size = zlib.decompressobj(-15), [], 0
    allowed = min(budget, max(limits.RATIO_COUNTS_FROM, len(raw) * limits.RATIO))
    try:
        part = unpack.decompress(raw, CHUNK)
        while part:
            parts.append(part)
            size += len(part)
            if size > allowed:
                raise limits.unpacks_too_large()
            part = unpack.decompress(unpack.unconsumed_tail, CHUNK)
    except zlib.error:
        raise limits.broken()
    return b"".join(parts)


def _inspect_sheets(content, entries, keep):
    """Unpack every part of an .xlsx once, counting, and look how far each sheet reaches."""
    budget, sheets = limits.UNPACKED_SIZE, 0
    for entry in entries:
        part = unpacked(content, entry, budget)
        budget -= len(part)
        if _SHEET.match(entry.filename) or entry.filename in _KEPT:
            keep[entry.filename] = part
        if _SHEET.match(entry.filename):
            sheets += 1
            _inspect_reach(part, entry.filename.rsplit("/", 1)[1])
    if sheets > limits.SHEETS:
        raise limits.too_many_sheets()


def _inspect_reach(xml, name):
    """Refuse a sheet whose cells with values lie too far apart: a reader would lay out everything between."""
    rows = max(map(int, _ROW.findall(xml)), default=0)
    columns = max(map(column_number, set(_CELL_COLUMN.findall(xml))), default=0)
    if rows <= limits.ROWS and columns <= limits.COLUMNS and rows * columns <= limits.CELLS:
        return
    rows = columns = 0
    for letters, digits in _CELL_WITH_VALUE.findall(xml):
        rows, columns = max(rows, int(digits)), max(columns, column_number(letters))
    _refuse_reach(name, rows, columns)


def _refuse_reach(name, rows, columns):
    if rows > limits.ROWS:
        raise limits.too_many_rows(name)
    if columns > limits.COLUMNS:
        raise limits.too_many_columns(name)
    if rows * columns > limits.CELLS:
        raise limits.too_many_rows(name)


def column_number(letters):
    """A → 1, Z → 26, AA → 27."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _inspect_open_document(content, entries):
    """Unpack an .ods, counting, and refuse repeated cells with values that would fill the memory."""
    budget = limits.UNPACKED_SIZE
    for entry in entries:
        part = unpacked(content, entry, budget)
        budget -= len(part)
        if entry.filename == "META-INF/manifest.xml" and b"encryption-data" in part:
            raise limits.locked()
        if entry.filename == "content.xml":
            _inspect_repeats(part)


def _inspect_repeats(xml):
    rows, cells, row_repeat = 0, 0, 1
    for kind, attributes in _REPEAT.findall(xml):
        found = _REPEATED.search(attributes)
        repeat = int(found.group(1)) if found else 1
        if kind == b"row":
            row_repeat = repeat
        elif b"office:value-type" in attributes:
            rows, cells = max(rows, row_repeat), cells + repeat * row_repeat
            if repeat > limits.COLUMNS:
                raise limits.too_many_columns("content.xml")
            if rows > limits.ROWS or cells > limits.CELLS:
                raise limits.too_many_rows("content.xml")
