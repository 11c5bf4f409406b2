"""A spring of student aid: 45 apply, 43 pass the town and the city, and at the end of May their cases lie with the province.

The figures are those of catalogue row AW-04 as a town reports them; the people are nobody.
"""

import json
from datetime import date

import pytest
from click.testing import CliRunner

from taizhang.cli.program import program
from taizhang.kernel import approvals, ledger
from taizhang.kernel.acts import SYSTEM
from taizhang.kernel.approvals import Route, Step
from taizhang.kernel.manifest import registry
from taizhang.kernel.models import User
from taizhang.kernel.periods import Period
from taizhang.organisation import actions as organisation
from taizhang.worklog import actions as worklog

ASKED, TOWN, CITY, PROVINCE = date(2008, 4, 14), date(2008, 4, 21), date(2008, 5, 12), date(2008, 6, 16)
TREE = (
    ("P", None, "越东省总工会", "province_federation"),
    ("PC", "P", "望海市总工会", "city_federation"),
    ("PCT", "PC", "青石镇总工会", "town_general_union"),
    ("PCTA", "PCT", "青石机械厂工会", "company_union"),
)


@pytest.fixture
def route():
    steps = (
        Step("base", "基层工会", "own", days=5),
        Step("town", "镇工会", "town", days=10),
        Step("city", "市总工会", "city", days=15),
        Step("province", "省总工会", "province", days=30),
    )
    declared = registry.routes["worklog.study"] = Route("worklog.study", "金秋助学", steps)
    yield declared
    del registry.routes["worklog.study"]


@pytest.fixture
def spring(db, route):
    """The whole story up to the province's decision in June."""
    units, chairs = {}, {}
    for code, above, name, kind in TREE:
        units[code] = organisation.found(
            units.get(above), by=SYSTEM, on=date(2001, 5, 1), code=code, name=name, kind=kind
        )
        chairs[code] = User.objects.create(username=code, name=f"{name}主席")
        organisation.appoint(chairs[code], units[code], "chair", by=SYSTEM, on=date(2001, 5, 1))
    cases = []
    for n in range(1, 46):
        entry = worklog.record(
            units["PCTA"], by=SYSTEM, confirmed=True, on=ASKED, kind="AW-04", matter=f"助学申请{n}号", persons=1
        )
        # the chair files them himself: the first step is skipped, the town is the first level
        cases.append(
            approvals.request(route, entry, by=chairs["PCTA"], on=ASKED, amount=2000, person_key=f"person:{n}")
        )
    for case in cases[:44]:
        approvals.approve(case, by=chairs["PCT"], on=TOWN)
    approvals.refuse(cases[44], by=chairs["PCT"], on=TOWN, note="家庭收入高于标准")
    for case in cases[:43]:
        approvals.approve(case, by=chairs["PC"], on=CITY)
    approvals.send_back(cases[43], by=chairs["PC"], on=CITY, note="缺录取通知书")
    for case in cases[:43]:
        approvals.approve(case, by=chairs["P"], on=PROVINCE)
    return units


def told(unit, code, day, where=""):
    return ledger.value(code, unit, Period.between(date(2008, 1, 1), day), where=where).number


def test_the_town_reports_45_43_and_pending_at_the_province(spring):
    town = spring["PCT"]
    by_day = {
        # day: asked, passed one level, passed two levels, pending at town, city, province, approved
        ASKED: (45, 0, 0, 45, 0, 0, 0),
        TOWN: (45, 44, 0, 0, 44, 0, 0),
        date(2008, 5, 31): (45, 44, 43, 0, 0, 43, 0),
        PROVINCE: (45, 44, 43, 0, 0, 0, 43),
    }
    for day, expected in by_day.items():
        found = (
            told(town, "approvals.requested", day, "审批=金秋助学"),
            told(town, "approvals.passed", day, "审批次=1"),
            told(town, "approvals.passed", day, "审批次=2"),
            told(town, "approvals.pending", day, "审批级=镇"),
            told(town, "approvals.pending", day, "审批级=市"),
            told(town, "approvals.pending", day, "审批级=省"),
            told(town, "approvals.approved", day),
        )
        assert found == expected, day
    assert told(town, "approvals.requested_money", PROVINCE) == 90_000
    assert told(town, "approvals.approved_money", PROVINCE) == 86_000
    assert not list(ledger.differences(["kernel.approval"]))
    _the_command_line_says_the_same()


def _the_command_line_says_the_same():
    asked = [
        "figure",
        "approvals.pending",
        "--unit",
        "PCT",
        "--period",
        "2008-05-31",
        "--where",
        "审批=金秋助学;审批级=省",
        "--json",
    ]
    answer = CliRunner().invoke(program, asked)
    assert answer.exit_code == 0, answer.output
    assert json.loads(answer.output)["value"] in (43, "43")
