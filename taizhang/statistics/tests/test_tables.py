"""A statistics table from its definition to the workbook: who counts where, what leads back, what it says of itself."""

import io
from datetime import date, timedelta

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from taizhang.kernel import ledger
from taizhang.kernel.acts import SYSTEM
from taizhang.kernel.models import ActLog
from taizhang.kernel.periods import Period
from taizhang.kernel.verdicts import Refused
from taizhang.members.tests import factories as people
from taizhang.organisation import actions as organisation
from taizhang.organisation.models import Profile
from taizhang.statistics import actions, printing
from taizhang.statistics.models import Table
from taizhang.statistics.queries import tables as queries
from taizhang.worklog import actions as worklog

pytestmark = pytest.mark.django_db
YEAR = Period.parse("2008")
COLUMNS = [
    {"code": "AC-01:人次", "group": "文体"},
    {"code": "AC-01:金额", "group": "文体", "layout": "year"},
    {"code": "members.in_membership"},
    {"code": "members.women_share"},
]


def happened(unit, times, money, on=date(2008, 5, 1)):
    worklog.record(
        unit, by=SYSTEM, on=on, kind="AC-01", matter="篮球赛", person_times=times, amount=money, confirmed=True
    )


@pytest.fixture
def told(cast):
    """A year in which the mill and the port both did something."""
    happened(cast.mill, 30, 100)
    happened(cast.mill, 12, "50.5", date(2007, 3, 1))
    happened(cast.port, 8, 20)
    happened(cast.federation, 5, 7)
    people.member(cast.mill, name="柏长青", sex="女")
    people.member(cast.mill, name="兵小武", sex="男")
    people.member(cast.port, name="季白露", sex="女")
    return cast


def table(cast, unit=None, **details):
    said = {"name": "文体活动统计表", "rows": "children", "columns": COLUMNS, "period": "2008"} | details
    return actions.define(unit or cast.federation, by=SYSTEM, **said)


def by_name(laid):
    return {row.label: [None if n is None else str(n) for n in numbers] for row, numbers in laid.lines}


def test_rows_are_counted_each_by_itself_and_the_unit_itself_stands_apart(told):
    said = by_name(queries.lay_out(table(told), YEAR))
    assert said == {
        "石门县总工会": ["43", "127.00", "50.50", "151.5", "3", "66.7"],
        "石门县总工会本级": ["5", "7.00", "0", None, "0", None],
        "河湾镇联合工会": ["30", "100.00", "50.50", "98.0", "2", "50.0"],
        "临港镇联合工会": ["8", "20.00", "0.00", None, "1", "100.0"],
    }


def test_units_of_a_kind_or_a_level_come_with_the_subtotals_in_between(told):
    of_kind = queries.lay_out(table(told, rows="kind", kind="company_union"), YEAR)
    assert [(row.label, row.depth, row.subtotal) for row in of_kind.shown] == [
        ("石门县总工会", 0, True), ("河湾镇联合工会", 1, True), ("河湾纺织厂工会", 2, False),
    ]  # fmt: skip
    of_level = queries.lay_out(table(told, rows="level", level=5), YEAR)
    assert [row.label for row in of_level.shown] == ["石门县总工会", "河湾镇联合工会", "临港镇联合工会"]
    bare = queries.lay_out(table(told, rows="kind", kind="company_union", subtotals=False), YEAR)
    assert [row.label for row in bare.shown] == ["石门县总工会", "河湾纺织厂工会"]
    everything = queries.lay_out(table(told, rows="all"), YEAR)
    assert [row.depth for row in everything.shown] == [0, 1, 1, 2, 1]


def test_months_stand_side_by_side(told):
    laid = queries.lay_out(table(told, columns=[{"code": "AC-01:人次", "layout": "months"}]), YEAR)
    assert [head.sub for head in laid.heads][:2] == ["2008-01", "2008-02"]
    assert by_name(laid)["石门县总工会"] == ["0", "0", "0", "0", "43", *["0"] * 7]


def test_as_known_at_a_moment_and_on_todays_tree(told):
    made = table(told)
    before = timezone.now()
    happened(told.port, 100, 1)
    assert by_name(queries.lay_out(made, YEAR, as_of=before))["石门县总工会"][0] == "43"
    assert by_name(queries.lay_out(made, YEAR))["石门县总工会"][0] == "143"
    assert by_name(queries.lay_out(made, YEAR, tree="now")) == by_name(queries.lay_out(made, YEAR))


