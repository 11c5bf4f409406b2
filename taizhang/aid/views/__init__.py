"""The pages of aid, by noun."""

from taizhang.aid.views import applications, households, notices, own, payments, programmes, stations, surveys

__all__ = ["applications", "households", "notices", "own", "payments", "programmes", "stations", "surveys"]
