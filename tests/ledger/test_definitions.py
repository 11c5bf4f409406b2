"""Definitions of figures have versions: what was printed by one can be reckoned again by it."""

from dataclasses import replace
from datetime import date

import pytest
from django.utils import translation

from taizhang.kernel import changes, definitions, ledger
from taizhang.kernel.acts import SYSTEM
from taizhang.kernel.changes import Look
from taizhang.kernel.figures import UnknownFigure, resolve
from taizhang.kernel.manifest import Term, registry
from taizhang.kernel.models import Definition
from taizhang.kernel.periods import Period
from tests.ledger.test_ledger import supermarket

pytestmark = pytest.mark.django_db
YEAR = Period.parse("2008")


@pytest.fixture
def redefined(monkeypatch):
    """`redefined(code, of=…)`: an upgrade that changes what an indicator counts."""

    def change(code, **changed):
        monkeypatch.setitem(registry.indicators, code, replace(registry.indicators[code], **changed))
        return registry.indicators[code]

    return change


def test_every_declared_figure_is_put_on_file_once(cast):
    number = definitions.keep_all()
    assert number >= len(registry.indicators) and definitions.keep_all() == number
    assert Definition.objects.filter(code="worklog.entries").count() == 1


def test_a_version_speaks_no_language(cast):
    with translation.override("en"):
        english = [definitions.version_of(resolve(code)) for code in ("worklog.entries", "AW-16:人数")]
    with translation.override("zh-hans"):
        assert [definitions.version_of(resolve(code)) for code in ("worklog.entries", "AW-16:人数")] == english


@pytest.mark.parametrize(
    "changed",
    [
        {"of": Term("work.persons")},
        {"words": "别的说法"},
        {"decimals": 3},
        {"of": Term("work.entries", where="事项=甲")},
    ],
)
def test_whatever_changes_in_a_definition_is_a_new_version(cast, redefined, changed):
    before = definitions.version_of(resolve("worklog.entries"))
    definitions.keep_all()
    after = redefined("worklog.entries", **changed)
    assert definitions.version_of(after) != before
    definitions.keep_all()
    assert [now for _row, now in definitions.history(after)] == [True, False]


def test_a_former_definition_can_be_asked_and_explained(cast, redefined):
    supermarket(cast.mill, persons=5)
    supermarket(cast.mill, persons=7, on=date(2008, 6, 1))
    indicator = resolve("worklog.entries")
    before = ledger.value(indicator, cast.town, YEAR).number
    definitions.keep_all()
    version = definitions.version_of(indicator)
    now = redefined("worklog.entries", of=Term("work.persons", "AW-16", "distinct"))
    former = definitions.former("worklog.entries", version)
    assert ledger.value(former, cast.town, YEAR).number == before == 2
    change = changes.between(Look(former), Look(now), cast.town, YEAR, viewer=SYSTEM)
    assert sum(effect.effect for effect in change.sides[0].effects) == change.sides[0].difference == 10
    assert {effect.how for effect in change.sides[0].effects} == {"defined"}


def test_a_definition_that_nobody_knows_is_refused(cast):
    with pytest.raises(UnknownFigure):
        definitions.former("worklog.entries", "000000000000")
