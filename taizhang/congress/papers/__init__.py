"""The papers of a session as Word files."""

from taizhang.congress.papers.sessions import kinds, write

__all__ = ["kinds", "write"]
