"""Files that prove care and benefits: the signed list, the photograph, the invoice."""

from taizhang.kernel.acts import act
from taizhang.kernel.writing import put_on_record


def attach(record, file, *, by, kind):
    """Put a file on record: the signed list, the photograph, the receipt."""
    with act(by, "welfare.attach", record) as this:
        return put_on_record(this, record, file, kind)
