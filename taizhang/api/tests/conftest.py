"""An office with a little of everything that the interface tells, and tokens to ask with."""

import io
from dataclasses import dataclass
from datetime import date, timedelta

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from taizhang.api import actions
from taizhang.api.scopes import SCOPES
from taizhang.intake import actions as intake
from taizhang.kernel.acts import SYSTEM
from taizhang.kernel.periods import Period
from taizhang.members import actions as members
from taizhang.reports import actions as reports
from taizhang.testing.layers import layer
from taizhang.worklog import actions as worklog

JOINED, WORKED = date(2007, 3, 1), date(2008, 4, 28)


def id_number(digits):
    """Seventeen digits with the sign that checks them (GB 11643)."""
    return digits + "10X98765432"[sum(int(one) * 2 ** (17 - at) for at, one in enumerate(digits)) % 11]


ID_NUMBER, PHONE = id_number("11010119800520664"), "13900000001"
WRONG = "110101197001010019"


@dataclass
class Office:
    """The cast, and what the mill and the port have on file."""

    cast: object
    member: object
    entry: object
    other_entry: object
    report: object
    batch: object


@layer
def office(cast):
    """A member, an entry, a report and an import of the mill; an entry of the port, which stands beside it."""
    member = members.admit(
        cast.mill, by=SYSTEM, on=JOINED, name="田小满", id_number=ID_NUMBER, phone=PHONE, group="一车间"
    )
    entry, other = (
        worklog.record(unit, by=SYSTEM, confirmed=True, on=WORKED, kind="AW-16", matter="领取物资", persons=persons)
        for unit, persons in ((cast.mill, 12), (cast.port, 5))
    )
    report = reports.draft(cast.mill, by=SYSTEM, period=Period.year(2008), on=date(2008, 12, 31))
    batch = intake.take_in("members", workbook(), by=cast.mill_chair, unit=cast.mill, name="会员.xlsx")
    return Office(cast, member, entry, other, report, batch)


def workbook():
    """A workbook of members: one that may enter, and one whose identity number is wrong."""
    book = openpyxl.Workbook()
    book.active.append(("姓名", "身份证号", "手机号", "所在工会", "入会日期"))
    for row in (
        ("郑大寒", id_number("11010119750120325"), "13900000002", "河湾纺织厂工会", "2008-03-01"),
        ("季白露", WRONG, "", "河湾纺织厂工会", "2008-03-01"),
    ):
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return SimpleUploadedFile("会员.xlsx", out.getvalue())


def token_of(user, unit, scopes=tuple(SCOPES), days=30):
    """(Token, secret) of a user for a unit."""
    return actions.make(unit, by=user, name="夜间取数", scopes=scopes, until=timezone.localdate() + timedelta(days))


class Asker:
    """A programme with a token."""

    def __init__(self, user, unit, scopes=tuple(SCOPES), language="zh-hans"):
        self.token, self.secret = token_of(user, unit, scopes)
        self.client = Client(headers={"authorization": f"Bearer {self.secret}", "accept-language": language})

    def get(self, address, **query):
        """The answer to a question."""
        headers = query.pop("headers", {})
        return self.client.get(f"/api/{address}", query, headers=headers)

    def post(self, address, content, key="a-key-of-my-own", **headers):
        """The answer to a request with a JSON body."""
        headers = {"idempotency-key": key, **headers}
        return self.client.post(f"/api/{address}", content, content_type="application/json", headers=headers)


@pytest.fixture
def asks(db):
    """`asks(cast.mill_chair, cast.mill)` → a programme that asks in that person's name."""
    return Asker
