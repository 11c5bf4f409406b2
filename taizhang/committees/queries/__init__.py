"""Reads about bodies, terms, elections and officers on display."""

from taizhang.committees.queries import bodies, elections, members, searching, standing, terms

__all__ = ["bodies", "elections", "members", "searching", "standing", "terms"]
