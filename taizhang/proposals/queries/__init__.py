"""Reads about proposals and suggestions."""

from taizhang.proposals.queries import due, own, proposals, rounds, suggestions

__all__ = ["due", "own", "proposals", "rounds", "suggestions"]
