"""The papers of a session as Word files."""

from taizhang.congress.papers.sessions import DOCX, kinds, write

__all__ = ["DOCX", "kinds", "write"]
