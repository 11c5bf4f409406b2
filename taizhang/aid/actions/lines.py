"""The local minimum living line: laid down by a federation for itself and everything below."""

from taizhang.kernel import rulebook
from taizhang.kernel.acts import act

LINE = "aid.living_line"


def set_line(unit, *, by, since, amount, source):
    """Lay down the line (低保标准) of a place from a day on; the earlier one of the same union ends there and stays on file."""
    with act(by, "aid.set_line", unit, on=since) as this:
        row = rulebook.override(LINE, unit=unit, since=since, value=amount, source=source.strip())
        this.note(amount=str(amount), since=since.isoformat())
    return row


def set_scheme(unit, *, by, since, scheme, source):
    """Choose the scheme of categories: today's three, or the older ones."""
    with act(by, "aid.set_line", unit, on=since) as this:
        row = rulebook.override("aid.scheme", unit=unit, since=since, value=scheme, source=source.strip())
        this.note(amount=scheme, since=since.isoformat())
    return row
