"""A large .xlsx, read stretch by stretch: its sheet is never in memory as a whole, and yet the same reader reads every cell.

The XML of a sheet is unpacked a megabyte at a time, cut after a row, and put into a small workbook of its own with the styles of the
large one and the shared texts that the stretch needs. A workbook written in an unusual way (`Unusual`) is read as a whole instead.
"""

import io
import re
import zipfile
from array import array

from taizhang.kernel.aside import Aside

from . import exact, limits, packed

STRETCH = 1 << 20
STRINGS = "xl/sharedStrings.xml"
# What a reader needs to know about the workbook besides sheets and texts.
_AROUND = ("[Content_Types].xml", "_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml")
_BLANK = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData/></worksheet>'
_TEXTS = b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">%s</sst>'
_DIMENSION = re.compile(rb"<dimension\b[^>]*/>")
_ROW_BEGINS = re.compile(rb"<row\b")
_ROW_NUMBERED = re.compile(rb'<row [^>]*?\br="\d+"')
_TEXT_CELL = re.compile(rb'(<c r="[A-Z]{1,3}\d{1,7}"[^>]*?\bt="s"[^>]*>\s*<v>)(\d{1,9})(?=</v>)')
_ITEM = re.compile(rb"<si\b[^>]*?(?:/>|>.*?</si>)", re.DOTALL)
_MERGED = re.compile(rb'<mergeCell\b[^>]*\bref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')
_END = b"</row>"


class Unusual(Exception):
    """The workbook is written in a way that cannot be cut; it is read as a whole."""


class Workbook:
    """A large workbook, ready to be read sheet by sheet. Raises Unusual."""

    def __init__(self, content):
        self.content = content
        with zipfile.ZipFile(io.BytesIO(content)) as opened:
            self.entries = {entry.filename: entry for entry in opened.infolist()}
        self.around = {name: self._part(name) for name in _AROUND if name in self.entries}
        self.paths = exact.sheet_paths(self.around)
        self.texts = _Texts(self._part(STRINGS) if STRINGS in self.entries else b"")

    def _part(self, name):
        return packed.unpacked(self.content, self.entries[name], limits.UNPACKED_SIZE)

    def small(self, path="", xml=b"", texts=()):
        """A workbook with the frame of this one, one sheet filled, the others blank."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as small:
            for name, part in self.around.items():
                small.writestr(name, part)
            for other in self.paths.values():
                small.writestr(other, xml if other == path else _BLANK)
            small.writestr(STRINGS, _TEXTS % b"".join(texts))
        out.seek(0)
        return out

    def rows(self, name, opened):
        """(rows, merges) of a sheet, counted from its first row; `opened(file)` gives a workbook of the reader's."""
        path = self.paths[name]
        rows, width = Aside(), 0
        tail = b""
        for head, xml, after in _stretches(packed.inflating(self.content, self.entries[path])):
            tail = after
            if xml:
                xml, texts = self.texts.narrowed(_checked(xml))
                filled = self.small(path, head + b"<sheetData>" + xml + b"</sheetData></worksheet>", texts)
                width = max(
                    width,
                    _take(
                        rows,
                        opened(filled).get_sheet_by_name(name),
                        exact.cells_in(xml, self.texts.spaces(texts)),
                        name,
                    ),
                )
        return rows.settled(width), _merges(tail)


def _stretches(parts):
    """(head of the sheet, rows of a stretch, what follows the last row) of XML that comes in parts."""
    head, rest, tail = None, bytearray(), b""
    for part in parts:
        rest += part
        if head is None:
            at = rest.find(b"<sheetData>")
            if at < 0:
                if len(rest) > STRETCH:
                    raise Unusual
                continue
            head = _DIMENSION.sub(b"", bytes(rest[:at]))
            del rest[: at + len(b"<sheetData>")]
        if len(rest) >= STRETCH:
            cut = rest.rfind(_END) + len(_END)
            if cut >= len(_END):
                yield head, bytes(rest[:cut]), b""
                del rest[:cut]
    xml, closed, tail = bytes(rest).partition(b"</sheetData>")
    if head is None or not closed:
        raise Unusual
    yield head, xml, tail


def _checked(xml):
    """The stretch, if every row and cell says where it stands."""
    plain = b"<![CDATA[" not in xml and b"<!--" not in xml and b"</sheetData>" not in xml
    if not plain or len(_ROW_BEGINS.findall(xml)) != len(_ROW_NUMBERED.findall(xml)):
        raise Unusual
    if xml.count(b"<c ") != xml.count(b'<c r="') or b"<c>" in xml:
        raise Unusual
    return xml


def _take(rows, sheet, exactly, name):
    """Add the rows of a stretch where they belong; → how wide they are."""
    if not sheet.height or sheet.start is None:
        return 0
    top, left = sheet.start
    if top < len(rows):
        raise Unusual  # rows out of order
    if top + sheet.height > limits.ROWS:
        raise limits.too_many_rows(name)
    while len(rows) < top:
        rows.append([])
    found = sheet.to_python(skip_empty_area=True)
    if left:
        found = [[""] * left + row for row in found]
    exact.put_back(found, exactly, top)
    for row in found:
        rows.append(row)
    return len(found[0])


def _merges(tail):
    """[(top, left, bottom, right)], 0-based, from what follows the rows."""
    return [
        (int(top) - 1, packed.column_number(left) - 1, int(bottom) - 1, packed.column_number(right) - 1)
        for left, top, right, bottom in _MERGED.findall(tail)
    ]


class _Texts:
    """The shared texts of a workbook: one piece of bytes, and where each begins and ends."""

    def __init__(self, xml):
        self.xml, self.ends = xml, array("L")
        for found in _ITEM.finditer(xml):
            self.ends.extend(found.span())
        if xml and not self.ends and b"<si" not in xml and b":si" in xml:
            raise Unusual

    def narrowed(self, xml):
        """The stretch with its texts numbered anew, and those texts."""
        numbers, texts = {}, []

        def renumbered(found):
            was = found[2]
            number = numbers.get(was)
            if number is None:
                at = 2 * int(was)
                if at + 1 >= len(self.ends):
                    raise Unusual
                number = numbers[was] = b"%d" % len(texts)
                texts.append(self.xml[self.ends[at] : self.ends[at + 1]])
            return found[1] + number

        return _TEXT_CELL.sub(renumbered, xml), texts

    @staticmethod
    def spaces(texts):
        """{number: text} of those among the texts that are only spaces."""
        return exact.only_spaces(texts)
