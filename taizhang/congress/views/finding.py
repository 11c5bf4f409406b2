"""What a page is about: found among what the reader may see, 404 for everybody else."""

from django.shortcuts import get_object_or_404

from taizhang.congress import queries
from taizhang.congress.models import AgendaItem, Congress, Delegate, Session, Training, Vote


def own_congress(request, pk):
    """A congress that the user may read."""
    return get_object_or_404(
        Congress.objects.visible_to(request.user).standing().select_related("unit", "above__unit"), pk=pk
    )


def own_delegate(request, pk):
    """A delegate that the user may read."""
    found = (
        Delegate.objects.visible_to(request.user)
        .standing()
        .select_related("congress__unit", "constituency", "unit", "person", "replaces")
    )
    return get_object_or_404(found, pk=pk)


def own_training(request, pk):
    """A training that the user may read."""
    return get_object_or_404(
        Training.objects.visible_to(request.user).standing().select_related("congress__unit", "unit"), pk=pk
    )


def own_session(request, pk):
    """A session that the user may read."""
    return get_object_or_404(
        Session.objects.visible_to(request.user).standing().select_related("congress__unit", "unit"), pk=pk
    )


def own_item(request, pk):
    """A matter of an agenda that the user may read."""
    found = (
        AgendaItem.objects.visible_to(request.user)
        .standing()
        .select_related("session__congress__unit", "session__unit", "unit")
    )
    return get_object_or_404(found, pk=pk)


def own_vote(request, pk):
    """A vote that the user may read."""
    found = (
        Vote.objects.visible_to(request.user)
        .standing()
        .select_related("item__session__congress__unit", "item__session__unit", "unit")
    )
    return get_object_or_404(found, pk=pk)


def own_opinion(request, pk):
    """An opinion on a matter that the user may read."""
    items = AgendaItem.objects.visible_to(request.user).standing()
    return get_object_or_404(queries.sessions.opinions_on(items), pk=pk)
