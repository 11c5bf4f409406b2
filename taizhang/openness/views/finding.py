"""The first line of a view: the record, among those that the user may read."""

from taizhang.openness.models import Body, Book, Disclosure, Item, Meeting, Opinion, Practice, Sheet, Wall
from taizhang.ui.registers import finder

own_body, own_item = finder(Body, "supervises"), finder(Item, "body")
own_disclosure = finder(Disclosure, "item__body", "checked_by", "drafted_by")
own_opinion = finder(Opinion, "disclosure")
own_meeting, own_practice, own_book = finder(Meeting), finder(Practice), finder(Book)
own_wall, own_sheet = finder(Wall), finder(Sheet, "wall")
FINDERS = {
    "body": own_body, "item": own_item, "disclosure": own_disclosure, "opinion": own_opinion, "meeting": own_meeting, "wall": own_wall,
    "sheet": own_sheet, "practice": own_practice, "book": own_book,
}  # fmt: skip
