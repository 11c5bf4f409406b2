"""Files on record: the signed application, the letter, the return slip, the minutes, the list of who signed for a card."""

from django.utils.translation import gettext as _

from taizhang.kernel.access import can
from taizhang.kernel.acts import act
from taizhang.kernel.verdicts import Refused
from taizhang.kernel.writing import put_on_record
from taizhang.members.models import Card, Transfer


def attach(record, file, *, by, kind):
    """Put a file on record. A transfer is proved by either union, a card by the one where its holder is a member now."""
    with act(by, "members.attach", _keeper(record, by)) as this:
        this.record = record
        return put_on_record(this, record, file, kind)


def open_file(record, *, by, why):
    """Somebody opens a file with the numbers in full, once; who looked and why is kept (Personal Information Protection Law, article 51)."""
    with act(by, "members.open_file", record) as this:
        if len(why.strip()) < 2:
            raise Refused(_("Say why you need to see the numbers."))
        this.note(title=record.title(), why=why.strip())


def _keeper(record, by):
    if isinstance(record, Card):
        return record.membership.unit
    if isinstance(record, Transfer) and record.to is not None and can(by, "members.attach", record.to):
        return record.to
    return record.unit
