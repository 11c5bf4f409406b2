"""What a page is about: found among what the reader may see, 404 for everybody else."""

from django.shortcuts import get_object_or_404

from taizhang.congress import queries
from taizhang.congress.models import AgendaItem, Congress, Delegate, Session, Training, Vote
from taizhang.ui.registers import finder

own_congress = finder(Congress, "above__unit")
own_delegate = finder(Delegate, "congress__unit", "constituency", "person", "replaces")
own_training, own_session = finder(Training, "congress__unit"), finder(Session, "congress__unit")
own_item = finder(AgendaItem, "session__congress__unit", "session__unit")
own_vote = finder(Vote, "item__session__congress__unit", "item__session__unit")


def own_opinion(request, pk):
    """An opinion on a matter that the user may read."""
    items = AgendaItem.objects.visible_to(request.user).standing()
    return get_object_or_404(queries.sessions.opinions_on(items), pk=pk)
