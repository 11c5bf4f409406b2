"""The pytest plugin of the house: the cast, a signed-in browser, and a database that can be emptied between tests."""

import hypothesis
import pytest
from django.db import connection
from django.test import Client

from taizhang.testing.layers import ground, layer, layers  # noqa: F401  (fixtures of every test)

# No test is timed: on a busy machine an example may take any time.
hypothesis.settings.register_profile("house", hypothesis.settings.default, deadline=None)
hypothesis.settings.load_profile("house")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """Slow tests come first: one that takes minutes and comes last has a core to itself while the other is idle."""
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)


@layer
def cast():
    """The four unions and the seven people of every test (testing/cast.py)."""
    from taizhang.testing.cast import assemble  # needs the app registry

    return assemble()


@pytest.fixture
def as_(db):
    """`as_(cast.mill_chair)` → a client signed in as that person, in Chinese unless told otherwise."""

    def signed_in(user=None, language="zh-hans"):
        client = Client(headers={"accept-language": language})
        if user is not None:
            client.force_login(user)
        return client

    return signed_in


@pytest.fixture(scope="session", autouse=True)
def keys_of_the_seal():
    """Encrypted fields need the key file that `taizhang init` makes in an installation."""
    from taizhang.kernel import sealing

    sealing.create_keys()


@pytest.fixture(autouse=True)
def language_of_the_house(settings):
    """Every test begins in Chinese, whatever language the last request or command has left in force."""
    from django.utils import translation

    translation.activate(settings.LANGUAGE_CODE)


@pytest.fixture(scope="session", autouse=True)
def flush_past_the_triggers():
    """The append-only triggers refuse DELETE, and so would the flush after a transactional test on SQLite.

    They stay in force inside every test; only while Django empties the tables are they away.
    """
    from taizhang.kernel import triggers

    operations = type(connection.ops)
    flush = operations.execute_sql_flush

    def with_triggers_away(self, sql_list):
        triggers.drop(self.connection)
        try:
            flush(self, sql_list)
        finally:
            triggers.create(self.connection)

    operations.execute_sql_flush = with_triggers_away
    yield
    operations.execute_sql_flush = flush


@layer
def world(cast):
    """The cast and one of everything that pages show (testing/world.py)."""
    from taizhang.testing.world import build

    return build(cast)
