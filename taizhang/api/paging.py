"""Pages of a list: a cursor says after which row the next page begins, so that new rows shift nothing."""

import base64
import binascii
import json
from datetime import date
from typing import Annotated

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _
from pydantic import Field

from taizhang.api.asking import LARGEST, Asked, Text
from taizhang.api.problems import not_valid

MOST = 200


class Paged(Asked):
    """Which page of a list."""

    cursor: Annotated[Text, Field(max_length=300)] = ""
    limit: Annotated[int, Field(ge=1, le=MOST)] = 50


def page(rows, asked, *order):
    """(the rows of the page, the cursor of the next one or None). `order`: fields, the last of them unique; - for descending."""
    rows = rows.order_by(*order)
    try:
        if asked.cursor:
            rows = rows.filter(_after(_opened(asked.cursor, len(order)), order))
        found = list(rows[: asked.limit + 1])
    except (TypeError, ValueError, ValidationError):  # values of another list, which these fields do not take
        raise _unknown() from None
    if len(found) <= asked.limit:
        return found, None
    last = found[asked.limit - 1]
    return found[: asked.limit], _closed([_value(last, name.lstrip("-")) for name in order])


def sliced(rows, asked):
    """The same for a list that is at hand: the cursor is a place in it."""
    first = _opened(asked.cursor, 1)[0] if asked.cursor else 0
    if not isinstance(first, int) or not 0 <= first <= LARGEST:
        raise _unknown()
    following = first + asked.limit
    return rows[first:following], _closed([following]) if len(rows) > following else None


def _after(values, order):
    """Q: rows behind these values; the first comparison stands alone as well, so that an index is used."""
    head, *others = order
    way = "lt" if head.startswith("-") else "gt"
    name = head.lstrip("-")
    if not others:
        return Q(**{f"{name}__{way}": values[0]})
    behind = Q(**{f"{name}__{way}": values[0]}) | (Q(**{name: values[0]}) & _after(values[1:], others))
    return Q(**{f"{name}__{way}e": values[0]}) & behind


def _value(row, name):
    for part in name.split("__"):
        row = getattr(row, part)
    return row.isoformat() if isinstance(row, date) else row


def _closed(values):
    return base64.urlsafe_b64encode(json.dumps(values, separators=(",", ":")).encode()).decode().rstrip("=")


def _opened(cursor, length):
    try:
        values = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (ValueError, binascii.Error, RecursionError):
        raise _unknown() from None
    if not isinstance(values, list) or len(values) != length or not all(_is_plain(value) for value in values):
        raise _unknown()
    return values


def _is_plain(value):
    if isinstance(value, bool):
        return False
    return abs(value) <= LARGEST if isinstance(value, int) else isinstance(value, str) and value.isprintable()


def _unknown():
    return not_valid("cursor", _("This is no cursor of this list; begin again without one."))
