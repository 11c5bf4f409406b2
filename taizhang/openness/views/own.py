"""What a member reads of openness behind the one-time link: what is for the staff too, and own questions."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from taizhang.kernel.verdicts import Refused
from taizhang.members import own
from taizhang.openness import actions, files, forms
from taizhang.openness.models import Disclosure
from taizhang.openness.queries import public as queries
from taizhang.openness.rules import disclosures as rules
from taizhang.openness.views.public import described, figure_context, file_response
from taizhang.ui.pages import page_of


def _readable(request, code):
    """(membership, edition) of an address that this member may read; 404 for anything else."""
    membership = own.visitor(request)
    edition = queries.edition(code)
    if edition is None or not queries.readable_by(membership).filter(pk=edition.disclosure_id).exists():
        raise Http404
    one = edition.disclosure
    if one.state == Disclosure.State.DOWN or (not one.item.lasting and timezone.localdate() > one.until_on):
        raise Http404
    return membership, edition


@login_not_required
@never_cache
@require_safe
def own_list(request):
    """Everything disclosed to this member."""
    membership = own.visitor(request)
    page = page_of(request, queries.readable_by(membership), per_page=30)
    context = {
        "title": _("What my union discloses"),
        "unit": membership.unit,
        "page": page,
        "rows": queries.rows(page.object_list),
    }
    return render(request, "openness/own_list.html", context)


@login_not_required
@never_cache
def own_disclosure(request, code):
    """One disclosure, and the form to ask or object."""
    membership, edition = _readable(request, code)
    one, today = edition.disclosure, timezone.localdate()
    form, received = forms.OwnAskForm(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        try:
            received = actions.ask_as_member(one, membership.person, on=today, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    context = {
        "title": edition.content["title"],
        "unit": one.unit,
        "edition": edition,
        "disclosure": one,
        "answers": queries.answers(one),
        "form": form,
        "received": received,
        "verdict": rules.may_ask(one, today),
        **described(edition, inside=True),
    }
    return render(request, "openness/own_disclosure.html", context, status=422 if form.errors else 200)


@login_not_required
@never_cache
@require_safe
def own_figure(request, code, place):
    """A figure of a disclosure as far as the member may see."""
    _membership, edition = _readable(request, code)
    if not 0 <= place < len(edition.content["figures"]):
        raise Http404
    context = figure_context(edition, place)
    return render(request, "openness/own_figure.html", context)


@login_not_required
@never_cache
@require_safe
def own_file(request, code, place):
    """A file that goes out with a disclosure."""
    _membership, edition = _readable(request, code)
    found = files.published(edition, place)
    if found is None:
        raise Http404
    return file_response(*found)
