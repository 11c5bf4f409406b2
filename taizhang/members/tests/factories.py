"""Persons and memberships for tests; numbers are made up and valid, telephones stand in a series without subscribers."""

from datetime import date
from itertools import count

from taizhang.intake.identity import check_digit
from taizhang.kernel.acts import SYSTEM
from taizhang.members import actions

_numbers = count(100)


def id_number(born=date(1970, 1, 1), order=None, area="432427"):
    """A valid identity number; even orders are women."""
    order = next(_numbers) % 900 if order is None else order
    seventeen = f"{area}{born:%Y%m%d}{order:03}"
    return seventeen + check_digit(seventeen)


def phone():
    """A telephone number that rings nowhere."""
    return f"1540000{next(_numbers):04}"


def member(unit, *, on=date(2005, 6, 1), name="彭会计", born=date(1970, 1, 1), by=SYSTEM, **details):
    """Somebody in membership."""
    details = {"id_number": id_number(born), "phone": phone()} | details
    return actions.admit(unit, by=by, on=on, name=name, **details)