def test_a_closed_unit_stays_in_the_years_in_which_it_stood(told):
    one = organisation.found(
        told.federation, by=SYSTEM, on=date(2003, 1, 1), code="X", name="沙洲镇工会", kind="town_joint_union"
    )
    organisation.dissolve(Profile.objects.get(unit=one), by=SYSTEM, on=date(2009, 3, 1), why="并入")
    made = table(told)
    assert "沙洲镇工会" in by_name(queries.lay_out(made, YEAR))
    assert "沙洲镇工会" not in by_name(queries.lay_out(made, Period.parse("2010")))


def test_what_a_table_may_not_be(told):
    with pytest.raises(Refused):
        table(told, name=" ")
    with pytest.raises(Refused):
        table(told, rows="kind", kind="")
    with pytest.raises(Refused):
        table(told, columns=[{"code": "nothing.at_all"}])
    with pytest.raises(Refused):
        table(told, columns=[{"code": "AC-01:人次", "layout": "months"}] * 60)
    with pytest.raises(Refused):
        table(told, period="some day")
    with pytest.raises(Refused):
        actions.define(told.mill, by=told.port_chair, name="表", rows="children")


def test_columns_are_added_moved_and_removed_and_the_log_says_so(told):
    made = actions.define(told.mill, by=told.mill_clerk, name="表", rows="children")
    actions.add_columns(made, by=told.mill_clerk, codes=["AC-01:人次", "members.in_membership"], group="一")
    actions.move_column(made, by=told.mill_clerk, at=1, to=0)
    made.refresh_from_db()
    assert [one["code"] for one in made.columns] == ["members.in_membership", "AC-01:人次"]
    with pytest.raises(Refused):
        actions.remove_column(made, by=told.mill_clerk, at=0, code="AC-01:人次")
    actions.remove_column(made, by=told.mill_clerk, at=1, code="AC-01:人次")
    made.refresh_from_db()
    copied = actions.copy(made, told.mill, by=told.mill_chair, name="抄件")
    assert [one["code"] for one in copied.columns] == ["members.in_membership"]
    actions.void(copied, by=told.mill_chair, why="不再需要")
    assert Table.objects.standing().count() == 1
    assert ActLog.objects.filter(code="statistics.change").count() == 3


def test_a_table_costs_as_many_questions_with_twenty_more_units(told):
    made = table(told)

    def questions():
        with CaptureQueriesContext(connection) as asked:
            queries.lay_out(made, YEAR)
        return len(asked)

    before = questions()
    for at in range(20):
        organisation.found(
            told.federation, by=SYSTEM, on=date(2003, 1, 1), code=f"X{at}", name=f"镇{at}", kind="town_joint_union"
        )
    assert questions() == before <= 24


# --- the workbook -----------------------------------------------------------------------------------------------------------------


def opened(answer):
    return openpyxl.load_workbook(io.BytesIO(answer.content if hasattr(answer, "content") else answer))


def test_the_workbook_says_numbers_definitions_and_where_it_comes_from(told, as_):
    made = table(told)
    book = opened(as_(told.auditor).get(reverse("statistics:table_export", args=[made.pk])))
    assert book.sheetnames == ["统计表", "指标定义", "来源说明"]
    sheet = book["统计表"]
    assert sheet["C3"].value == "文体" and str(next(iter(sheet.merged_cells.ranges))) == "C3:F3"
    rows = {sheet.cell(at, 1).value: [sheet.cell(at, column).value for column in range(3, 9)] for at in range(7, 11)}
    assert rows["河湾镇联合工会"] == [30, 100, 50.5, 98, 2, 50]
    assert rows["临港镇联合工会"][3] == "—"
    cell = next(sheet.cell(at, 3) for at in range(7, 11) if sheet.cell(at, 1).value == "河湾镇联合工会")
    assert (
        cell.hyperlink.target
        == "http://testserver" + f"{reverse('desk:figure', args=['AC-01:人次'])}?unit=F-T&period=2008"
    )
    assert cell.number_format == "#,##0"
    assert sheet.cell(7, 8).number_format == '0.0"%"'
    assert sheet.freeze_panes == "C7"
    told_rows = {line[0].value: line[1].value for line in book["来源说明"].iter_rows()}
    assert told_rows["制表人"] == "申审计" and len(told_rows["指纹（SHA-256：行、列、数字）"]) == 64
    first = [cell.value for cell in book["指标定义"][2]]
    assert first[1] == "AC-01:人次" and first[7] == "AC-01" and first[9].endswith("&unit=")


def test_a_large_table_links_its_heads_and_finds_any_figure_by_a_formula(told, monkeypatch):
    monkeypatch.setattr(printing, "LINKED", 3)
    laid = queries.lay_out(table(told), YEAR)
    book = opened(printing.workbook(laid, base="https://desk.example.org/", by=told.auditor))
    assert book.sheetnames[2] == "找数字"
    assert book["找数字"]["B3"].value.startswith("=HYPERLINK(INDEX(")
    sheet = book["统计表"]
    assert sheet["C8"].hyperlink is None and sheet["A8"].hyperlink and sheet["C4"].hyperlink


