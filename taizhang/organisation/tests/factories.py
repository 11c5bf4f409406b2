"""Units for tests, put on file by the system through the act that everybody uses."""

from datetime import date
from itertools import count

from taizhang.kernel.acts import SYSTEM
from taizhang.organisation import actions, queries

_numbers = count(1)


def unit(parent, kind="company_union", *, on=date(2005, 3, 1), name=None, code=None, **details):
    """A unit below `parent`; code and name are made up where the test does not care."""
    number = next(_numbers)
    code = code or f"T{number:04}"
    return actions.found(parent, by=SYSTEM, on=on, code=code, name=name or f"第{number}单位", kind=kind, **details)


def profile(parent, kind="company_union", **details):
    """The file of a new unit."""
    return queries.profile_of(unit(parent, kind, **details))
