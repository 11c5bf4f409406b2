"""The tables of congresses."""

from taizhang.congress.models.congress import Congress, Constituency
from taizhang.congress.models.coverage import Coverage
from taizhang.congress.models.delegate import Delegate, Trained, Training
from taizhang.congress.models.issue import Issue
from taizhang.congress.models.letter import Letter, Target
from taizhang.congress.models.lower import LowerCongress
from taizhang.congress.models.matter import Matter
from taizhang.congress.models.progress import Progress
from taizhang.congress.models.resolution import Resolution
from taizhang.congress.models.round import Canteen, CheckPoint, Round
from taizhang.congress.models.scheme import Deliberation, Scheme, SchemeOpinion, SchemeVersion
from taizhang.congress.models.session import (
    AgendaItem,
    Attendance,
    Opinion,
    Paper,
    Seat,
    Session,
    Vote,
)
from taizhang.kernel.parts import Part

__all__ = [
    "AgendaItem",
    "Attendance",
    "Canteen",
    "CheckPoint",
    "Congress",
    "Constituency",
    "Coverage",
    "Delegate",
    "Deliberation",
    "Issue",
    "Letter",
    "LowerCongress",
    "Matter",
    "Opinion",
    "Paper",
    "Part",
    "Progress",
    "Resolution",
    "Round",
    "Scheme",
    "SchemeOpinion",
    "SchemeVersion",
    "Seat",
    "Session",
    "Target",
    "Trained",
    "Training",
    "Vote",
]
