"""What the officers' pages of ballots share: the visible ballot, and a verb on it."""

from django.shortcuts import get_object_or_404
from django.utils import timezone

from taizhang.ballots import queries
from taizhang.ballots.models import Ballot
from taizhang.ui.pages import act_page


def own_ballot(request, pk):
    """A ballot that the user may read; 404 for everybody else."""
    readable = Ballot.objects.visible_to(request.user).standing().select_related("unit", "revote_of")
    return get_object_or_404(readable, pk=pk)


def own_question(request, pk):
    """A question of a ballot that the user may read."""
    return get_object_or_404(queries.pages.questions_for(request.user), pk=pk)


def own_voter(request, pk):
    """A voter of a ballot that the user may read."""
    return get_object_or_404(queries.pages.voters_for(request.user), pk=pk)


def ballot_verb(request, ballot, form, words, then, *, said, url=None, template="ui/act.html", form_kwargs=None):
    """One verb on a ballot: `words` are title, button and lead; back leads to the ballot."""
    context = {"unit": ballot.unit, "ballot": ballot, "back": ballot.get_absolute_url(), "lead": "", **words}
    return act_page(
        request,
        form,
        template,
        context,
        then=then,
        url=url or ballot.get_absolute_url(),
        said=said,
        form_kwargs=form_kwargs,
    )


def now():
    """The moment of this request."""
    return timezone.now()
