"""Pages of the desk: seen, hidden, refused in words, and a pinned number of questions to the database."""

import io
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from taizhang.desk import queries
from taizhang.kernel import chain, definitions, ledger
from taizhang.kernel.manifest import Term, registry
from taizhang.kernel.models import User
from taizhang.kernel.periods import Period
from taizhang.worklog import actions as worklog

YEAR = Period.parse("2008")
FIGURE = "/figures/AW-16:人数/?unit=F-T&period=2008"


@pytest.fixture
def visits(cast):
    """Three handings-out of the love supermarket at the mill, one at the port, and one a year before."""
    days = (
        (cast.mill, date(2008, 3, 1), 4),
        (cast.mill, date(2008, 5, 1), 3),
        (cast.town, date(2008, 6, 1), 5),
        (cast.port, date(2008, 6, 2), 9),
        (cast.mill, date(2007, 3, 1), 2),
    )
    return [
        worklog.record(unit, by=worklog.SYSTEM, confirmed=True, on=on, kind="AW-16", matter="爱心超市", persons=persons)
        for unit, on, persons in days
    ]


@pytest.mark.parametrize(
    "name", ["home", "due", "due_count", "unit_tree", "search", "act_log", "account_list", "mine", "settings", "help"]
)
def test_pages_need_a_sign_in(client, db, name):
    assert client.get(reverse(f"desk:{name}")).status_code == 302


@pytest.mark.parametrize("person", ["mill_chair", "mill_clerk", "town_chair", "auditor", "administrator", "stranger"])
@pytest.mark.parametrize(
    "name", ["home", "due", "due_count", "unit_tree", "search", "act_log", "account_list", "mine", "settings", "help"]
)
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_pages_open_for_everybody_in_both_languages(cast, as_, person, name, language):
    assert as_(getattr(cast, person), language).get(reverse(f"desk:{name}")).status_code == 200


def test_home_shows_the_latest_month_with_records_and_says_so(cast, as_, visits):
    html = as_(cast.town_chair).get("/").content.decode()
    assert "2008年6月" in html and "最近有记录的时段" in html


def test_home_of_an_administrator_shows_no_figures(cast, as_, visits):
    assert 'class="figure' not in as_(cast.administrator).get("/").content.decode()


def test_dashboard_is_hidden_from_strangers(cast, as_):
    page = reverse("desk:dashboard", args=["F-T-M"])
    assert as_(cast.port_chair).get(page).status_code == 404
    assert as_(cast.town_chair).get(page).status_code == 200


def test_dashboard_keeps_figures_from_the_administrator(cast, as_, visits):
    html = as_(cast.administrator).get(reverse("desk:dashboard", args=["F-T"])).content.decode()
    assert 'class="figure' not in html
    assert as_(cast.administrator).get(reverse("desk:dashboard_export", args=["F-T"])).status_code == 404


def test_dashboard_shows_areas_children_and_months(cast, as_, visits):
    html = as_(cast.town_chair).get(reverse("desk:dashboard", args=["F-T"]) + "?period=2008").content.decode()
    assert "各单位情况" in html and "逐月情况" in html and "河湾纺织厂工会" in html
    area = as_(cast.town_chair).get(reverse("desk:dashboard", args=["F-T"]) + "?period=2008&area=aid").content.decode()
    assert ">12</a>" in area


def test_unknown_area_is_no_page(cast, as_):
    assert as_(cast.town_chair).get(reverse("desk:dashboard", args=["F-T"]) + "?area=nowhere").status_code == 404


def test_figure_page_equals_the_ledger_and_its_trace(cast, as_, visits):
    answer = as_(cast.town_chair).get(FIGURE)
    value, trace = answer.context["value"], answer.context["trace"]
    assert value.number == Decimal(12) == trace.total == sum(line.counts for line in trace.lines)
    assert answer.context["before"].number == Decimal(2) and answer.context["growth"] == Decimal("500.0")
    assert "河湾镇联合工会及所属单位" in answer.context["sentence"]


def test_figure_page_months_and_children_add_up(cast, as_, visits):
    answer = as_(cast.town_chair).get(FIGURE)
    assert sum(number for _month, number, _url in answer.context["months"]["points"]) == 12
    assert [(child.code, figure.number) for child, figure, _share in answer.context["children"]] == [("F-T-M", 7)]


def test_figure_page_of_this_unit_alone(cast, as_, visits):
    answer = as_(cast.town_chair).get(FIGURE + "&scope=own")
    assert answer.context["value"].number == 5 and answer.context["children"] == []