def test_the_same_question_has_the_same_fingerprint_until_the_ledger_changes(told):
    made = table(told)
    first = printing.digest(queries.lay_out(made, YEAR))
    assert printing.digest(queries.lay_out(made, YEAR)) == first
    happened(told.port, 1, 0)
    assert printing.digest(queries.lay_out(made, YEAR)) != first


# --- pages ------------------------------------------------------------------------------------------------------------------------


def test_a_clerk_defines_a_table_with_ready_columns_and_adds_one(told, as_):
    clerk = as_(told.mill_clerk)
    posted = {
        "name": "会员统计表",
        "ready": "organisation",
        "rows": "children",
        "tree": "then",
        "subtotals": "on",
        "period": "2008",
    }
    answer = clerk.post(reverse("statistics:table_define") + "?unit=F-T-M", posted)
    made = Table.objects.get()
    assert answer["Location"] == made.get_absolute_url()
    page = clerk.get(reverse("statistics:table_columns", args=[made.pk]) + "?q=篮球").content.decode()
    assert "AC-01" not in page or "篮球" in page
    clerk.post(
        reverse("statistics:table_columns", args=[made.pk]) + "?q=AC-01:人次",
        {"codes": ["AC-01:人次"], "layout": "year", "group": "文体"},
    )
    made.refresh_from_db()
    assert made.columns[-1] == {"code": "AC-01:人次", "layout": "year", "group": "文体"}
    shown = clerk.get(made.get_absolute_url()).content.decode()
    assert "文体" in shown and "?unit=F-T-M&amp;period=2008" in shown
    clerk.post(reverse("statistics:column_remove", args=[made.pk]), {"at": "0", "code": made.columns[0]["code"]})
    clerk.post(reverse("statistics:column_move", args=[made.pk]), {"at": "1", "to": "0"})
    assert clerk.get(made.get_absolute_url() + "?known=2008-06-30&tree=now").status_code == 200


def test_nobody_beside_sees_the_table(told, as_):
    made = table(told, unit=told.mill)
    assert as_(told.port_chair).get(made.get_absolute_url()).status_code == 404
    assert as_(told.port_chair).get(reverse("statistics:table_export", args=[made.pk])).status_code == 404


def test_a_page_shows_sixty_rows_and_reckons_only_those(told, as_, monkeypatch):
    from taizhang.statistics.views import tables as views

    monkeypatch.setattr(views, "PER_PAGE", 2)
    made = table(told, rows="all")
    second = as_(told.auditor).get(made.get_absolute_url() + "?page=2").content.decode()
    assert "河湾镇联合工会" in second and "临港镇联合工会" not in second.split("<tbody>")[1].split("</tbody>")[0]


def test_as_known_on_is_kept_with_the_table(told, as_):
    made = table(told, known_on=timezone.localdate() - timedelta(1))
    assert ">0<" in as_(told.auditor).get(made.get_absolute_url()).content.decode()


def test_one_indicator_stands_in_several_columns_by_year_and_by_tree(told, client):
    code = "AC-01:人次"
    made = table(told, told.town, columns=[{"code": code}])
    actions.add_columns(made, by=told.town_chair, codes=[code], of="before")
    actions.add_columns(made, by=told.town_chair, codes=[code], tree="now")
    actions.add_columns(made, by=told.town_chair, codes=[code])
    made.refresh_from_db()
    assert [(one.get("of", ""), one.get("tree", "")) for one in made.columns] == [
        ("", ""),
        ("before", ""),
        ("", "now"),
        ("", ""),
    ]
    laid = queries.lay_out(made, YEAR)
    heads = [(head.period.code(), head.tree) for head in laid.heads]
    assert heads == [("2008", ""), ("2007", ""), ("2008", "now"), ("2008", "")]
    for head, column in zip(laid.heads, laid.columns, strict=True):
        asked = ledger.value(code, told.town, head.period, tree=head.tree or "then")
        assert column[0] == asked.number
    assert laid.columns[0] == laid.columns[3]
    client.force_login(told.town_chair)
    page = client.get(made.get_absolute_url(), {"period": "2008"}).content.decode()
    assert "period=2007" in page and "tree=now" in page
    assert client.get(reverse("statistics:table_export", args=[made.pk]), {"period": "2008"}).status_code == 200
    assert client.get(reverse("statistics:table_columns", args=[made.pk])).status_code == 200
