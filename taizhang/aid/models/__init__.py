"""The tables of hardship aid, by noun."""

from taizhang.aid.models.households import Assessment, Consent, DataRequest, FamilyMember, Household
from taizhang.aid.models.surveys import Finding, SurveyReturn, SurveyRound

__all__ = [
    "Assessment",
    "Consent",
    "DataRequest",
    "FamilyMember",
    "Finding",
    "Household",
    "SurveyReturn",
    "SurveyRound",
]
