"""Names: files say what they hold, migrations what they do, and a page has one name thrice."""

import ast
import inspect
import re
from importlib import import_module
from pathlib import Path

import pytest
from django.urls import get_resolver

from tests.house.house import PACKAGE, told, tracked, tree
from tests.house.urls import every_url

pytestmark = pytest.mark.once

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
        if "migrations" not in path.parts
        and path.read_text(encoding="utf-8").strip()
        and not ast.get_docstring(tree(path))
    ]
    assert not found, "\n" + "\n".join(found)


def test_a_url_is_named_like_its_view():
    """Either a function of that name, or what the app's views keep under it (`ui.pages.verb_page`)."""
    found = []
    for url in every_url(get_resolver()):
        if not url.of_the_house:
            continue
        app, _, name = url.name.rpartition(":")
        kept = vars(import_module(f"taizhang.{app}.views")).get(name)
        if name != url.view.__name__ and kept is not url.view:
            found.append(f"{url.name} → {url.view.__module__}.{url.view.__name__}")
    assert not found, "\n" + "\n".join(found)


def test_a_page_shows_the_template_of_its_name():
    """A view renders `<app>/<view>.html`, a variant (`welcome_refused.html` of `welcome`), or a shape of ui."""
    found = []
    for url in every_url(get_resolver()):
        if not url.of_the_house:
            continue
        app, name = url.view.__module__.split(".")[1], url.view.__name__
        for template in re.findall(r"""["']([\w/]+)\.html["']""", inspect.getsource(inspect.unwrap(url.view))):
            folder, _, stem = template.rpartition("/")
            if folder == "ui" or (folder == app and stem.startswith(name)):
                continue
            found.append(f"{url.view.__module__}.{name} renders {template}.html")
    assert not found, "\n" + "\n".join(sorted(set(found)))


def test_no_template_lies_about_unused():
    """Every template is rendered by a view, or included by another."""
    told_of = "\n".join(
        path.read_text(encoding="utf-8") for pattern in ("*.py", "*.html") for path in PACKAGE.rglob(pattern)
    )
    found = []
    for path in sorted(PACKAGE.glob("*/templates/**/*.html")):
        name = str(path.relative_to(PACKAGE).as_posix()).split("/templates/")[1]
        if name.split("/")[0] in {"account", "mfa", "allauth", "registration"} or re.fullmatch(r"\d{3}.*", name):
            continue  # found by its name by a library
        if name not in told_of and Path(name).stem.rsplit("_", 1)[0] + "_" not in told_of:
            found.append(told(path))
    assert not found, "\n" + "\n".join(found)
