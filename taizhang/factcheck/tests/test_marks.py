"""A figure that rests in part on a report says so wherever it stands."""

import io
import zipfile

import openpyxl
from django.db import connection
from django.test.utils import CaptureQueriesContext

from taizhang.factcheck import actions
from taizhang.factcheck.tests.factories import YEAR, accepted, checked
from taizhang.kernel import ledger, marks
from taizhang.kernel.acts import SYSTEM
from taizhang.kernel.figures import resolve
from taizhang.kernel.periods import Period
from taizhang.reports import actions as reports
from taizhang.ui.figures import door

FIGURE = "/figures/AW-16:件数/?unit={}&period=2008"


def test_the_figure_page_says_so_and_names_the_line(cast, as_):
    accepted(checked(cast.mill))
    words = as_(cast.town_chair).get(FIGURE.format("F-T")).content.decode()
    assert "这个数里有一部分是“据报告，无记录”" in words
    assert "〔据报告，无记录〕送出食品：“52份”（台账无记录）" in words


def test_every_door_to_the_figure_carries_the_mark(cast):
    accepted(checked(cast.mill))
    assert "据报告，无记录" in door("AW-16:件数", cast.federation, YEAR)
    for clean in (door("AW-16:件数", cast.port, YEAR), door("AW-16:人数", cast.mill, YEAR)):
        assert "据报告" not in clean
    assert "据报告" not in door("AW-16:件数", cast.mill, Period.year(2007))


def test_the_mark_goes_with_the_acceptance(cast):
    taken = accepted(checked(cast.mill))
    actions.withdraw(taken, by=SYSTEM, why="补记了一笔")
    assert marks.on_figure(resolve("AW-16:件数"), cast.mill, YEAR) == []


def test_the_workbook_of_the_figure_says_so(cast, as_):
    accepted(checked(cast.mill))
    answer = as_(cast.mill_chair).get(FIGURE.format("F-T-M").replace("/?", "/export/?"))
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    assert any("据报告，无记录" in str(cell) for row in book.worksheets[1].iter_rows(values_only=True) for cell in row)


def test_the_figure_can_be_asked_for_without_them(cast):
    accepted(checked(cast.mill))
    reported = ledger.value("AW-16:件数", cast.mill, YEAR, where="依据=据报告，无记录")
    assert reported.number == ledger.value("AW-16:件数", cast.mill, YEAR).number == 52


def test_a_page_asks_once_however_many_figures_it_shows(cast, as_):
    accepted(checked(cast.mill))
    client = as_(cast.mill_chair)
    with CaptureQueriesContext(connection) as asked:
        client.get("/units/F-T-M/?period=2008")
    looks = [
        one["sql"]
        for one in asked
        if "record_type" in one["sql"] and "factcheck.acceptance" in one["sql"] and "kernel_posting" in one["sql"]
    ]
    assert len([sql for sql in looks if "kernel_fact" not in sql]) <= 1


def test_the_annex_of_the_annual_report_says_so(cast, tmp_path):
    accepted(checked(cast.mill), claim="c1", count="persons", why="汇总表上有")
    paper = tmp_path / "总结.docx"
    reports.draft_and_export(cast.town, YEAR, paper, by=SYSTEM)
    with zipfile.ZipFile(paper) as file:
        words = file.read("word/document.xml").decode()
    assert "〔其中有据报告，无记录〕" in words
