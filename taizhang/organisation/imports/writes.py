"""How the rows of a workbook become units and their files, and how an import is undone."""

from django.utils.translation import gettext_lazy as _

from taizhang.kernel.verdicts import Refused
from taizhang.organisation import actions
from taizhang.organisation.models import Profile

from .columns import FIELDS


def write(rows, context, this):
    """Found the units, parents before children; amend known ones where that was asked for."""
    units, done = {}, 0
    waiting = [row for row in rows if row.enters]
    for row in waiting:
        if row.extra["on_file"] is not None:
            _amend(row, context)
            done += 1
    pending = [row for row in waiting if row.extra["on_file"] is None]
    while pending:
        later = []
        for row in pending:
            parent = row.extra["parent"]
            if hasattr(parent, "extra") and id(parent) not in units:
                later.append(row)
                continue
            units[id(row)] = _place(row, units.get(id(parent), parent), context)
            done += 1
            context.report(done, len(waiting))
        if len(later) == len(pending):
            raise Refused(_("Some parents could not be placed."))
        pending = later
    return {"units": len(units)}


def _place(row, parent, context):
    details = {key: row.get(key) for key in FIELDS if row.get(key) is not None}
    details["batch"] = context.batch
    unit, _profile = actions.place(
        parent,
        on=row.get("founded_on"),
        code=row.values["code"],
        name=row.values["name"],
        kind=row.extra["kind_words"],
        **details,
    )
    return unit


def _amend(row, context):
    changes = dict(row.extra["changes"])
    extra = {key: changes.pop(key) for key in ("name", "kind", "founded_on") if key in changes}
    actions.amend(row.extra["profile"], by=context.by, why=str(_("by import")), **extra, **changes)


def undo(batch, context, this):
    """Withdraw the units that the import founded, the lowest first; refused where work or members are on file by now."""
    profiles = list(
        Profile.objects.standing().filter(batch=batch).select_related("unit").order_by("-unit__depth", "-unit__path")
    )
    for done, profile in enumerate(profiles, 1):
        actions.take_back(profile, at=this.at)
        context.report(done, len(profiles))
    return {"units": len(profiles)}
