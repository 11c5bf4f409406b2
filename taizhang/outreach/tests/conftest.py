"""What the tests of outreach share: the cast and one of everything, built once; each test gets its own copies and is rolled back."""

from types import SimpleNamespace

import pytest
from django.db import models, transaction

from taizhang.kernel import rulebook
from taizhang.testing import founding
from taizhang.testing.cast import Cast, assemble
from taizhang.testing.world import PIXEL


@pytest.fixture(scope="package")  # gone before tests of other folders run in the same worker
def kept(django_db_setup, django_db_blocker):
    """(cast, one of everything) in a transaction that is never committed."""
    with django_db_blocker.unblock():
        whole = transaction.atomic()
        whole.__enter__()
        rulebook.load()
        cast = assemble()
        yield cast, founding.build(cast, PIXEL)
        transaction.set_rollback(True)
        whole.__exit__(None, None, None)


def _afresh(one):
    return type(one)._base_manager.get(pk=one.pk) if isinstance(one, models.Model) else one


@pytest.fixture
def cast(kept, db):
    """The four unions and the seven people of every test (testing/cast.py)."""
    return Cast(**{name: _afresh(one) for name, one in vars(kept[0]).items()})


@pytest.fixture
def year(kept, db):
    """One of everything (testing/founding.py)."""
    return SimpleNamespace(**{name: _afresh(one) for name, one in vars(kept[1]).items()})
