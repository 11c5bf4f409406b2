"""Two people at the same moment: one decision counts, the other is told; on PostgreSQL by the lock of the row, on SQLite by its one writer."""

from datetime import date

import pytest

from taizhang.kernel import approvals
from taizhang.kernel.acts import SYSTEM
from taizhang.kernel.approvals import Route, Step
from taizhang.kernel.manifest import registry
from taizhang.kernel.models import Approval, ApprovalTrail
from taizhang.kernel.tests.test_approvals import DAY, officer, record
from taizhang.kernel.verdicts import Refused
from taizhang.testing.at_once import at_once, needs_threads
from taizhang.testing.cast import assemble

STEPS = (Step("base", "基层工会", "own"), Step("town", "镇工会", "town"))


@pytest.fixture
def route():
    declared = registry.routes["worklog.at_once"] = Route("worklog.at_once", "同时", STEPS)
    yield declared
    del registry.routes["worklog.at_once"]


@pytest.mark.django_db(transaction=True)
def test_of_two_deciders_one_is_told(route):
    needs_threads()
    cast = assemble()
    second = officer(cast.mill, "副主席")
    case = approvals.request(route, record(cast.mill), by=cast.mill_clerk, on=DAY)
    seen = case.mark

    def decide(who):
        return lambda: approvals.approve(Approval.objects.get(pk=case.pk), by=who, on=DAY, seen=seen)

    outcomes = at_once(decide(cast.mill_chair), decide(second))
    assert sorted(isinstance(outcome, Refused) for outcome in outcomes) == [False, True]
    assert ApprovalTrail.objects.filter(verb="approve").count() == 1
    case.refresh_from_db()
    assert case.at_unit == cast.town


@pytest.mark.django_db(transaction=True)
def test_withdrawn_while_somebody_decides(route):
    needs_threads()
    cast = assemble()
    case = approvals.request(route, record(cast.mill), by=cast.mill_clerk, on=DAY)
    outcomes = at_once(
        lambda: approvals.refuse(Approval.objects.get(pk=case.pk), by=cast.mill_chair, on=DAY, note="不符合"),
        lambda: approvals.withdraw(Approval.objects.get(pk=case.pk), by=cast.mill_clerk, on=DAY),
    )
    assert sorted(isinstance(outcome, Refused) for outcome in outcomes) == [False, True]
    case.refresh_from_db()
    assert case.state in ("refused", "withdrawn")
    assert case.trail.exclude(verb="request").count() == 1


def test_a_double_click_decides_once(cast, route):
    case = approvals.request(route, record(cast.mill), by=cast.mill_clerk, on=DAY)
    first, again = (Approval.objects.get(pk=case.pk) for _ in range(2))
    seen = case.mark
    approvals.approve(first, by=cast.mill_chair, on=DAY, seen=seen)
    with pytest.raises(Refused):
        approvals.approve(again, by=cast.mill_chair, on=DAY, seen=seen)
    with pytest.raises(Refused):
        approvals.approve(again, by=cast.mill_chair, on=DAY)  # nor without saying what was seen: he has decided already
    assert case.trail.filter(verb="approve").count() == 1


def test_an_outcome_that_is_refused_undoes_the_decision(cast, route):
    def too_late(record, *, by, on, note, approval):
        raise Refused("基金余额不足")

    registry.routes[route.code] = Route(route.code, route.label, STEPS[:1], approved=too_late)
    case = approvals.request(registry.routes[route.code], record(cast.mill), by=cast.mill_clerk, on=DAY)
    with pytest.raises(Refused, match="余额"):
        approvals.approve(case, by=cast.mill_chair, on=DAY)
    case.refresh_from_db()
    assert case.state == "pending" and not case.trail.filter(verb="approve").exists()
    assert case.steps.get().state == "open"


def test_only_the_deciding_act_entitles(cast, route):
    entry = record(cast.mill)
    case = approvals.request(route, entry, by=cast.mill_clerk, on=DAY)
    assert not case.entitles(entry)
    case.carried_out = True
    assert case.entitles(entry)
    assert not case.entitles(record(cast.mill))


def test_the_system_asks_but_never_decides(cast, route):
    case = approvals.request(route, record(cast.mill), by=SYSTEM, on=date(2008, 5, 5))
    assert case.requested_by is None
    with pytest.raises(Refused):
        approvals.approve(case, by=SYSTEM, on=date(2008, 5, 5))
