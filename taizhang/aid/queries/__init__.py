"""Reads of hardship aid, by noun."""

from taizhang.aid.queries import due, households, own, surveys

__all__ = ["due", "households", "own", "surveys"]
