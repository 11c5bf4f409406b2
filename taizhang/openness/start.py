"""The catalogues that a union may start with: school, enterprise, private enterprise, project site, street."""

import tomllib
from functools import cache
from pathlib import Path

from django.utils.translation import get_language

FILE = Path(__file__).with_name("start_items.toml")


@cache
def _shipped():
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def choices():
    """[(code, label, how many items)] of the catalogues, in the reader's language."""
    english = (get_language() or "").startswith("en")
    return [(code, one["en" if english else "zh"], len(one["items"])) for code, one in _shipped().items()]


def items_of(which):
    """The items of a catalogue as `prepare_item` takes them, numbered in turn."""
    return [{"code": f"{place:02}", **one} for place, one in enumerate(_shipped()[which]["items"], start=1)]
