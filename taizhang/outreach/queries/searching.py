"""Outreach in the search over everything."""

from taizhang.outreach.models import Affiliation, Census, Establishment, Listing
from taizhang.ui.finding import Found


def found_items(user, text, limit):
    """Establishments, censuses, their firms and firms of joint unions by name."""
    asked = ((Establishment, "flag"), (Census, "list-search"), (Listing, "building"), (Affiliation, "link"))
    found = []
    for model, icon in asked:
        rows = model.objects.visible_to(user).standing().filter(name__contains=text).select_related("unit")
        for one in rows.order_by("-id")[: max(0, limit - len(found))]:
            found.append(Found(one.title(), one.get_absolute_url(), one.unit.name, icon))
    return found
