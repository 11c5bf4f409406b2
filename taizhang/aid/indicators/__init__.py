"""The named figures of hardship aid, by noun."""

from taizhang.aid.indicators import households

INDICATORS = (*households.INDICATORS,)

__all__ = ["INDICATORS", "households"]
