"""The first line of a view: the record, among those that the user may read."""

from django.shortcuts import get_object_or_404

from taizhang.openness.models import Body, Book, Disclosure, Item, Meeting, Opinion, Practice, Sheet, Wall

WITH = {
    Body: ("unit", "supervises"),
    Item: ("unit", "body"),
    Disclosure: ("unit", "item__body", "checked_by", "drafted_by"),
    Opinion: ("unit", "disclosure"),
    Sheet: ("unit", "wall"),
}


def finder(model):
    """A function (request, pk) → the record, or 404."""

    def find(request, pk):
        readable = model.objects.visible_to(request.user).standing().select_related(*WITH.get(model, ("unit",)))
        return get_object_or_404(readable, pk=pk)

    return find


own_body, own_item, own_disclosure, own_opinion = (finder(one) for one in (Body, Item, Disclosure, Opinion))
own_meeting, own_wall, own_sheet = (finder(one) for one in (Meeting, Wall, Sheet))
own_practice, own_book = finder(Practice), finder(Book)
