"""Cells of an .xlsx that the fast reader does not give as they stand: nothing but spaces, whole numbers of 16 digits and more, errors
(#REF!) and formulas that nobody has worked out yet.

A remark must quote the cell as it is, an identity number that a program wrote as a number may still have all its digits, and a count
that is an error or an open formula is not a count left empty.
"""

import html
import re

from .packed import column_number

_INLINE = re.compile(
    rb'<c r="([A-Z]{1,3})(\d{1,7})"[^>]*t="inlineStr"[^>]*>\s*<is><t[^>]*>([ \t\r\n\xc2\xa0\xe3\x80]{1,40})</t></is>'
)
_LONG = re.compile(rb'<c r="([A-Z]{1,3})(\d{1,7})"(?![^>]*\bt="(?!n"))[^>]*>\s*<v>(\d{16,20})</v>')
_ERROR = re.compile(
    rb'<c r="([A-Z]{1,3})(\d{1,7})"[^>]*\bt="e"[^>]*>(?:\s*<f\b[^>]*?(?:/>|>[^<]*</f>))?\s*<v>([^<]{1,30})</v>'
)
_OPEN_FORMULA = re.compile(
    rb'<c r="([A-Z]{1,3})(\d{1,7})"(?![^>]*\bt="(?:str|e)")[^>]*>\s*<f\b[^>]*?(?:/>|>([^<]{0,200})[^<]*</f>)\s*(?:<v\s*/>|<v></v>)?\s*</c>'
)
_LONG_SOMEWHERE = re.compile(rb"<v>\d{16}")
_SHARED_ITEM = re.compile(rb"<si\b[^>]*?(?:/>|>(.*?)</si>)", re.DOTALL)
_ONLY_SPACES = re.compile(rb"<t[^>]*>([ \t\r\n\xc2\xa0\xe3\x80]{1,40})</t>\Z", re.DOTALL)
_SHARED_CELL = re.compile(rb'<c r="([A-Z]{1,3})(\d{1,7})"[^>]*t="s"[^>]*><v>(\d{1,9})</v>')
_SHEET = re.compile(rb"<(?:\w+:)?sheet\b[^>]*?>")
_ATTRIBUTE = re.compile(rb'([\w:]+)="([^"]*)"')
_RELATION = re.compile(rb"<Relationship\b[^>]*>")


class Numeral(str):
    """A whole number of a number cell with all the digits that stand in the file."""


def exact_cells(parts):
    """{sheet name: [(row, column, text)]}, 0-based, from the unpacked parts of an .xlsx."""
    spaces = _shared_spaces(parts.get("xl/sharedStrings.xml", b""))
    found = {name: cells_in(parts.get(path, b""), spaces) for name, path in sheet_paths(parts).items()}
    return {name: placed for name, placed in found.items() if placed}


def cells_in(xml, spaces):
    """[(row, column, text)], 0-based, of the XML of a sheet; `spaces`: the numbers of shared texts that are only spaces."""
    cells = [(*match[:2], match[2]) for match in _INLINE.findall(xml)] if b"inlineStr" in xml else []
    if spaces:
        cells += [
            (letters, row, spaces[int(at)]) for letters, row, at in _SHARED_CELL.findall(xml) if int(at) in spaces
        ]
    placed = [
        (int(row) - 1, column_number(letters) - 1, text.decode("utf-8", "replace")) for letters, row, text in cells
    ]
    if _LONG_SOMEWHERE.search(xml):
        long = _LONG.findall(xml)
        placed += [
            (int(row) - 1, column_number(letters) - 1, Numeral(digits.decode())) for letters, row, digits in long
        ]
    return placed + _unanswered(xml)


def put_back(rows, cells, first=0):
    """Cells of spaces and long numbers stand as they stand in the file; `first`: the place of the first of these rows."""
    for row, column, text in cells:
        inside = 0 <= row - first < len(rows) and column < len(rows[row - first])
        if inside and (rows[row - first][column] == "" or isinstance(text, Numeral)):
            rows[row - first][column] = text


def _unanswered(xml):
    """Cells with an error, and formulas without a value, as text."""
    cells = _ERROR.findall(xml) if b't="e"' in xml else []
    if b"<f" in xml:
        cells += [(letters, row, b"=" + formula) for letters, row, formula in _OPEN_FORMULA.findall(xml)]
    return [
        (int(row) - 1, column_number(letters) - 1, html.unescape(text.decode("utf-8", "replace")))
        for letters, row, text in cells
    ]


def _shared_spaces(xml):
    """The numbers of shared texts that are only spaces."""
    if not re.search(rb"<t[^>]*>[ \t\r\n\xc2\xa0\xe3\x80]+</t>", xml):
        return {}
    return only_spaces(item.group(0) for item in _SHARED_ITEM.finditer(xml))


def only_spaces(items):
    """{number: text} of the shared texts (<si>…</si>) that are only spaces."""
    spaces = {}
    for at, item in enumerate(items):
        inner = _SHARED_ITEM.match(item).group(1) if len(item) < 300 else b""  # so few spaces need no more
        only = _ONLY_SPACES.match((inner or b"").strip(b"\r\n"))
        if only:
            spaces[at] = only.group(1)
    return spaces


def sheet_paths(parts):
    """{sheet name: its part}, by the relations of the workbook."""
    targets = {}
    for relation in _RELATION.findall(parts.get("xl/_rels/workbook.xml.rels", b"")):
        attributes = dict(_ATTRIBUTE.findall(relation))
        target = attributes.get(b"Target", b"").decode().lstrip("/")
        targets[attributes.get(b"Id")] = target if target.startswith("xl/") else f"xl/{target}"
    sheets = {}
    for sheet in _SHEET.findall(parts.get("xl/workbook.xml", b"")):
        attributes = dict(_ATTRIBUTE.findall(sheet))
        relation = next((value for key, value in attributes.items() if key.endswith(b":id")), None)
        if relation in targets and b"name" in attributes:
            sheets[html.unescape(attributes[b"name"].decode())] = targets[relation]
    return sheets
