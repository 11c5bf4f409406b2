"""The global search: each app says how to find its own records; the desk asks all of them."""

from dataclasses import dataclass

_SEARCHES = {}


@dataclass(frozen=True)
class Found:
    """One thing found: its name, where it leads, and a line that tells it apart from its namesakes."""

    title: str
    url: str
    words: str = ""
    icon: str = ""


def register(code, label, find, *, order=50):
    """`find(user, text, limit)` gives Found items, only of what the user may see. Call it in the app's manifest.py."""
    _SEARCHES[code] = (order, label, find)


def by_name(kinds, user, text, limit):
    """[Found] of records whose `name` holds the text, the latest first. `kinds`: ((model, icon), …)."""
    found = []
    for model, icon in kinds:
        rows = model.objects.visible_to(user).standing().filter(name__contains=text).select_related("unit")
        for one in rows.order_by("-id")[: max(0, limit - len(found))]:
            found.append(Found(one.title(), one.get_absolute_url(), one.unit.name, icon))
    return found


def search(user, text, limit=8):
    """[(code, label, [Found, …])] of every app that found something."""
    answers = []
    for code, (_order, label, find) in sorted(_SEARCHES.items(), key=lambda item: item[1][0]):
        found = list(find(user, text, limit))
        if found:
            answers.append((code, label, found))
    return answers
