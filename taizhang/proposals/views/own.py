"""What a member does without an account, behind the one-time link: propose, second, rate, suggest; and what everybody may read."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from taizhang.kernel import ledger
from taizhang.kernel.acts import SYSTEM
from taizhang.kernel.verdicts import Refused
from taizhang.members import own
from taizhang.proposals import actions, forms, papers, queries, rules, sheets
from taizhang.proposals.models import Backer, Proposal
from taizhang.proposals.views.shapes import today
from taizhang.ui.pages import act_page

Role = Backer.Role


@login_not_required
@never_cache
@require_safe
def own_proposals(request):
    """My proposals, those that I am asked to second, rounds that are open to me."""
    membership = own.visitor(request)
    person = membership.person
    rows = [(one, one.proposal.running, _steps(one)) for one in queries.own.backed(person)]
    context = {
        "title": _("My proposals"),
        "membership": membership,
        "rows": rows,
        "rounds": queries.rounds.open_for(person, today()),
    }
    return render(request, "proposals/own_proposals.html", context)


def _steps(backer):
    """What the member may do now: a set of words that the template asks for."""
    proposal, handling = backer.proposal, backer.proposal.running
    may = set()
    if backer.role == Role.PROPOSER and proposal.state in Proposal.BEFORE:
        may |= {"amend"} | ({"submit"} if rules.proposal.may_submit(proposal, list(proposal.backers.all())) else set())
    if backer.role == Role.SECONDER and not backer.confirmed_on and proposal.state in Proposal.BEFORE:
        may.add("second")
    if backer.role != Role.SECONDER and rules.handling.may_rate(proposal, handling):
        may.add("rate")
    return may


def _own_backer(request, pk, *roles):
    person = own.visitor(request).person
    found = queries.own.backed(person).filter(pk=pk)
    return get_object_or_404(found.filter(role__in=roles) if roles else found)


def _act(request, form, title, button, then, said, **form_kwargs):
    context = {"title": title, "button": button, "back": reverse("proposals:own_proposals")}
    return act_page(
        request,
        form,
        "proposals/own_act.html",
        context,
        then=then,
        url=reverse("proposals:own_proposals"),
        said=said,
        form_kwargs=form_kwargs,
    )


@login_not_required
@never_cache
def own_draft(request, pk):
    """I propose something, and ask others to second."""
    person = own.visitor(request).person
    round = next((one for one in queries.rounds.open_for(person, today()) if one.pk == pk), None)
    if round is None:
        raise Http404

    def then(data):
        asked = data.pop("seconders")
        made = actions.life.draft(round, by=SYSTEM, on=today(), proposer=person, source=Proposal.Source.OWN, **data)
        for one in asked:
            if one.pk != person.pk:
                actions.life.ask_seconder(made, one, by=SYSTEM, on=today())
        return made

    said = _("Kept. When those whom you asked have confirmed, hand it in here.")
    return _act(request, forms.OwnProposalForm, _("My proposal for %s") % round, _("Keep it"), then, said, round=round)


@login_not_required
@never_cache
def own_amend(request, pk):
    """I change my words before anybody has seconded them, or when they came back."""
    backer = _own_backer(request, pk, Role.PROPOSER)
    one = backer.proposal
    initial = {"name": one.name, "subject": one.subject, "reason": one.reason, "measure": one.measure}
    return _act(
        request,
        forms.WordsForm,
        _("Amend the words"),
        _("Save"),
        lambda data: actions.life.amend(one, by=SYSTEM, on=today(), **data),
        _("Saved."),
        initial=initial,
    )


def _done(request, do, said):
    try:
        do()
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, said)
    return redirect("proposals:own_proposals")


@login_not_required
@never_cache
@require_POST
def own_second(request, pk):
    """I second it, or I do not."""
    backer = _own_backer(request, pk, Role.SECONDER)
    if request.POST.get("answer") == "no":
        return _done(request, lambda: actions.life.decline(backer, by=SYSTEM, on=today()), _("You do not second it."))
    return _done(request, lambda: actions.life.confirm(backer, by=SYSTEM, on=today()), _("You have seconded it."))


@login_not_required
@never_cache
@require_POST
def own_submit(request, pk):
    """I hand it in."""
    backer = _own_backer(request, pk, Role.PROPOSER)
    return _done(
        request, lambda: actions.life.submit(backer.proposal, by=SYSTEM, on=today()), _("Handed in; it has its number.")
    )


@login_not_required
@never_cache
def own_rate(request, pk):
    """I rate the answer to my proposal."""
    backer = _own_backer(request, pk, Role.PROPOSER, Role.JOINT)
    return _act(
        request,
        forms.OwnRateForm,
        _("How good is the answer?"),
        _("Rate it"),
        lambda data: actions.handling.rate(backer.proposal, by=SYSTEM, on=today(), rated_by=backer.name, **data),
        _("Thank you; your rating is on record."),
    )


@login_not_required
@never_cache
def own_suggest(request):
    """I suggest something."""
    membership = own.visitor(request)

    def then(data):
        others = data.pop("others")
        return actions.suggestions.suggest(
            membership.unit, by=SYSTEM, on=today(), contributors=[membership.person, *others], **data
        )

    return _act(
        request,
        forms.OwnSuggestionForm,
        _("My suggestion"),
        _("Hand in"),
        then,
        _("Handed in; you see here what becomes of it."),
    )


# --- for everybody --------------------------------------------------------------------------------------------------------------

PUBLIC = ("received_count", "filing_rate", "answer_rate", "closing_rate", "satisfaction_rate")


@login_not_required
@require_safe
def published(request, pk):
    """The proposals of a round as everybody may read them: title, decision, answer, rating; names masked if the union said so."""
    round = get_object_or_404(queries.rounds.published(), pk=pk)
    period = papers.period_of(round, today())
    figures = [ledger.value(f"proposals.{code}", round.unit, period, where=f"提案届次={round}") for code in PUBLIC]
    rows = [
        {
            "proposal": one,
            "names": _names(one, round.masked),
            "decision": sheets.decision_of(one),
            "handling": one.running,
        }
        for one in queries.proposals.of_round(round)
        if one.decided_on
    ]
    context = {"title": _("Proposals of %s") % round, "round": round, "rows": rows, "figures": figures}
    return render(request, "proposals/published.html", context)


def _names(proposal, masked):
    names = queries.proposals.proposers_of(proposal)
    shown = [_masked(name) for name in names] if masked else names
    return "、".join(shown) or proposal.delegation


def _masked(name):
    """王小明 → 王**"""
    return name[:1] + "*" * (len(name) - 1)