def test_figure_page_is_hidden_from_other_unions(cast, as_, visits):
    assert as_(cast.port_chair).get(FIGURE).status_code == 404
    assert as_(cast.mill_chair).get(FIGURE).status_code == 404
    assert as_(cast.stranger).get(FIGURE).status_code == 404
    assert as_(cast.administrator).get(FIGURE).status_code == 404


def test_unknown_figure_is_no_page(cast, as_):
    assert as_(cast.town_chair).get("/figures/nothing.at_all/?unit=F-T").status_code == 404


def test_figure_page_filters_by_chips(cast, as_, visits):
    answer = as_(cast.town_chair).get(FIGURE + "&word=事项&operator=~&value=超市")
    assert answer.context["asked"].where == "事项~超市" and answer.context["value"].number == 12
    assert as_(cast.town_chair).get(FIGURE + "&where=事项~没有").context["value"].number == 0


@pytest.mark.parametrize(
    "query",
    [
        "where=胡说=1",
        "where=((",
        "known=yesterday",
        "page=99999999999999999999",
        "part=denominator",
        "tree=x",
        "scope=x",
    ],
)
def test_figure_page_survives_nonsense(cast, as_, visits, query):
    assert as_(cast.town_chair).get(f"{FIGURE}&{query}").status_code == 200


def test_figure_page_as_known_then_says_so_and_leads_to_why(cast, as_, visits):
    answer = as_(cast.town_chair).get(FIGURE + "&known=2009-01-01&at=09:30")
    assert answer.context["value"].number == 0 and answer.context["today"]["now"].number == 12
    html = answer.content.decode()
    assert "2009-01-01 09:30" in html and "known_before=2009-01-01&amp;at_before=09%3A30" in html


def test_a_moment_that_is_none_is_said_in_a_sentence(cast, as_, visits):
    page = as_(cast.town_chair)
    for query in ("known=9999-12-31", f"known={timezone.localdate() + timedelta(1)}&at=09:30:20"):
        answer = page.get(f"{FIGURE}&{query}")
        assert "还没有到；现在显示的是目前所知的数。" in answer.content.decode()
        assert answer.context["value"].number == 12 and not answer.context["known"].is_special
    assert "不是时刻" in page.get(FIGURE + "&known=0001-01-01&at=00:10").content.decode()
    assert "“10:00”不是时刻" in page.get(FIGURE + "&at=10:00").content.decode()
    early = page.get(FIGURE + "&known=2009-01-01&at=09:30:20%2b08:00")
    assert "账本的第一行写于" in early.content.decode() and str(early.context["known"].clock) == "09:30:00"
    english = as_(cast.town_chair, "en").get(WHY + "&known_before=2009-01-01&known_after=2999-01-01").content.decode()
    assert "at the moment chosen nothing was known yet" in english
    assert "2999-01-01 has not come yet" in english
    assert "账本的第一行" not in page.get(f"{FIGURE}&known={timezone.localdate()}").content.decode()


WHY = "/figures/AW-16:人数/why/?unit=F-T&period=2008"


def test_the_page_of_why_names_record_act_and_person(cast, as_, visits):
    worklog.correct(visits[1], by=cast.mill_chair, confirmed=True, persons=8, why="漏了五人")
    answer = as_(cast.town_chair).get(WHY + "&known_before=2009-01-01")
    html = answer.content.decode()
    ((side, effects),) = answer.context["sides"]
    assert (side.before, side.after, side.shown_effect) == (0, 17, 17) and len(effects) == 3
    assert visits[1].get_absolute_url() in html and "梅厂长" in html and "漏了五人" in html
    assert as_(cast.town_chair).get(WHY + "&known_before=2020-13-77").status_code == 200
    english = as_(cast.town_chair, "en").get(WHY + "&tree_before=then&tree_after=now").content.decode()
    assert "Nothing changed" in english


def test_the_page_of_why_is_hidden_like_the_figure(cast, as_, visits):
    assert as_(cast.port_chair).get(WHY).status_code == 404
    assert as_(cast.administrator).get(WHY).status_code == 404


def test_the_dashboard_is_drawn_as_known_then_and_carries_it_on(cast, as_, visits):
    page = reverse("desk:dashboard", args=["F-T"]) + "?period=2008"
    answer = as_(cast.town_chair).get(page + "&known=2009-01-01&tree=now")
    html = answer.content.decode()
    assert "按 2009-01-01 日终 所知" in html
    assert all(not figure.number for _child, cells in answer.context["table"][1] for figure in cells)
    assert "known=2009-01-01&amp;tree=now" in html
    today = as_(cast.town_chair).get(page)
    assert "所知列出" not in today.content.decode()
    child = as_(cast.town_chair).get(reverse("desk:dashboard_export", args=["F-T"]) + "?period=2008&known=2009-01-01")
    book = openpyxl.load_workbook(io.BytesIO(child.content))
    assert book.worksheets[-1].cell(2, 2).value == "2009-01-01 日终"


