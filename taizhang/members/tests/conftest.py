"""What the tests of the register share."""

from contextlib import contextmanager

import pytest
from django.db import transaction

from taizhang.kernel import rulebook
from taizhang.testing.layers import layer


@layer
def rules():
    """The figures of regulation as shipped."""
    rulebook.load()


class _Enough(Exception):
    """The example is over."""


@pytest.fixture
def transaction_per_example():
    """A block that leaves nothing behind, for tests that run many examples on one database."""

    @contextmanager
    def block():
        try:
            with transaction.atomic():
                yield
                raise _Enough
        except _Enough:
            pass

    return block
