"""Entries of the worklog: list, read, record, void; through the same acts and rules as the pages."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from ninja import Header, Path, Query, Router, Schema, Status
from pydantic import Field

from taizhang.api import paging
from taizhang.api.asking import Asked, Code, Day, Key, Text, unit_of, visible_units
from taizhang.api.bearer import by_token
from taizhang.api.interface import tag_of
from taizhang.api.once import once
from taizhang.api.paging import Paged
from taizhang.api.problems import Problem, not_valid
from taizhang.api.resources.units import UnitName, named
from taizhang.kernel.access import can
from taizhang.worklog import actions, queries
from taizhang.worklog.kinds import AREA, KINDS
from taizhang.worklog.models import NUMBERS

router = Router(tags=["entries"])
READ, WRITE = by_token("entries:read"), by_token("entries:write")
MARKS = ("territory", "reading", "counted_above")
WORDS = ("matter", "goods", "measure_unit", "remark")
Whole = Annotated[int, Field(ge=0, le=999_999_999)] | None
Money = Annotated[Decimal, Field(ge=0, le=Decimal("99999999999.99"), max_digits=13, decimal_places=2)] | None
Quantity = Annotated[Decimal, Field(ge=0, le=999_999_999, max_digits=12, decimal_places=3)] | None
OwnField = Annotated[Text, Field(max_length=200)] | bool | Annotated[int, Field(ge=0, le=999_999_999)] | None
IdempotencyKey = Header(
    ..., alias="Idempotency-Key", min_length=8, max_length=100, pattern=r"^[!-~]+$",
    description="One of your own for each request, a UUID for example: sent again with it, the request is answered and not done again.",
)  # fmt: skip


class EntryLine(Schema):
    """An entry. Numbers that were not given are null; money and quantities are decimal texts."""

    id: int
    unit: UnitName
    on: date
    kind: str
    kind_label: str
    title: str
    matter: str
    persons: int | None
    person_times: int | None
    households: int | None
    enterprises: int | None
    items: int | None
    sessions: int | None
    amount: str | None
    goods: str
    quantity: str | None
    measure_unit: str
    remark: str
    fields: dict
    territory: bool
    reading: bool
    counted_above: bool
    corrects: int | None
    voided: bool
    voided_why: str
    page: str


class EntryPage(Schema):
    """A page of entries; `next` is the cursor of the page after it."""

    items: list[EntryLine]
    next: str | None


class Kind(Schema):
    """A kind of work: a row of the catalogue."""

    id: str
    label: str
    label_en: str
    area: str
    area_label: str
    counts: list[str]
    fields: list[str]
    closed_on: date | None


class Kinds(Schema):
    """The whole catalogue."""

    items: list[Kind]


class EntriesAsked(Paged):
    """Which entries."""

    unit: Annotated[Text, Field(max_length=40)] = ""
    kind: Annotated[Text, Field(max_length=10)] = ""
    area: Annotated[Text, Field(max_length=2)] = ""
    since: Day | None = None
    until: Day | None = None
    text: Annotated[Text, Field(max_length=60)] = ""
    scope: Literal["subtree", "own"] = "subtree"
    state: Literal["standing", "voided", "corrections"] = "standing"
    basis: Literal["all", "own", "territory", "reading"] = "all"


class EntryGiven(Asked):
    """What happened. `confirmed`: what looked doubtful (409) was looked at and is right so."""

    unit: Code
    on: Day
    kind: Annotated[Text, Field(min_length=1, max_length=10)]
    matter: Annotated[Text, Field(max_length=200)] = ""
    persons: Whole = None
    person_times: Whole = None
    households: Whole = None
    enterprises: Whole = None
    items: Whole = None
    sessions: Whole = None
    amount: Money = None
    goods: Annotated[Text, Field(max_length=60)] = ""
    quantity: Quantity = None
    measure_unit: Annotated[Text, Field(max_length=20)] = ""
    remark: Annotated[Text, Field(max_length=500)] = ""
    fields: dict[Annotated[Text, Field(min_length=1, max_length=40)], OwnField] = {}
    territory: bool = False
    reading: bool = False
    counted_above: bool = False
    organisers: Annotated[list[Code], Field(max_length=20)] = []
    confirmed: bool = False


class Why(Asked):
    """A reason in a line."""

    why: Annotated[Text, Field(min_length=1, max_length=200)]


@router.get("/kinds", response=Kinds, **READ(gettext_lazy("The catalogue of kinds of work")))
def list_kinds(request):
    """All kinds of work: what each counts and which further fields it takes."""
    return {
        "items": [
            {
                "id": kind.id,
                "label": kind.label,
                "label_en": kind.label_en,
                "area": kind.area,
                "area_label": AREA[kind.area].label,
                "counts": list(kind.count_keys),
                "fields": [field.key for field in kind.fields],
                "closed_on": kind.closed_on,
            }
            for kind in KINDS.values()
        ]
    }


@router.get("/entries", response=EntryPage, **READ(gettext_lazy("Entries, the newest first")))
def list_entries(request, asked: Query[EntriesAsked]):
    """Entries of a unit and of everything below it (`scope=own`: of that unit alone)."""
    unit = unit_of(request, asked.unit)
    entries = _narrowed(queries.of_unit(request.user, unit), asked)
    entries = entries.filter(unit=unit) if asked.scope == "own" else entries
    found, following = paging.page(entries, asked, "-on", "-id")
    return {"items": [shown(request, one) for one in found], "next": following}


@router.get("/entries/{id}", response=EntryLine, **READ(gettext_lazy("One entry")))
def read_entry(request, id: Path[Key], response: HttpResponse):
    """An entry by its number. Its ETag may be sent back as If-Match when it is voided."""
    entry = _found(request, id)
    response["ETag"] = _tag(request, entry)
    return shown(request, entry)


@router.post("/entries", response={201: EntryLine}, **WRITE(gettext_lazy("Record work")))
def record_entry(request, given: EntryGiven, response: HttpResponse, key: str = IdempotencyKey):
    """Record one thing that happened (记一笔). What may be right but deserves a second look is answered with 409 and its doubts; send it
    again with `confirmed`."""
    unit = unit_of(request, given.unit, place="body")
    _require(request, "worklog.record", unit)
    entry, again = once(
        request, key, given.dict(), lambda: _record(request, unit, given), lambda pk: _found(request, pk)
    )
    response["ETag"] = _tag(request, entry)
    if again:
        response["Idempotency-Replayed"] = "true"
    return Status(201, shown(request, entry))


@router.post("/entries/{id}/void", response=EntryLine, **WRITE(gettext_lazy("Void an entry")))
def void_entry(
    request,
    id: Path[Key],
    given: Why,
    if_match: str = Header(
        "", alias="If-Match", max_length=100, description="The ETag that was read: 412 if it changed since."
    ),
):
    """Take an entry off the ledger because it never was so. It stays on file with the reason and can be restored on its page."""
    entry = _found(request, id)
    _require(request, "worklog.void", entry.unit)
    if if_match.strip() and if_match.strip() not in ("*", _tag(request, entry)):
        raise Problem("changed", _("The entry has changed since it was read. Read it again."))
    return shown(request, actions.void(entry, by=request.user, why=given.why))


def _require(request, code, unit):
    """The verb must be the user's at this unit, or it is refused with its sentence."""
    verdict = can(request.user, code, unit)
    if not verdict:
        raise Problem("refused", verdict.reason)


