"""`taizhang check`: does this report hold? Within itself, against the ledger of a unit and period, beside last year's report."""

import sys

import click
from django.utils import timezone
from django.utils.translation import gettext as _

from taizhang.cli import REFUSED, speaking
from taizhang.cli.speaking import Command
from taizhang.factcheck import queries, standings, wordfile
from taizhang.kernel.access import SYSTEM
from taizhang.kernel.periods import Period
from taizhang.kernel.verdicts import Refused, require
from taizhang.word.package import save_bytes

SHOWN = 60


@click.command(
    cls=Command,
    help=_(
        "Find every figure in a work report and say which hold: within the report, and with --unit and --period against the ledger. "
        "Reads .docx, .doc, .pdf, .html and .txt. Exit code 0: all of it holds or cannot be checked; 1: something does not hold, or "
        "the file cannot be read."
    ),
    example="""taizhang check report.docx
               taizhang check report.txt --unit CY00 --period 2008 --out annotated.docx""",
)
@click.argument("file", type=speaking.file_to_read())
@click.option("--unit", "unit_code", metavar="CODE", help=_("compare with the ledger of this unit"))
@click.option("--period", metavar="P", help=_("2008, 2008H1, 2008Q3, or first..last day"))
@click.option("--last-year", type=speaking.file_to_read(), metavar="FILE", help=_("the report of the year before"))
@click.option("--json", "json_wanted", is_flag=True, help=_("answer in JSON"))
@click.option(
    "--out", type=speaking.file_to_write(), metavar="F.docx", help=_("the report in Word with comments on its figures")
)
def check(file, unit_code, period, last_year, json_wanted, out):
    """Does this report hold?"""
    if bool(unit_code) != bool(period):
        raise click.UsageError(_("Say --unit and --period together, or neither."))
    unit = links = None
    period = Period.parse(period) if period else None
    if unit_code:
        speaking.ready()
        unit = speaking.unit_of(unit_code)
        links = queries.links_of(unit)
    content, before = _content(file), (_content(last_year), last_year.name) if last_year else None
    try:
        with speaking.progress(_("Checking the report")) as tell:
            text, result = queries.examine(
                content,
                file.name,
                unit=unit,
                period=period,
                viewer=SYSTEM,
                links=links,
                last_year=before,
                progress=tell,
            )
    except queries.Unreadable as unreadable:
        raise Refused(str(unreadable)) from None
    opened = queries.unkept(file.stem, text, result, at=timezone.now(), unit=unit, period=period)
    if out:
        save_bytes(wordfile.commented(opened, content), out)
    if json_wanted:
        speaking.as_json(queries.published(result))
    else:
        _tell(opened)
    if out:
        speaking.aside(_("Written to %(file)s.") % {"file": out})
    if queries.does_not_hold(opened.check.counts):
        sys.exit(REFUSED)


def _content(path):
    """The bytes of a file, refused before they are read where they are too many."""
    require(queries.may_hand_in(path.name, path.stat().st_size))
    return path.read_bytes()


def _tell(opened):
    """The summary, then what somebody should look at."""
    for line in wordfile.summary(opened):
        speaking.say(line)
    open_ones = sorted(
        (claim for claim in opened.figures if claim.standing.open),
        key=lambda claim: (standings.ORDER[claim.standing.code], claim.start),
    )
    if open_ones:
        rows = [
            (f"{one.standing.sign} {one.standing.label}", one.quote, one.subject, one.reason)
            for one in open_ones[:SHOWN]
        ]
        speaking.table((_("Verdict"), _("In the report"), _("Subject"), _("Explanation")), rows)
    if len(open_ones) > SHOWN:
        speaking.say(_("and %(number)s more; --json or --out shows all") % {"number": len(open_ones) - SHOWN})
    broken = [(one.words, one.explanation) for one in opened.relations if one.holds is False]
    if broken:
        speaking.table((_("Relation"), _("Explanation")), broken)
    damaged = [(one["words"], one["quote"], one["recovered"] or "—") for one in opened.damage]
    if damaged:
        speaking.table((_("Damage"), _("In the report"), _("Recovered as")), damaged[:SHOWN])
