"""Help, in the reader's language."""

from django.shortcuts import render


def help(request):
    """How the month is done, how to import, how to read a figure, whom to ask."""
    return render(request, "desk/help.html")
