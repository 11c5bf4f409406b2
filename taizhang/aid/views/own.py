"""What a person asks about the own data: the union's pages, and those behind the one-time link, which need no account."""

import json
from datetime import timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from taizhang.aid import actions, queries
from taizhang.aid.forms import own as forms
from taizhang.aid.forms.households import WhyForm
from taizhang.aid.models import DataRequest, Household
from taizhang.aid.papers import households as papers
from taizhang.aid.views.households import own_file
from taizhang.kernel import onetime
from taizhang.kernel.acts import SYSTEM
from taizhang.kernel.verdicts import Refused
from taizhang.ui.pages import act_page
from taizhang.word.download import word_response

OPEN_FOR = timedelta(minutes=30)
SESSION = "aid_own_file"


# --- the union's pages -------------------------------------------------------------------------------------------------------------


def request_take(request, pk):
    """The person asks at the counter; the clock starts."""
    household = own_file(request, pk)
    back = reverse("aid:household_own", args=[household.pk])
    context = {
        "title": _("Take a request of %s about own data") % household.head.name,
        "unit": household.unit,
        "lead": _(
            "To read or copy, to correct, to have explained, to delete (Personal Information Protection Law, articles 44–50)."
        ),
        "button": _("Write down"),
        "back": back,
    }
    return act_page(
        request,
        forms.RequestForm,
        "ui/act.html",
        context,
        then=lambda data: actions.own.take_request(household, by=request.user, **data),
        url=back,
        said=_("Written down; the desk reminds of the answer."),
        form_kwargs={"initial": {"on": timezone.localdate(), "asked_by": household.head.name}},
    )


def request_answer(request, pk):
    """The answer, with reasons."""
    readable = DataRequest.objects.visible_to(request.user).standing().select_related("household__head", "unit")
    asked = get_object_or_404(readable, pk=pk)
    back = reverse("aid:household_own", args=[asked.household_id])
    context = {
        "title": _("Answer the request of %s") % asked.household.head.name,
        "unit": asked.unit,
        "button": _("Answer"),
        "back": back,
        "asked": asked,
    }
    return act_page(
        request,
        forms.AnswerForm,
        "aid/request_answer.html",
        context,
        then=lambda data: actions.own.answer_request(asked, by=request.user, **data),
        url=back,
        said=_("Answered."),
        form_kwargs={"initial": {"on": timezone.localdate()}},
    )


@never_cache
def link_issue(request, pk):
    """A link for the person, shown once, to be handed over in person."""
    household = own_file(request, pk)
    form, address = WhyForm(request.POST or None), ""
    if request.method == "POST" and form.is_valid():
        try:
            token = actions.own.issue_link(household, by=request.user, **form.cleaned_data)
            address = request.build_absolute_uri(reverse("aid:own_open", args=[household.pk, token]))
        except Refused as refusal:
            form.add_error(None, str(refusal))
    context = {
        "title": _("A link for %s to the own file") % household.head.name,
        "unit": household.unit,
        "lead": _("Opens once, on any phone, without an account. Hand it over to the person and to nobody else."),
        "button": _("Make the link"),
        "back": reverse("aid:household_own", args=[household.pk]),
        "form": form,
        "address": address,
        "hours": queries.own.LINK_HOURS,
    }
    return render(request, "aid/link_issue.html", context, status=422 if form.errors else 200)


@never_cache
def household_sheet(request, pk):
    """“My aid” printed for a person who comes to the counter: the same page, without a link."""
    household = own_file(request, pk)
    form, shown = WhyForm(request.POST or None), False
    if request.method == "POST" and form.is_valid():
        try:
            actions.households.reveal_file(household, by=request.user, **form.cleaned_data)
            shown = True
        except Refused as refusal:
            form.add_error(None, str(refusal))
    context = {
        "title": _("“My aid” for %s") % household.head.name,
        "unit": household.unit,
        "lead": _("Everything on file in words and amounts, to print and hand over to the person."),
        "button": _("Show"),
        "back": reverse("aid:household_own", args=[household.pk]),
        "form": form,
        **(_own(household) if shown else {}),
    }
    template = "aid/household_sheet_shown.html" if shown else "ui/act.html"
    return render(request, template, context, status=422 if form.errors else 200)


