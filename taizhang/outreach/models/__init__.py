"""The tables of outreach."""

from taizhang.outreach.models.census import Census, Listing, Surveyor
from taizhang.outreach.models.establishments import Elected, Establishment, Preparer, Visit
from taizhang.outreach.models.territory import Assignment, Programme, Quota, Sector
from taizhang.outreach.models.unions import Affiliation, Registration, Renewal

__all__ = [
    "Affiliation", "Assignment", "Census", "Elected", "Establishment", "Listing", "Preparer", "Programme", "Quota", "Registration",
    "Renewal", "Sector", "Surveyor", "Visit",
]  # fmt: skip
