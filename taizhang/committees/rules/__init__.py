"""What regulation says of bodies, terms, elections and officers on display. Pure: figures and records are handed in."""

from taizhang.committees.rules import bodies, displays, elections, terms
from taizhang.kernel.steps import may_happen_on, needs_reason, needs_standing, needs_words, not_before

__all__ = [
    "bodies",
    "displays",
    "elections",
    "may_happen_on",
    "needs_reason",
    "needs_standing",
    "needs_words",
    "not_before",
    "terms",
]
