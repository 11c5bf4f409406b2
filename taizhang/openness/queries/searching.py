"""Openness in the search over everything."""

from taizhang.openness.models import Body, Disclosure, Item, Meeting
from taizhang.ui.finding import by_name

KINDS = ((Disclosure, "speakerphone"), (Item, "checklist"), (Body, "users"), (Meeting, "calendar"))


def found_items(user, text, limit):
    """Disclosures, items, groups and meetings by name."""
    return by_name(KINDS, user, text, limit)
