"""The tables of the register: persons and memberships, transfers, applications, cards, re-registration."""

from taizhang.members.models.admission import APPLICANT_ID, APPLICANT_PHONE, Admission, Application, Doorway
from taizhang.members.models.card import Card
from taizhang.members.models.headcount import Headcount
from taizhang.members.models.names import NamePart, parts_of
from taizhang.members.models.register import (
    ID_COLUMN,
    PHONE_COLUMN,
    Distinction,
    Membership,
    Person,
    PersonQuerySet,
)
from taizhang.members.models.reregistration import Confirmation, Reregistration
from taizhang.members.models.transfer import Transfer

__all__ = [
    "APPLICANT_ID",
    "APPLICANT_PHONE",
    "ID_COLUMN",
    "PHONE_COLUMN",
    "Admission",
    "Application",
    "Card",
    "Confirmation",
    "Distinction",
    "Doorway",
    "Headcount",
    "Membership",
    "NamePart",
    "Person",
    "PersonQuerySet",
    "Reregistration",
    "Transfer",
    "parts_of",
]
