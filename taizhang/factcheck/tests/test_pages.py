"""The pages of the checker: what a clerk hands in, sees, filters, confirms, accepts and takes away."""

import io
import re

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from taizhang.factcheck import actions, evidence, queries
from taizhang.factcheck.models import Acceptance, Check
from taizhang.factcheck.tests.factories import TEXT, accepted, checked, handed_in, result
from taizhang.kernel import ledger
from taizhang.kernel.acts import SYSTEM
from taizhang.kernel.figures import resolve
from taizhang.kernel.periods import Period


def words(answer):
    return answer.content.decode()


def test_an_empty_list_teaches_the_first_step(cast, as_):
    assert "还没有核对过报告" in words(as_(cast.mill_clerk).get("/factcheck/?unit=F-T-M"))


def test_a_pasted_report_is_handed_in(cast, as_):
    client = as_(cast.mill_clerk)
    answer = client.post("/factcheck/new/?unit=F-T-M", {"text": TEXT, "period": "2008"})
    check = Check.objects.get()
    assert answer.status_code == 302 and answer["Location"] == check.get_absolute_url()
    assert (check.file_name, check.period_code, check.by) == (
        "河湾纺织厂工会2008年工作小结.txt",
        "2008",
        cast.mill_clerk,
    )
    assert "正在读报告并比对" in words(client.get(check.get_absolute_url()))


def test_a_file_is_handed_in_with_last_years_beside_it(cast, as_):
    files = {
        "file": SimpleUploadedFile("小结.txt", TEXT.encode("gb18030")),
        "last_year": SimpleUploadedFile("去年.txt", TEXT.encode()),
    }
    as_(cast.mill_clerk).post("/factcheck/new/?unit=F-T-M", {**files, "period": "", "name": "小结（定稿）"})
    check = Check.objects.get()
    assert (check.name, check.last_year_name, check.period) == ("小结（定稿）", "去年.txt", None)


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"text": "", "period": "2008"}, "请选择文件，或粘贴报告正文"),
        ({"text": TEXT, "period": "去年"}, "“去年”"),
        ({"file": SimpleUploadedFile("空.txt", b""), "period": ""}, "空"),
    ],
)
def test_what_is_missing_is_said_beside_the_field(cast, as_, given, sentence):
    answer = as_(cast.mill_clerk).post("/factcheck/new/?unit=F-T-M", given)
    assert answer.status_code == 422 and sentence in words(answer)
    assert not Check.objects.exists()


def test_the_page_marks_every_figure_with_a_sign_and_words(cast, as_):
    page = words(as_(cast.mill_clerk).get(checked(cast.mill).get_absolute_url()))
    marks = re.findall(r'data-claim="(c\d)".*?<span class="sign" aria-hidden="true">(.)', page)
    assert marks == [("c1", "✗"), ("c2", "○"), ("c3", "✓"), ("c4", "≠"), ("c5", "≠"), ("c6", "≠"), ("c7", "？")]
    assert "（与台账不符）" in page or "(与台账不符)" in page
    assert "这份报告有对不上的地方" in page and "4 + 6 = 10，不是9。" in page
    assert "数字被遮" in page and "沿用去年的句子" in page


def test_the_five_worst_come_first(cast):
    opened = queries.Opened(checked(cast.mill))
    assert [claim.id for claim in opened.worst()] == ["c1", "c4", "c5", "c6", "c7"]


@pytest.mark.parametrize(
    ("query", "listed"),
    [("verdict=contradicted", ["c1"]), ("kind=percent", ["c7"]), ("section=把家里人照顾好", ["c1", "c2", "c3"]),
     ("problems=1", ["c1", "c4", "c5", "c6", "c7", "c2"]), ("verdict=rounded", [])],
)  # fmt: skip
def test_the_filters_narrow_the_list_and_dim_the_rest(cast, as_, query, listed):
    page = words(as_(cast.mill_clerk).get(f"{checked(cast.mill).get_absolute_url()}?{query}"))
    side = page[page.index('id="figures"') : page.index("data-check-evidence")]
    assert re.findall(r'data-open="(c\d)"', side) == listed
    assert page.count(" dimmed") == 7 - len(listed)


def test_a_report_without_problems_says_so(cast, as_):
    check = handed_in(cast.mill)
    good = {**result(), "relations": [], "damage": []}
    good["claims"] = [{**claim, "verdict": "confirmed"} for claim in good["claims"]]
    actions.conclude(check, by=SYSTEM, text=TEXT, result=good)
    assert "未发现对不上的数字" in words(as_(cast.mill_clerk).get(check.get_absolute_url()))


def test_a_text_without_figures_and_a_file_that_cannot_be_read(cast, as_):
    client = as_(cast.mill_clerk)
    check = handed_in(cast.mill)
    actions.conclude(
        check, by=SYSTEM, text="没有数字。", result={**result(), "claims": [], "relations": [], "damage": []}
    )
    assert "文中没有找到数字" in words(client.get(check.get_absolute_url()))
    actions.fail(check, by=SYSTEM, sentence="文件受密码保护。")
    page = words(client.get(check.get_absolute_url()))
    assert "文件受密码保护。" in page and "换一个文件" in page


def test_what_stands_behind_a_figure(cast, as_, world):
    page = words(as_(cast.mill_clerk).get(f"/factcheck/{world.check.pk}/claims/c1/"))
    assert "/figures/AW-16" in page and "困难职工到爱心超市领取物资" in page and "按此比对" in page


