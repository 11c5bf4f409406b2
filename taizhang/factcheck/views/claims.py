"""One figure of a report: what stands behind it, what it means, and taking it into the ledger."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from taizhang.factcheck import actions, evidence, forms, queries, rules, standings
from taizhang.factcheck.models import Acceptance, Check, LearnedLink
from taizhang.factcheck.wording import HEDGE_WORDS
from taizhang.kernel.access import can
from taizhang.kernel.models import Unit
from taizhang.kernel.verdicts import Refused
from taizhang.ui.pages import act_page
from taizhang.ui.places import chosen_unit

from .checks import own_check

BARE, WHOLE = "factcheck/bare.html", "ui/base.html"


def own_claim(request, pk, claim):
    """(opened check, claim), if the user may see it."""
    opened = queries.Opened(own_check(request, pk))
    found = opened.by_id.get(claim)
    if found is None:
        raise Http404
    return opened, found


@require_GET
def claim_detail(request, pk, claim):
    """What stands behind one figure: beside the text, or as a page of its own."""
    opened, found = own_claim(request, pk, claim)
    check = opened.check
    accepted = opened.accepted.get(found.id)
    asked = request.GET.get("q", "").strip()[:60]
    context = {
        "check": check,
        "unit": check.unit,
        "claim": found,
        "figures": evidence.figures_behind(check, found, viewer=request.user),
        "suggestions": evidence.suggested(check, found),
        "asked": asked,
        "others": queries.figures_like(asked),
        "accepted": accepted,
        "may_accept": rules.may_accept(check, found.data, found.standing.code, taken=bool(accepted)),
        "may_learn": can(request.user, "factcheck.learn", check.unit) and rules.may_learn(check, found.data),
        "words": evidence.sentence_around(opened.text, found),
        "shell": BARE if request.headers.get("X-Requested-With") == "fetch" else WHOLE,
    }
    return render(request, "factcheck/claim_detail.html", context)


@require_POST
def claim_learn(request, pk, claim):
    """Confirm which figure the phrase tells."""
    opened, found = own_claim(request, pk, claim)
    form = forms.MeaningForm(request.POST)
    try:
        if not form.is_valid():
            raise Refused(" ".join(words for errors in form.errors.values() for words in errors))
        actions.learn(opened.check, found.id, by=request.user, **form.cleaned_data)
        messages.success(request, _("Remembered for this union. The report is being checked anew."))
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect(f"{opened.check.get_absolute_url()}?claim={found.id}#{found.id}")


def claim_accept(request, pk, claim):
    """Take a figure into the ledger because the report says so."""
    opened, found = own_claim(request, pk, claim)
    check = opened.check
    verdict = rules.may_accept(check, found.data, found.standing.code, taken=found.id in opened.accepted)
    if not verdict:
        messages.error(request, verdict.reason)
        return redirect(check)
    offered, unit = queries.offered_as(found), queries.home_of(check, found)
    initial = {"unit": unit, "on": min(check.period.last_day, timezone.localdate())}
    known = None
    if offered and found.standing.code != "ambiguous":  # of several meanings the officer chooses
        initial |= {"kind": offered.kind, "count": offered.count, "reading": offered.reading}
        known = queries.known_in_ledger(offered, unit, check.period)
    return act_page(
        request,
        forms.AcceptForm,
        "factcheck/claim_accept.html",
        {
            "title": _("Accept into the ledger"),
            "unit": check.unit,
            "check": check,
            "claim": found,
            "known": known,
            "lacking": queries.number(found.value) - known if known is not None else None,
            "verdict": can(request.user, "factcheck.accept", check.unit),
            "button": _("Accept as told by the report"),
            "back": f"{check.get_absolute_url()}?claim={found.id}#{found.id}",
        },
        then=lambda data: actions.accept(check, found.id, by=request.user, **data),
        said=_("Accepted, marked as told by the report without a record."),
        form_kwargs={"initial": initial, "check": check, "user": request.user},
    )


@require_GET
def acceptance_list(request):
    """Figures of a unit that stand in the ledger by a report alone."""
    unit = chosen_unit(request)
    accepted = list(queries.acceptances_of(request.user, unit)[:300])
    return render(request, "factcheck/acceptance_list.html", {"unit": unit, "accepted": accepted})


def _own_acceptance(request, pk):
    found = Acceptance.objects.visible_to(request.user).select_related("unit", "check_of")
    return get_object_or_404(found, pk=pk)


@require_GET
def acceptance_detail(request, pk):
    """One figure that stands in the ledger by a report alone, with the doubt that was kept."""
    acceptance = _own_acceptance(request, pk)
    check = Check.objects.visible_to(request.user).filter(pk=acceptance.check_of_id).first()
    context = {
        "acceptance": acceptance,
        "unit": acceptance.unit,
        "check": check,
        "label": queries.figure_label(f"{acceptance.kind}:{queries.COLUMN_OF[acceptance.count]}"),
        "code": f"{acceptance.kind}:{queries.COLUMN_OF[acceptance.count]}",
        "period": acceptance.check_of.period,
        "verdict_words": standings.label_of(acceptance.verdict),
        "hedge_words": HEDGE_WORDS.get(acceptance.hedge, acceptance.hedge),
    }
    return render(request, "factcheck/acceptance_detail.html", context)


def acceptance_withdraw(request, pk):
    """Take an accepted figure off the ledger again."""
    acceptance = _own_acceptance(request, pk)
    return act_page(
        request,
        forms.ReasonForm,
        "ui/act.html",
        {
            "title": _("Withdraw the acceptance"),
            "unit": acceptance.unit,
            "lead": _("The figure leaves the ledger; reports that were frozen keep their number and show the drift."),
            "button": _("Withdraw"),
            "back": acceptance.get_absolute_url(),
            "danger": True,
        },
        then=lambda data: actions.withdraw(acceptance, by=request.user, **data),
        said=_("Withdrawn. It no longer counts."),
    )


@require_GET
def meaning_list(request):
    """What phrases were confirmed to mean at a union."""
    unit = chosen_unit(request)
    verdict = can(request.user, "factcheck.forget", unit)
    context = {"unit": unit, "learned": queries.learned_at(unit), "verdict": verdict}
    return render(request, "factcheck/meaning_list.html", context)


@require_POST
def meaning_forget(request, pk):
    """A phrase loses its confirmed meaning."""
    link = get_object_or_404(LearnedLink, pk=pk, unit__in=Unit.objects.visible_to(request.user))
    try:
        actions.forget(link, by=request.user)
        messages.success(request, _("Forgotten. Checks made from now on suggest anew."))
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect(f"{reverse('factcheck:meaning_list')}?unit={link.unit.code}")
