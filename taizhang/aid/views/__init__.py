"""The pages of aid, by noun."""

from taizhang.aid.views import households, own, surveys

__all__ = ["households", "own", "surveys"]
