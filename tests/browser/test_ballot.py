"""One vote on a phone, from the link to the receipt: a question a screen, one mark too many taken back, one review, one confirmation."""

import re

import pytest
from django.urls import reverse

from taizhang.ballots import actions, queries
from taizhang.ballots.models import Tick
from taizhang.kernel.acts import SYSTEM
from tests.browser.looking import PHONE, looking

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_vote_from_the_link_to_the_receipt(chromium, live_server, world):
    voter = queries.electorate(world.votes.open).get(number=2)
    link = reverse("ballots:vote_enter", args=[actions.issue_link(voter, by=SYSTEM)])
    with looking(chromium, live_server, size=PHONE) as looker:
        tab = looker.open(link).tab
        assert looker.found() == [] and tab.locator("fieldset[data-question]:visible").count() == 1
        tab.get_by_label("赞成").first.check()
        tab.locator("[data-on]").click()
        people = tab.locator("fieldset[data-question='2'] .vote-person")
        for place in range(3):
            people.nth(place).locator("label").first.click()
        assert (
            "最多选2人" in tab.locator("[data-said]").inner_text()
            and not people.nth(2).locator("input").first.is_checked()
        )
        assert looker.found() == []
        tab.reload()  # a lost connection: what was marked is there again
        assert people.nth(1).locator("input").first.is_checked()
        tab.locator("[data-on]").click()
        tab.locator("[data-send]").click()
        assert "赞成：丁立夏、王芒种" in tab.locator("main").inner_text() and looker.found() == []
        tab.keyboard.press("Tab")
        tab.locator("[data-confirm]").dblclick()
        tab.wait_for_selector(".voted")
        assert tab.locator("h1").inner_text() == "已投票"
        assert re.fullmatch(r"(\w{4}-){3}\w{4}", tab.locator(".receipt output").inner_text())
        assert tab.evaluate("document.activeElement.tagName") == "H1" and looker.found() == []
        looker.open(reverse("ballots:vote_page", args=[world.votes.open.pk]))
        assert "已投票" in tab.locator("main").inner_text() and tab.locator(".receipt").count() == 0
    assert Tick.objects.filter(voter=voter).count() == 1
