"""What the tests of the worklog ask for beside the cast."""

import pytest


@pytest.fixture
def people(cast):
    """Two persons on the mill's register."""
    from datetime import date

    from taizhang.kernel.acts import SYSTEM
    from taizhang.members import actions as members

    found = [
        members.admit(cast.mill, by=SYSTEM, on=date(2020, 1, 1), name=name, sex="女").person
        for name in ("柳静", "秦越")
    ]
    return found