# --- behind the link --------------------------------------------------------------------------------------------------------------


def _own(household):
    today = timezone.localdate()
    rows = queries.own.my_aid(household)
    return {
        "household": household,
        "family": queries.households.family(household),
        "rows": rows,
        "total": queries.own.total(rows),
        "applied": [part for part in queries.own.told(household.head) if part.rows],
        "seers": queries.own.who_can_see(household, today),
        "looks": queries.own.who_looked(household),
        "consents": queries.households.consents(household),
        "asked": household.requests.standing().order_by("-asked_on", "-pk"),
        "assessment": queries.households.latest(household),
        "arithmetic": _arithmetic(household),
        "today": today,
    }


def _arithmetic(household):
    last = queries.households.latest(household)
    return queries.own.rules.means.arithmetic(last) if last else ""


def _of_session(request):
    """The file that the link of this browser opened a short while ago; 404 afterwards."""
    kept = request.session.get(SESSION)
    if not kept or timezone.now().timestamp() > kept[1]:
        raise Http404
    standing = Household._base_manager.filter(voided_at=None, emptied_at=None).select_related("head", "unit")
    return get_object_or_404(standing, pk=kept[0])


@login_not_required
@never_cache
def own_open(request, pk, token):
    """The page behind the link: pressing the button uses it up and opens the file for half an hour."""
    household = Household._base_manager.filter(pk=pk, voided_at=None).select_related("head", "unit").first()
    try:
        if household is None:
            raise Refused(_("This link is not valid. Copy it whole, or ask your union for a new one."))
        onetime.read(token, purpose=queries.own.purpose(household))
        if request.method == "POST":
            actions.own.open_link(household, token)
            request.session[SESSION] = [household.pk, (timezone.now() + OPEN_FOR).timestamp()]
            return redirect("aid:own_page")
    except Refused as refusal:
        return render(
            request,
            "aid/own_open_refused.html",
            {"title": _("This link does not open"), "reason": str(refusal)},
            status=410,
        )
    return render(
        request, "aid/own_open.html", {"title": _("Your file at the union"), "unit": household.unit, "token": token}
    )


@login_not_required
@never_cache
@require_safe
def own_page(request):
    """“My aid”: in words and amounts, who can see it, who has looked, what I asked."""
    household = _of_session(request)
    return render(
        request, "aid/own_page.html", {"title": _("My aid"), "form": forms.OwnRequestForm(), **_own(household)}
    )


@login_not_required
@never_cache
@require_safe
def own_copy(request):
    """Everything on file as a file to keep (article 45)."""
    household = _of_session(request)
    text = json.dumps(queries.own.copy_of(household, timezone.localdate()), ensure_ascii=False, indent=1)
    answer = HttpResponse(text, content_type="application/json; charset=utf-8")
    answer["Content-Disposition"] = content_disposition_header(True, "我的困难帮扶档案.json")
    return answer


@login_not_required
@never_cache
@require_safe
def own_word(request):
    """The own file as a Word paper to keep."""
    household, today = _of_session(request), timezone.localdate()
    return word_response("我的困难帮扶档案", papers.form(household, queries.own.plain(household), today))


@login_not_required
@never_cache
@require_POST
def own_request(request):
    """The person asks from the own phone; it stands on the union's desk at once."""
    household = _of_session(request)
    form = forms.OwnRequestForm(request.POST)
    if form.is_valid():
        actions.own.take_request(
            household,
            by=SYSTEM,
            on=timezone.localdate(),
            asked_by=household.head.name,
            through_link=True,
            **form.cleaned_data,
        )
        messages.success(request, _("Your request is with the union. The answer comes by the day that stands below."))
        return redirect("aid:own_page")
    context = {"title": _("My aid"), "form": form, **_own(household)}
    return render(request, "aid/own_request.html", context, status=422)
