"""Members: the register as its pages show it. Identity numbers and telephones do not leave by this door, not even masked."""

from datetime import date
from typing import Annotated, Literal

from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from ninja import Path, Query, Router, Schema
from pydantic import Field

from taizhang.api import paging
from taizhang.api.asking import Day, Key, Text, unit_of
from taizhang.api.bearer import by_token
from taizhang.api.paging import Paged
from taizhang.api.problems import not_valid
from taizhang.api.resources.units import UnitName, named
from taizhang.members import queries
from taizhang.members.models import Membership

router = Router(tags=["members"])
SCOPE = by_token("members:read")
STATUSES = tuple(Membership.Status.values)
FIGURES = 7  # a text with so many figures is a number of somebody


class Member(Schema):
    """A membership: the person by name, the union, since when and in which status."""

    id: int
    person: int
    name: str
    sex: str
    birth_on: date | None
    unit: UnitName
    group: str
    position: str
    employment: str
    migrant: bool | None
    card_no: str
    joined_on: date | None
    left_on: date | None
    status: str
    status_label: str


class MemberPage(Schema):
    """A page of members; `next` is the cursor of the page after it."""

    items: list[Member]
    next: str | None


class MembersAsked(Paged):
    """Which members. Without `status` those in membership."""

    unit: Annotated[Text, Field(max_length=40)] = ""
    text: Annotated[Text, Field(max_length=60)] = ""
    status: Literal[("all", *STATUSES)] = "在会"  # type: ignore[valid-type]
    sex: Literal["", "男", "女"] = ""
    group: Annotated[Text, Field(max_length=60)] = ""
    joined_since: Day | None = None
    joined_until: Day | None = None


@router.get("/members", response=MemberPage, **SCOPE(gettext_lazy("The register of members")))
def list_members(request, asked: Query[MembersAsked]):
    """Members of a unit and of everything below it, in the order of the tree. `text` is part of a name: numbers do not belong into
    addresses, which are logged."""
    found = queries.register(request.user, under=unit_of(request, asked.unit))
    found, following = paging.page(_narrowed(found, asked), asked, "unit__path", "id")
    return {"items": [_member(one) for one in found], "next": following}


@router.get("/members/{id}", response=Member, **SCOPE(gettext_lazy("One member")))
def read_member(request, id: Path[Key]):
    """A membership by its number."""
    one = queries.register(request.user, under=request.token.unit).filter(pk=id).first()
    if one is None:
        raise Http404(_("There is no member %d whom you may see.") % id)
    return _member(one)


def _narrowed(found, asked):
    if sum(sign.isdigit() for sign in asked.text) >= FIGURES:
        raise not_valid("text", _("Search by name here; numbers of persons do not belong into an address."))
    if asked.text.strip():
        found = queries.search(found, asked.text)
    if asked.status != "all":
        found = found.filter(status=asked.status)
    wanted = {
        "person__sex": asked.sex,
        "group": asked.group,
        "joined_on__gte": asked.joined_since,
        "joined_on__lte": asked.joined_until,
    }
    return found.filter(**{name: value for name, value in wanted.items() if value})


def _member(one):
    return {
        "id": one.pk,
        "person": one.person_id,
        "name": one.person.name,
        "sex": one.person.sex,
        "birth_on": one.person.birth_on,
        "unit": named(one.unit),
        "group": one.group,
        "position": one.position,
        "employment": one.employment,
        "migrant": one.migrant,
        "card_no": one.card_no,
        "joined_on": one.joined_on,
        "left_on": one.left_on,
        "status": one.status,
        "status_label": str(one.get_status_display()),
    }
