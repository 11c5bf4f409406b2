"""What many tests begin with is built once and found again as it was: layers of records, each on those below.

A fixture marked with `@layer` (the cast, the rules, an app's year) is built in a transaction that stays open; every test then runs in a
savepoint above it, on copies of the objects. A test that wants other layers takes off what it does not want and puts on what it lacks,
so neighbours who want the same pay once. Tests that commit find an empty database and build for themselves.
"""

import inspect
from copy import deepcopy
from dataclasses import dataclass

import pytest
from django.db import transaction
from django.utils import translation

COMMITTING = {"transactional_db", "live_server", "django_db_reset_sequences", "django_db_serialized_rollback"}


def layer(build):
    """A fixture whose records are built once for the tests that follow each other; it may ask for other layers, and nothing else."""
    needs = list(inspect.signature(build).parameters)

    def given(request, db, **needed):
        copies = request.getfixturevalue("layers").copies
        return copies[build] if build in copies else build(**needed)

    given.__signature__ = inspect.Signature(
        [inspect.Parameter(name, inspect.Parameter.POSITIONAL_OR_KEYWORD) for name in ("request", "db", *needs)]
    )
    given.__name__, given.__doc__ = build.__name__, build.__doc__
    given.build, given.needs = build, needs
    return pytest.fixture(given)


@dataclass
class Standing:
    """A layer that stands: who built it, its open transaction, and what all layers up to it gave ({build: object})."""

    build: object
    whole: object
    given: dict


class Layers:
    """The layers that stand, lowest first, and the running test's copies of what they gave."""

    def __init__(self):
        self.standing, self.copies = [], {}

    def stand(self, wanted):
        """Exactly the layers [(build, {name: build of a need})] stand; those that stand already are left as they are."""
        kept = 0
        for stands, (build, _needs) in zip(self.standing, wanted, strict=False):
            if stands.build is not build:
                break
            kept += 1
        while len(self.standing) > kept:
            self._take_off()
        for build, needs in wanted[kept:]:
            self._put_on(build, needs)
        self.copies = self._copied()

    def _copied(self):
        return deepcopy(self.standing[-1].given) if self.standing else {}

    def _put_on(self, build, needs):
        given = self._copied()
        whole = transaction.atomic()
        whole._from_testcase = True  # as Django's own tests say it: durable blocks may begin inside
        self.standing.append(Standing(build, whole, given))
        self.standing[-1].whole.__enter__()
        try:
            given[build] = build(**{name: given[need] for name, need in needs.items()})
        except BaseException:
            self._take_off()
            raise

    def _take_off(self):
        whole = self.standing.pop().whole
        transaction.set_rollback(True)
        whole.__exit__(None, None, None)


def wanted_by(item):
    """[(build, {name: build of a need})] of a test, lowest first; None when it does not touch the database."""
    mark = item.get_closest_marker("django_db")
    names = getattr(item, "fixturenames", [])
    if mark is None and "db" not in names and not COMMITTING.intersection(names):
        return None
    if (mark and mark.kwargs.get("transaction")) or COMMITTING.intersection(names):
        return []
    found = {}
    for name in sorted(names):
        _add(name, item._fixtureinfo.name2fixturedefs, found)
    return list(found.items())


def _add(name, fixtures, found):
    """The layer of this name with those that it needs, each below those that need it."""
    given = fixtures[name][-1].func if name in fixtures else None
    if not hasattr(given, "build"):
        return None
    found_needs = {need: _add(need, fixtures, found) for need in given.needs}
    found.setdefault(given.build, found_needs)
    return given.build


@pytest.fixture(scope="session")
def layers(django_db_setup, django_db_blocker):
    """The layers of this process; the last ones are taken off before the database goes."""
    standing = Layers()
    yield standing
    with django_db_blocker.unblock():
        standing.stand([])


@pytest.fixture(
    scope="class", autouse=True
)  # of a test outside a class this means: for each test, before all that it asks for
def ground(request):
    """The layers that this test wants stand before its own savepoint is made."""
    wanted = wanted_by(request.node)
    if wanted is not None:
        translation.activate("zh-hans")
        with request.getfixturevalue("django_db_blocker").unblock():
            request.getfixturevalue("layers").stand(wanted)
