"""The checked report as a person reads it: walk the figures, open what stands behind one, by keyboard, by mouse, on a phone."""

import pytest

from tests.browser.looking import PHONE, looking

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
HERE = "document.activeElement.dataset.claim || ''"


def test_the_figures_are_walked_and_opened_by_keyboard(chromium, live_server, world):
    with looking(chromium, live_server, world.cast.mill_clerk) as looker:
        tab = looker.open(world.check.get_absolute_url()).tab
        assert looker.found() == []
        for key, there in (("j", "c1"), ("j", "c2"), ("ArrowDown", "c3"), ("k", "c2"), ("ArrowUp", "c1"), ("k", "c1")):
            tab.keyboard.press(key)
            assert tab.evaluate(HERE) == there
        tab.keyboard.press("Enter")
        tab.wait_for_selector("[data-evidence-of=c1]")
        assert tab.evaluate("document.activeElement.textContent") == "近40名"
        assert "台账为12人" in tab.locator("[data-check-evidence]").inner_text()
        assert looker.found() == []
        tab.keyboard.press("j")  # the walk goes on with the evidence open
        tab.wait_for_selector("[data-evidence-of=c2]")
        tab.keyboard.press("Escape")
        assert not tab.locator("[data-check-evidence]").is_visible() and tab.evaluate(HERE) == "c2"
        assert tab.locator("[data-check-said]").text_content() == "依据已关闭。"


def test_the_list_and_the_summary_lead_to_the_place_in_the_text(chromium, live_server, world):
    with looking(chromium, live_server, world.cast.mill_clerk) as looker:
        tab = looker.open(world.check.get_absolute_url()).tab
        tab.locator(".check-worst a").first.click()
        tab.wait_for_selector("[data-evidence-of=c1]")
        tab.locator("[data-evidence-close]").click()
        tab.locator(".check-group a[data-open=c2]").click()
        tab.wait_for_selector("[data-evidence-of=c2]")
        tab.fill("[data-evidence-search] input", "爱心超市")
        tab.keyboard.press("Enter")
        tab.wait_for_selector(".check-meaning button:has-text('爱心超市·件数')")
        tab.locator("[data-evidence-close]").click()
        tab.check(".check-filters [name=problems]")
        tab.wait_for_url("**problems=1**")
        assert tab.locator(".claim.dimmed").count() == 1
        assert looker.found() == []


def test_on_a_phone_the_list_comes_first_and_evidence_from_below(chromium, live_server, world):
    with looking(chromium, live_server, world.cast.mill_clerk, PHONE) as looker:
        tab = looker.open(world.check.get_absolute_url()).tab
        top = "document.querySelector('%s').getBoundingClientRect().top"
        assert tab.evaluate(top % "#figures") < tab.evaluate(top % ".check-paper")
        assert looker.found() == []
        tab.locator(".check-paper .claim").first.click()
        tab.wait_for_selector("[data-evidence-of=c1]")
        box = tab.locator("[data-check-evidence]").bounding_box()
        assert box["y"] + box["height"] == pytest.approx(PHONE["height"], abs=2)
        assert looker.found() == []


def test_without_a_script_every_figure_still_has_its_page(chromium, live_server, world):
    with looking(chromium, live_server, world.cast.mill_clerk) as looker:
        looker.open(f"/factcheck/{world.check.pk}/claims/c4/")
        assert "4 + 6 = 10" in looker.tab.locator("main").inner_text() and looker.found() == []


def test_a_dark_screen_in_english(chromium, live_server, world):
    with looking(chromium, live_server, world.cast.mill_clerk, language="en-GB", scheme="dark", again=True) as looker:
        tab = looker.open(world.check.get_absolute_url()).tab
        assert "This report does not hold everywhere" in tab.locator("main").inner_text() and looker.found() == []
