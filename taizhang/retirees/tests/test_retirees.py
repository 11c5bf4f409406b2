"""A year with the retirees: registered or taken over, in groups that are handed over, visited, celebrated, and mourned."""

from datetime import date

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from taizhang.intake import actions as intake
from taizhang.intake.tests.factories import workbook
from taizhang.kernel import ledger, rulebook
from taizhang.kernel.acts import SYSTEM
from taizhang.kernel.models import ActLog
from taizhang.kernel.periods import Period
from taizhang.kernel.verdicts import Refused
from taizhang.members import actions as members
from taizhang.members.tests import factories
from taizhang.retirees import actions, queries, rules
from taizhang.retirees.models import Celebration, Leadership, Retiree
from taizhang.testing.world import PIXEL

pytestmark = pytest.mark.django_db
DAY = date(2009, 3, 2)
TODAY = date.today()
TYPES = [f"retirees.{name}" for name in ("retiree", "group", "leadership", "visit", "celebration")]


@pytest.fixture
def laid_down(db):
    """The figures of regulation as shipped."""
    rulebook.load()


@pytest.fixture(autouse=True)
def _the_ledger_agrees():
    yield
    assert list(ledger.differences(TYPES)) == []


def number(code, unit, year=2009):
    return ledger.value(code, unit, Period.year(year)).number


def retiree(cast, name="柏长青", **details):
    return actions.register(cast.mill, by=cast.mill_clerk, on=DAY, name=name, **details)


@pytest.mark.parametrize(
    ("born", "wed", "year", "found"),
    [
        (date(1940, 2, 29), None, 2025, [("整寿", 85, date(2025, 2, 28))]),
        (date(1941, 5, 1), None, 2025, []),
        (date(1970, 5, 1), None, 2025, []),
        (None, date(1975, 10, 1), 2025, [("结婚纪念", 50, date(2025, 10, 1))]),
        (
            date(1945, 5, 1),
            date(1965, 10, 1),
            2025,
            [("整寿", 80, date(2025, 5, 1)), ("结婚纪念", 60, date(2025, 10, 1))],
        ),
        (None, date(1970, 10, 1), 2025, []),
    ],
)
def test_ages_divisible_by_five_golden_and_diamond_weddings(born, wed, year, found):
    one = Retiree(name="柏长青", birth_on=born, wedding_on=wed)
    told = rules.anniversaries(one, year, age_from=60, step=5, weddings={50, 60})
    assert [(str(each.occasion), each.years, each.on) for each in told] == found


def test_the_register_is_taken_over_from_the_kept_memberships(cast):
    kept, soldier = factories.member(cast.mill, name="柏长青"), factories.member(cast.mill, name="兵小武")
    members.keep(kept, by=SYSTEM, on=date(2008, 6, 1), why="退休")
    members.keep(soldier, by=SYSTEM, on=date(2008, 6, 1), why="服兵役")
    assert actions.take_over(cast.mill, by=cast.mill_clerk, on=DAY) == 1
    one = Retiree.objects.get()
    assert (one.name, one.retired_on, one.subject) == ("柏长青", date(2008, 6, 1), f"person:{kept.person_id}")
    assert number("RW-01:人数", cast.federation) == 1
    with pytest.raises(Refused):
        actions.take_over(cast.mill, by=cast.mill_clerk, on=DAY)
    with pytest.raises(Refused):
        actions.take_over(cast.mill, by=cast.port_chair, on=DAY)


def test_a_group_is_handed_over_and_each_time_is_on_file(cast):
    group = actions.found_group(cast.mill, by=cast.mill_clerk, on=DAY, name="河东小组")
    with pytest.raises(Refused):
        actions.found_group(cast.mill, by=cast.mill_clerk, on=DAY, name="河东小组")
    first, second = retiree(cast, group=group), retiree(cast, "松不老", group=group)
    stranger = retiree(cast, "别组人")
    actions.hand_over(group, by=cast.mill_clerk, on=DAY, leader=first)
    for wrong in (first, stranger):
        with pytest.raises(Refused):
            actions.hand_over(group, by=cast.mill_clerk, on=date(2009, 5, 1), leader=wrong, handover="已交接")
    with pytest.raises(Refused, match="交接"):  # a change is handed over, and how is on file
        actions.hand_over(group, by=cast.mill_clerk, on=date(2009, 5, 1), leader=second)
    actions.hand_over(group, by=cast.mill_clerk, on=date(2009, 5, 1), leader=second, handover="名册和经费已交接")
    old, new = Leadership.objects.order_by("since")
    assert (old.until, old.handover, new.leader) == (date(2009, 5, 1), "名册和经费已交接", second)
    actions.leave(second, by=cast.mill_clerk, on=date(2009, 8, 1), why="病故")
    assert queries.leader_of(group) is None
    assert (number("retirees.deaths", cast.town), number("RW-01:人数", cast.town)) == (1, 2)


