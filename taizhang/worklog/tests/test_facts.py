"""What entries contribute: the same after any sequence of acts as counted from the entries themselves."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from taizhang.kernel import ledger
from taizhang.kernel.acts import SYSTEM
from taizhang.kernel.periods import Period
from taizhang.kernel.verdicts import Refused
from taizhang.worklog import actions
from taizhang.worklog.models import Entry

DAYS = [date(2024, 1, 5), date(2024, 7, 5), date(2025, 2, 5)]
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["record", "record", "correct", "void", "restore", "reverse", "organise"]),
        st.integers(0, 9),
        st.integers(0, 40),
        st.sampled_from(["mill", "town", "port", "federation"]),
        st.sampled_from(DAYS),
    ),
    min_size=3,
    max_size=14,
)  # fmt: skip


def do(cast, step):
    """One random act; a refusal is as good as an act, as long as it leaves nothing behind."""
    what, which, number, place, on = step
    unit = getattr(cast, place)
    entries = list(Entry.objects.order_by("pk"))
    if what == "record" or not entries:
        marks = {"territory": number % 7 == 0, "counted_above": number % 5 == 0}
        actions.record(
            unit, by=SYSTEM, on=on, kind="AW-16", matter=f"第{number % 3}次", persons=number, person_times=number + 2, amount=number * 10,
            quantity=number, measure_unit="件" if number % 2 else "斤", confirmed=True, **marks,
        )  # fmt: skip
        return
    entry = entries[which % len(entries)]
    if what == "correct":
        actions.correct(entry, by=SYSTEM, confirmed=True, persons=number, on=on, unit=unit)
    elif what == "void":
        actions.void(entry, by=SYSTEM, why="试")
    elif what == "restore":
        actions.restore(entry, by=SYSTEM)
    elif what == "reverse":
        actions.reverse(entry, by=SYSTEM, on=on, why="试", persons=-number)
    else:
        actions.add_organiser(entry, unit, by=SYSTEM)


def counted(entries, unit, year):
    """人数 of own work by hand: every entry once, if its union or one of its organisers stands below the unit that asks."""
    total = 0
    for entry in entries:
        if entry.voided_at or entry.territory or entry.on.year != year:
            continue
        units = [entry.unit, *(one.unit for one in entry.organisers.all())]
        reached = [one for one in units if one.path.startswith(unit.path)]
        if reached if not entry.counted_above else any(one.pk == unit.pk for one in reached):
            total += entry.persons or 0
    return total


@pytest.mark.django_db
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(steps=STEPS)
def test_figures_equal_a_count_by_hand_after_any_acts(cast, steps):
    from django.db import transaction

    with transaction.atomic():
        for step in steps:
            try:
                do(cast, step)
            except Refused:
                continue
        entries = list(Entry.objects.prefetch_related("organisers__unit").select_related("unit"))
        for unit in (cast.federation, cast.town, cast.mill, cast.port):
            for year in (2024, 2025):
                assert ledger.value("AW-16:人数", unit, Period.year(year)).number == counted(entries, unit, year)
        assert list(ledger.differences(["worklog.entry"])) == []
        transaction.set_rollback(True)


def test_readings_stand_apart_from_flows(cast):
    def reading(on, number):
        actions.record(
            cast.mill,
            by=SYSTEM,
            on=on,
            kind="FA-02",
            matter="藏书",
            goods="图书",
            quantity=number,
            measure_unit="册",
            reading=True,
        )

    actions.record(
        cast.mill, by=SYSTEM, on=DAYS[0], kind="FA-02", matter="添置图书", goods="图书", quantity=30, measure_unit="册"
    )
    reading(DAYS[0], 100)
    reading(DAYS[1], 130)
    year = Period.year(2024)
    assert ledger.value("FA-02:数量", cast.town, year, nature="stock").number == 130
    assert ledger.value("FA-02:数量", cast.town, year, nature="flow").number == 30
    assert ledger.value("worklog.books_held", cast.town, year).number == 130
    assert ledger.value("worklog.books_added", cast.town, year).number == 30


def test_goods_and_cash_never_meet(cast):
    actions.record(
        cast.mill,
        by=SYSTEM,
        on=DAYS[0],
        kind="AW-06",
        matter="发放",
        goods="大米",
        quantity="12.5",
        measure_unit="斤",
        amount=80,
    )
    year = Period.year(2024)
    assert ledger.value("AW-06:金额", cast.mill, year).number == 80
    assert str(ledger.value("AW-06:数量", cast.mill, year, where="计量单位=斤").number.normalize()) == "12.5"
    assert ledger.value("AW-06:数量", cast.mill, year, where="计量单位=桶").number == 0
