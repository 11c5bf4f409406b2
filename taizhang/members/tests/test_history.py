"""Whatever clerks do in whatever order: nobody belongs to two unions on one day, and the ledger says what the register says."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from taizhang.kernel import ledger
from taizhang.kernel.acts import SYSTEM
from taizhang.kernel.periods import Period
from taizhang.kernel.verdicts import Refused
from taizhang.members import actions, queries, rules
from taizhang.members.models import Membership
from taizhang.members.tests import factories

Status = Membership.Status
BORN = date(1970, 1, 1)
NUMBER = factories.id_number(BORN, 900)
VERBS = ("admit", "leave", "keep", "restore", "release", "recall", "receive", "transfer", "withdraw", "correct")
steps = st.lists(
    st.tuples(st.sampled_from(VERBS), st.integers(0, 2), st.dates(date(2002, 1, 1), date(2012, 12, 31))),
    min_size=3,
    max_size=14,
)


def do(verb, place, day, unions):
    """One step of a clerk; what the rules refuse simply does not happen."""
    held = list(Membership.objects.standing().select_related("person", "unit", "bound_for").order_by("pk"))
    if verb == "admit":
        return actions.admit(unions[place], by=SYSTEM, on=day, name="王建国", id_number=NUMBER)
    if not held:
        return None
    one = held[place % len(held)]
    act = getattr(actions, verb)
    if verb in ("release", "transfer"):
        return act(one, by=SYSTEM, to=unions[place], on=day)
    if verb == "recall":
        return act(one, by=SYSTEM)
    if verb == "withdraw":
        return act(one, by=SYSTEM, why="录错")
    if verb == "correct":
        return act(one, by=SYSTEM, why="录错", joined_on=day)
    return act(one, by=SYSTEM, on=day, **({"why": "退休"} if verb == "keep" else {}))


@pytest.mark.django_db
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(steps)
def test_never_two_unions_on_one_day(cast, transaction_per_example, taken):
    with transaction_per_example():
        unions = (cast.mill, cast.port, cast.town)
        for verb, place, day in taken:
            try:
                do(verb, place, day, unions)
            except Refused:
                continue
        person = queries.person_by_id(NUMBER)
        held = queries.memberships_of(person) if person else []
        spans = rules.spans(held)
        for number, span in enumerate(spans):
            assert not any(rules.meet(span, other) for other in spans[number + 1 :]), held
        assert list(ledger.differences(["members.membership"])) == []
        for day in (date(2002, 1, 1) + timedelta(days=200 * step) for step in range(21)):
            members = sum(one.status_on(day) == Status.MEMBER for one in held)
            assert members <= 1
            assert ledger.value("members.in_membership", cast.federation, Period.between(day, day)).number == members
