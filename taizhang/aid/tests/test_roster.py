"""Amounts in capitals by the examples of the settlement rules."""

from decimal import Decimal

import pytest

from taizhang.word.capitals import in_capitals


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("16409.02", "人民币壹万陆仟肆佰零玖元零贰分"),
        ("325.04", "人民币叁佰贰拾伍元零肆分"),
        ("1409.50", "人民币壹仟肆佰零玖元伍角"),
        ("6007.14", "人民币陆仟零柒元壹角肆分"),
        ("1680.32", "人民币壹仟陆佰捌拾元叁角贰分"),
        ("107000.53", "人民币壹拾万柒仟元伍角叁分"),
        ("0", "人民币零元整"),
        ("0.05", "人民币伍分"),
        ("100000", "人民币壹拾万元整"),
        ("75000", "人民币柒万伍仟元整"),
        ("100000001", "人民币壹亿零壹元整"),
    ],
)
def test_amounts_in_capitals(amount, words):
    assert in_capitals(Decimal(amount)) == words
