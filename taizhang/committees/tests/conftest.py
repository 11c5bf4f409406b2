"""What the tests of committees share: the cast, and one of everything at the mill, built once for all of them."""

from types import SimpleNamespace

import pytest
from django.db import models, transaction

from taizhang.kernel import rulebook
from taizhang.members.tests.factories import member
from taizhang.testing import committees
from taizhang.testing.cast import Cast, assemble
from taizhang.testing.world import PIXEL


@pytest.fixture(scope="package")  # gone before tests of other folders run in the same worker
def kept(django_db_setup, django_db_blocker):
    """(cast, one of everything, members of the mill) in a transaction that is never committed."""
    with django_db_blocker.unblock():
        whole = transaction.atomic()
        whole.__enter__()
        rulebook.load()
        cast = assemble()
        people = [
            member(cast.mill, name=name, sex=sex, group=group)
            for name, sex, group in (
                ("林细妹", "女", "织造"),
                ("巫阿牛", "男", "织造"),
                ("费小满", "女", "浆纱"),
                ("石大春", "男", ""),
            )
        ]
        yield cast, committees.build(cast, PIXEL), people
        transaction.set_rollback(True)
        whole.__exit__(None, None, None)


def _afresh(one):
    return type(one)._base_manager.get(pk=one.pk) if isinstance(one, models.Model) else one


@pytest.fixture
def cast(kept, db):
    """The four unions and the seven people of every test (testing/cast.py)."""
    return Cast(**{name: _afresh(one) for name, one in vars(kept[0]).items()})


@pytest.fixture
def there(kept, db):
    """One of everything (testing/committees.py)."""
    return SimpleNamespace(**{name: _afresh(one) for name, one in vars(kept[1]).items()})


@pytest.fixture
def people(kept, db):
    """Four members of the mill, two of them women."""
    return [_afresh(one) for one in kept[2]]
