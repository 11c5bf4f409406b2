"""The demonstration's merger, told on a small tree of its own."""

from datetime import date

import pytest

from taizhang.demo import reorganisations
from taizhang.kernel import ledger
from taizhang.kernel.acts import SYSTEM
from taizhang.kernel.models import Unit, User
from taizhang.organisation import actions
from taizhang.organisation.models import Reorganisation

pytestmark = pytest.mark.django_db
SINCE = date(2000, 1, 1)
UNITS = (
    ("ZS00", "资水市总工会", "", "市总工会"), ("HT00", "花亭县总工会", "ZS00", "县总工会"), ("TC00", "桃川县总工会", "ZS00", "县总工会"),
    ("HT10", "石桥镇总工会", "HT00", "乡镇总工会"), ("HT20", "柳浪镇联合工会", "HT00", "镇联合工会"), ("TC20", "白马镇总工会", "TC00", "乡镇总工会"),
)  # fmt: skip
OFFICERS = (
    ("zs-chair", "ZS00", "chair"),
    ("ht-chair", "HT00", "chair"),
    ("ht-clerk", "HT00", "clerk"),
    ("tc-admin", "TC00", "admin"),
)


def test_three_towns_of_huating_become_one_and_a_town_waits():
    units = {}
    for code, name, above, kind in UNITS:
        units[code] = actions.found(units.get(above), by=SYSTEM, on=SINCE, code=code, name=name, kind=kind)
    for username, code, role in OFFICERS:
        actions.appoint(User.objects.create(username=username, name=username), units[code], role, by=SYSTEM, on=SINCE)
    today = date(2009, 11, 1)
    assert reorganisations.tell(today)
    assert not reorganisations.tell(today)
    assert Unit.objects.get(code="HT301").parent() == Unit.objects.get(code="HT40")
    assert [one.state for one in Reorganisation.objects.order_by("pk")] == ["done", "asked"]
    assert not list(ledger.differences())
