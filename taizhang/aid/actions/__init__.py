"""The only ways to change what aid keeps, by noun."""

from taizhang.aid.actions import households, lines, own, surveys

__all__ = ["households", "lines", "own", "surveys"]
