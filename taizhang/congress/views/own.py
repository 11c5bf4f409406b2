"""What a delegate reads and says before a session, behind the one-time link: agenda, papers, opinions of the own group."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from taizhang.congress import actions, forms, papers, queries, rules
from taizhang.congress.models import Session
from taizhang.kernel import evidence
from taizhang.kernel.verdicts import Refused
from taizhang.members import own
from taizhang.word.download import word_response

PAPERS = ("会议材料", "报告")  # kinds of files that are meant for the delegates
WORD = ("notice", "agenda")


def _session(request, pk):
    """(session, delegate) of a delegate who is called to it; 404 for everybody else."""
    person = own.visitor(request).person
    session = get_object_or_404(queries.own.sessions_of(person), pk=pk)
    return session, queries.own.delegate_at(session, person)


@login_not_required
@never_cache
def own_session(request, pk):
    """A session as a delegate sees it; with a form to say something on a matter that is not decided yet."""
    session, delegate = _session(request, pk)
    items = list(queries.sessions.items(session))
    open_to = [one for one in items if rules.session.may_speak(one, delegate)]
    form = forms.sessions.SpeakForm(request.POST or None, items=open_to) if open_to else None
    if request.method == "POST" and form is not None and form.is_valid():
        try:
            actions.sessions.say_as_delegate(
                form.cleaned_data["item"], delegate=delegate, on=timezone.localdate(), words=form.cleaned_data["words"]
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("It stands with the opinions of your group."))
            return redirect(request.path)
    context = {
        "title": session.name, "unit": session.unit, "session": session, "delegate": delegate, "items": items, "form": form,
        "papers": list(session.papers.all()), "files": evidence.of(session).filter(kind__in=PAPERS).order_by("id"),
        "said": queries.sessions.said_by_group(session, delegate.constituency), "is_called": session.state != Session.State.PLANNED,
    }  # fmt: skip
    return render(
        request, "congress/own_session.html", context, status=422 if form is not None and form.errors else 200
    )


@login_not_required
@never_cache
@require_safe
def own_paper(request, pk, kind):
    """The notice or the agenda as Word."""
    session, _delegate = _session(request, pk)
    if kind not in WORD:
        raise Http404
    return word_response(*papers.write(session, kind))


@login_not_required
@never_cache
@require_safe
def own_file(request, pk, file_pk):
    """A paper that was kept with the session for the delegates."""
    session, _delegate = _session(request, pk)
    return evidence.download(get_object_or_404(evidence.of(session).filter(kind__in=PAPERS), pk=file_pk))
