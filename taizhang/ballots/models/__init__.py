"""The tables of ballots."""

from taizhang.ballots.models.ballot import Ballot, Candidate, Question
from taizhang.ballots.models.box import SealedSlip, Sheet, Slip, Tick
from taizhang.ballots.models.electorate import ElectorateChange, Proxy, Voter

__all__ = [
    "Ballot", "Candidate", "ElectorateChange", "Proxy", "Question", "SealedSlip", "Sheet", "Slip", "Tick", "Voter",
]  # fmt: skip
