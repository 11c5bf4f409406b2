"""Files put on record, and records that never were so."""

from django.utils.translation import gettext as _

from taizhang.committees.models import Body, Display, Election, Extension, Seat, Term
from taizhang.kernel import approvals
from taizhang.kernel.acts import act
from taizhang.kernel.verdicts import Refused, require
from taizhang.kernel.writing import mark_void, put_on_record, standing


def attach(record, file, *, by, kind):
    """Put a file on record: the reply, the list of those present, a photograph of the plaque."""
    with act(by, "committees.attach", record) as this:
        return put_on_record(this, record, file, kind)


def void(record, *, by, why):
    """Entered by mistake: it counts nowhere any more."""
    with act(by, "committees.void", record) as this:
        record = standing(record)
        _may_void(record)
        mark_void(this, record, why)
    return record


def _may_void(record):
    if isinstance(record, (Election, Extension)):
        require(approvals.may_change(record))
    if isinstance(record, Body) and (
        record.seats.filter(voided_at=None).exists() or record.terms.filter(voided_at=None).exists()
    ):
        raise Refused(_("People stand in this body, or it has terms; dissolve it instead."))
    if isinstance(record, Term) and (hasattr(record, "election") or record.elections.filter(voided_at=None).exists()):
        raise Refused(_("An election belongs to this term; it stays on file."))
    if isinstance(record, Term) and record.extensions.filter(voided_at=None).exists():
        raise Refused(_("An extension belongs to this term; it stays on file."))
    if isinstance(record, Extension) and record.state != Extension.State.REFUSED:
        raise Refused(_("This extension is with the union above, or granted; it stays on file."))
    if isinstance(record, Election) and record.state == Election.State.HANDED_OVER:
        raise Refused(_("The new term is in office; put right there what is wrong."))
    if isinstance(record, Seat) and record.until is not None:
        raise Refused(_("This post has ended; its history stays on file."))
    if isinstance(record, Display) and record.checks.exists():
        raise Refused(_("Duties were checked already; end the display instead."))
