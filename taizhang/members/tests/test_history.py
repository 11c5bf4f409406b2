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
from taizhang.members.models import Membership, Transfer
from taizhang.members.tests import factories

Status = Membership.Status
FLOWS = ("standing", "standing_before", "joined_standing", "transferred_in", "transferred_out", "gone")
BORN = date(1970, 1, 1)
NUMBER = factories.id_number(BORN, 900)
VERBS = (
    "admit", "leave", "keep", "restore", "release", "recall", "receive", "transfer", "withdraw", "correct", "ask_transfer",
    "refuse_transfer", "close_transfer", "outside", "return_slip", "expire", "from_outside",
)  # fmt: skip
OF_TRANSFER = ("recall", "receive", "refuse_transfer", "close_transfer", "return_slip")
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
    if verb == "from_outside":
        person = {"name": "王建国", "id_number": NUMBER, "outside": "外省工会"}
        return actions.receive_from_outside(unions[place], by=SYSTEM, on=day, **person)
    if verb == "expire":
        return actions.expire_transfers(day)
    if not held:
        return None
    one = held[place % len(held)]
    if verb == "outside":
        return actions.release(one, by=SYSTEM, on=day, outside="外省工会")
    act = getattr(actions, verb)
    if verb in ("release", "transfer", "ask_transfer"):
        return act(one, by=SYSTEM, to=unions[place], on=day)
    if verb in OF_TRANSFER:
        latest = queries.transfers.of_person(one.person).first()
        more = {"why": "不同意"} if verb == "refuse_transfer" else {}
        return act(latest, by=SYSTEM, on=day, **more) if latest else None
    if verb == "withdraw":
        return act(one, by=SYSTEM, why="录错")
    if verb == "correct":
        return act(one, by=SYSTEM, why="录错", joined_on=day)
    return act(one, by=SYSTEM, on=day, **({"why": "退休"} if verb == "keep" else {}))


def adds_up(place):
    """Opening + admitted + in − out − left = closing, year by year: what a year ends with, the next begins with."""
    for year in (2003, 2008, 2012):
        period, before = Period.year(year), Period.between(date(year - 1, 12, 31), date(year - 1, 12, 31))
        number = {code: ledger.value(f"members.{code}", place, period).number for code in FLOWS}
        opening = ledger.value("members.standing", place, before).number
        assert number["standing_before"] == opening, (place, year, number)
        came = number["joined_standing"] + number["transferred_in"]
        assert opening + came - number["transferred_out"] - number["gone"] == number["standing"], (place, year, number)


@pytest.mark.django_db
@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
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
        assert list(ledger.differences(["members.membership", "members.transfer"])) == []
        under_way = Transfer.objects.open()
        assert len(under_way) <= 1
        assert {one.to_id for one in under_way if one.state == "在途"} == {
            one.bound_for_id for one in Membership.objects.standing().filter(bound_for__isnull=False)
        } or any(one.to is None for one in under_way)
        for place in (*unions, cast.federation):
            adds_up(place)
        for day in (date(2002, 1, 1) + timedelta(days=200 * step) for step in range(21)):
            members = sum(one.status_on(day) == Status.MEMBER for one in held)
            assert members <= 1
            assert ledger.value("members.in_membership", cast.federation, Period.between(day, day)).number == members
