"""How the rows of a workbook become entries, and how an import is undone."""

from django.utils.translation import gettext

from taizhang.kernel.verdicts import Refused
from taizhang.worklog.models import (
    Entry,
    Organiser,
)

from .checks import values_of


def write(rows, context, this):
    """The entries first, then the corrections that point at them, then joint organisers."""
    entering = [row for row in rows if row.enters]
    plain = [row for row in entering if row.extra["corrects"] is None]
    context.report(0, len(entering), gettext("Entries"))
    entries = {
        id(row): entry
        for row, entry in zip(plain, this.create_all(Entry, [_entry(row, context) for row in plain]), strict=True)
    }
    correcting = [row for row in entering if row.extra["corrects"] is not None]
    this.create_all(Entry, [_correction(row, entries, context) for row in correcting])
    joint = [Organiser(entry=entries[id(row)], unit=unit) for row in plain for unit in row.extra["organisers"]]
    this.create_all(Organiser, joint)
    context.report(len(entering), len(entering), gettext("Ledger"))
    return {"entries": len(entering), "corrections": len(correcting)}


def _entry(row, context):
    return Entry(unit=row.unit, batch=context.batch, digest=row.extra["digest"], **values_of(row))


def _correction(row, entries, context):
    chosen = row.extra["corrects"]
    entry = _entry(row, context)
    entry.corrects = chosen.entry if chosen.entry is not None else entries[id(chosen.row)]
    entry.territory = entry.corrects.territory
    return entry


def undo(batch, context, this):
    """Void the entries that the import brought; refused where a later entry corrects one of them."""
    standing = Entry.objects.standing().filter(batch=batch)
    later = Entry.objects.standing().filter(corrects__in=standing.values("pk")).exclude(batch=batch).count()
    if later:
        raise Refused(
            gettext("%(count)d entries of this import have been corrected since; void the corrections first.")
            % {"count": later}
        )
    entries = list(standing.select_related("unit"))
    why = gettext("The import was undone.")
    for entry in entries:
        entry.voided_at, entry.voided_why = this.at, why
        this.touch(entry)
    # One statement instead of thousands; the act still posts the reversal of every single one.
    Entry._base_manager.filter(pk__in=standing.values("pk")).update(voided_at=this.at, voided_why=why)
    return {"entries": len(entries)}
