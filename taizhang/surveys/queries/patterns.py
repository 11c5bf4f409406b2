"""The questionnaires that come with the program: examples to be edited, written by us."""

import tomllib
from functools import lru_cache
from pathlib import Path

FILE = Path(__file__).parents[1] / "patterns.toml"


@lru_cache(maxsize=1)
def patterns():
    """{code: pattern} as the file has them."""
    return {one["code"]: one for one in tomllib.loads(FILE.read_text(encoding="utf-8"))["pattern"]}


def labels():
    """[(code, name)] for a form."""
    return [(code, one["name"]) for code, one in patterns().items()]
