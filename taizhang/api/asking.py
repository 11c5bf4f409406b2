"""What requests are made of: days, moments, codes and numbers with their limits, and the unit that is asked about."""

import re
from datetime import date, datetime, time, timedelta
from typing import Annotated, Any

from django.http import Http404
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from ninja import Schema
from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field, WithJsonSchema

from taizhang.api.problems import not_valid
from taizhang.kernel.models import Unit

PERIOD = r"^(19|20|21)\d\d(H[12]|Q[1-4]|S|-(0[1-9]|1[0-2]))?$|^\d{4}-\d{2}-\d{2}(\.\.\d{4}-\d{2}-\d{2})?$"
LARGEST = 2**53 - 1  # what every language can hold exactly
FIRST, LAST = date(1900, 1, 1), date(2200, 1, 1)
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?([Zz]|[+-]\d{2}:\d{2})?")


class Asked(Schema):
    """What a request may say; whatever else it says is refused, so that a slip of the pen is told."""

    model_config = ConfigDict(extra="forbid")


def _printable(text):
    if any((ord(sign) < 32 and sign not in "\t\n\r") or sign == "\x7f" for sign in text):
        raise ValueError(_("holds characters that cannot be written"))
    return text


def _day(value):
    if isinstance(value, date) or value is None:
        return value
    if not isinstance(value, str) or not DAY.fullmatch(value):
        raise ValueError(_("must be a day like 2008-05-31"))
    try:
        day = date.fromisoformat(value)
    except ValueError:
        raise ValueError(_("must be a day like 2008-05-31")) from None
    if not FIRST <= day < LAST:
        raise ValueError(_("must be a day like 2008-05-31"))
    return day


def moment(text):
    """A moment: a day (its end is meant) or an RFC 3339 time; without an offset that of this place."""
    if DAY.fullmatch(text):
        return timezone.make_aware(datetime.combine(_day(text) + timedelta(1), time()))
    found = parse_datetime(text.replace(" ", "T").upper()) if MOMENT.fullmatch(text) else None
    if found is None or not FIRST <= found.date() < LAST:
        raise ValueError(_("must be a day like 2008-05-31 or a moment like 2008-05-31T17:00:00+08:00"))
    return timezone.make_aware(found) if timezone.is_naive(found) else found


def _moment(value):
    if isinstance(value, datetime) or value is None:
        return value
    if not isinstance(value, str):
        raise ValueError(_("must be a day like 2008-05-31 or a moment like 2008-05-31T17:00:00+08:00"))
    return moment(value)


PRINTABLE = r"^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]*$"
Text = Annotated[str, AfterValidator(_printable), Field(json_schema_extra={"pattern": PRINTABLE})]
Day = Annotated[date, BeforeValidator(_day), WithJsonSchema({"type": "string", "format": "date"})]
Moment = Annotated[
    datetime,
    BeforeValidator(_moment),
    WithJsonSchema(
        {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}([Tt ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?([Zz]|[+-]\d{2}:\d{2})?)?$"}
    ),
]
Code = Annotated[Text, Field(min_length=1, max_length=40)]
Key = Annotated[int, Field(ge=1, le=LARGEST)]


def visible_units(request):
    """The units that the token's user may see within its unit."""
    return Unit.objects.visible_to(request.user)


def unit_of(request, code, *, reading=True, name="unit", place="query"):
    """The unit that is asked about; without a code that of the token. 404 if it may not be seen, or its records may not be read."""
    unit = visible_units(request).filter(code=code).first() if code else request.token.unit
    if unit is None:
        raise Http404(_("There is no unit %s that you may see.") % code[:40])
    if reading and not any(unit.path.startswith(path) for path in request.user.paths()):
        raise Http404(_("There is no unit %s whose records you may read.") % unit.code)
    return unit


def known_period(parse, text):
    """A period, or the Problem that names the spellings."""
    try:
        return parse(text)
    except ValueError as unknown:
        raise not_valid("period", str(unknown)) from None


def dated(day: Any):
    """A day or moment as the answer writes it, or None."""
    return day.isoformat() if day else None
