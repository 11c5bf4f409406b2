"""The rules about units, without a database."""

from datetime import date
from types import SimpleNamespace

import pytest

from taizhang.organisation import kinds, rules

TODAY = date(2026, 11, 21)


def test_what_may_stand_below_what_is_declared():
    assert rules.may_stand_below(kinds.of("community_union"), kinds.of("company_union"))
    refused = rules.may_stand_below(kinds.of("union_group"), kinds.of("company_union"))
    assert not refused
    assert "企业工会" in refused.reason
    assert "工会小组" in refused.reason


def test_an_employer_cannot_be_the_top_of_a_tree():
    assert rules.may_be_root(kinds.of("town_joint_union"))
    assert not rules.may_be_root(kinds.of("employer"))
    assert not rules.may_be_root(kinds.of("sub_union"))


@pytest.mark.parametrize("code", ["CY01", "430726.001-A", "a"])
def test_a_code_of_letters_and_digits_is_fine(code):
    assert rules.may_take_code(code, taken=False)


@pytest.mark.parametrize("code", ["", "机关", "a b", "x" * 41, "~1", "=1+1"])
def test_other_codes_are_refused(code):
    assert not rules.may_take_code(code, taken=False)


def test_no_two_units_share_a_code():
    assert not rules.may_take_code("CY01", taken=True)


def test_nothing_is_on_file_before_it_happened():
    assert rules.may_happen_on(None, today=TODAY)
    assert rules.may_happen_on(TODAY, today=TODAY)
    assert not rules.may_happen_on(date(2026, 11, 22), today=TODAY)
    assert not rules.may_happen_on(date(1, 1, 1), today=TODAY)


def test_an_employer_founds_a_grassroots_union_and_a_union_founds_none():
    assert rules.may_unionise(kinds.of("employer"), kinds.of("company_union"))
    assert not rules.may_unionise(kinds.of("employer"), kinds.of("county_federation"))
    assert not rules.may_unionise(kinds.of("company_union"), kinds.of("company_union"))


def test_no_union_is_dissolved_over_its_members():
    assert rules.may_dissolve(already=False, open_children=0, members=0)
    assert not rules.may_dissolve(already=True, open_children=0, members=0)
    assert not rules.may_dissolve(already=False, open_children=1, members=0)
    refused = rules.may_dissolve(already=False, open_children=0, members=3)
    assert "3" in refused.reason


def file_of(**values):
    blank = {"is_open": True, "chair_name": "", "term_until": None, "credit_code": "", "founded_on": date(2003, 5, 20)}
    return SimpleNamespace(**(blank | values))


def warned(profile, kind="company_union", *, staff=10, members=0):
    return rules.warnings(profile, kinds.of(kind), staff=staff, members=members, today=TODAY, committee_from=25)


def hinted(kind="company_union", *, staff=10, women=0):
    return rules.hints(file_of(), kinds.of(kind), staff=staff, women=women, chair_from=200, women_from=10)


def test_size_entitles_and_obliges():
    assert len(hinted(staff=200)) == 1
    assert len(hinted(women=10)) == 1
    assert hinted(staff=199, women=9) == []
    assert hinted("employer", staff=200) == []


def test_25_members_should_have_a_committee_24_need_not():
    assert len(warned(file_of(), staff=30, members=25)) == 1
    assert warned(file_of(), staff=30, members=24) == []
    assert warned(file_of(chair_name="梅厂长"), staff=30, members=25) == []


def test_a_superior_remarks_on_what_is_missing_or_over():
    assert len(warned(file_of(term_until=date(2026, 1, 1)))) == 1
    assert len(warned(file_of(), staff=3, members=4)) == 1
    assert len(warned(file_of(credit_code="81430726TX0000108X"))) == 1
    assert warned(file_of(credit_code="81430726TX00001087")) == []
    assert len(warned(file_of(founded_on=None))) == 1
    assert warned(file_of(is_open=False, founded_on=None)) == []


def test_a_user_name_is_ones_own():
    assert rules.may_open_account("li.ming", "李明", taken=False)
    assert not rules.may_open_account("li.ming", "李明", taken=True)
    assert not rules.may_open_account("li ming", "李明", taken=False)
    assert not rules.may_open_account("li.ming", "", taken=False)


@pytest.mark.parametrize(
    ("name", "heart"),
    [
        ("老西门社区工会", "老西门社区"),
        ("石门县总工会", "石门县"),
        ("楚阳镇联合工会", "楚阳镇"),
        ("某厂工会委员会", "某厂"),
        ("某厂 ", "某厂"),
    ],
)
def test_the_heart_of_a_name(name, heart):
    assert rules.name_key(name) == heart


def test_other_spellings_come_from_the_file_and_from_the_remark():
    profile = SimpleNamespace(aliases="东门社区工会、城东工会", remark="也写作“中度社区”")
    assert rules.other_spellings(profile) == ["东门社区工会", "城东工会", "中度社区"]