def test_figure_workbook_holds_the_records(cast, as_, visits):
    answer = as_(cast.town_chair).get("/figures/AW-16:人数/export/?unit=F-T&period=2008")
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    rows = list(book.worksheets[1].iter_rows(min_row=2, values_only=True))
    assert sum(row[6] for row in rows) == 12 and len(book.sheetnames) == 3


def test_dashboard_workbook_equals_the_ledger(cast, as_, visits):
    answer = as_(cast.town_chair).get(reverse("desk:dashboard_export", args=["F-T"]) + "?period=2008")
    rows = {
        row[2]: row[3]
        for row in openpyxl.load_workbook(io.BytesIO(answer.content))
        .worksheets[0]
        .iter_rows(min_row=2, values_only=True)
    }
    assert rows["worklog.aid_persons"] == 12 and rows["worklog.entries"] == 3


def test_small_lines_equal_the_ledger(cast, visits):
    indicator = ledger.value("worklog.entries", cast.town, YEAR).indicator
    months = queries.months_of([indicator], cast.town, YEAR)["worklog.entries"]
    assert (
        months == [figure.number for _month, figure in ledger.by_month("worklog.entries", cast.town, YEAR)]
        and sum(months) == 3
    )


@pytest.mark.parametrize(
    ("period", "first", "last"), [("2008", "2008-01-01", "2008-12-31"), ("2008-02", "2007-03-01", "2008-02-29")]
)
def test_year_to_ends_with_the_period(period, first, last):
    year = queries.year_to(Period.parse(period))
    assert (str(year.start), str(year.last_day)) == (first, last)


def test_search_finds_only_what_may_be_seen(cast, as_, visits):
    assert "河湾纺织厂工会" in as_(cast.town_chair).get("/search/?q=纺织").content.decode()
    assert "F-T-M" not in as_(cast.port_chair).get("/search/?q=纺织").content.decode()


def test_search_survives_odd_words(cast, as_):
    for text in ("%", "'", "<script>", "x" * 10000, " "):
        answer = as_(cast.town_chair).get("/search/", {"q": text})
        assert answer.status_code == 200 and b"<script>alert" not in answer.content


def test_log_tells_acts_of_own_units_in_sentences(cast, as_, visits):
    html = as_(cast.mill_chair).get(reverse("desk:act_log")).content.decode()
    assert "爱心超市" in html
    assert "爱心超市" in as_(cast.port_chair).get(reverse("desk:act_log")).content.decode()
    assert "河湾纺织厂" not in as_(cast.port_chair).get(reverse("desk:act_log")).content.decode()


def test_log_tells_an_administrator_nothing_of_records(cast, as_, visits):
    for page in ("/", "/log/"):
        html = as_(cast.administrator).get(page).content.decode()
        assert "爱心超市" not in html and "河湾纺织厂工会" in html


def test_log_filters(cast, as_, visits):
    client = as_(cast.town_chair)
    assert client.get("/log/?app=organisation&since=2000-01-01&until=2100-01-01&q=").status_code == 200
    assert not client.get("/log/?q=没有这个人").context["lines"]
    entry = visits[0]
    assert len(client.get(f"/log/?record=worklog.entry:{entry.pk}").context["lines"]) == 1
    assert client.get("/log/?unit=F-P").status_code == 404


def test_settings_are_kept(cast, as_):
    client = as_(cast.mill_clerk)
    answer = client.post("/settings/", {"name": "柯经办", "language": "en", "text_size": "larger"}, follow=True)
    assert 'data-text="larger"' in answer.content.decode() and "My settings" in answer.content.decode()
    assert User.objects.get(pk=cast.mill_clerk.pk).text_size == "larger"


def test_unit_tree_opens_branch_by_branch(cast, as_):
    client = as_(cast.auditor)
    assert "石门县总工会" in client.get("/units/tree/").content.decode()
    branch = client.get("/units/tree/?branch=F").content.decode()
    assert "河湾镇联合工会" in branch and "临港镇联合工会" in branch
    assert "河湾纺织厂工会" in client.get("/units/tree/?q=纺织").content.decode()
    assert "河湾" not in as_(cast.port_chair).get("/units/tree/?branch=F-T").content.decode()


def test_errors_are_sentences(cast, as_):
    answer = as_(cast.port_chair).get("/nowhere/")
    assert answer.status_code == 404 and "没有您能看的这个页面" in answer.content.decode()


