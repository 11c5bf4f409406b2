"""Units: the tree, what is on file about one, and how it came to be what it is."""

from datetime import date
from typing import Annotated

from django.utils.translation import gettext_lazy as _
from ninja import Path, Query, Router, Schema
from pydantic import Field

from taizhang.api import paging
from taizhang.api.asking import Code, Text, unit_of, visible_units
from taizhang.api.bearer import by_token
from taizhang.api.paging import Paged
from taizhang.kernel.models import Unit
from taizhang.organisation import queries

router = Router(tags=["units"])
SCOPE = by_token("units:read")
OF_PROFILE = (
    "community", "party", "ownership", "industry", "credit_code", "address", "approval_no", "legal_person_no", "remark", "aliases",
)  # fmt: skip
DAYS_OF_PROFILE = ("founded_on", "legal_person_on", "term_since", "term_until", "dissolved_on")


class UnitName(Schema):
    """A unit as other things name it."""

    code: str
    name: str


class UnitLine(UnitName):
    """A unit in a list. `parent` is null at the top of what the token sees."""

    kind: str
    kind_label: str
    parent: str | None
    depth: int
    children: int
    since: date | None
    until: date | None


class Ended(Schema):
    """What became of a union that ended by a reorganisation: `into` took its place, `today` stands there now; null where not visible."""

    on: date
    what: str
    document_no: str
    into: UnitName | None
    today: UnitName | None


class UnitFile(UnitLine):
    """A unit with what is on file about it; null where nothing is. `ended`: where it went, for one that was merged or dissolved."""

    profile: dict[str, str | None] | None
    ended: Ended | None


class UnitPage(Schema):
    """A page of units; `next` is the cursor of the page after it."""

    items: list[UnitLine]
    next: str | None


class Happening(Schema):
    """Something that happened to a unit."""

    on: date
    what: str
    document_no: str


class FormerName(Schema):
    """What a unit was called up to a day."""

    until: date
    name: str
    kind: str


class FormerPlace(Schema):
    """Below which unit it stood up to a day; null where that unit may not be seen."""

    until: date
    parent: UnitName | None


class History(Schema):
    """How a unit came to be what it is (沿革)."""

    unit: UnitName
    happenings: list[Happening]
    names: list[FormerName]
    places: list[FormerPlace]


class UnitsAsked(Paged):
    """Which units."""

    under: Annotated[Text, Field(max_length=40)] = ""
    kind: Annotated[Text, Field(max_length=40)] = ""
    text: Annotated[Text, Field(max_length=60)] = ""
    open_only: bool = False


def named(unit):
    """The unit as other things name it."""
    return {"code": unit.code, "name": unit.name}


def ended(request, unit):
    """What became of a unit that ended, as the answer says it; None for one that stands."""
    end = queries.ended(unit)
    if end is None:
        return None
    heirs = {"into": end.heir, "today": queries.standing_heir(unit)}
    seen = visible_units(request).in_bulk([heir.pk for heir in heirs.values() if heir is not None])
    told = {
        name: named(seen[heir.pk]) if heir is not None and heir.pk in seen else None for name, heir in heirs.items()
    }
    return {"on": end.day, "what": end.words, "document_no": end.record.document_no, **told}


@router.get("/units", response=UnitPage, **SCOPE(_("Units in the order of the tree")))
def list_units(request, asked: Query[UnitsAsked]):
    """The units that the token sees, from the top down. `under`: a unit and everything below it; `text`: part of a name, or a code."""
    units = visible_units(request).exclude(code__contains="~")
    if asked.under:
        units = units.below(unit_of(request, asked.under, reading=False, name="under"))
    if asked.kind:
        units = units.filter(kind=asked.kind)
    if asked.text:
        units = units.filter(pk__in=[one.pk for one in queries.search(request.user, asked.text, 500)])
    if asked.open_only:
        units = units.filter(until=None)
    found, following = paging.page(units, asked, "path")
    return {"items": _lines(request, found), "next": following}


@router.get("/units/{code}", response=UnitFile, **SCOPE(_("One unit")))
def read_unit(request, code: Path[Code]):
    """A unit and what is on file about it."""
    unit = unit_of(request, code, reading=False)
    return {**_lines(request, [unit])[0], "profile": _profile(queries.profile_of(unit)), "ended": ended(request, unit)}


@router.get("/units/{code}/children", response=UnitPage, **SCOPE(_("Units directly below")))
def list_children(request, code: Path[Code], asked: Query[Paged]):
    """The units directly below a unit, in the order of the tree."""
    unit = unit_of(request, code, reading=False)
    found, following = paging.page(unit.children().exclude(code__contains="~"), asked, "path")
    return {"items": _lines(request, found), "next": following}


@router.get("/units/{code}/history", response=History, **SCOPE(_("How a unit came to be what it is")))
def read_history(request, code: Path[Code]):
    """Founding, names, places, mergers and splits, each with its document."""
    unit = unit_of(request, code, reading=False)
    profile = queries.profile_of(unit)
    places = queries.former_places(unit)
    seen = set(
        visible_units(request).filter(pk__in=[one.pk for _day, one in places if one]).values_list("pk", flat=True)
    )
    return {
        "unit": named(unit),
        "happenings": [
            {"on": day, "what": str(what), "document_no": number or ""}
            for day, what, number, _record in queries.history(unit)
        ],
        "names": [
            {"until": one["until"], "name": one["name"], "kind": one["words"]}
            for one in (profile.earlier if profile else ())
        ],
        "places": [{"until": day, "parent": named(one) if one and one.pk in seen else None} for day, one in places],
    }


def _lines(request, units):
    """Units as a list shows them; the codes of their parents in one question."""
    above = {unit.path[: -Unit.steplen] for unit in units if unit.depth > 1}
    codes = dict(visible_units(request).filter(path__in=above).values_list("path", "code"))
    return [
        {
            **named(unit),
            "kind": unit.kind,
            "kind_label": str(unit.kind_label),
            "parent": codes.get(unit.path[: -Unit.steplen]),
            "depth": unit.depth,
            "children": unit.numchild,
            "since": unit.since,
            "until": unit.until,
        }
        for unit in units
    ]


def _profile(profile):
    if profile is None:
        return None
    days = {name: getattr(profile, name) for name in DAYS_OF_PROFILE}
    words = {name: getattr(profile, name) for name in OF_PROFILE}
    return {
        "type": profile.type_words,
        **words,
        **{name: day.isoformat() if day else None for name, day in days.items()},
    }
