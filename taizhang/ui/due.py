"""Things that are due: what an app tells the desk through `due=` of its manifest."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Due:
    """Something that waits for this user: what, where, by when, and the one button that finishes it.

    `tone` is "red" (overdue or wrong), "amber" (soon) or "blue" (whenever you like). `first`: it has no date of its own, but somebody
    waits for it (a case that came back), so it stands before everything that is not overdue.
    """

    title: str
    url: str
    button: str
    unit: object = None
    by: date | None = None
    words: str = ""
    tone: str = "blue"
    first: bool = False


def by_the_minute(ask):
    """A question about things that open and close at an hour: asked anew every minute, the others when the day or what they read is another."""
    ask.by_the_minute = True
    return ask


def in_order(items):
    """The most pressing first: overdue, then what others wait for, then by date, then those without a date."""
    tones = {"red": 0, "amber": 1}

    def place(item):
        is_late = item.by is not None and item.tone == "red"
        return (not is_late, not item.first, item.by or date.max, tones.get(item.tone, 2))

    return sorted(items, key=place)