def test_nobody_signs_in_with_a_wrong_password_for_ever(client, cast):
    for _attempt in range(6):
        answer = client.post(reverse("account_login"), {"login": "mill_chair", "password": "wrong"})
    assert (
        client.post(reverse("account_login"), {"login": "mill_chair", "password": "a mill by the river"}).status_code
        != 302
    )
    assert answer.status_code in (200, 429)


def test_the_log_shows_the_seal_of_every_line(cast, as_, visits):
    client = as_(cast.town_chair)
    assert "待存证" in client.get("/log/").content.decode()
    chain.seal_all(thorough=True)
    answer = client.get("/log/")
    _line, link = answer.context["lines"][0]
    assert link.link[:12] in answer.content.decode() and answer.context["chain"].waiting == 0
    script = client.get(reverse("desk:act_log_script"))
    assert script["Content-Disposition"].startswith("attachment") and b"check_contents" in script.content


def test_a_figure_shows_how_it_was_defined_and_is_reckoned_by_a_former_definition(cast, as_, visits, monkeypatch):
    definitions.keep_all()
    code = "worklog.entries"
    declared = registry.indicators[code]
    page = f"/figures/{code}/?unit=F-T&period=2008"
    client = as_(cast.town_chair)
    assert client.get(page).context["definitions"] == []
    monkeypatch.setitem(registry.indicators, code, replace(declared, of=Term("work.persons"), words="人数"))
    definitions.keep_all()
    version = definitions.version_of(declared)
    today = client.get(page)
    assert today.context["value"].number == 12 and version in today.content.decode()
    former = client.get(f"{page}&version={version}")
    assert former.context["value"].number == 3 and "原定义" in former.content.decode()
    assert client.get(f"{page}&version=123").context["value"].number == 12
    why = client.get(f"/figures/{code}/why/?unit=F-T&period=2008&version_before={version}")
    ((side, effects),) = why.context["sides"]
    assert (side.before, side.after, side.shown_effect) == (3, 12, 9) and len(effects) == 3


@pytest.mark.parametrize("entries", [1, 3])
def test_log_asks_the_same_number_of_questions(cast, as_, entries, django_assert_num_queries):
    for number in range(entries):
        worklog.record(
            cast.mill,
            by=worklog.SYSTEM,
            confirmed=True,
            on=date(2008, 3, 1 + number),
            kind="AW-16",
            matter=f"超市{number}",
            persons=1,
        )
    client = as_(cast.mill_chair)
    client.get("/log/")
    with django_assert_num_queries(LOG_QUERIES):
        client.get("/log/")


@pytest.mark.parametrize(("page", "most"), [("desk:home", 138), ("desk:dashboard", 83), ("desk:due", 121)])
def test_home_and_board_ask_no_more_when_there_is_more(cast, as_, visits, page, most):
    """Neither more entries nor another unit below cost another question; who may see what is asked once."""
    page = reverse(page, args=["F-T"]) + "?period=2008" if "dashboard" in page else reverse(page)
    client, asked = as_(cast.town_chair), []
    for number in range(2):
        client.get(page)
        with CaptureQueriesContext(connection) as questions:
            client.get(page)
        asked.append([question["sql"] for question in questions])
        worklog.record(
            cast.mill,
            by=worklog.SYSTEM,
            confirmed=True,
            on=date(2008, 3, 5 + number),
            kind="AW-16",
            matter="又一次",
            persons=1,
        )
    assert len(asked[1]) <= len(asked[0])
    assert len(asked[1]) <= most
    posts_with_units = [
        sql for sql in asked[0] if sql.startswith('SELECT "kernel_post"."id"') and '"kernel_unit"."path"' in sql
    ]
    assert sum(f'"user_id" = {cast.town_chair.pk} ' in sql for sql in posts_with_units) == 1


@pytest.mark.parametrize("entries", [1, 3])
def test_figure_asks_the_same_number_of_questions(cast, as_, entries, django_assert_max_num_queries):
    for number in range(entries):
        worklog.record(
            cast.mill,
            by=worklog.SYSTEM,
            confirmed=True,
            on=date(2008, 3, 1 + number),
            kind="AW-16",
            matter=f"超市{number}",
            persons=1,
        )
    client = as_(cast.mill_chair)
    client.get("/figures/AW-16:人数/?unit=F-T-M&period=2008")
    with django_assert_max_num_queries(FIGURE_QUERIES):
        client.get("/figures/AW-16:人数/?unit=F-T-M&period=2008")


LOG_QUERIES, FIGURE_QUERIES = 10, 23  # the last: whether the figure rests in part on a report alone
