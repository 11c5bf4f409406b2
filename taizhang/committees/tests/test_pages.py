"""Pages: the committee page as of a day, filling posts, the overdue list, the desk, Word and workbooks, import."""

import io

import openpyxl
import pytest
from django.urls import reverse
from django.utils import timezone

from taizhang.committees.models import Body, Seat
from taizhang.committees.queries import standing
from taizhang.intake import actions as intake
from taizhang.kernel.acts import SYSTEM
from taizhang.ui.sheets import workbook

pytestmark = pytest.mark.django_db


def _page(client, name, *args, **query):
    answer = client.get(reverse(f"committees:{name}", args=args), query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_who_stood_where_on_a_day(cast, there, as_):
    chair = there.body.seats.get(duty="head")
    client = as_(cast.mill_clerk)
    form = {"who": "郝新任", "on": "2008-04-01", "why": "调离"}
    assert client.post(reverse("committees:seat_replace", args=[chair.pk]), form).status_code == 302
    before = _page(client, "body_board", unit=cast.mill.code, on="2008-03-31")
    after = _page(client, "body_board", unit=cast.mill.code, on="2008-04-01")
    assert "庄主席" in before and "郝新任" not in before
    assert "郝新任" in after and "庄主席" not in after
    assert "庄主席" in _page(client, "body_detail", there.body.pk)
    english = as_(cast.mill_clerk, language="en")
    assert "Who stands where" in _page(english, "body_board", unit=cast.mill.code)


def test_a_town_without_bodies_leads_to_those_below_it(cast, there, as_):
    client = as_(cast.town_chair)
    told = _page(client, "body_board", unit=cast.town.code)
    assert "下级工会已登记" in told and reverse("committees:body_list") + f"?unit={cast.town.code}" in told
    assert "下级工会已登记" not in _page(client, "body_board", unit=cast.mill.code)
    assert "下级工会已登记" not in _page(client, "body_board", unit=cast.town.code, on="1999-01-01")


def test_posts_are_filled_by_names_of_the_register(cast, there, people, as_):
    client = as_(cast.mill_clerk)
    lines = "林细妹（主任，财务，专职）\n巫阿牛\n外来人（副主任）"
    answer = client.post(reverse("committees:body_staff", args=[there.fresh.pk]), {"on": "2008-03-03", "people": lines})
    assert answer.status_code == 302
    held = {seat.name: (seat.duty, seat.person_id, seat.full_time) for seat in there.fresh.seats.all()}
    assert held == {
        "林细妹": ("head", people[0].person_id, True),
        "巫阿牛": ("member", people[1].person_id, False),
        "外来人": ("vice", None, False),
    }


def test_the_overdue_list_and_the_desk_of_the_union_above(cast, there, as_):
    text = _page(as_(cast.town_chair), "term_list", unit=cast.town.code, phase="overdue")
    assert "河湾纺织厂工会委员会第2届" in text
    dues = list(standing.due_items(cast.town_chair, cast.town, timezone.localdate()))
    assert any("下级" in str(one.title) or "below" in str(one.title) for one in dues)
    below = [
        one for one in standing.due_items(cast.mill_clerk, cast.mill, timezone.localdate()) if one.unit == cast.mill
    ]
    assert below
    assert not list(standing.due_items(cast.stranger, cast.mill, timezone.localdate()))


def test_the_count_is_entered_on_the_page(cast, there, as_):
    client = as_(cast.mill_clerk)
    people = [one for race in there.election.races.order_by("number") for one in race.candidates.order_by("number")]
    form = {"on": "2008-03-13", "due": 60, "present": 55, "issued": 55, "returned": 55, "invalid": 0}
    form |= {f"votes_{one.pk}": number for one, number in zip(people, (50, 49, 48, 10, 52), strict=True)}
    answer = client.post(reverse("committees:election_count", args=[there.election.pk]), form)
    assert answer.status_code == 302, answer.content.decode()[:3000]
    there.election.refresh_from_db()
    assert there.election.state == "elected"
    assert "当选" in _page(client, "election_detail", there.election.pk)


def test_papers_and_workbooks_come_down(cast, there, as_):
    client = as_(cast.mill_clerk)
    for address in (
        reverse("committees:body_paper") + f"?unit={cast.mill.code}",
        reverse("committees:election_papers", args=[there.approved.pk]),
        reverse("committees:election_paper", args=[there.approved.pk, "count"]),
    ):
        answer = client.get(address)
        assert answer.status_code == 200 and answer.content[:2] == b"PK"
    assert client.get(reverse("committees:election_paper", args=[there.approved.pk, "poem"])).status_code == 404
    book = openpyxl.load_workbook(
        io.BytesIO(client.get(reverse("committees:body_export"), {"unit": cast.mill.code}).content)
    )
    rows = list(book.active.iter_rows(values_only=True))
    assert "庄主席" in [row[5] for row in rows]


HEADS = ("所在工会", "机构类型", "机构名称", "姓名", "职务", "分工", "任职日期", "离任日期")


def _bring(cast, *rows):
    """The mill's workbook, taken in and run. → (batch, what happened to its rows)"""
    batch = intake.take_in(
        "committees", workbook([("机构与任职", HEADS, rows)]), by=SYSTEM, unit=cast.mill, name="机构.xlsx"
    )
    return intake.run(batch, by=SYSTEM)


def test_a_workbook_forms_bodies_and_places_members(cast, there, people):
    mill = cast.mill.name
    rows = (
        (mill, "工会小组", "成品组", "林细妹", "组长", "", "2008-01-05", ""),
        (mill, "小组", "成品组", "费小满", "组员", "", "2008-01-05", ""),
        (mill, "小组", "备用组", "林细妹", "组员", "", "2008-02-01", ""),  # in a group already
        (mill, "专门委员会", "文体委员会", "无名氏", "主任", "文体", "2008-01-05", "2008-06-01"),
        (mill, "小组", "成品组", "查无此人", "组员", "", "2008-01-05", ""),
    )
    batch = _bring(cast, *rows)
    group = Body.objects.get(unit=cast.mill, name="成品组")
    assert (group.kind, group.state) == ("group", "staffed")
    assert set(group.seats.values_list("name", flat=True)) == {"林细妹", "费小满"}
    assert not Body.objects.filter(name="备用组").exists()
    assert Seat.objects.get(name="无名氏").until.isoformat() == "2008-06-01"
    again = _bring(cast, *rows)
    assert Seat.objects.filter(name="林细妹", voided_at=None).count() == 1
    assert again.pk != batch.pk
    intake.undo(batch, by=SYSTEM)
    assert not Seat.objects.standing().filter(batch=batch).exists()
