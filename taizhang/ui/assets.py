"""The built scripts and styles: Vite's list of what became what, read once."""

import json
from functools import cache
from pathlib import Path

from django.conf import settings
from django.templatetags.static import static

MANIFEST = Path(__file__).parent / "static" / "dist" / "manifest.json"


def manifest():
    """Vite's manifest; read again on every page only while developing."""
    return read() if not settings.DEBUG else read.__wrapped__()


@cache
def read():
    """The manifest, or nothing where the assets were not built (tests need none)."""
    try:
        return json.loads(MANIFEST.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}


def entry(name="src/main.js"):
    """Addresses of the script and the styles of an entry."""
    chunk = manifest().get(name)
    if not chunk:
        return {"script": "", "styles": []}
    return {
        "script": static(f"dist/{chunk['file']}"),
        "styles": [static(f"dist/{file}") for file in chunk.get("css", [])],
    }
