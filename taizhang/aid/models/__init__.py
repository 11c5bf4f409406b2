"""The tables of hardship aid, by noun."""

from taizhang.aid.models.applications import Application, Pair
from taizhang.aid.models.funds import Fund, FundLine
from taizhang.aid.models.households import Assessment, Consent, DataRequest, FamilyMember, Household
from taizhang.aid.models.notices import Notice, NoticeLine, Objection
from taizhang.aid.models.payments import Account, Payment, PaymentRun, Recovery
from taizhang.aid.models.programmes import Candidate, Programme, Screening, Telling
from taizhang.aid.models.samples import Check, Sample
from taizhang.aid.models.stations import Station
from taizhang.aid.models.surveys import Finding, SurveyReturn, SurveyRound

__all__ = [
    "Account",
    "Application",
    "Assessment",
    "Candidate",
    "Check",
    "Consent",
    "DataRequest",
    "FamilyMember",
    "Finding",
    "Fund",
    "FundLine",
    "Household",
    "Notice",
    "NoticeLine",
    "Objection",
    "Pair",
    "Payment",
    "PaymentRun",
    "Programme",
    "Recovery",
    "Sample",
    "Screening",
    "Station",
    "SurveyReturn",
    "SurveyRound",
    "Telling",
]
