"""The tables of care and benefits."""

from taizhang.welfare.models.benefits import Benefit, Entitlement
from taizhang.welfare.models.blood import BloodDrive, Volunteer
from taizhang.welfare.models.donations import Campaign, Donation, Handover
from taizhang.welfare.models.events import Companion, Event, Gathering, Guest, Visit, Visited
from taizhang.welfare.models.handouts import Handout, Offer, Portion, Recipient
from taizhang.welfare.models.schooling import Placement
from taizhang.welfare.models.stock import Item, Movement, Plan

__all__ = [
    "Benefit",
    "BloodDrive",
    "Campaign",
    "Companion",
    "Donation",
    "Entitlement",
    "Event",
    "Gathering",
    "Guest",
    "Handout",
    "Handover",
    "Item",
    "Movement",
    "Offer",
    "Placement",
    "Plan",
    "Portion",
    "Recipient",
    "Visit",
    "Visited",
    "Volunteer",
]
