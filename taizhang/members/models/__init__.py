"""The tables of the register: persons and memberships, transfers, applications, cards, re-registration."""

from taizhang.members.models.register import (
    ID_COLUMN,
    PHONE_COLUMN,
    Distinction,
    Membership,
    Person,
    PersonQuerySet,
)

__all__ = [
    "ID_COLUMN",
    "PHONE_COLUMN",
    "Distinction",
    "Membership",
    "Person",
    "PersonQuerySet",
]
