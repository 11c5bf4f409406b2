"""The tables of congresses."""

from taizhang.congress.models.congress import Congress, Constituency
from taizhang.congress.models.delegate import Delegate, Trained, Training
from taizhang.congress.models.parts import Part
from taizhang.congress.models.session import (
    AgendaItem,
    Attendance,
    Opinion,
    Paper,
    Seat,
    Session,
    Vote,
)

__all__ = [
    "AgendaItem", "Attendance", "Congress", "Constituency", "Delegate", "Opinion", "Paper", "Part", "Seat", "Session", "Trained",
    "Training", "Vote",
]  # fmt: skip
