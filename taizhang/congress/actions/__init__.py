"""The only writers of congresses, by noun."""

from taizhang.congress.actions import attendance, congresses, delegates, sessions, votes

__all__ = ["attendance", "congresses", "delegates", "sessions", "votes"]
