"""Help, in the reader's language."""

from django.shortcuts import render
from django.utils.translation import get_language


def help(request):
    """How the month is done, how to import, how to read a figure, whom to ask."""
    language = "zh" if (get_language() or "").startswith("zh") else "en"
    return render(request, "desk/help.html", {"body": f"desk/help_{language}.html"})
