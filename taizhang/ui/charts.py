"""Charts: a list of points becomes a picture that the browser draws, with the table behind it."""

import json
from decimal import Decimal
from html import escape

from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _


def _plain(value):
    return None if value is None else float(value) if isinstance(value, Decimal) else value


def chart(title, points, *, kind="bar", unit="", second=None, names=(), heads=None):
    """What ui/chart.html needs: the data for the script, and rows for the table."""
    points = [(*point, "")[:3] for point in points]
    second = list(second) if second is not None else None
    drawing = {
        "kind": kind,
        "unit": str(unit),
        "labels": [str(point[0]) for point in points],
        "values": [_plain(point[1]) for point in points],
        "urls": [point[2] for point in points],
        "names": [str(name) for name in names],
        "second": [_plain(value) for value in second] if second is not None else None,
    }
    rows = [
        (label, value, url, second[at] if second is not None and at < len(second) else None)
        for at, (label, value, url) in enumerate(points)
    ]
    names = list(names) or [title]
    return {
        "title": title,
        "drawing": json.dumps(drawing, ensure_ascii=False),
        "rows": rows,
        "unit": unit,
        "second": second is not None,
        "names": names,
        "first_head": heads or _("Item"),
        "high": 40 + 30 * len(points) if kind == "rows" else 260,
    }


def sparkline(points, label="", width=96, height=24):
    """A small SVG line; months without a value leave a gap, a line of zeros lies on the ground."""
    values = [_plain(point) for point in points]
    known = [value for value in values if value is not None]
    if len(known) < 2:
        return ""
    low, high = min(0, *known), max(known)
    step, room = width / max(len(values) - 1, 1), (high - low) or 1
    ground, scale = height - 2 + low / room * (height - 4), (height - 4) / room
    path, pen = [], "M"
    for at, value in enumerate(values):
        if value is None:
            pen = "M"
            continue
        path.append(f"{pen}{at * step:.1f} {ground - value * scale:.1f}")
        pen = "L"
    voice = f'role="img" aria-label="{escape(label)}"' if label else 'aria-hidden="true"'
    return mark_safe(  # noqa: S308  numbers, and the label escaped
        f'<svg class="spark" {voice} viewBox="-1 0 {width + 2} {height}" width="{width}" height="{height}"><path d="{" ".join(path)}"/></svg>'
    )