def _record(request, unit, given):
    values = given.dict(exclude={"unit", "organisers", "confirmed"})
    values["fields"] = _own_fields(KINDS.get(given.kind.strip().upper()), given.fields)
    organisers = [_organiser(request, code) for code in given.organisers]
    try:
        return actions.record(unit, by=request.user, confirmed=given.confirmed, organisers=organisers, **values)
    except actions.Doubtful as doubt:
        raise Problem("doubtful", str(doubt), doubts=[str(one) for one in doubt.doubts]) from None


def _own_fields(kind, given):
    """The further fields as the form would read them: those that the kind declares, each of its type."""
    declared = {field.key: field for field in kind.fields} if kind else {}
    read = {}
    for name, value in given.items():
        if kind and name not in declared:
            raise _wrong_field(name, _("This kind of work has no such field."))
        read[name] = _own_field(declared[name], value) if kind else value
    return read


def _own_field(declared, value):
    """A field of its own, as it is kept: one of the choices, a day, a number, yes or no, or words."""
    if value in (None, "", False):
        return value
    if declared.type == "choice" and value not in declared.choices:
        raise _wrong_field(declared.key, _("must be one of: %s") % "、".join(declared.choices))
    if declared.type == "bool" and value is not True:
        raise _wrong_field(declared.key, _("must be true or false"))
    try:
        if declared.type == "date":
            return date.fromisoformat(value)
        if declared.type in ("int", "money"):
            number = Decimal(str(value))
            return int(number) if number == int(number) else round(number, 2)
    except (ArithmeticError, TypeError, ValueError):
        raise _wrong_field(declared.key, _("is not right")) from None
    return value


def _wrong_field(name, sentence):
    return not_valid(f"fields.{name}", sentence, place="body")


def _organiser(request, code):
    unit = visible_units(request).filter(code=code).first()
    if unit is None:
        raise not_valid("organisers", _("There is no unit %s that you may see.") % code, place="body")
    return unit


def _narrowed(entries, asked):
    entries = entries.exclude(voided_at=None) if asked.state == "voided" else entries.filter(voided_at=None)
    if asked.state == "corrections":
        entries = entries.exclude(corrects=None)
    if asked.kind:
        entries = entries.filter(kind=asked.kind.upper())
    if asked.area:
        entries = entries.filter(kind__startswith=f"{asked.area.upper()}-")
    if asked.since:
        entries = entries.filter(on__gte=asked.since)
    if asked.until:
        entries = entries.filter(on__lte=asked.until)
    if asked.text.strip():
        entries = queries.with_words(entries, asked.text.strip())
    return queries.on_basis(entries, asked.basis)


def _found(request, pk):
    entry = queries.listed(request.user).filter(pk=pk).first()
    if entry is None:
        raise Http404(_("There is no entry %d that you may see.") % pk)
    return entry


def _tag(request, entry):
    return tag_of(repr(sorted(shown(request, entry).items(), key=str)).encode())


def shown(request, entry):
    """An entry as the interface tells it."""
    numbers = {name: getattr(entry, name) for name in NUMBERS}
    exact = {name: None if numbers[name] is None else f"{numbers[name]:f}" for name in ("amount", "quantity")}
    return {
        "id": entry.pk,
        "unit": named(entry.unit),
        "on": entry.on,
        "kind": entry.kind,
        "kind_label": str(entry.kind_label),
        "title": entry.title(),
        **{name: getattr(entry, name) for name in WORDS},
        **numbers,
        **exact,
        "fields": entry.fields,
        **{name: getattr(entry, name) for name in MARKS},
        "corrects": entry.corrects_id,
        "voided": entry.voided_at is not None,
        "voided_why": entry.voided_why,
        "page": request.build_absolute_uri(entry.get_absolute_url()),
    }
