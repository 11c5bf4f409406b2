"""The tables of committees."""

from taizhang.committees.models.bodies import Body, Seat
from taizhang.committees.models.displays import Display, DutyCheck, Officer
from taizhang.committees.models.elections import Candidate, Election, Race
from taizhang.committees.models.terms import Extension, Reminder, Term

__all__ = [
    "Body", "Candidate", "Display", "DutyCheck", "Election", "Extension", "Officer", "Race", "Reminder", "Seat", "Term",
]  # fmt: skip