def test_visits_count_persons_and_times_and_the_health_is_sealed(cast, as_):
    one = retiree(cast, health="糖尿病", phone="15400003333", mobility="行动不便")
    for day in (date(2009, 4, 1), date(2009, 9, 9)):
        actions.visit(one, by=cast.mill_clerk, on=day, visitors="柯经办", amount=200)
    assert [number(f"RW-02:{column}", cast.town) for column in ("人数", "人次", "金额")] == [1, 2, 400]
    clerk, page = as_(cast.mill_clerk), reverse("retirees:retiree_reveal", args=[one.pk])
    assert "糖尿病" not in clerk.get(one.get_absolute_url()).content.decode()
    assert clerk.post(page, {"why": ""}).status_code == 422
    assert "糖尿病" in clerk.post(page, {"why": "安排体检"}).content.decode()
    assert ActLog.objects.get(code="retirees.reveal").notes["why"] == "安排体检"
    assert "糖尿病" not in as_(cast.auditor).post(page, {"why": "看看"}).content.decode()
    actions.change(one, by=cast.mill_clerk, on=TODAY, mobility="长期卧床", health="")
    one.refresh_from_db()
    assert (one.health.reveal(), one.mobility) == ("糖尿病", "长期卧床")


def test_the_list_of_a_year_is_computed_listed_and_celebrated_once(cast, as_, tmp_path, laid_down):
    one = retiree(cast, birth_on=date(TODAY.year - 80, 1, 5), wedding_on=date(TODAY.year + 1 - 50, 10, 1))
    with pytest.raises(Refused):
        actions.make_list(cast.mill, by=cast.mill_clerk, on=TODAY, year=TODAY.year - 3)
    assert actions.make_list(cast.town, by=cast.town_chair, on=TODAY, year=TODAY.year) == 1
    assert actions.make_list(cast.mill, by=cast.mill_clerk, on=TODAY, year=TODAY.year) == 0
    party = Celebration.objects.get()
    assert (party.matter, party.unit) == ("80寿辰", cast.mill)
    assert any(due.button for due in queries.due_items(cast.mill_clerk, cast.mill, TODAY) if party.matter in due.title)
    actions.celebrate(party, by=cast.mill_clerk, on=TODAY, gift="寿桃", amount=100)
    with pytest.raises(Refused):
        actions.celebrate(party, by=cast.mill_clerk, on=TODAY)
    assert [number(f"RW-03:{column}", cast.federation, TODAY.year) for column in ("人数", "金额", "数量")] == [
        1,
        100,
        1,
    ]
    assert number("retirees.celebrated_share", cast.mill, TODAY.year) == 100
    answer = as_(cast.mill_clerk).get(reverse("retirees:celebration_export"), {"year": TODAY.year + 1})
    (tmp_path / "next.xlsx").write_bytes(answer.content)
    rows = list(openpyxl.load_workbook(tmp_path / "next.xlsx").active.iter_rows(values_only=True))
    assert [(row[1], row[3], row[-1]) for row in rows[1:]] == [("柏长青", "金婚", "未列入")]
    actions.make_list(cast.mill, by=cast.mill_clerk, on=TODAY, year=TODAY.year + 1)
    actions.leave(one, by=cast.mill_clerk, on=TODAY)
    assert Celebration.objects.order_by("year").last().state == "不办"


def test_a_workbook_of_retirees(cast):
    actions.found_group(cast.mill, by=SYSTEM, on=DAY, name="河东小组")
    known = factories.member(cast.mill, name="松不老")
    rows = [
        ["姓名", "性别", "出生年月", "身份证号码", "单位", "退休时间", "小组", "身体状况", "行动情况", "结婚日期"],
        [
            "松不老",
            "男",
            "",
            known.person.id_number.reveal(),
            "河湾纺织厂",
            "2001.5",
            "河东小组",
            "良好",
            "自如",
            "1970.10.1",
        ],
        ["柏长青", "女", "1940.2", "", "河湾纺织厂", "", "没有的组", "", "", ""],
        ["竹有节", "女", "1941.3.3", "", "河湾纺织厂", "", "", "高血压", "不便", ""],
    ]
    batch = intake.take_in("retirees", workbook(("退休", rows)), by=cast.mill_clerk, unit=cast.mill, name="退休.xlsx")
    assert (batch.entering, batch.counts["rejected"]) == (2, 1)
    done = intake.run(batch, by=cast.mill_clerk)
    one = Retiree.objects.get(name="松不老")
    assert (one.person, one.group.name, one.mobility) == (known.person, "河东小组", "行动自如")
    again = intake.take_in("retirees", workbook(("退休", rows)), by=cast.mill_clerk, unit=cast.mill, name="退休.xlsx")
    assert again.entering == 0
    intake.undo(done, by=cast.mill_clerk)
    assert not Retiree.objects.standing().exists()


