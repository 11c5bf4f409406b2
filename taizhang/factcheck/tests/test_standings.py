"""How a claim stands: the ledger's verdict and the text's own arithmetic in one word."""

import pytest

from taizhang.factcheck.standings import ORDER, STANDINGS, standings


def told(*verdicts, holds=False):
    claims = [{"id": f"c{number}", "verdict": verdict} for number, verdict in enumerate(verdicts, 1)]
    return list(
        standings({"claims": claims, "relations": [{"claims": [one["id"] for one in claims], "holds": holds}]}).values()
    )


def test_a_broken_sum_is_told_of_every_member():
    assert told("unchecked", "unchecked") == ["inconsistent", "inconsistent"]


def test_where_the_ledger_names_the_wrong_one_the_others_are_not_blamed():
    assert told("confirmed", "contradicted", "unchecked") == ["confirmed", "contradicted", "inconsistent"]
    assert told("confirmed", "confirmed") == [
        "inconsistent",
        "inconsistent",
    ]  # the parts do not make the total all the same


def test_arithmetic_that_holds_is_worth_something_without_a_ledger():
    assert told("unchecked", "confirmed", "not_in_ledger", holds=True) == ["consistent", "confirmed", "not_in_ledger"]


@pytest.mark.parametrize("verdict", [None, "", "something new"])
def test_a_verdict_that_nobody_knows_is_no_verdict(verdict):
    assert told(verdict, holds=None) == ["unchecked"]


def test_every_standing_has_a_sign_and_words_of_its_own():
    assert len({one.sign for one in STANDINGS}) == len({str(one.label) for one in STANDINGS}) == len(ORDER) == 8
