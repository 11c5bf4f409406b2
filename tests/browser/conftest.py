"""Chromium for the tests that look at pages: the machine's own, because none can be downloaded."""

import os
import shutil

import pytest


@pytest.fixture(scope="session")
def chromium():
    """A browser, or a skip where there is none; in CI its absence is a failure."""
    path = os.environ.get("TAIZHANG_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if path is None:
        if os.environ.get("CI"):
            pytest.fail("CI looks at pages in Chromium, and there is none on this machine.")
        pytest.skip("no Chromium on this machine (TAIZHANG_CHROMIUM names one)")
    from playwright.sync_api import sync_playwright

    flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
             "--disable-component-update", "--disable-sync"]  # fmt: skip
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=flags)
        yield browser
        browser.close()


@pytest.fixture(scope="session", autouse=True)
def bundle():
    """Pages without their styles prove nothing: the front end must be built (`script/install`)."""
    from tests.house.house import PACKAGE

    if not (PACKAGE / "ui/static/dist/manifest.json").exists():
        if os.environ.get("CI"):
            pytest.fail("The front end is not built.")
        pytest.skip("the front end is not built (script/install)")
