"""Looking into a packed workbook before a reader unpacks it: bombs, locks, and cells at the far end of the sheet."""

import io
import re
import struct
import zipfile
import zlib

from . import limits

CHUNK = 1 << 18
FED = 1 << 16  # packed bytes that are unpacked at a time
WAITS = 1 << 20  # a tag that is not closed after so many bytes is none
LARGE = 3 * limits.MEGABYTE  # unpacked, some four thousand members: a sheet beyond that is read stretch by stretch
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


def is_sheet(entry):
    """Whether an entry is a sheet of an .xlsx."""
    return bool(_SHEET.match(entry.filename))


def unpacked(content, entry, budget):
    """The unpacked content of one entry, whatever size its header claims; refuses beyond the budget."""
    return b"".join(inflating(content, entry, budget))


def inflating(content, entry, budget=limits.UNPACKED_SIZE):
    """The same in parts, none of them large."""
    start = entry.header_offset
    header = content[start : start + _LOCAL_HEADER.size]
    if len(header) < _LOCAL_HEADER.size:
        raise limits.broken()
    fields = _LOCAL_HEADER.unpack(header)
    begin = start + _LOCAL_HEADER.size + fields[9] + fields[10]
    raw = memoryview(content)[begin : begin + entry.compress_size]
    if entry.compress_type == zipfile.ZIP_STORED:
        yield bytes(raw)
    elif entry.compress_type == zipfile.ZIP_DEFLATED:
        yield from _inflate(raw, budget)
    else:
        raise limits.broken()


def _inflate(raw, budget):
    """Inflate with an eye on the size and on the ratio."""
    unpack, size = zlib.decompressobj(-15), 0
    allowed = min(budget, max(limits.RATIO_COUNTS_FROM, len(raw) * limits.RATIO))
    try:
        for at in range(0, len(raw), FED):
            part = unpack.decompress(raw[at : at + FED], CHUNK)
            while part:
                size += len(part)
                if size > allowed:
                    raise limits.unpacks_too_large()
                yield part
                part = unpack.decompress(unpack.unconsumed_tail, CHUNK)
    except zlib.error:
        raise limits.broken()


def _inspect_sheets(content, entries, keep):
    """Unpack every part of an .xlsx once, counting, and look how far each sheet reaches. A workbook with a large sheet is not kept."""
    budget, sheets = limits.UNPACKED_SIZE, 0
    large = any(is_sheet(entry) and entry.file_size > LARGE for entry in entries)
    for entry in entries:
        reach = _Reach(entry.filename.rsplit("/", 1)[-1]) if is_sheet(entry) else None
        kept = [] if not large and (reach or entry.filename in _KEPT) else None
        for part in inflating(content, entry, budget):
            budget -= len(part)
            if reach:
                reach.feed(part)
            if kept is not None:
                kept.append(part)
        if kept is not None:
            keep[entry.filename] = b"".join(kept)
        if reach:
            sheets += 1
            reach.judge(inflating(content, entry))
    if sheets > limits.SHEETS:
        raise limits.too_many_sheets()


def parts_of(content):
    """The unpacked parts of an .xlsx that hold cells and texts, of a workbook that was inspected before."""
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        entries = opened.infolist()
    wanted = [entry for entry in entries if is_sheet(entry) or entry.filename in _KEPT]
    return {entry.filename: unpacked(content, entry, limits.UNPACKED_SIZE) for entry in wanted}


class _Reach:
    """How far the cells of a sheet lie apart: a reader would lay out everything between. Looked at part by part."""

    def __init__(self, name):
        self.name, self.rest, self.rows, self.columns = name, b"", 0, 0

    def feed(self, part, last=False):
        """Look at the next part of the sheet; a tag that is cut in two waits for its rest."""
        xml = self.rest + part
        cut = len(xml) if last else max(xml.rfind(b"<"), 0)
        self.rest = xml[cut:] if len(xml) - cut < WAITS else b""
        xml = xml[:cut]
        self.rows = max(self.rows, max(map(int, _ROW.findall(xml)), default=0))
        self.columns = max(self.columns, max(map(column_number, set(_CELL_COLUMN.findall(xml))), default=0))

    def judge(self, again):
        """Refuse a sheet whose cells with values reach too far; `again`: its parts once more."""
        self.feed(b"", last=True)
        if self.rows <= limits.ROWS and self.columns <= limits.COLUMNS and self.rows * self.columns <= limits.CELLS:
            return
        rows = columns = 0
        for letters, digits in _CELL_WITH_VALUE.findall(b"".join(again)):
            rows, columns = max(rows, int(digits)), max(columns, column_number(letters))
        _refuse_reach(self.name, rows, columns)


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
