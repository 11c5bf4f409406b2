"""What the records of aid say to the ledger, by noun."""

from taizhang.aid.facts import applications, funds, households, notices, payments, programmes, stations, surveys

FILTERS = {**households.FILTERS, **funds.FILTERS}
MEASURES = (
    *households.MEASURES,
    *stations.MEASURES,
    *surveys.MEASURES,
    *programmes.MEASURES,
    *applications.MEASURES,
    *funds.MEASURES,
    *payments.MEASURES,
    *notices.MEASURES,
)

__all__ = [
    "FILTERS",
    "MEASURES",
    "applications",
    "funds",
    "households",
    "notices",
    "payments",
    "programmes",
    "stations",
    "surveys",
]
