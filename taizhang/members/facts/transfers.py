"""What a transfer says to the ledger: who is on the way, and, once done, one person moved, counted once above both unions."""

from django.utils.translation import gettext_lazy as _

from taizhang.kernel.ledger import Line, credited
from taizhang.kernel.manifest import Measure
from taizhang.members.models import Transfer

IN_TRANSIT = Measure("members.in_transit", _("Members on the way"), _("persons"), nature="balance")
ASKED = Measure("members.transfers_asked", _("Transfers asked for"), _("persons"))
FAILED = Measure("members.transfers_failed", _("Transfers refused, expired or withdrawn"), _("persons"))


def transfer_lines(transfer):
    """Each union is credited; a superior of both counts the transfer once."""
    about = {"way": transfer.way, "transfer": transfer.state, "asker": transfer.asked_by}
    for measure, kind, day, value in _told(transfer):
        for unit, reach in credited(transfer.unit, [transfer.to] if transfer.to_id else (), on=day):
            yield Line(
                measure,
                day,
                value,
                unit=unit,
                reach=reach,
                kind=kind,
                subject=f"person:{transfer.person_id}",
                about=about,
            )


def _told(transfer):
    """(measure, kind, day, value) of what has happened so far."""
    yield ASKED.code, "", transfer.asked_on, 1
    if transfer.released_on and transfer.way != Transfer.Way.IN:
        yield IN_TRANSIT.code, "", transfer.released_on, 1
        over = transfer.received_on or transfer.ended_on
        if over:
            yield IN_TRANSIT.code, "", over, -1
    if transfer.state in Transfer.DONE:
        yield "work.persons", "OM-10", transfer.received_on, 1
    elif transfer.ended_on:
        yield FAILED.code, "", transfer.ended_on, 1
