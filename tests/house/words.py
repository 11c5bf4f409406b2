"""The words of the house: every message id in code and templates, and what the catalogues say to it."""

import ast
import re

from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

from tests.house.house import PACKAGE, sources, tree

CALLS = {
    "_": 1,
    "gettext": 1,
    "gettext_lazy": 1,
    "gettext_noop": 1,
    "ngettext": 2,
    "ngettext_lazy": 2,
    "pgettext": -1,
    "pgettext_lazy": -1,
}
IN_TEMPLATE = re.compile(
    r"\b(?P<call>n?p?gettext|_)\((?P<u>u?)(?P<first>'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\")"
    r"(?:\s*,\s*u?(?P<second>'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"))?"
)


def joined(node):
    """The text of a literal, or None: `"a" "b"` is one constant for Python already."""
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def in_code():
    """(place, message id) for every gettext call with a literal."""
    for path in sources():
        for node in ast.walk(tree(path)):
            if not isinstance(node, ast.Call):
                continue
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if name not in CALLS:
                continue
            arguments = node.args[1:2] if CALLS[name] == -1 else node.args[: CALLS[name]]
            for argument in arguments:
                message = joined(argument)
                if message:
                    yield f"{path.relative_to(PACKAGE)}:{node.lineno}", message


def in_templates():
    """(place, message id) for every translate tag; a block's message is what Django looks up at run time."""
    for path in sorted(PACKAGE.glob("*/templates/**/*")):
        if path.suffix not in {".html", ".txt"}:
            continue
        code = templatize(path.read_text(encoding="utf-8"))
        for hit in IN_TEMPLATE.finditer(code):
            for part in ("first", "second"):
                literal = hit.group(part)
                if literal is None or (hit.group("call") == "pgettext" and part == "first"):
                    continue
                message = ast.literal_eval(literal)
                if message.strip():
                    yield str(path.relative_to(PACKAGE)), message


def catalogues(language="zh_Hans"):
    """(app, catalogue) of every app that has one."""
    for path in sorted(PACKAGE.glob(f"*/locale/{language}/LC_MESSAGES/django.po")):
        with path.open("rb") as file:
            yield path.relative_to(PACKAGE).parts[0], read_po(file, locale=language)
