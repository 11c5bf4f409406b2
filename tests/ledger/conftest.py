"""What the ledger's tests ask for."""

from datetime import date

import pytest

from taizhang.kernel.acts import SYSTEM
from taizhang.members import actions as members


@pytest.fixture
def person(cast):
    """Admit somebody to the mill's union; returns the person."""

    def admit(name):
        return members.admit(cast.mill, by=SYSTEM, name=name, sex="女", on=date(2006, 1, 1)).person

    return admit
