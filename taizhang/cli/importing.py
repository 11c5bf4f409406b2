"""`taizhang import`: a workbook of units, members or entries comes in, looked at row by row before anything is
written.
"""

import sys

import click
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from taizhang.cli import PARTLY, speaking
from taizhang.cli.speaking import Command
from taizhang.intake import actions, queries, workbooks
from taizhang.intake.limits import Unreadable
from taizhang.kernel.access import SYSTEM
from taizhang.kernel.verdicts import Refused

SHOWN = 40


@click.command(
    "import",
    cls=Command,
    help=_(
        "Import a workbook (Excel or CSV) of units, members or entries. Run twice, it adds nothing the second time."
    ),
    example="""taizhang import members members.xlsx --preview
               taizhang import entries work.xlsx --unit CY00 --json""",
)
@click.argument("importer", type=click.Choice(["units", "members", "entries"]))
@click.argument("file", type=speaking.file_to_read())
@click.option("--unit", "unit_code", metavar="CODE", help=_("only for this unit and what is below it"))
@click.option("--preview", is_flag=True, help=_("look only, write nothing"))
@click.option("--json", "json_wanted", is_flag=True, help=_("report every remark on every row as JSON"))
@click.option(
    "--rejected", type=speaking.file_to_write(), metavar="OUT.xlsx", help=_("rejected rows, to correct and send again")
)
def import_workbook(importer, file, unit_code, preview, json_wanted, rejected):
    """Import a workbook."""
    speaking.ready()
    unit = speaking.unit_of(unit_code) if unit_code else None
    try:
        seen = queries.recognise(importer, file, by=SYSTEM, unit=unit)
        if not seen.fits:
            raise Refused(queries.no_fit(seen, seen.importer))
        batch = _look(seen) if preview else _run(seen)
    except Unreadable as unreadable:
        raise Refused(str(unreadable)) from None
    if json_wanted:
        speaking.as_json(_data(seen, batch, preview))
    else:
        _show(seen, batch, preview)
    if rejected and seen.counts.get("rejected"):
        rejected.write_bytes(workbooks.rejected(seen))
        speaking.aside(
            _("The rejected rows stand in %(file)s: correct them there and import that file.") % {"file": rejected}
        )
    if seen.counts.get("rejected"):
        sys.exit(PARTLY)


def _look(seen):
    with speaking.progress(_("Reading the file")) as seen.context.progress:
        seen.look_through()


def _run(seen):
    with speaking.progress(_("Importing")) as tell:
        return actions.run(seen, by=SYSTEM, progress=tell)


def _data(seen, batch, preview):
    return {
        "importer": seen.importer.code,
        "file": seen.book.name,
        "preview": preview,
        "written": batch is not None,
        "batch": batch.pk if batch else None,
        "rows": len(seen.rows),
        "counts": seen.counts,
        "per_unit": seen.per_unit,
        "sheets": queries.described(seen.sheets),
        "findings": seen.as_json(get_language() or "zh-hans"),
    }


def _show(seen, batch, preview):
    _show_sheets(seen)
    remarks = [finding for finding in seen.findings if finding.problem != "already_recorded"]
    if remarks:
        heads = (_("Sheet"), _("Row"), _("Column"), _("Explanation"), _("Treatment"), _("Was"), _("Became"))
        rows = [
            (one.sheet, one.row, one.field, one.explanation, _treatment(one.treatment), one.original, one.repaired)
            for one in remarks[:SHOWN]
        ]
        speaking.table(heads, rows)
    if len(remarks) > SHOWN:
        speaking.say(_("and %(number)s more remarks; --json reports all of them") % {"number": len(remarks) - SHOWN})
    speaking.say(_counted(seen))
    if preview:
        speaking.say(_("Preview only: nothing was written."))
    elif batch is None:
        speaking.say(_("There was nothing to write."))
    else:
        speaking.say(_("Written as import no. %(number)s.") % {"number": batch.pk})


def _counted(seen):
    words = {state: seen.counts.get(state, 0) for state in ("fine", "repaired", "warned", "rejected", "unchanged")}
    return _(
        "%(rows)s rows: %(fine)s fine, %(repaired)s repaired, %(warned)s with a warning, "
        "%(rejected)s rejected, %(unchanged)s on file already."
    ) % {**words, "rows": len(seen.rows)}


def _show_sheets(seen):
    for report in queries.described(seen.sheets):
        if report["used"]:
            speaking.say(_("Sheet “%(name)s”: %(rows)s rows, heads in row %(head)s.") % {
                "name": report["name"], "rows": report["rows"], "head": report["head"][0] + 1})  # fmt: skip
            _show_unread(report)
        elif report["why_not"] != "empty":
            reason = queries.why_not(report, seen.importer)
            speaking.say(_("Sheet “%(name)s” is not used: %(reason)s") % {"name": report["name"], "reason": reason})


def _show_unread(report):
    """What of a sheet was not read: nothing is passed over silently."""
    if report["unknown"]:
        heads = _(", ").join(" ".join(str(head).split())[:30] for _at, head in report["unknown"][:20])
        speaking.say("  " + _("Columns that were not read: %(heads)s") % {"heads": heads})
    passed = queries.passed_over(report)
    if passed:
        rows = _(", ").join(f"{words} {count}" for words, count in passed)
        speaking.say("  " + _("Rows taken for no data: %(rows)s") % {"rows": rows})


def _treatment(code):
    return {
        "repaired": _("repaired"),
        "warned": _("warning"),
        "rejected": _("rejected"),
        "accepted": _("accepted"),
    }.get(code, code)
