"""Files put on record, and records that never were so."""

from django.utils.translation import gettext as _

from taizhang.kernel.acts import act
from taizhang.kernel.verdicts import Refused, require
from taizhang.kernel.writing import afresh, mark_void, put_on_record, standing
from taizhang.openness import files
from taizhang.openness.models import Body, Disclosure, Item, Opinion, Practice, Sheet, Wall


def attach(record, file, *, by, kind):
    """Put a file on record. What is to go out with a notice is read first: no number of a person may stand in it."""
    with act(by, "openness.attach", record) as this:
        if kind == files.PUBLIC:
            if not isinstance(record, Disclosure):
                raise Refused(_("Only a disclosure has public attachments."))
            if record.state in (*Disclosure.SHOWN, Disclosure.State.CHECKING, Disclosure.State.CHECKED):
                raise Refused(_("Public attachments are added while it is drafted, so that they are checked too."))
            require(files.may_go_out(file))
        return put_on_record(this, record, file, kind)


def void(record, *, by, why):
    """Entered by mistake: it counts nowhere any more. What is posted is taken down instead."""
    with act(by, "openness.void", record) as this:
        record = standing(record)
        _may_void(record)
        mark_void(this, record, why)
        if isinstance(record, Sheet):
            this.touch(afresh(record.wall))
    return record


def _may_void(record):
    if isinstance(record, Disclosure) and record.number is not None:
        raise Refused(_("It was posted and has its number; take it down instead."))
    if isinstance(record, Item) and record.disclosures.filter(voided_at=None).exclude(number=None).exists():
        raise Refused(_("This item was disclosed; take it out of the catalogue instead."))
    if isinstance(record, Body) and (
        record.items.filter(voided_at=None).exists() or record.supervisors.filter(voided_at=None).exists()
    ):
        raise Refused(_("Items or a supervision group belong to it; dissolve it instead."))
    if isinstance(record, Opinion) and record.published:
        raise Refused(_("This was published with its answer and stays."))
    if isinstance(record, Wall) and record.sheets.filter(voided_at=None).exists():
        raise Refused(_("Sheets hang on this wall; close the site instead."))
    if isinstance(record, Practice) and record.publications.exists():
        raise Refused(_("Publications are on record; give it up instead."))
