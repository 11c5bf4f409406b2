"""Columns to begin a table with: data of `ready.toml`."""

import tomllib
from functools import cache
from pathlib import Path

from django.utils.translation import get_language

FILE = Path(__file__).parent.parent / "ready.toml"


@cache
def _content():
    return tomllib.loads(FILE.read_text(encoding="utf-8"))["table"]


def choices():
    """[(code, label)] in the reader's language."""
    name = "label_en" if (get_language() or "").startswith("en") else "label"
    return [(one["code"], one[name]) for one in _content()]


def columns(code):
    """[{"code", "layout", "group"}] of a ready table; nothing for an unknown one."""
    for one in _content():
        if one["code"] == code:
            return [
                {"code": each, "layout": "value", "group": group["group"]}
                for group in one["columns"]
                for each in group["codes"]
            ]
    return []
