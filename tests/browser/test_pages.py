"""Every main page in Chromium: nothing that axe objects to, nothing wider than the screen, no error, no foreign request."""

from itertools import product

import pytest

from tests.browser.looking import OFFICE, PHONE, looking
from tests.house.examples import main_pages

VISIBLE = """[...document.querySelectorAll('a[href], button, input, select, textarea, summary')].filter(
    e => e.checkVisibility({visibilityProperty: true}) && !e.disabled && e.tabIndex >= 0 && e.type !== 'hidden')"""
PARTS = 4  # so that the processes of a run share the pages; a part looks at them in every mode, for its world takes half a minute to build
MODES = [
    ("office", OFFICE, "zh-CN", "light"),
    ("phone", PHONE, "zh-CN", "light"),
    ("dark English", OFFICE, "en-GB", "dark"),
]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("part", range(PARTS))
def test_every_main_page_is_fit_to_be_used(chromium, live_server, world, part):
    wrong = []
    for (mode, *chosen), (user, pages) in product(MODES, main_pages().items()):
        again = mode != "office"
        with looking(chromium, live_server, getattr(world.cast, user, None), *chosen, again=again) as looker:
            for name, example in pages[part::PARTS]:
                looker.open(example.address(name, world))  # asked for now: a code at the door lives for ninety seconds
                wrong += [f"{name} ({user}, {mode}): {trouble}" for trouble in looker.found()]
    assert not wrong, "\n" + "\n".join(wrong)


def test_every_control_of_the_home_page_is_reached_by_keyboard(chromium, live_server, world):
    with looking(chromium, live_server, world.cast.mill_chair) as looker:
        looker.open("/")
        controls = looker.tab.evaluate(f"() => {VISIBLE}.length")
        for _step in range(controls + 5):
            looker.tab.keyboard.press("Tab")
            mark = looker.tab.evaluate(
                """() => { const e = document.activeElement; if (!e || e === document.body) return null;
                    const s = getComputedStyle(e), r = e.getBoundingClientRect();
                    e.dataset.reached = e.dataset.reached || String(Math.random());
                    return [e.dataset.reached, e.outerHTML.slice(0, 90),
                            s.outlineStyle !== 'none' || s.boxShadow !== 'none' || r.width === 0] }"""
            )
            if mark:
                assert mark[2], f"the focus cannot be seen on {mark[1]}"
        missed = looker.tab.evaluate(
            f"() => {VISIBLE}.filter(e => !e.dataset.reached).map(e => e.outerHTML.slice(0, 120))"
        )
        assert not missed, "\n" + "\n".join(missed)


def test_a_page_at_double_zoom_is_not_pushed_sideways(chromium, live_server, world):
    """200 % on an office screen is a window of half the width."""
    wrong = []
    with looking(chromium, live_server, world.cast.town_chair, {"width": 683, "height": 384}) as looker:
        for name, example in main_pages()["town_chair"]:
            looker.open(example.address(name, world))
            wrong += [f"{name}: {trouble}" for trouble in looker.too_wide()]
    assert not wrong, "\n" + "\n".join(wrong)