def test_a_figure_that_differs_leads_to_why_it_changed(cast, as_, world):
    """The report says 52 where the ledger says 12: the page begins where the ledger said what the report says, if it ever did."""
    page = words(as_(cast.mill_clerk).get(f"/factcheck/{world.check.pk}/claims/c1/"))
    assert "为什么变了？" in page and "/why/?unit=F-T-M&amp;period=2008&amp;known_before=2009-01-01" in page


def test_the_day_on_which_the_ledger_said_the_reports_number(cast, world):
    indicator = resolve("AW-16:人数")
    known = ledger.value(indicator, cast.mill, Period.parse("2008")).number
    options = {"scope": "subtree", "where": ""}
    assert evidence._said_on(indicator, cast.mill, Period.parse("2008"), options, known) == timezone.localdate()
    assert evidence._said_on(indicator, cast.mill, Period.parse("2008"), options, known + 1) is None


def test_the_panel_is_the_page_without_its_shell(cast, as_):
    address = f"/factcheck/{checked(cast.mill).pk}/claims/c4/"
    part = words(as_(cast.mill_clerk).get(address, headers={"X-Requested-With": "fetch"}))
    assert "<html" not in part and "4 + 6 = 10" in part


def test_another_meaning_is_searched_for_and_confirmed(cast, as_):
    client = as_(cast.mill_clerk)
    check = checked(cast.mill)
    found = words(client.get(f"/factcheck/{check.pk}/claims/c2/?q=爱心超市"))
    assert 'value="AW-16:件数"' in found
    client.post(f"/factcheck/{check.pk}/claims/c2/learn/", {"code": "AW-16:件数"})
    listed = words(client.get("/factcheck/meanings/?unit=F-T-M"))
    assert "52份" in listed and "爱心超市" in listed


def test_a_meaning_that_no_ledger_knows_is_refused(cast, as_):
    client = as_(cast.mill_clerk)
    check = checked(cast.mill)
    client.post(f"/factcheck/{check.pk}/claims/c2/learn/", {"code": "没有这个数"})
    assert queries.links_of(cast.mill) == {}


def test_a_figure_is_accepted_from_its_page(cast, as_):
    client = as_(cast.mill_clerk)
    check = checked(cast.mill)
    address = f"/factcheck/{check.pk}/claims/c2/accept/"
    assert "据报告，无记录" in words(client.get(address))
    given = {"unit": cast.mill.pk, "kind": "AW-16", "count": "items", "on": "2008-12-31", "why": ""}
    taken_to = client.post(address, given)["Location"]
    page = words(client.get(taken_to))
    assert "据报告，无记录" in page and "台账无记录" in page
    assert Acceptance.objects.get().value == 52
    assert "已据报告入账" in words(client.get(check.get_absolute_url()))


def test_a_contradicted_figure_asks_for_the_reason_on_the_form(cast, as_):
    address = f"/factcheck/{checked(cast.mill).pk}/claims/c1/accept/"
    given = {"unit": cast.mill.pk, "kind": "AW-16", "count": "persons", "on": "2008-12-31", "why": ""}
    answer = as_(cast.mill_clerk).post(address, given)
    assert answer.status_code == 422 and "理由" in words(answer)


def test_the_workbook_holds_figures_relations_damage_and_summary(cast, as_):
    check = checked(cast.mill)
    accepted(check)
    answer = as_(cast.mill_clerk).get(f"/factcheck/{check.pk}/sheet/")
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    assert book.sheetnames == ["小结", "报告中的数字", "前后关系", "残缺之处"]
    rows = list(book.worksheets[1].iter_rows(values_only=True))
    assert len(rows) == 8 and "近40名" in rows[1] and "与台账不符" in rows[1] and 52 in rows[2]


def test_the_file_comes_back_as_it_was_handed_in(cast, as_):
    answer = as_(cast.mill_clerk).get(f"/factcheck/{checked(cast.mill).pk}/file/")
    assert answer.content == TEXT.encode() and answer["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize(
    "place", ["", "claims/c1/", "claims/c1/accept/", "word/", "sheet/", "file/", "progress/", "discard/"]
)
@pytest.mark.parametrize("person", ["port_chair", "stranger"])
def test_whoever_is_beside_sees_nothing(cast, as_, person, place):
    check = checked(cast.mill)
    assert as_(getattr(cast, person)).get(f"/factcheck/{check.pk}/{place}").status_code == 404


def test_discarding_and_coming_back(cast, as_):
    client = as_(cast.mill_clerk)
    check = checked(cast.mill)
    client.post(f"/factcheck/{check.pk}/discard/", {"why": "传错了"})
    assert "小结" not in words(client.get("/factcheck/?unit=F-T-M")).split("<tbody")[-1]
    assert "传错了" in words(client.get(check.get_absolute_url()))
    client.post(f"/factcheck/{check.pk}/restore/")
    assert check.name in words(client.get("/factcheck/?unit=F-T-M"))


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_one_and_three(cast, as_, count, django_assert_max_num_queries):
    for _number in range(count):
        checked(cast.mill)
    client = as_(cast.mill_clerk)
    with django_assert_max_num_queries(20):
        client.get("/factcheck/?unit=F-T-M")


def test_a_long_text_is_shown_in_parts(cast, as_):
    check = handed_in(cast.mill)
    text = TEXT + "这一段没有数字，只是很长。\n" * 12_000
    actions.conclude(check, by=SYSTEM, text=text, result=result())
    page = words(as_(cast.mill_clerk).get(check.get_absolute_url()))
    assert "第 3 部分" in page and len(page) < 6_000_000
    last = words(as_(cast.mill_clerk).get(f"{check.get_absolute_url()}?part=3"))
    assert 'data-claim="c1"' not in last
    assert 'data-claim="c1"' in words(as_(cast.mill_clerk).get(f"{check.get_absolute_url()}?part=3&claim=c1"))
