"""What the rules of hardship aid allow, by noun."""

from taizhang.aid.rules import households, means, surveys

__all__ = ["households", "means", "surveys"]
