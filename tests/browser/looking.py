"""Looking at a page as a person does: signed in, at a size, noting everything that is wrong with it."""

from contextlib import contextmanager
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from django.test import Client

OFFICE = {"width": 1366, "height": 768}
PHONE = {"width": 360, "height": 740}
AXE = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]},
    "resultTypes": ["violations"],
}
# What another colour, language or size can spoil; the rest is looked at once, on an office screen in daylight.
SPOILT = ["color-contrast", "link-in-text-block", "html-lang-valid", "valid-lang", "button-name", "link-name", "label", "empty-heading",
          "empty-table-header", "page-has-heading-one", "document-title", "target-size"]  # fmt: skip
ASKING = ".htmx-request, .htmx-swapping, .htmx-settling"


class Looker:
    """A tab of a signed-in person; `troubles` collects console errors and requests to strangers."""

    def __init__(self, tab, site, rules):
        self.tab, self.site, self.rules, self.troubles = tab, site, rules, []
        tab.on("console", lambda message: self._console(message))
        tab.on("pageerror", lambda error: self.troubles.append(f"script error: {error}"))
        tab.on("request", lambda request: self._request(request))
        tab.on("response", lambda response: self._response(response))

    def _console(self, message):
        if message.type == "error" and "Failed to load resource" not in message.text:  # told with its address below
            self.troubles.append(f"console: {message.text}")

    def _request(self, request):
        host = urlsplit(request.url).netloc
        if host and host != urlsplit(self.site).netloc:
            self.troubles.append(f"foreign request: {request.url}")

    def _response(self, response):
        if response.status >= 400 and response.url != self.tab.url:
            self.troubles.append(f"{response.status} {response.url}")

    def open(self, path):
        """Go to a page and wait until it has loaded what it loads by itself."""
        self.troubles = []
        answer = self.tab.goto(self.site + path)
        self.tab.wait_for_selector(ASKING, state="detached")
        if answer is not None and answer.status >= 400:
            self.troubles.append(f"status {answer.status}")
        return self

    def found(self):
        """Everything wrong with the page that stands there now."""
        return [*self.troubles, *self.axe(), *self.too_wide()]

    def axe(self):
        """Violations of WCAG 2.2 AA, in words."""
        results = Axe().run(self.tab, options=self.rules)
        return [
            f"axe {violation['id']}: {node['html'][:160]} — {node['failureSummary'][:200]!r}"
            for violation in results.response["violations"]
            for node in violation["nodes"][:3]
        ]

    def too_wide(self):
        """A page that must be pushed sideways."""
        width = self.tab.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if width <= 0:
            return []
        worst = self.tab.evaluate(
            """() => [...document.querySelectorAll('body *')]
                .filter(e => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
                .slice(0, 3).map(e => e.outerHTML.slice(0, 120))"""
        )
        return [f"{width}px too wide: {worst}"]


@contextmanager
def looking(chromium, live_server, user=None, size=OFFICE, language="zh-CN", scheme="light", again=False):
    """A tab of its own for one person at one size; `again`: at pages that were looked at in another mode."""
    context = chromium.new_context(viewport=size, locale=language, color_scheme=scheme, reduced_motion="reduce")
    context.set_default_timeout(15_000)
    if user is not None:
        client = Client()
        client.force_login(user)
        context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}])
    try:
        rules = {**AXE, "runOnly": {"type": "rule", "values": SPOILT}} if again else AXE
        yield Looker(context.new_page(), live_server.url, rules)
    finally:
        context.close()
