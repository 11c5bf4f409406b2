"""What the rules of hardship aid allow, by noun."""

from taizhang.aid.rules import households, means, notices, payments, programmes, surveys

__all__ = ["households", "means", "notices", "payments", "programmes", "surveys"]
