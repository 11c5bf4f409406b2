"""The documents are kept true: what is declared is written down, every model has its word, the tour's files exist."""

import re
import subprocess
import sys

import pytest
from django.apps import apps

from tests.house.house import APPS, ROOT, told

pytestmark = pytest.mark.once

LINK = re.compile(r"\]\(([^)#]+)(?:#[^)]*)?\)")


def test_the_pages_of_the_capabilities_are_current():
    """Run `script/docs` when this fails."""
    done = subprocess.run(
        [sys.executable, "script/docs", "--check"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr[-2000:]


def test_every_model_stands_in_the_glossary():
    glossary = (ROOT / "docs/glossary.md").read_text(encoding="utf-8")
    missing = [
        f"{model._meta.app_label}.{model.__name__}"
        for app in APPS
        for model in apps.get_app_config(app).get_models()
        if f"`{app}.{model.__name__}`" not in glossary
    ]
    assert not missing, "\n" + "\n".join(missing)


@pytest.mark.parametrize("name", ["tour.md", "house.md"])
def test_every_file_that_a_page_names_exists(name):
    words = (ROOT / "docs" / name).read_text(encoding="utf-8")
    paths = set(re.findall(r"`((?:taizhang|tests|docs|script|frontend|deploy)/[\w./-]+)", words))
    assert sorted(path for path in paths if not (ROOT / path.split(":")[0]).exists()) == []


def test_every_function_that_the_tour_names_exists():
    words = (ROOT / "docs/tour.md").read_text(encoding="utf-8")
    missing = []
    for path, name in re.findall(r"`(taizhang/[\w/]+\.py): (\w+)", words):
        if not re.search(
            rf"^\s*(def|class) {name}\b|^{name} =", (ROOT / path).read_text(encoding="utf-8"), re.MULTILINE
        ):
            missing.append(f"{path}: {name}")
    assert not missing, "\n" + "\n".join(missing)


def test_recipes_name_files_that_exist():
    missing = []
    for page in sorted((ROOT / "docs/recipes").glob("*.md")):
        for path in re.findall(r"`((?:taizhang|tests|docs|script)/[\w./-]+)", page.read_text(encoding="utf-8")):
            if not (ROOT / path.split(":")[0].rstrip("./")).exists():
                missing.append(f"{page.name}: {path}")
    assert not missing, "\n" + "\n".join(missing)


def test_links_between_pages_lead_somewhere():
    broken = []
    pages = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
    for page in pages:
        for target in LINK.findall(page.read_text(encoding="utf-8")):
            if "://" not in target and not (page.parent / target).exists():
                broken.append(f"{told(page)} → {target}")
    assert not broken, "\n" + "\n".join(broken)
