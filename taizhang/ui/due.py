"""Things that are due: what an app tells the desk through `due=` of its manifest."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Due:
    """Something that waits for this user: what, where, by when, and the one button that finishes it.

    `tone` is "red" (overdue or wrong), "amber" (soon) or "blue" (whenever you like).
    """

    title: str
    url: str
    button: str
    unit: object = None
    by: date | None = None
    words: str = ""
    tone: str = "blue"


def in_order(items):
    """The most pressing first: overdue, then by date, then those without a date."""
    tones = {"red": 0, "amber": 1}
    return sorted(items, key=lambda item: (item.by or date.max, tones.get(item.tone, 2)))
