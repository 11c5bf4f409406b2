"""The pages of data quality: what they show to whom, and that a thousand units cost no more questions than three."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from taizhang.kernel.acts import SYSTEM
from taizhang.organisation import actions as organisation
from taizhang.quality import actions
from taizhang.quality.models import Finding
from taizhang.worklog import actions as worklog

TODAY = timezone.localdate()


@pytest.fixture
def checked(cast):
    """A slip of the mill and silence everywhere else, looked over."""
    for n in range(10):
        worklog.record(
            cast.mill, by=SYSTEM, confirmed=True, on=date(TODAY.year - 1, 1 + n, 10), kind="AC-02", matter=f"第{n + 1}次比赛",
            persons=450 if n == 7 else 40 + n,
        )  # fmt: skip
    actions.check(cast.federation, by=SYSTEM, on=TODAY)
    return Finding.objects.get(family=Finding.Family.OUTLIER)


def page(client, address, **query):
    answer = client.get(address, query)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_the_map_shows_who_recorded_and_leads_on(checked, cast, as_):
    text = page(as_(cast.town_chair), "/quality/", unit=cast.town.code)
    assert cast.mill.name in text and "未记" in text and cast.port.name not in text
    month = (TODAY.replace(day=1) - timedelta(40)).replace(day=1)
    text = page(as_(cast.town_chair), "/quality/months/", unit=cast.mill.code, month=f"{month:%Y-%m}")
    assert "worklog.entries" in text


def test_a_finding_opens_to_the_records_behind_it(checked, cast, as_):
    text = page(as_(cast.mill_clerk), checked.get_absolute_url())
    assert "450" in text and "第8次比赛" in text and f"/worklog/{checked.behind[0][1]}/" in text.replace("entries/", "")
    assert "柯经办" in text
    assert as_(cast.port_chair).get(checked.get_absolute_url()).status_code == 404


def test_explaining_on_the_page(checked, cast, as_):
    address = f"{checked.get_absolute_url()}explain/"
    assert as_(cast.mill_clerk).post(address, {"note": "。"}).status_code == 422
    assert as_(cast.mill_clerk).post(address, {"note": "全厂运动会，职工和家属都来了"}).status_code == 302
    checked.refresh_from_db()
    assert (checked.state, checked.noted_by) == ("explained", cast.mill_clerk)
    text = page(as_(cast.auditor), checked.get_absolute_url())
    assert "职工和家属" in text and "退回说明" in text


def test_the_list_is_filtered_and_exported(checked, cast, as_):
    text = page(as_(cast.town_chair), "/quality/findings/", unit=cast.town.code, family="outlier")
    assert "离群值" in text and "没有记台账" not in text.split("<tbody>")[1]
    answer = as_(cast.town_chair).get("/quality/findings/list.xlsx", {"unit": cast.town.code, "state": "open"})
    assert answer.status_code == 200 and "spreadsheet" in answer["Content-Type"]


def test_checking_on_the_page_is_for_those_who_may(checked, cast, as_):
    assert as_(cast.mill_clerk).post(f"/quality/check/?unit={cast.mill.code}").status_code == 302
    assert as_(cast.administrator).post(f"/quality/check/?unit={cast.mill.code}").status_code == 422


def test_pages_ask_as_many_questions_for_many_units_as_for_few(checked, cast, as_):
    client = as_(cast.auditor)
    addresses = [f"/quality/{part}?unit={cast.federation.code}" for part in ("", "findings/", "months/")]

    def asked():
        found = []
        for address in addresses:
            with CaptureQueriesContext(connection) as queries:
                page(client, address)
            found.append(len(queries))
        return found

    asked()
    few = asked()
    for n in range(12):
        organisation.found(
            cast.town, by=SYSTEM, on=date(2001, 5, 1), code=f"F-T-{n}", name=f"第{n}厂工会", kind="company_union"
        )
    actions.check(cast.federation, by=SYSTEM, on=TODAY)
    assert asked() == few
    assert max(few) <= 60