def test_the_pages_of_a_clerk(cast, as_):
    clerk = as_(cast.mill_clerk)
    form = {"name": "柏长青", "sex": "女", "birth_on": "1940-02-01", "on": "2009-03-02"}
    assert clerk.post(reverse("retirees:retiree_register"), form).status_code == 302
    assert clerk.post(reverse("retirees:group_found"), {"name": "河东小组", "on": "2009-03-02"}).status_code == 302
    one = Retiree.objects.get()
    for page in ("retiree_list", "retiree_export", "group_list", "celebration_list"):
        assert (
            "柏长青" in clerk.get(reverse(f"retirees:{page}")).content.decode(errors="replace")
            or page != "retiree_list"
        )
    assert clerk.post(reverse("retirees:retiree_visit", args=[one.pk]), {"on": "2009-04-01"}).status_code == 302
    assert (
        clerk.post(reverse("retirees:retiree_leave", args=[one.pk]), {"on": "2009-06-01", "to": "去世"}).status_code
        == 302
    )
    assert as_(cast.port_chair).get(one.get_absolute_url()).status_code == 404


def test_a_death_is_entered_once_and_each_register_tells_the_other(cast):
    kept, other = factories.member(cast.mill, name="柏长青"), factories.member(cast.mill, name="松不老")
    for one in (kept, other):
        members.keep(one, by=SYSTEM, on=date(2008, 6, 1), why="退休")
    assert (
        list(queries.due_items(cast.mill_clerk, cast.mill, TODAY)) == []
    )  # a union that keeps no register is left alone
    retiree(cast, "竹有节")
    [due] = [one for one in queries.due_items(cast.mill_clerk, cast.mill, TODAY) if "take-over" in one.url]
    assert due.words
    assert not any("take-over" in one.url for one in queries.due_items(cast.port_chair, cast.port, TODAY))
    actions.take_over(cast.mill, by=cast.mill_clerk, on=DAY)
    actions.leave(Retiree.objects.get(person=kept.person), by=cast.mill_clerk, on=date(2009, 6, 1), why="病故")
    kept.refresh_from_db()
    assert (kept.status, kept.left_on) == ("去世", date(2009, 6, 1))
    assert number("members.gone", cast.town) == 1
    members.leave(other, by=cast.mill_clerk, on=date(2009, 7, 1), to="去世")
    [due] = [one for one in queries.due_items(cast.mill_clerk, cast.mill, TODAY) if "leave" in one.url]
    assert "松不老" in str(due.title)


def test_what_was_entered_by_mistake_is_taken_back_in_its_order(cast):
    by = {"by": cast.mill_clerk}
    group = actions.found_group(cast.mill, on=DAY, name="河东小组", **by)
    first, second = retiree(cast, group=group), retiree(cast, "松不老", group=group)
    visit = actions.visit(first, on=DAY, amount=200, **by)
    old = actions.hand_over(group, on=DAY, leader=first, **by)
    new = actions.hand_over(group, on=date(2009, 5, 1), leader=second, handover="名册已交", **by)
    for early in (first, group, old):
        with pytest.raises(Refused):
            actions.void(early, why="录错", **by)
    actions.void(new, why="没有更换", **by)
    assert queries.leader_of(group) == old
    for one in (visit, old, first, second, group):
        with pytest.raises(Refused):
            actions.void(one, by=cast.port_chair, why="录错")
        actions.void(one, why="录错", **by)
    assert (number("RW-01:人数", cast.town), number("RW-02:金额", cast.town)) == (0, 0)


def test_who_is_registered_by_hand_is_the_member_of_that_name(cast, as_):
    known = factories.member(cast.mill, name="柏长青", born=date(1948, 2, 1))
    clerk, page = as_(cast.mill_clerk), reverse("retirees:retiree_register")
    assert clerk.post(page, {"name": "柏长青", "birth_on": "1940-02-01", "on": "2009-03-02"}).status_code == 302
    assert Retiree.objects.get().person is None  # a namesake
    assert clerk.post(page, {"name": "柏长青", "on": "2009-03-02"}).status_code == 302
    one = Retiree.objects.latest("pk")
    assert (one.person, one.birth_on) == (known.person, date(1948, 2, 1))
    assert clerk.post(page, {"name": "柏长青", "on": "2009-03-02"}).status_code == 422
    add = reverse("retirees:evidence_add", args=["retiree", one.pk])
    file = SimpleUploadedFile("退休证.png", PIXEL, content_type="image/png")
    assert clerk.post(add, {"file": file, "kind": "退休证"}).status_code == 302
    shown = clerk.get(one.get_absolute_url()).content.decode()
    assert "退休证.png" in shown
    assert as_(cast.port_chair).post(add, {"kind": "退休证"}).status_code == 404
