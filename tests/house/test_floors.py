"""Floors, rooms and doors: the import contracts of pyproject.toml, and the leaks that an import linter cannot see."""

import ast
import subprocess
import sys

import pytest

from tests.house.house import PACKAGE, ROOT, rooms, sources, told, tree

pytestmark = pytest.mark.once

SLOW_LIBRARIES = {
    "babel", "calendar", "chinese_calendar", "docx", "docxtpl", "granian", "lunardate", "lxml", "openpyxl", "python_calamine",
    "pyspark", "qrcode", "rich", "xlsxwriter",
}  # fmt: skip


def test_the_import_contracts_hold():
    done = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports; raise SystemExit(lint_imports())"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-4000:]


def test_nobody_reaches_a_model_by_its_name():
    """`apps.get_model` goes past the import contracts; only migrations may."""
    found = [
        f"{told(path)}:{node.lineno}"
        for path in sources()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute)
        and node.attr == "get_model"
        and not told(path).startswith("taizhang/kernel/")
    ]
    assert not found, "\n" + "\n".join(found)


def test_a_foreign_key_by_string_points_to_a_lower_floor():
    allowed = {"kernel", "intake", "organisation", "members"}
    found = []
    for path in [*sources("*/models.py"), *sources("*/models/*.py")]:
        app = path.relative_to(PACKAGE).parts[0]
        for node in ast.walk(tree(path)):
            if not (isinstance(node, ast.Call) and getattr(node.func, "attr", "") in {"ForeignKey", "OneToOneField"}):
                continue
            target = node.args[0] if node.args else None
            if isinstance(target, ast.Constant) and "." in target.value:
                floor = target.value.split(".")[0]
                if floor != app and floor not in allowed:
                    found.append(f"{told(path)}:{node.lineno} {target.value}")
    assert not found, "\n" + "\n".join(found)


def test_views_ask_who_may_see():
    """`.objects` in a view is followed by `.visible_to(…)` (or, in the portal, `.belonging_to(…)`) in the same statement."""
    found = []
    for path in rooms("views"):
        for statement in ast.walk(tree(path)):
            if not isinstance(statement, (ast.Assign, ast.Return, ast.Expr, ast.If, ast.For)):
                continue
            heads = (
                [statement.test]
                if isinstance(statement, ast.If)
                else [statement.iter]
                if isinstance(statement, ast.For)
                else [statement]
            )
            for head in heads:
                words = ast.unparse(head)
                if ".objects" in words and ".visible_to(" not in words and ".belonging_to(" not in words:
                    found.append(f"{told(path)}:{statement.lineno} {words[:90]}")
    assert not found, "\n" + "\n".join(found)


def test_views_open_no_transaction():
    found = [
        f"{told(path)}:{node.lineno}"
        for path in rooms("views")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute) and node.attr == "atomic"
    ]
    assert not found, "\n" + "\n".join(found)


def test_rules_and_actions_never_ask_the_clock():
    """Pages and jobs pass the date, so a rule can be asked about any day; `localdate(this.at)` is the act's own moment."""
    clocks = {"now", "today", "localdate", "localtime", "utcnow"}
    found = [
        f"{told(path)}:{node.lineno} {ast.unparse(node)}"
        for room in ("rules", "actions", "facts", "indicators")
        for path in rooms(room)
        if not told(path).startswith("taizhang/intake/")  # a preview is kept without an act that could hand it a moment
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call)
        and not node.args
        and getattr(node.func, "attr", getattr(node.func, "id", "")) in clocks
    ]
    assert not found, "\n" + "\n".join(found)


def test_rules_touch_no_database():
    found = [
        f"{told(path)}:{node.lineno}"
        for path in rooms("rules")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute) and node.attr in {"objects", "save", "_base_manager"}
    ]
    assert not found, "\n" + "\n".join(found)


def test_no_import_hides_inside_a_function():
    """Only `apps.py: ready()`, slow third-party libraries, and the entries that set Django up first."""
    reasons = {"taizhang/kernel/triggers.py": "migrations import it before there are models"}
    found = []
    for path in sources():
        name = told(path)
        if (
            name.endswith("/apps.py")
            or name in reasons
            or name.startswith(("taizhang/testing/", "taizhang/cli/", "taizhang/demo/"))
        ):
            continue
        for function in ast.walk(tree(path)):
            if not isinstance(function, (ast.FunctionDef, ast.AsyncFunctionDef)):
                continue
            for node in ast.walk(function):
                modules = (
                    [alias.name for alias in node.names] if isinstance(node, ast.Import)
                    else [node.module or ""] if isinstance(node, ast.ImportFrom) else []
                )  # fmt: skip
                found += [
                    f"{name}:{node.lineno} {module}" for module in modules if module.split(".")[0] not in SLOW_LIBRARIES
                ]
    assert not found, "\n" + "\n".join(sorted(set(found)))
