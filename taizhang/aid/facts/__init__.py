"""What the records of aid say to the ledger, by noun."""

from taizhang.aid.facts import households, surveys

FILTERS = {**households.FILTERS}
MEASURES = (*households.MEASURES, *surveys.MEASURES)

__all__ = ["FILTERS", "MEASURES", "households", "surveys"]
