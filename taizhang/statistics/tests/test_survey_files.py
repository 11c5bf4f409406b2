"""A filled-in survey workbook comes back; doubts before saving; the summary beside the ledger; what noughts rest on."""

import io
from datetime import date
from decimal import Decimal

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from taizhang.kernel import ledger
from taizhang.kernel.acts import SYSTEM
from taizhang.kernel.models import ActLog
from taizhang.members.tests import factories as people
from taizhang.organisation import actions as organisation
from taizhang.organisation.models import Profile
from taizhang.statistics.editions import newest
from taizhang.statistics.models import Declaration
from taizhang.statistics.queries import returns as queries
from taizhang.statistics.tests.test_returns import begun, submitted
from taizhang.worklog import actions as worklog

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(cast):
    """The mill has two members, of whom one is a woman, and a contest."""
    people.member(cast.mill, name="柏长青", sex="女")
    people.member(cast.mill, name="兵小武", sex="男")
    worklog.record(
        cast.mill, by=SYSTEM, on=date(2008, 5, 1), kind="AC-01", matter="篮球赛", person_times=30, sessions=1
    )
    return cast


def book_of(client, one, **cells):
    """The return's own workbook with cells changed: {line: (value, source)}; `cover` changes what stands beside an item."""
    page = client.get(reverse("statistics:return_export", args=[one.pk]))
    book = openpyxl.load_workbook(io.BytesIO(page.content))
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            code = row[2].value if len(row) > 2 else None
            if code in cells:
                row[3].value, row[4].value = cells[code]
            elif row[0].value and str(row[0].value)[:3] in cells:
                row[1].value = cells[str(row[0].value)[:3]]
    stream = io.BytesIO()
    book.save(stream)
    return SimpleUploadedFile("调查表.xlsx", stream.getvalue())


def test_a_filled_in_workbook_is_looked_at_and_taken_over(told, client):
    client.force_login(told.mill_clerk)
    one = begun(told)
    address = reverse("statistics:return_import", args=[one.pk])
    file = book_of(
        client, one,
        **{"1-01": (5, "花名册"), "2-01": ("两人", "任命文件"), "2-02": (3, ""), "2-03": (-1, "数错"), "1-03": (7, "估计")},
    )  # fmt: skip
    page = client.post(address, {"file": file})
    rows = {row.line.code: row for row in page.context["rows"]}
    assert (rows["1-01"].value, rows["1-01"].trouble) == (5, "")
    assert not rows["2-01"].trouble and rows["2-01"].value == 2
    assert "2-02" in rows["2-02"].trouble  # without a source
    assert rows["2-03"].trouble
    assert "2" in rows["1-03"].trouble and "7" in rows["1-03"].trouble  # the records answer this line
    assert not Declaration.objects.exists()
    page = client.post(address, {"take": page.context["token"]}, follow=True)
    assert page.status_code == 200
    assert {row.line: row.value for row in Declaration.objects.all()} == {"1-01": 5, "2-01": 2}
    assert ActLog.objects.filter(code="statistics.declare").count() == 1
    again = client.post(address, {"file": book_of(client, one)})
    assert not [row for row in again.context["rows"] if row.is_new or row.trouble]
    assert list(ledger.differences(["statistics.return", "statistics.declaration"])) == []


def test_another_unions_workbook_and_no_workbook_are_refused(told, client):
    client.force_login(told.mill_clerk)
    one = begun(told)
    address = reverse("statistics:return_import", args=[one.pk])
    page = client.post(address, {"file": book_of(client, one, **{"901": "XX99", "1-01": (5, "花名册")})})
    assert page.status_code == 422 and page.context["rows"] is None
    assert client.post(address, {"file": SimpleUploadedFile("a.xlsx", b"nothing")}).status_code == 422
    assert client.post(address, {"take": "forged"}).status_code == 302
    assert not Declaration.objects.exists()


def test_a_relation_that_would_not_hold_is_shown_before_saving(told, client):
    client.force_login(told.mill_clerk)
    one = begun(told)
    address = reverse("statistics:return_fill", args=[one.pk])
    said = {"value-1-01": "1", "source-1-01": "花名册", "value-1-02": "3", "source-1-02": "花名册"}
    page = client.post(address, said)
    assert page.status_code == 422 and "1-02 ≤ 1-01" in page.content.decode() and not Declaration.objects.exists()
    assert client.post(address, {**said, "confirmed": "on"}).status_code == 302
    assert Declaration.objects.count() == 2


def test_the_cover_tells_the_division_and_what_noughts_rest_on(told, client):
    client.force_login(told.mill_clerk)
    one = begun(told)
    assert queries.division_of(one) == ""
    organisation.register_legal_person(
        Profile.objects.get(unit=told.mill), by=SYSTEM, on=date(2008, 4, 1), credit_code="81430726TX00001087"
    )
    assert queries.division_of(one) == "430726"
    worklog.record(told.mill, by=SYSTEM, on=date(2006, 5, 1), kind="TR-01", matter="培训", persons=3)
    answers = queries.answers(one)
    noughts = [code for code, answer in answers.items() if answer.origin == "ledger" and not answer.value]
    assert noughts and "12" in queries.basis_of_zeros(one, answers)
    assert queries.basis_of_zeros(one, answers) in client.get(one.get_absolute_url()).content.decode()


def test_the_summary_stands_beside_the_ledger_and_says_whose_difference_it_is(told, client):
    submitted(told)
    people.member(told.mill, name="石小满", sex="女")  # came in late
    edition = newest()
    summary = queries.summary(told.town, edition, 2008)
    known = queries.of_ledger(told.town, edition, 2008)
    assert known["1-03"] - summary.totals["1-03"] == 1
    rows, rest = queries.beside(summary, edition, edition.lines["1-03"])
    assert sum(row.difference for row in rows) + rest == 1
    assert next(row for row in rows if row.unit == told.mill).difference == 1
    client.force_login(told.town_chair)
    page = client.get(reverse("statistics:return_compare", args=["1-03"]), {"unit": told.town.code, "year": 2008})
    assert page.context["difference"] == Decimal(1) and told.mill.name in page.content.decode()
    assert client.get(reverse("statistics:return_compare", args=["9-99"])).status_code == 404
    page = client.get(reverse("statistics:return_summary"), {"unit": told.town.code, "year": 2008})
    assert reverse("statistics:return_compare", args=["1-03"]) in page.content.decode()
