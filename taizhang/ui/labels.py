"""Tables that become cards on a phone: every cell carries the name of its column."""

import re

_HEAD = re.compile(r"<thead\b.*?</thead>", re.S)
_ROW = re.compile(r"<tr\b[^>]*>(.*?)</tr>", re.S)
_CELL = re.compile(r"<t[hd]\b([^>]*)>(.*?)</t[hd]>", re.S)
_BODY = re.compile(r"<tbody\b.*?</tbody>", re.S)
_OPENING = re.compile(r"<(td|th)\b([^>]*)>")
_SPAN = re.compile(r'colspan="(\d+)"')
_TAGS = re.compile(r"<[^>]+>")


def labelled(html):
    """`html` of a table's inside with data-label="…" on every body cell, taken from the last row of the head."""
    names = column_names(html)
    if not names:
        return html
    return _BODY.sub(lambda body: _label_rows(body[0], names), html)


def column_names(html):
    """The words of the last head row, one per column."""
    head = _HEAD.search(html)
    rows = _ROW.findall(head[0]) if head else []
    names = []
    for attributes, inside in _CELL.findall(rows[-1]) if rows else []:
        names += [" ".join(_TAGS.sub("", inside).split())] * _span(attributes)
    return names


def _span(attributes):
    found = _SPAN.search(attributes)
    return int(found[1]) if found else 1


def _label_rows(body, names):
    return re.sub(
        r"(<tr\b[^>]*>)(.*?)(</tr>)", lambda row: row[1] + _label_cells(row[2], names) + row[3], body, flags=re.S
    )


def _label_cells(row, names):
    column = 0

    def name(cell):
        nonlocal column
        here, column = column, column + _span(cell[2])
        if here >= len(names) or not names[here] or "data-label" in cell[2] or "colspan" in cell[2]:
            return cell[0]
        label = names[here].replace('"', "&quot;")
        return f'<{cell[1]} data-label="{label}"{cell[2]}>'

    return _OPENING.sub(name, row)
