"""The named figures of hardship aid, by noun."""

from taizhang.aid.indicators import households, money

INDICATORS = (*households.INDICATORS, *money.INDICATORS)

__all__ = ["INDICATORS", "households", "money"]
