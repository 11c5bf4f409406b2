"""What may be written, without a database."""

from datetime import date
from decimal import Decimal

from taizhang.worklog import rules
from taizhang.worklog.models import Entry

TODAY = date(2024, 6, 1)
FINE = {"on": date(2024, 5, 1), "kind": "AW-16", "matter": "领取物资", "persons": 3}


def verdict(**changes):
    return rules.may_record({**FINE, **changes}, today=TODAY)


def test_may_record_allows_what_happened():
    assert verdict()
    assert verdict(persons=None)
    assert verdict(matter="", persons=0)
    assert verdict(on=TODAY)


def test_may_record_says_why_not():
    for wrong in ({"on": date(2024, 6, 2)}, {"on": date(1948, 12, 31)}, {"on": "2024"}, {"kind": "ZZ-01"}, {"matter": "", "persons": None},
                  {"amount": Decimal("0.005")}, {"quantity": Decimal("0.0001")}, {"amount": Decimal("1e12")}, {"remark": "x" * 501},
                  {"fields": {"a": "x" * 201}}, {"fields": {"a": object()}}, {"matter": "a\x07"}, {"households": -1}):  # fmt: skip
        assert not verdict(**wrong)
        assert verdict(**wrong).reason


def test_a_number_below_zero_needs_the_entry_that_it_corrects():
    assert not verdict(persons=-1)
    assert rules.may_record({**FINE, "persons": -1}, today=TODAY, corrects=Entry())


def test_doubts_are_told_one_by_one():
    assert rules.doubts(FINE) == []
    assert len(rules.doubts({**FINE, "person_times": 2})) == 1
    assert rules.doubts({**FINE, "person_times": 3}) == []
    assert len(rules.doubts({**FINE, "quantity": 5})) == 1
    assert len(rules.doubts({**FINE, "measure_unit": "件"})) == 1
    assert len(rules.doubts({**FINE, "kind": "RP-07"})) == 1
    assert rules.doubts({**FINE, "kind": "RP-07", "reading": True}) == []


def test_what_remains_after_reversals():
    original = Entry(persons=10, amount=Decimal(100))
    back = [Entry(persons=-3, amount=Decimal(-40)), Entry(persons=-2, voided_at=TODAY)]
    assert rules.compute_remaining(original, back) == {"persons": 7, "amount": 60}
