"""The tables of openness, by noun."""

from taizhang.openness.models.bodies import Body, Seat
from taizhang.openness.models.items import Disclosure, Edition, Item, Showing
from taizhang.openness.models.meetings import Matter, Meeting, Question
from taizhang.openness.models.opinions import Opinion
from taizhang.openness.models.parts import Audience, Channel, Topic
from taizhang.openness.models.walls import Book, Practice, Publication, Sheet, Wall

__all__ = [
    "Audience",
    "Body",
    "Book",
    "Channel",
    "Disclosure",
    "Edition",
    "Item",
    "Matter",
    "Meeting",
    "Opinion",
    "Practice",
    "Publication",
    "Question",
    "Seat",
    "Sheet",
    "Showing",
    "Topic",
    "Wall",
]
