"""Care and benefits in the search over everything."""

from taizhang.ui.finding import Found
from taizhang.welfare.models import Benefit, Campaign, Event, Handout


def found_items(user, text, limit):
    """Events by the person's name; calls, hand-outs and benefits by theirs."""
    asked = (
        (Event, "name", "heart-handshake"),
        (Campaign, "matter", "speakerphone"),
        (Handout, "name", "package"),
        (Benefit, "name", "confetti"),
    )
    found = []
    for model, field, icon in asked:
        rows = model.objects.visible_to(user).standing().filter(**{f"{field}__contains": text}).select_related("unit")
        for one in rows.order_by("-id")[: limit - len(found)]:
            found.append(Found(one.title(), one.get_absolute_url(), one.unit.name, icon))
    return found
