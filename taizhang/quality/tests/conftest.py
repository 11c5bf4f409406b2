"""What the tests of data quality ask for: the thresholds of the rulebook."""

import pytest

from taizhang.kernel import rulebook


@pytest.fixture(autouse=True)
def rules_of_the_book(db):
    rulebook.load()
