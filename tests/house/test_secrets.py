"""What no commit may hold: registry hosts, paths of somebody's machine, passwords that everybody knows."""

import json
import re

from tests.house.house import PACKAGE, ROOT, told, tracked

TEXTS = {
    ".py",
    ".md",
    ".txt",
    ".toml",
    ".json",
    ".mjs",
    ".js",
    ".ts",
    ".css",
    ".scss",
    ".html",
    ".yml",
    ".yaml",
    ".po",
    ".cfg",
    ".npmrc",
    "",
}


def texts():
    """Every text file of the repository with its words."""
    for path in tracked():
        if path.suffix in TEXTS and path.stat().st_size < 3_000_000:
            try:
                yield path, path.read_text(encoding="utf-8")
            except UnicodeDecodeError:
                continue


def test_requirements_are_locked_with_hashes_and_name_no_host():
    for name in ("requirements.txt", "requirements-build.txt", "requirements-test.txt"):
        words = (ROOT / name).read_text()
        assert "://" not in words and "--index" not in words and "--find-links" not in words, name
        pinned = [line for line in words.splitlines() if re.match(r"^[A-Za-z0-9]", line)]
        assert pinned and all("==" in line for line in pinned), name
        assert words.count("--hash=sha256:") >= len(pinned), name


def test_the_npm_lock_names_no_host():
    lock = json.loads((ROOT / "frontend" / "package-lock.json").read_text())
    assert [name for name, package in lock["packages"].items() if "resolved" in package] == []
    assert all("integrity" in package for name, package in lock["packages"].items() if name and not package.get("link"))


def test_no_file_names_a_package_index():
    mirrors = re.compile(
        r"(index-url|registry)\s*[=:]\s*\"?https?://|/simple/|registry\.npm|files\.pythonhosted|pypi\.(org|tuna)"
    )
    found = [
        told(path) for path, words in texts() if mirrors.search(words) and path != ROOT / "tests/house/test_secrets.py"
    ]
    assert not found, "\n" + "\n".join(found)


def test_no_file_names_a_place_on_somebodys_machine():
    places = re.compile(r"(?<![\w.])/(home|root|Users|work)/\w+")
    found = [
        told(path) for path, words in texts() if places.search(words) and path != ROOT / "tests/house/test_secrets.py"
    ]
    assert not found, "\n" + "\n".join(found)


def test_there_is_no_default_password():
    """Passwords are made at random or chosen by their owner; the tests have one of their own."""
    literal = re.compile(
        r"""set_password\(\s*["']|password\s*=\s*["'][^"'{}]{4,}["']|SECRET_KEY\s*=\s*["']""", re.IGNORECASE
    )
    found = []
    for path in sorted(PACKAGE.rglob("*.py")):
        if "tests" in path.parts or "testing" in path.parts:
            continue
        found += [f"{told(path)}: {hit.group(0)}" for hit in literal.finditer(path.read_text(encoding="utf-8"))]
    assert not found, "\n" + "\n".join(found)
