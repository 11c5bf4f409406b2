"""Every icon that a template names is in the sheet of icons."""

import re
from pathlib import Path

HOUSE = Path(__file__).resolve().parents[2]
SHEET = HOUSE / "ui" / "static" / "ui" / "icons.svg"
NAMED = re.compile(r"""(?:\{% icon |picture=)["']([a-z0-9-]+)["']""")


def test_icons_that_templates_name_are_drawn():
    drawn = set(re.findall(r'<symbol id="([^"]+)"', SHEET.read_text(encoding="utf-8")))
    named = {
        (template.relative_to(HOUSE).as_posix(), name)
        for template in HOUSE.glob("*/templates/**/*.html")
        for name in NAMED.findall(template.read_text(encoding="utf-8"))
    }
    assert sorted((template, name) for template, name in named if name not in drawn) == []
