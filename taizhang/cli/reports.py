"""`taizhang report` and `taizhang verify`: the annual report leaves in Word, and a file that comes back is asked what was changed."""

import sys

import click
from django.utils.translation import gettext as _

from taizhang.cli import REFUSED, speaking
from taizhang.cli.speaking import Command
from taizhang.kernel.access import SYSTEM
from taizhang.kernel.periods import Period
from taizhang.reports import actions, queries

INTACT = "intact"


@click.command(
    cls=Command,
    help=_(
        "Draft, freeze and export the year's work report of a unit as a Word file. The same ledger gives the same bytes."
    ),
    example="taizhang report --unit CY00 --year 2008 --out report.docx",
)
@click.option("--unit", "unit_code", required=True, metavar="CODE", help=_("unit that reports"))
@click.option(
    "--year", required=True, metavar="Y", help=_("the year, or another period: 2008H1, 2008-01-01..2008-12-10")
)
@click.option("--out", required=True, type=speaking.file_to_write(), metavar="F.docx", help=_("the Word file"))
@click.option("--as-of", type=speaking.Moment(), metavar="T", help=_("as it could have been written at this moment"))
@click.option("--json", "json_wanted", is_flag=True, help=_("answer in JSON"))
def report(unit_code, year, out, as_of, json_wanted):
    """The year's report in Word."""
    speaking.ready()
    unit, period = speaking.unit_of(unit_code), Period.parse(year)
    with speaking.progress(_("Writing the report")) as tell:
        tell(0, 1)
        made = actions.draft_and_export(unit, period, out, by=SYSTEM, as_of=as_of)
    if json_wanted:
        speaking.as_json(made)
        return
    speaking.say(made["title"])
    speaking.say(_("%(figures)s figures in %(sections)s sections, frozen under no. %(number)s.") % made)
    speaking.say(_("Written to %(file)s.") % {"file": made["path"]})


@click.command(
    cls=Command,
    help=_(
        "Ask a report in Word which figures were changed by hand since export, and which the ledger tells differently now."
    ),
    example="taizhang verify report.docx --json",
)
@click.argument("file", type=speaking.file_to_read())
@click.option("--json", "json_wanted", is_flag=True, help=_("answer in JSON"))
def verify(file, json_wanted):
    """Was this file changed?"""
    speaking.ready()
    answer = queries.verify(file, viewer=SYSTEM)
    if json_wanted:
        speaking.as_json(answer)
    else:
        for sentence in answer["sentences"]:
            speaking.say(sentence)
    if answer["state"] != INTACT:
        sys.exit(REFUSED)
