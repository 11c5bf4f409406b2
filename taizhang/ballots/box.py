"""The published box: one line of JSON per slip, in the order of their receipts, behind a line that says what was asked and by which rule.

Everything that a recount needs is in it and nothing else; `recount.py` reads it with Python alone.
"""

import hashlib
import json

FORMAT = "taizhang-ballot-box/1"


def line(value):
    """A value in its one spelling."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def text(head, slips, sheets):
    """The box as it is published: head, slips in the order of their receipts, sheets in the order of their boxes."""
    lines = [{"format": FORMAT, **head}]
    lines += sorted(slips, key=lambda slip: slip["receipt"])
    lines += sorted(sheets, key=lambda sheet: sheet["sheet"])
    return "".join(line(one) + "\n" for one in lines)


def digest(published):
    """SHA-256 of the published text, in hex."""
    return hashlib.sha256(published.encode()).hexdigest()


def electorate_digest(voters):
    """SHA-256 over the electorate: a line of number, name, group, votes for each voter not struck off, in the order of numbers."""
    lines = (line([voter.number, voter.name, voter.group, voter.weight]) + "\n" for voter in voters)
    return hashlib.sha256("".join(lines).encode()).hexdigest()
