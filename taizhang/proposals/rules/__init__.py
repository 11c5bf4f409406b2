"""What may be done with proposals and suggestions; texts of regulation and common practice are cited at each rule."""

from taizhang.proposals.rules import handling, proposal, round, suggestion, wording

__all__ = ["handling", "proposal", "round", "suggestion", "wording"]
