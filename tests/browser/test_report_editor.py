"""The report editor as a person uses it: type around a figure, open what stands behind it, round it, insert another, by mouse and by keyboard."""

from datetime import date

import pytest

from taizhang.kernel.acts import SYSTEM
from taizhang.kernel.periods import Period
from taizhang.reports import actions
from taizhang.reports.models import Report
from taizhang.reports.tests.factories import a_year
from tests.browser.looking import looking

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def report(world):
    a_year(world.cast.town, world.cast.mill)
    return actions.draft(world.cast.town, by=SYSTEM, period=Period.year(2008), on=date(2008, 12, 31))


def saved(tab):
    tab.wait_for_function("() => /已保存|Saved/.test(document.querySelector('[data-report-saved]').textContent)")
    return Report.objects.order_by("-pk").first()


def texts(report):
    return "".join(
        run
        for section in report.body["sections"]
        for block in section["blocks"]
        for run in block["runs"]
        if isinstance(run, str)
    )


def test_a_draft_is_written_around_its_figures(chromium, live_server, world, report):
    with looking(chromium, live_server, world.cast.town_chair) as looker:
        tab = looker.open(report.get_absolute_url()).tab

        # what stands behind a figure, and how it is written
        key = next(
            key
            for key, chip in report.body["figures"].items()
            if chip["code"] == "AW-16:人数" and chip.get("style") == "hedged"
        )
        tab.locator(f".report-text .chip[data-figure={key}]").click()
        tab.wait_for_selector("[data-evidence-of]")
        tab.check("[data-style-of] input[value=exact]")
        tab.wait_for_function("() => /^[0-9]+$/.test(document.querySelector('.chip.chosen').textContent)")
        assert "style" not in saved(tab).body["figures"][key]

        # words are typed, a figure is not: keys do nothing to it
        before = dict(saved(tab).body["figures"])
        tab.locator(".report-text p").first.click()
        tab.keyboard.press("End")
        tab.keyboard.type("补充说明。")
        tab.wait_for_timeout(3000)
        after = saved(tab)
        assert "补充说明。" in texts(after)
        assert after.body["figures"] == before

        # a figure is found by name and inserted where the caret stood
        tab.fill("[data-search]", "帮困")
        tab.locator("[data-insert-chip]").first.click()
        tab.wait_for_timeout(3000)
        assert len(saved(tab).body["figures"]) == len(before) + 1
        assert looker.found() == []


def test_a_figure_is_opened_by_keyboard(chromium, live_server, world, report):
    with looking(chromium, live_server, world.cast.town_chair) as looker:
        tab = looker.open(report.get_absolute_url()).tab
        tab.locator(".report-text .chip").first.focus()
        tab.keyboard.press("Enter")
        tab.wait_for_selector("[data-evidence-of]")
        assert looker.found() == []
