"""Files that prove care and benefits: the signed list, the photograph, the invoice."""

from taizhang.kernel import evidence
from taizhang.kernel.acts import act
from taizhang.kernel.steps import needs_standing
from taizhang.kernel.verdicts import require


def attach(record, file, *, by, kind):
    """Put a file on record: the signed list, the photograph, the receipt."""
    with act(by, "welfare.attach", record) as this:
        require(needs_standing(record))
        found = evidence.attach(record, file, kind, by=by)
        this.note(title=record.title(), file=found.name)
    return found
