"""The rulebook finds the figure that binds a union on a day, and knows whether a number itself counts."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.kernel import rulebook
from taizhang.kernel.models import Unit
from taizhang.kernel.rulebook import RuleValue, UnknownRule, find, override, rule
from taizhang.kernel.tables import Rule
from taizhang.kernel.verdicts import Refused

TODAY = datetime.date(2026, 11, 21)


@pytest.fixture
def tree(db):
    rulebook.load()
    shanghai = Unit.objects.add_root(instance=Unit(code="SH", name="上海市总工会", kind="federation"))
    town = Unit.objects.add_child(shanghai, instance=Unit(code="SH01", name="某镇总工会", kind="town"))
    mill = Unit.objects.add_child(town, instance=Unit(code="SH0101", name="某纺织厂工会", kind="enterprise"))
    market = Unit.objects.add_root(instance=Unit(code="MK", name="上海市场社区工会", kind="community"))
    return {"shanghai": shanghai, "town": town, "mill": mill, "market": market}


def test_load_is_repeatable(db):
    number = rulebook.load()
    assert rulebook.load() == number == Rule.objects.count()
    assert number > 200


def test_load_brings_a_changed_row_up_to_date(db):
    rulebook.load()
    Rule.objects.filter(key="org.committee.required_members").update(value=1)
    rulebook.load()
    assert rule("org.committee.required_members").value == 25


def test_every_shipped_rule_explains_itself(db):
    rulebook.load()
    for row in Rule.objects.all():
        value = rulebook._value(row)
        assert value.source and row.label["zh"] and row.label["en"]
        assert value.label in value.sentence()


def test_the_province_goes_before_the_country(tree):
    assert rule("collective.reply_days", tree["mill"], TODAY).value == 15
    assert rule("collective.reply_days", tree["market"], TODAY).value == 20
    assert rule("collective.reply_days", None, TODAY).value == 20


def test_a_federations_own_figure_goes_before_the_province(tree):
    override("collective.reply_days", unit=tree["town"], value=12, since=TODAY, source="某镇总工会办法")
    assert rule("collective.reply_days", tree["mill"], TODAY).value == 12
    assert rule("collective.reply_days", tree["shanghai"], TODAY).value == 15
    assert rule("collective.reply_days", tree["mill"], TODAY - datetime.timedelta(1)).value == 15


def test_the_nearest_figure_of_two_federations_holds(tree):
    override("fund.split.base", unit=tree["shanghai"], value=65, since=TODAY, source="上海市总工会通知")
    override("fund.split.base", unit=tree["town"], value="70.5", since=TODAY, source="某镇总工会通知")
    assert str(rule("fund.split.base", tree["mill"], TODAY).value) == "70.5"
    assert rule("fund.split.base", tree["shanghai"], TODAY).value == 65


def test_a_new_figure_ends_the_one_before_and_history_stays(tree):
    later = TODAY + datetime.timedelta(100)
    override("fund.split.base", unit=tree["town"], value=61, since=TODAY, source="一")
    override("fund.split.base", unit=tree["town"], value=62, since=later, source="二")
    assert rule("fund.split.base", tree["mill"], TODAY).value == 61
    assert rule("fund.split.base", tree["mill"], later).value == 62
    with pytest.raises(Refused):
        override("fund.split.base", unit=tree["town"], value=63, since=TODAY, source="三")


@pytest.mark.parametrize("value", ["twelve", -1, None, "NaN", [3]])
def test_a_figure_of_another_form_is_refused(tree, value):
    with pytest.raises(Refused):
        override("fund.split.base", unit=tree["town"], value=value, since=TODAY, source="x")


def test_a_threshold_takes_a_fraction_and_keeps_its_base(tree):
    override("congress.pass", unit=tree["town"], fraction="2/3", since=TODAY, source="某镇总工会办法")
    found = rule("congress.pass", tree["mill"], TODAY)
    assert (found.numerator, found.denominator, found.operator, found.base) == (2, 3, ">", "all")
    with pytest.raises(Refused):
        override("congress.pass", unit=tree["town"], value=5, since=TODAY, source="x")
    with pytest.raises(Refused):
        override("congress.pass", unit=tree["town"], fraction="3/2", since=TODAY, source="x")


def test_a_federation_may_say_where_it_lies(tree):
    override(rulebook.PLACE, unit=tree["market"], value="浙江省", since=TODAY, source="登记")
    found = rule("collective.reply_days", tree["market"], TODAY)
    assert (found.value, found.unit, found.place) == (10, "个工作日", "浙江省")


def test_a_rule_of_some_provinces_only_is_none_elsewhere(tree):
    assert find("collective.draft_days", tree["market"], TODAY) is None
    with pytest.raises(UnknownRule):
        rule("collective.draft_days", tree["market"], TODAY)
    with pytest.raises(UnknownRule):
        rule("no.such.rule", tree["mill"], TODAY)


def test_a_repealed_rule_holds_on_its_days(tree):
    assert rule("mediation.days", None, datetime.date(2007, 5, 1)).value == 30
    assert rule("mediation.days", None, datetime.date(2008, 5, 1)).value == 15


def test_a_band_is_found_by_size(tree):
    committee = rule("org.committee.size", None, TODAY)
    assert committee.band(24) == {"least": 3, "most": 5}
    assert committee.band(25) == {"least": 3, "most": 7}
    assert committee.band(80_000) == {"least": 37, "most": 45}


def test_listing_gives_one_value_a_key(tree):
    keys = [value.key for value in rulebook.listing(tree["mill"], TODAY)]
    assert keys == sorted(set(keys))
    assert "congress.rectification_days" in keys
    assert "congress.rectification_days" not in [value.key for value in rulebook.listing(tree["market"], TODAY)]


# --- Civil Code, article 1259: 以上 includes the number, 过半数 and 超过 do not ------------------------------------------------


def threshold(numerator, denominator, operator):
    return RuleValue(
        "k", "表决", None, numerator, denominator, operator, "all", "", "某条例", "31", "L", "", None, None
    )


def test_half_or_more_passes_with_half():
    assert threshold(1, 2, ">=").met_by(50, of=100)
    assert not threshold(1, 2, ">=").met_by(49, of=100)


def test_more_than_half_does_not_pass_with_half():
    assert not threshold(1, 2, ">").met_by(50, of=100)
    assert threshold(1, 2, ">").met_by(51, of=100)


def test_shanghai_and_henan_differ_at_exactly_half(tree):
    henan = Unit.objects.add_root(instance=Unit(code="HN", name="河南省总工会", kind="federation"))
    assert rule("congress.pass", tree["mill"], TODAY).met_by(50, of=100)
    assert not rule("congress.pass", henan, TODAY).met_by(50, of=100)


def test_nothing_passes_on_nothing():
    assert not threshold(1, 2, ">=").met_by(0, of=0)


def test_a_refusal_names_the_rule():
    verdict = threshold(1, 2, ">").met_by(50, of=100)
    assert "50/100" in str(verdict.reason)
    assert "31" in str(verdict.reason)


def test_a_number_that_must_be_reached_counts_itself(tree):
    committee = rule("org.committee.required_members", None, TODAY)
    assert committee.met_by(25)
    assert not committee.met_by(24)
    assert rule("org.term_years", None, TODAY).met_by(5)
    assert not rule("org.term_years", None, TODAY).met_by(4)


@given(st.integers(1, 5), st.integers(1, 5), st.integers(1, 5000), st.sampled_from([">", ">="]))
def test_least_of_is_the_smallest_number_that_passes(numerator, denominator, base, operator):
    found = threshold(numerator, max(denominator, numerator), operator)
    least = found.least_of(base)
    assert found.met_by(least, of=base)
    assert not found.met_by(least - 1, of=base)
