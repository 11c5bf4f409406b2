"""Openness in the search over everything."""

from taizhang.openness.models import Body, Disclosure, Item, Meeting
from taizhang.ui.finding import Found


def found_items(user, text, limit):
    """Disclosures, items, groups and meetings by name."""
    asked = ((Disclosure, "speakerphone"), (Item, "checklist"), (Body, "users"), (Meeting, "calendar"))
    found = []
    for model, icon in asked:
        rows = model.objects.visible_to(user).standing().filter(name__contains=text).select_related("unit")
        for one in rows.order_by("-id")[: max(0, limit - len(found))]:
            found.append(Found(one.title(), one.get_absolute_url(), one.unit.name, icon))
    return found
