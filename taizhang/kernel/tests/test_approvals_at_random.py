"""Random routes and random decisions against a model on paper: the case, its figures and its history say what the model says."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from taizhang.kernel import approvals, calendar, ledger
from taizhang.kernel.approvals import Route, Step
from taizhang.kernel.manifest import registry
from taizhang.kernel.models import Approval
from taizhang.kernel.periods import Period
from taizhang.kernel.tests.test_approvals import SINCE, officer, record
from taizhang.kernel.verdicts import Refused

START = date(2008, 4, 28)
PLACES = ("own", "town", "county", "city", "parent")
STEPS = st.lists(
    st.builds(
        dict,
        place=st.sampled_from(PLACES),
        needs=st.sampled_from(("any", "all", "2")),
        least=st.sampled_from((None, Decimal(500))),
        days=st.integers(1, 8),
    ),
    min_size=1,
    max_size=5,
)
MOVES = st.lists(
    st.tuples(
        st.sampled_from(("approve", "approve", "approve", "return", "refuse", "withdraw", "again")), st.integers(0, 6)
    ),
    min_size=1,
    max_size=16,
)


class Paper:
    """What a clerk with pencil and paper would keep: the steps that apply, who has agreed to which, and how it stands."""

    def __init__(self, plan, places, amount, seats):
        self.seats, self.rows = seats, []
        seen = set()
        for at, step in enumerate(plan):
            unit = places.get(step["place"])
            fits = step["least"] is None or amount >= step["least"]
            if unit and fits and unit not in seen:
                seen.add(unit)
                self.rows.append((at + 1, unit, step["needs"]))
        self.restart()

    def restart(self):
        self.at, self.agreed, self.everybody, self.state = 0, set(), set(), "pending"

    @property
    def here(self):
        return self.rows[self.at]

    def may(self, person):
        return self.state == "pending" and person in self.seats[self.here[1]] and person not in self.everybody

    def approve(self, person):
        self.agreed.add(person)
        self.everybody.add(person)
        _position, unit, needs = self.here
        wanted = {"any": 1, "all": len(self.seats[unit]), "2": 2}[needs]
        if len(self.agreed) >= wanted:
            self.at, self.agreed = self.at + 1, set()
            if self.at == len(self.rows):
                self.state = "approved"


@pytest.fixture(autouse=True)
def no_route_is_left():
    yield
    registry.routes.pop("worklog.random", None)


@pytest.fixture
def people(cast):
    """Two chairs at every union that decides, so that "all" and "two" mean something."""
    found = {
        "own": [cast.mill_chair, officer(cast.mill, "厂副主席")],
        "town": [cast.town_chair, officer(cast.town, "镇副主席")],
        "county": [officer(cast.federation, "县主席"), officer(cast.federation, "县副主席")],
    }
    assert SINCE < START
    return found


def passed_on_paper(paper):
    return len(paper.rows) if paper.state == "approved" else paper.at


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(plan=STEPS, moves=MOVES, amount=st.sampled_from((Decimal(100), Decimal(500), Decimal(9000))))
def test_a_case_does_what_the_paper_says(cast, people, plan, moves, amount):
    unit_of = {"own": cast.mill, "town": cast.town, "county": cast.federation, "parent": cast.town}
    seats = {
        unit.path: [user.pk for user in people[place]]
        for place, unit in (("own", cast.mill), ("town", cast.town), ("county", cast.federation))
    }
    steps = tuple(
        Step(f"s{at}", f"第{at}步", step["place"], needs=step["needs"], from_amount=step["least"], days=step["days"])
        for at, step in enumerate(plan)
    )
    route = registry.routes["worklog.random"] = Route("worklog.random", "随机", steps)
    entry = record(cast.mill)
    paper = Paper(plan, {place: unit.path for place, unit in unit_of.items()}, amount, seats)
    before = _figures(cast)
    if not paper.rows:
        with pytest.raises(Refused):
            approvals.request(route, entry, by=cast.mill_clerk, on=START, amount=amount)
        return
    case = approvals.request(route, entry, by=cast.mill_clerk, on=START, amount=amount)
    everybody = [user for place in ("own", "town", "county") for user in people[place]] + [cast.mill_clerk]
    day, returns, passed, log = START, 0, 0, []
    for move, who in moves:
        day, person = day + timedelta(1), everybody[who]
        known = passed_on_paper(paper)
        if move in ("approve", "return", "refuse"):
            if paper.may(person.pk):
                approvals.decide(case, by=person, on=day, decision=move, note="意见")
                if move == "approve":
                    paper.approve(person.pk)
                    passed += passed_on_paper(paper) - known
                else:
                    paper.state = {"return": "returned", "refuse": "refused"}[move]
                    returns += move == "return"
            else:
                with pytest.raises(Refused):
                    approvals.decide(case, by=person, on=day, decision=move, note="意见")
        elif move == "withdraw" and paper.state in ("pending", "returned"):
            approvals.withdraw(case, by=cast.mill_clerk, on=day)
            paper.state = "withdrawn"
        elif move == "again" and paper.state == "returned":
            approvals.resubmit(case, by=cast.mill_clerk, on=day)
            paper.restart()
        log.append((day, paper.state, paper.here[1] if paper.state == "pending" else None))
        _agrees(Approval.objects.get(pk=case.pk), paper)
    _stood_there(case, log)
    after = _figures(cast)
    changed = {code: after[code] - before[code] for code in after}
    assert changed == {
        "approvals.requested": 1,
        "approvals.passed": passed,
        "approvals.pending": int(paper.state == "pending"),
        "approvals.returned": returns,
        "approvals.approved": int(paper.state == "approved"),
        "approvals.refused": int(paper.state == "refused"),
        "approvals.withdrawn": int(paper.state == "withdrawn"),
    }
    assert not list(ledger.differences(["kernel.approval"]))


def _figures(cast):
    codes = ("requested", "passed", "pending", "returned", "approved", "refused", "withdrawn")
    year = Period.parse("2008")
    found = ledger.values([f"approvals.{code}" for code in codes], cast.mill, year)
    return {code: int(figure.number) for code, figure in found.items()}


def _agrees(case, paper):
    assert case.state == paper.state
    if paper.state != "pending":
        assert case.at_unit is None and case.due_on is None
        return
    position, path, _needs = paper.here
    step = case.steps.get(round=case.round, state="open")
    assert (case.position, case.at_unit.path) == (position, path) == (step.position, step.unit.path)
    assert case.due_on == calendar.working_days_after(step.opened_on, step.days)


def _stood_there(case, log):
    """The state at the end of every day, asked afterwards, is what the paper said on that day."""
    case.refresh_from_db()
    for day, state, path in log:
        stood = approvals.state_on(case, day)
        assert (stood.state, stood.unit.path if stood.unit else None) == (state, path), day
