"""The global search over units, members, entries and whatever else an app lets find."""

from django.shortcuts import render

from taizhang.ui import finding

LONGEST = 60


def search(request):
    """Everything called so, of what the user may see."""
    text = " ".join(request.GET.get("q", "").split())[:LONGEST]
    groups = finding.search(request.user, text, 20) if text else []
    return render(request, "desk/search.html", {"search_text": text, "groups": groups})
