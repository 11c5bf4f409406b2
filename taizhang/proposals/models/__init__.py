"""The tables of proposals and suggestions."""

from taizhang.kernel.parts import Part
from taizhang.proposals.models.parts import Subject
from taizhang.proposals.models.proposal import (
    Assignee,
    Backer,
    FollowUp,
    Handling,
    Proposal,
    Reminder,
    Score,
    Step,
)
from taizhang.proposals.models.round import Entitled, Round
from taizhang.proposals.models.suggestion import Assessment, Contributor, Suggestion

__all__ = [
    "Assessment",
    "Assignee",
    "Backer",
    "Contributor",
    "Entitled",
    "FollowUp",
    "Handling",
    "Part",
    "Proposal",
    "Reminder",
    "Round",
    "Score",
    "Step",
    "Subject",
    "Suggestion",
]
