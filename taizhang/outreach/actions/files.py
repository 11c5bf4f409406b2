"""Files put on record, and records that never were so."""

from django.utils.translation import gettext as _

from taizhang.kernel import approvals
from taizhang.kernel.acts import act
from taizhang.kernel.verdicts import Refused, require
from taizhang.kernel.writing import mark_void, put_on_record
from taizhang.outreach import rules
from taizhang.outreach.actions.parts import locked
from taizhang.outreach.models import Assignment, Census, Establishment, Listing, Sector


def attach(record, file, *, by, kind):
    """Put a file on record: the application, the reply, the list of those present, a photograph."""
    with act(by, "outreach.attach", record) as this:
        return put_on_record(this, record, file, kind)


def void(record, *, by, why):
    """Entered by mistake: it counts nowhere any more."""
    with act(by, "outreach.void", record) as this:
        record = locked(record)
        require(rules.needs_standing(record))
        _may_void(record)
        mark_void(this, record, why)
        if isinstance(record, Establishment):
            _free_listings(record)
    return record


def _may_void(record):
    if isinstance(record, Establishment):
        require(approvals.may_change(record))
        if record.founded_on is not None:
            raise Refused(_("The union stands in the tree; put right there what is wrong."))
    if isinstance(record, Sector) and record.assignments.filter(voided_at=None).exists():
        raise Refused(_("Firms were assigned to this sector; dissolve it instead."))
    if isinstance(record, Census) and record.listings.filter(voided_at=None).exists():
        raise Refused(_("Firms are on the list of this census; undo the import first, or close the census."))
    if isinstance(record, Listing) and record.establishment_id is not None:
        raise Refused(_("An establishment came out of this line; give that up instead."))
    if isinstance(record, Assignment) and hasattr(record, "followed_by"):
        raise Refused(_("A later assignment follows this one."))


def _free_listings(establishment):
    """The line of the census out of which the task came is open again."""
    for one in Listing.objects.standing().filter(establishment=establishment):
        one.establishment, one.state = None, Listing.State.CORRECTED if one.corrected_on else Listing.State.VERIFIED
        one.save()
