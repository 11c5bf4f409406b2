"""The command line `taizhang`: what an installation, a script or an evaluator says to Taizhang without a browser.

It stands beside the desk as a face of the house: it asks `queries` and calls `actions`, and decides nothing itself.
Every answer is a sentence or, with `--json`, data; exit codes are 0 done, 1 refused or differences found, 2 asked
wrongly, 3 done in part (rows were rejected).
"""

import os
import sys

DONE, REFUSED, WRONG, PARTLY = 0, 1, 2, 3


def main():
    """The entry point: bring Django up in the language of the terminal, then hand over to the commands."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "taizhang.config.settings")
    import django
    from django.core.exceptions import ImproperlyConfigured
    from django.utils import translation

    try:
        django.setup()
    except ImproperlyConfigured as wrong:
        sys.stderr.write(f"{wrong}\n")
        sys.exit(REFUSED)
    translation.activate(language())
    from taizhang.cli.program import program

    program(prog_name="taizhang")


def language():
    """English for an English terminal, Chinese otherwise; TAIZHANG_LANGUAGE decides."""
    said = os.environ.get("TAIZHANG_LANGUAGE") or os.environ.get("LC_ALL") or os.environ.get("LANG") or ""
    return "en" if said.lower().startswith("en") else "zh-hans"
