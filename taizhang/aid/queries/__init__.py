"""Reads of hardship aid, by noun."""

from taizhang.aid.queries import applications, due, households, own, payments, programmes, stations, surveys

__all__ = ["applications", "due", "households", "own", "payments", "programmes", "stations", "surveys"]
