"""Reads of congresses, by noun."""

from taizhang.congress.queries import congresses, delegates, regimes, sessions, votes

__all__ = ["congresses", "delegates", "regimes", "sessions", "votes"]
