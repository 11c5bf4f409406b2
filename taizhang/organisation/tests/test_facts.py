"""What a unit's file says to the ledger: from when, as what, with how many staff; corrected and voided like every record."""

from datetime import date

import pytest

from taizhang.kernel import ledger, reading
from taizhang.kernel.acts import SYSTEM
from taizhang.kernel.manifest import registry
from taizhang.kernel.periods import Period
from taizhang.organisation import actions, facts, queries
from taizhang.organisation.tests import factories

pytestmark = pytest.mark.django_db


def number(code, unit, day, where=""):
    return ledger.value(code, unit, Period.between(day, day), where=where).number


def units(unit, day, where=""):
    return number("organisation.units", unit, day, where)


def staff(unit, day, where=""):
    return number("organisation.staff", unit, day, where)


def agrees():
    return list(ledger.differences(["organisation.profile", "organisation.headcount"])) == []


def test_a_union_counts_from_its_founding(cast):
    factories.unit(cast.town, on=date(2008, 6, 26), staff=58)
    assert units(cast.town, date(2008, 6, 25), "类型=企业工会") == 1  # the mill
    assert units(cast.town, date(2008, 6, 26), "类型=企业工会") == 2
    assert staff(cast.town, date(2008, 6, 25)) == 0
    assert staff(cast.town, date(2008, 6, 26)) == 58
    assert agrees()


def test_a_unit_without_a_date_always_counts(cast):
    factories.unit(cast.town, "community", on=None)
    assert units(cast.town, date(1950, 1, 1)) == 1
    assert units(cast.federation, date(1950, 1, 1), "类型=社区") == 1


def test_the_workbooks_own_word_for_the_kind_is_what_the_filter_compares(cast):
    factories.unit(cast.town, "非公企业工会", on=None)
    assert units(cast.town, date(2008, 1, 1), "类型=非公企业工会") == 1
    assert number("organisation.of_kind.company_union", cast.town, date(2008, 1, 1)) == 2


def test_a_headcount_changes_size_class_from_its_day_on(cast):
    profile = factories.profile(cast.town, on=date(2005, 3, 1), staff=20)
    actions.record_headcount(profile, by=SYSTEM, on=date(2007, 1, 1), staff=30)
    assert units(cast.town, date(2006, 12, 31), "职工人数>=25") == 0
    assert units(cast.town, date(2007, 1, 1), "职工人数>=25") == 1
    assert (staff(cast.town, date(2006, 12, 31)), staff(cast.town, date(2007, 1, 1))) == (20, 30)
    actions.record_headcount(profile, by=SYSTEM, on=date(2006, 6, 1), staff=22)
    assert (staff(cast.town, date(2006, 7, 1)), staff(cast.town, date(2007, 1, 1))) == (22, 30)
    actions.record_headcount(profile, by=SYSTEM, on=date(2006, 6, 1), staff=23)
    assert staff(cast.town, date(2006, 7, 1)) == 23
    assert len(queries.headcounts(profile)) == 2
    assert agrees()


def test_an_employer_that_founds_its_union_was_without_one_before(cast):
    profile = factories.profile(cast.town, "employer", on=None, staff=58, name="平安超市")
    rate = "organisation.founding_rate"
    before, after = date(2008, 6, 25), date(2008, 6, 26)
    actions.unionise(
        profile, by=SYSTEM, on=after, kind="company_union", name="平安超市工会", approval_no="石工发〔2008〕9号"
    )
    assert units(cast.town, before, "类型=企业(未建会)") == 1
    assert units(cast.town, after, "类型=企业(未建会)") == 0
    assert number(rate, cast.town, before) == 50
    assert number(rate, cast.town, after) == 100
    assert ledger.value("organisation.founded_in_period", cast.town, Period.year(2008)).number == 1
    assert queries.find_unit("平安超市").name == "平安超市工会"
    assert agrees()


def test_a_legal_person_counts_from_its_registration(cast):
    profile = queries.profile_of(cast.mill)
    actions.register_legal_person(profile, by=SYSTEM, on=date(2009, 4, 1), credit_code="81430726TX00001087")
    assert number("organisation.legal_persons", cast.town, date(2009, 3, 31)) == 0
    assert number("organisation.legal_persons", cast.town, date(2009, 4, 1)) == 1
    assert agrees()


def test_a_correction_holds_from_the_start_and_leaves_a_trail(cast):
    profile = factories.profile(cast.town, staff=20, remark="")
    seen = Period.year(2006)
    then = ledger.value("organisation.staff", cast.town, seen).number
    actions.amend(profile, by=SYSTEM, staff=24, remark="规模企业", why="名册写错")
    assert then == 20
    assert staff(cast.town, date(2006, 6, 1), "备注~规模企业") == 24
    assert agrees()


def test_a_dissolved_unit_ends_on_its_day_and_a_withdrawn_one_never_was(cast):
    gone, mistaken = factories.profile(cast.town, staff=5), factories.profile(cast.town, staff=7)
    actions.dissolve(gone, by=SYSTEM, on=date(2010, 1, 1), why="企业注销")
    assert staff(cast.town, date(2009, 12, 31)) == 12
    assert staff(cast.town, date(2010, 1, 1)) == 7
    assert ledger.value("organisation.dissolved_in_period", cast.town, Period.year(2010)).number == 1
    actions.withdraw(mistaken, by=SYSTEM, why="录错")
    assert staff(cast.town, date(2009, 12, 31)) == 5
    assert agrees()


def test_the_timeline_puts_early_counts_into_the_beginning(cast):
    profile = factories.profile(cast.town, on=date(2005, 3, 1), staff=10)
    actions.record_headcount(profile, by=SYSTEM, on=date(2004, 1, 1), staff=9)
    profile = queries.profile_of(profile.unit)
    assert [(day, state.staff) for day, state in facts.timeline(profile)] == [(date(2005, 3, 1), 9)]
    assert facts.staff_on(profile, date(2004, 6, 1)) is None


def test_the_kinds_of_grassroots_union_add_up(cast):
    for kind in ("company_union", "community_union", "organ_union", "school_union"):
        factories.unit(cast.town, kind)
    whole = registry.indicators["organisation.grassroots"]
    assert reading.closes(whole, cast.federation, Period.year(2008)) == (True, 5, 5)


def test_an_unknown_headcount_is_in_no_size_class(cast):
    factories.unit(cast.port, "employer", on=None, staff=None)
    factories.unit(cast.port, "employer", on=None, staff=8)
    day = date(2008, 1, 1)
    assert units(cast.port, day, "类型=企业(未建会);职工人数>=8") == 1
    assert units(cast.port, day, "类型=企业(未建会);职工人数<8") == 0
    assert units(cast.port, day, "类型=企业(未建会);职工人数=") == 1
