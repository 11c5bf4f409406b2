"""What the tests of outreach share."""

import pytest

from taizhang.kernel import rulebook
from taizhang.testing import founding
from taizhang.testing.world import PIXEL


@pytest.fixture
def rules(db):
    """The figures of regulation as shipped."""
    rulebook.load()


@pytest.fixture
def year(cast, rules):
    """One of everything (testing/founding.py)."""
    return founding.build(cast, PIXEL)
