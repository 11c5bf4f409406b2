"""Where the tests about the house look: its apps, their files, their syntax trees."""

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "taizhang"
APPS = sorted(path.parent.name for path in PACKAGE.glob("*/apps.py"))
CAPABILITIES = [app for app in APPS if app not in {"kernel", "ui", "intake", "desk", "demo"}]


def sources(pattern="**/*.py", *, tests=False):
    """Python files of the house, without the tests beside the code and the migrations unless asked for."""
    for path in sorted(PACKAGE.glob(pattern)):
        parts = path.relative_to(PACKAGE).parts
        if "migrations" in parts or (not tests and "tests" in parts):
            continue
        yield path


def rooms(name):
    """The files of one room (`views`) in every app: views.py, or the files of the folder views/."""
    for path in sources():
        parts = path.relative_to(PACKAGE).parts
        if len(parts) > 1 and parts[1] in {f"{name}.py", name}:
            yield path


def tree(path):
    """The syntax tree of a file."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def told(path):
    """A file as the reader of a failing test wants it named."""
    return str(path.relative_to(ROOT))


def tracked():
    """Files that git keeps, or would if they were added: no test needs to look at what a machine made."""
    import subprocess

    done = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    names = done.stdout.decode().split("\0") if done.returncode == 0 else []
    return [ROOT / name for name in names if name and (ROOT / name).is_file()]
