"""Names: files say what they hold, migrations what they do, and a page has one name thrice."""

import ast
import re

from django.urls import get_resolver

from tests.house.house import PACKAGE, told, tracked, tree
from tests.house.urls import every_url

DRAWERS = re.compile(r"(^|/)(utils?|helpers?|common|misc|data|info|process|managers?)(\.py|/)")


def test_no_file_is_a_drawer():
    found = [told(path) for path in tracked() if told(path).startswith("taizhang/") and DRAWERS.search(told(path))]
    assert not found, "\n" + "\n".join(found)


def test_migrations_have_spoken_names():
    silent = re.compile(r"^\d{4}_(auto|alter|initial|.*_and_more|.*\d{8}_\d{4})")
    found = [told(path) for path in PACKAGE.glob("*/migrations/0*.py") if silent.match(path.name)]
    assert not found, "\n" + "\n".join(found)


def test_every_module_begins_with_a_sentence():
    found = [
        told(path)
        for path in sorted(PACKAGE.rglob("*.py"))
        if "migrations" not in path.parts and path.read_text(encoding="utf-8").strip() and not ast.get_docstring(tree(path))
    ]
    assert not found, "\n" + "\n".join(found)


def test_a_url_is_named_like_its_view():
    found = []
    for url in every_url(get_resolver()):
        if not url.of_the_house:
            continue
        if url.name.split(":")[-1] != url.view.__name__:
            found.append(f"{url.name} → {url.view.__module__}.{url.view.__name__}")
    assert not found, "\n" + "\n".join(found)


def test_a_page_template_is_named_like_its_view():
    """A template of an app is a page (named like a view), a part (in parts/), or an e-mail; nothing lies around unnamed."""
    views = {(url.view.__module__.split(".")[1], url.view.__name__) for url in every_url(get_resolver()) if url.of_the_house}
    found = []
    for path in sorted(PACKAGE.glob("*/templates/*/*.html")):
        app, name = path.parent.name, path.stem
        if path.relative_to(PACKAGE).parts[0] in {"ui"} or app != path.relative_to(PACKAGE).parts[0]:
            continue
        if (app, name) not in views and not name.startswith("_"):
            found.append(told(path))
    assert not found, "\n" + "\n".join(found)
