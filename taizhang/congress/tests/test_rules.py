"""The rules of congresses: composition by regime, votes, recall, papers."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils import translation

from taizhang.congress import rules
from taizhang.congress.models import Session, Vote
from taizhang.congress.models.ordinals import chinese
from taizhang.congress.rules.composition import Composition
from taizhang.congress.rules.regime import Regime
from taizhang.kernel.rulebook import RuleValue


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def figure(value=None, *, fraction=None, op="", base="", unit="人", key="k"):
    """A figure of the rulebook as the rules get it."""
    numerator, denominator = fraction or (None, None)
    return RuleValue(
        key=key, label="规则", value=value, numerator=numerator, denominator=denominator, operator=op, base=base, unit=unit,
        source="某条例", article="1", mark="L", place="", valid_from=None, valid_until=None,
    )  # fmt: skip


SHANGHAI = Regime(least=figure(30, op=">="), step=figure(5, op=">="), large=figure(175, op=">="))
HENAN = Regime(
    least=figure(30, op=">="), share=figure(5, op=">=", unit="%"), negotiable=figure(100),
    share_bands=figure([{"upto": 200, "least": 15}, {"upto": 1000, "least": 10, "most": 15}, {"upto": 10000, "least": 3, "most": 10}, {"least": 0}]),
    advisable=figure([{"upto": 10000}, {"most": 500}]),
)  # fmt: skip
NATIONAL = Regime(least=figure(30, op=">="), share=figure(5, op=">=", unit="%"), negotiable=figure(100))
BANDS = Regime(
    least=figure(30, op=">="), bands=figure([{"upto": 999, "least": 30}, {"upto": 9999, "least": 100}, {"least": 150}])
)
SCHOOL = Regime(least=figure(30, op=">="), share=figure(20, op=">=", unit="%"), size=figure(80, op=">="))


@pytest.mark.parametrize(
    ("staff", "least"), [(60, 30), (100, 30), (199, 30), (200, 35), (1000, 75), (3000, 175), (3001, 175), (20000, 175)]
)
def test_shanghai_counts_five_more_for_each_further_hundred(staff, least):
    assert rules.composition.least_delegates(staff, SHANGHAI)[0] == least


@pytest.mark.parametrize(
    ("regime", "staff", "least"),
    [
        (HENAN, 150, 30), (HENAN, 500, 50), (HENAN, 1000, 100), (HENAN, 5000, 150), (HENAN, 20000, 30),
        (NATIONAL, 100, 30), (NATIONAL, 1000, 50), (NATIONAL, 1010, 51), (NATIONAL, 20000, 100),
        (BANDS, 100, 30), (BANDS, 999, 30), (BANDS, 1000, 100), (BANDS, 10000, 150), (SCHOOL, 180, 36),
    ],
)  # fmt: skip
def test_each_regime_has_its_own_number(regime, staff, least):
    assert rules.composition.least_delegates(staff, regime)[0] == least


def test_henan_advises_a_ceiling_above_ten_thousand():
    assert rules.composition.most_delegates(9000, HENAN)[0] is None
    assert rules.composition.most_delegates(20000, HENAN)[0] == 500


def test_a_school_of_eighty_has_delegates_and_a_smaller_one_may_choose():
    assert rules.composition.form_fits(80, False, SCHOOL).met is False
    assert rules.composition.form_fits(79, False, SCHOOL).met
    assert rules.composition.form_fits(79, True, SCHOOL).met


def test_shares_are_told_with_both_figures():
    regime = Regime(
        managers=figure(20, op="<=", unit="%"),
        teachers=figure(60, op=">=", unit="%"),
        women=figure(100, op=">=", unit="%"),
    )
    found = Composition(staff=180, women_staff=90, delegates=50, women=24, managers=10, teachers=29)
    by_label = {str(one.label): one for one in rules.composition.checks(found, regime)}
    assert by_label["Managers"].met  # exactly 20 %
    assert not by_label["Teachers"].met and "29 of 50 delegates, 58%" in by_label["Teachers"].words
    assert not by_label["Women in proportion"].met and "25" in by_label["Women in proportion"].words


def test_the_presidium_has_a_size_by_number_of_delegates():
    regime = Regime(
        presidium=figure([{"upto": 99, "least": 3, "most": 5}, {"least": 7}]),
        presidium_front_line=figure(50, op=">=", unit="%"),
    )
    assert all(one.met for one in rules.composition.presidium_checks(5, 3, 60, regime))
    size, front = rules.composition.presidium_checks(6, 2, 60, regime)
    assert not size.met and not front.met
    assert rules.composition.presidium_checks(9, 5, 120, regime)[0].met


def test_more_ballots_than_were_handed_out_make_a_vote_void():
    count = {"in_favour": 50, "against": 5, "abstained": 0, "present": 60}
    verdict = rules.vote.is_sound(how=Vote.How.PAPER, issued=55, returned=56, invalid=1, **count)
    assert not verdict and "void" in verdict.reason
    assert rules.vote.is_sound(how=Vote.How.PAPER, issued=56, returned=56, invalid=1, **count)
    assert not rules.vote.is_sound(how=Vote.How.PAPER, issued=56, returned=56, invalid=0, **count)


def test_half_of_all_is_enough_where_the_law_says_or_more_and_not_where_it_says_more():
    more = figure(fraction=(1, 2), op=">", base="all")
    half = figure(fraction=(1, 2), op=">=", base="all")
    assert not rules.vote.judged(in_favour=50, due=100, present=70, cast=70, rule=more).passed
    assert rules.vote.judged(in_favour=50, due=100, present=70, cast=70, rule=half).passed
    assert rules.vote.judged(in_favour=51, due=100, present=70, cast=70, rule=more).passed


def test_papers_lie_with_the_delegates_for_seven_days():
    regime = Regime(papers_days=figure(7, op=">=", unit="日"))
    meeting = Session(opens_on=date(2026, 3, 20))

    class Sent:
        sent_on = date(2026, 3, 13)

    assert rules.session.papers_in_time(meeting, Sent, regime)
    Sent.sent_on = date(2026, 3, 14)
    assert not rules.session.papers_in_time(meeting, Sent, regime)
    assert rules.session.papers_in_time(meeting, Sent, Regime()) is None


@pytest.mark.parametrize(
    ("number", "words"),
    [(1, "一"), (8, "八"), (10, "十"), (14, "十四"), (20, "二十"), (104, "一百零四"), (110, "一百一十")],
)
def test_numbers_are_written_as_names_write_them(number, words):
    assert chinese(number) == words


def test_a_share_is_exact():
    assert rules.composition._percent(1, 3) == Decimal(100) / 3
