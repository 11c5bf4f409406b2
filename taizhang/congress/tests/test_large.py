"""A company of 20,000: a thousand delegates and forty second-level unions cost a page no more questions than a handful does."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from taizhang.congress.actions import lower
from taizhang.congress.models import LowerCongress
from taizhang.congress.tests import factories as make
from taizhang.kernel import rulebook
from taizhang.kernel.acts import SYSTEM
from taizhang.organisation import actions as organisation

pytestmark = pytest.mark.django_db
PAGES = ("congress_list", "session_list", "delegate_list", "lower_list")


def asked(client, address):
    with CaptureQueriesContext(connection) as found:
        answer = client.get(address)
    assert answer.status_code == 200, address
    return len(found), len(answer.content)


def branches(unit, numbers):
    """Unions of plants, each with a place on the calendar of second-level congresses."""
    made = [
        organisation.found(unit, by=SYSTEM, on=make.BEGAN, code=f"{unit.code}-{n}", name=f"第{n}分厂分会", kind="sub_union")
        for n in numbers
    ]  # fmt: skip
    window = {"opens_on": date(2026, 3, 1), "closes_on": date(2026, 4, 30)}
    return lower.plan_calendar(unit, made, by=SYSTEM, on=date(2026, 2, 1), year=2026, name="二级职代会", **window)


def test_a_thousand_delegates_and_forty_second_level_unions_keep_pages_quick(cast, as_):
    rulebook.load()
    chair = as_(cast.mill_chair)
    congress = make.congress(cast.mill, staff=20000, women=6000, seats=1000)
    make.delegates(congress, 30)
    branches(cast.mill, range(1, 4))
    session = make.session(congress)
    addresses = [
        *(reverse(f"congress:{name}") for name in PAGES[:3]),
        reverse("congress:lower_list") + "?year=2026",
        reverse("congress:congress_detail", args=[congress.pk]),
        reverse("congress:congress_delegates", args=[congress.pk]),
        reverse("congress:session_detail", args=[session.pk]),
        reverse("congress:attendance", args=[session.pk]),
    ]
    small = {address: asked(chair, address)[0] for address in addresses}
    make.delegates(congress, 970)
    branches(cast.mill, range(4, 41))
    assert LowerCongress.objects.filter(upper=cast.mill).count() == 40
    large = {address: asked(chair, address) for address in addresses}
    assert {address: count for address, (count, _size) in large.items()} == small
    assert max(small.values()) <= 45
    assert (
        max(size for _count, size in large.values()) < 600_000
    )  # a page of a thousand rows is told in places, not at once
