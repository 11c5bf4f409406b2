"""Pages of proposals."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from taizhang.kernel import evidence, rulebook
from taizhang.kernel.access import can
from taizhang.kernel.manifest import registry
from taizhang.kernel.tracing import acts_on
from taizhang.proposals import actions, forms, papers, queries, rules, sheets
from taizhang.proposals.models import Backer, Proposal, Round, Suggestion
from taizhang.proposals.views.rounds import own_round
from taizhang.proposals.views.shapes import button, started, tabs, today
from taizhang.ui.fields import LongWhyForm
from taizhang.ui.pages import act_page, list_page, verb_page
from taizhang.ui.places import chosen_unit
from taizhang.ui.sheets import sheet_response
from taizhang.word.download import word_response

State = Proposal.State
KINDS = {"round": Round, "proposal": Proposal, "suggestion": Suggestion}


def own_proposal(request, pk):
    """A proposal that the user may read, or that was given to him; 404 for everybody else."""
    found = Proposal.objects.visible_to(request.user).standing().select_related("round", "unit", "merged_into")
    return get_object_or_404(found, pk=pk)


@require_safe
def proposal_list(request):
    """The register, filtered."""
    unit = chosen_unit(request)
    rounds = Round.objects.visible_to(request.user).standing().below(unit)
    open_rounds = [one for one in rounds if one.stage(today()) == "open"]
    context = {
        "title": _("Proposals"),
        "unit": unit,
        "tabs": tabs(),
        "open_rounds": open_rounds,
        "may_propose": can(request.user, "proposals.propose", unit),
    }
    filters = forms.ProposalFilter(request.GET, rounds=rounds)
    return list_page(
        request,
        queries.proposals.register(request.user, under=unit),
        "proposals/proposal_list.html",
        context,
        filters=filters,
    )


@require_safe
def proposal_export(request):
    """What the filter shows, as a workbook in the usual layout."""
    unit = chosen_unit(request)
    filters = forms.ProposalFilter(request.GET, rounds=Round.objects.visible_to(request.user).standing().below(unit))
    found = queries.proposals.register(request.user, under=unit)
    found = filters.narrow(found) if filters.is_valid() else found
    return sheet_response(
        f"{unit.name}提案登记表", [("提案登记", sheets.PROPOSAL_HEADS, sheets.proposal_rows(found[:20000]))]
    )


def proposal_write(request, pk):
    """The union enters a proposal for a delegate or a delegation; hints look for several matters and for the same matter."""
    one = own_round(request, pk)
    words = {
        "title": _("Enter a proposal for %s") % one,
        "unit": one.unit,
        "button": _("Keep the draft"),
        "back": one.get_absolute_url(),
        "lead": _("Draft first; then the seconders confirm, and it is handed in."),
    }

    def then(data):
        return actions.life.draft(one, by=request.user, proposer=data.pop("person"), **data)

    return act_page(
        request,
        forms.ProposeForm,
        context=words,
        then=then,
        said=_("The draft is kept. Now name the seconders."),
        form_kwargs={"round": one, "user": request.user, **started()},
    )


@require_safe
def proposal_detail(request, pk):
    """One proposal: the words, who stands behind it, its way, its answers, what comes next."""
    one = own_proposal(request, pk)
    handlings = list(one.handlings.prefetch_related("assignees", "reminders").order_by("-number"))
    backers = list(one.backers.select_related("came_from"))
    context = {
        "proposal": one,
        "unit": one.unit,
        "tabs": tabs(),
        "backers": backers,
        "handlings": handlings,
        "today": today(),
        "steps": list(one.steps.select_related("by")),
        "follow_ups": list(one.follow_ups.all()),
        "scores": list(one.scores.all()),
        "merged": list(one.merged.filter(voided_at=None)),
        "alike": queries.proposals.alike(one.unit, one.name, besides=one),
        "hint": rules.wording.several_matters(one.name, one.reason, one.measure),
        "files": evidence.of(one),
        "acts": acts_on(one),
        "suggestion": queries.suggestions.of_proposal(one),
        "buttons": _buttons(request, one, backers, handlings[0] if handlings else None),
        "may_second": can(request.user, "proposals.second", one.unit) if one.state in Proposal.BEFORE else None,
        "may_attach": can(request.user, "proposals.attach", one.unit),
    }
    return render(request, "proposals/proposal_detail.html", context)


def _buttons(request, one, backers, handling):
    """What may come next, the most likely first."""
    rows = [*_early(request, one, backers), *_screening(request, one), *_handling(request, one, handling)]
    if one.is_file:
        if not one.key:
            rows.append(button(request, one, "mark_key", "proposal_key", _("Make it a key proposal"), picture="star"))
        rows.append(button(request, one, "score", "proposal_score", _("Enter points"), picture="chart-bar"))
        if not one.excellent_on:
            rows.append(button(request, one, "award", "proposal_award", _("Name it excellent"), picture="award"))
    if one.state in (*Proposal.BEFORE, *Proposal.WAITING):
        rows.append(button(request, one, "submit", "proposal_withdraw", _("Withdraw it"), picture="arrow-back-up"))
    return rows


def _early(request, one, backers):
    if one.state not in Proposal.BEFORE:
        return
    ready = rules.proposal.may_submit(one, backers)
    yield button(
        request, one, "submit", "proposal_submit", _("Hand it in"), kind="primary", picture="check", rule=ready
    )
    yield button(request, one, "second", "proposal_second", _("Name a seconder"), picture="user-plus")
    rule = rules.proposal.words_may_change(one, backers)
    yield button(request, one, "propose", "proposal_amend", _("Amend the words"), picture="edit", rule=rule)


def _screening(request, one):
    if one.state not in Proposal.WAITING:
        return
    if one.disputed:
        yield button(
            request,
            one,
            "decide_disputed",
            "proposal_decide",
            _("Enter the presidium’s decision"),
            kind="primary",
            picture="gavel",
        )
    else:
        yield button(request, one, "decide", "proposal_decide", _("Decide on it"), kind="primary", picture="gavel")
        yield button(request, one, "refer", "proposal_refer", _("Put before the presidium"), picture="users")
    if one.state == State.SUBMITTED:
        yield button(request, one, "screen", "proposal_screen", _("Begin screening"), picture="eye")
    yield button(request, one, "send_back", "proposal_send_back", _("Return for completion"), picture="arrow-back-up")


def _handling(request, one, handling):
    mine = queries.proposals.may_handle(request.user, one, handling)
    if one.state == State.FILED:
        yield button(request, one, "assign", "proposal_assign", _("Assign it"), kind="primary", picture="arrow-right")
    if one.state == State.ASSIGNED:
        yield button(request, one, "answer", "proposal_take", _("Take it on"), picture="check", entitled=mine)
    if one.state in (State.ASSIGNED, State.HANDLING):
        yield button(
            request,
            one,
            "answer",
            "proposal_answer",
            _("Answer it"),
            kind="primary",
            picture="message-circle",
            entitled=mine,
        )
        yield button(request, one, "remind", "proposal_remind", _("Press for an answer"), picture="bell")
    if one.state == State.ANSWERED:
        yield from _after_answer(request, one, handling)
    if one.state in (State.ANSWERED, State.CLOSED):
        kind = "primary" if one.state == State.CLOSED and one.result != "A" else "quiet"
        yield button(request, one, "follow_up", "proposal_follow_up", _("Follow it up"), kind=kind, picture="history")
    if one.state == State.CLOSED:
        yield button(
            request,
            one,
            "close",
            "proposal_archive",
            _("File it away"),
            picture="archive",
            rule=rules.handling.may_archive(one),
        )


def _after_answer(request, one, handling):
    if not handling.rating:
        yield button(request, one, "rate", "proposal_rate", _("Enter the rating"), kind="primary", picture="star")
    binding = queries.proposals.rules_of(one, today())
    again = rules.handling.may_handle_again(one, handling, binding["second_handlings"])
    waited = rules.handling.rating_over(handling, binding["rating_days"], today())
    if handling.rating == "不满意":
        yield button(
            request,
            one,
            "assign",
            "proposal_again",
            _("Handle it again"),
            kind="primary" if again else "quiet",
            picture="refresh",
            rule=again,
        )
    closing = rules.handling.may_close(one, handling, again=again, waited=waited)
    yield button(
        request,
        one,
        "close",
        "proposal_close",
        _("Close it"),
        kind="primary" if handling.rating and not again else "quiet",
        picture="circle-check",
        rule=closing,
    )


def _verb(form, do, *, title, button, said, **more):
    more.setdefault("url", lambda one: one.get_absolute_url())
    more.setdefault("lead", lambda one: one.title())
    return verb_page(own_proposal, form, do, title=title, button=button, said=said, **more)


proposal_amend = _verb(
    forms.AmendForm,
    actions.life.amend,
    title=gettext_lazy("Amend the words"),
    button=gettext_lazy("Save"),
    said=gettext_lazy("Saved."),
    start=lambda one: started(name=one.name, subject=one.subject, reason=one.reason, measure=one.measure),
)


def proposal_second(request, pk):
    """A seconder, asked or signed."""
    one = own_proposal(request, pk)
    words = {
        "title": _("Name a seconder"),
        "unit": one.unit,
        "lead": one.title(),
        "button": _("Name"),
        "back": one.get_absolute_url(),
    }

    def then(data):
        return actions.life.ask_seconder(one, data.pop("person"), by=request.user, **data)

    return act_page(
        request,
        forms.SeconderForm,
        context=words,
        then=then,
        url=one.get_absolute_url(),
        said=_("Noted."),
        form_kwargs={"round": one.round, "user": request.user, **started()},
    )


def own_backer(request, pk):
    """Somebody behind a proposal that the user may read."""
    found = Backer.objects.filter(proposal__in=Proposal.objects.visible_to(request.user).standing())
    return get_object_or_404(found.select_related("proposal__unit"), pk=pk)


def _of_backer(request, pk, do, title, button, said):
    backer = own_backer(request, pk)
    proposal = backer.proposal
    words = {
        "title": title % backer.name,
        "unit": proposal.unit,
        "lead": proposal.title(),
        "button": button,
        "back": proposal.get_absolute_url(),
    }
    return act_page(
        request,
        forms.DayForm,
        context=words,
        then=lambda data: do(backer, by=request.user, **data),
        url=proposal.get_absolute_url(),
        said=said,
        form_kwargs=started(),
    )


def backer_confirm(request, pk):
    """The signature lies before the union."""
    return _of_backer(
        request,
        pk,
        lambda backer, **data: actions.life.confirm(backer, own=False, **data),
        _("%s has signed"),
        _("Note the signature"),
        _("Noted."),
    )


def backer_decline(request, pk):
    """Somebody does not second, or not any more."""
    return _of_backer(request, pk, actions.life.decline, _("%s does not second"), _("Note it"), _("Noted."))


proposal_submit = _verb(
    forms.DayForm,
    actions.life.submit,
    title=gettext_lazy("Hand it in"),
    button=gettext_lazy("Hand in"),
    said=gettext_lazy("Handed in; it has its number."),
    lead=lambda one: rules.wording.several_matters(one.name, one.reason, one.measure) or one.title(),
)
proposal_withdraw = _verb(
    forms.DayWhyForm,
    actions.life.withdraw,
    title=gettext_lazy("Withdraw the proposal"),
    button=gettext_lazy("Withdraw"),
    said=gettext_lazy("Withdrawn."),
    danger=True,
)
proposal_void = _verb(
    LongWhyForm,
    actions.life.void,
    title=gettext_lazy("Void the proposal, entered by mistake"),
    button=gettext_lazy("Void"),
    said=gettext_lazy("Voided."),
    danger=True,
    start=lambda one: {},
    url=lambda one: one.round.get_absolute_url(),
)
proposal_screen = _verb(
    forms.DayForm,
    actions.screening.take_up,
    title=gettext_lazy("Begin screening"),
    button=gettext_lazy("Begin screening"),
    said=gettext_lazy("It is being screened."),
)
proposal_send_back = _verb(
    forms.DayWhyForm,
    actions.screening.send_back,
    title=gettext_lazy("Return for completion"),
    button=gettext_lazy("Return"),
    said=gettext_lazy("Returned."),
)
proposal_refer = _verb(
    forms.DayWhyForm,
    actions.screening.refer,
    title=gettext_lazy("Put before the presidium"),
    button=gettext_lazy("Put before it"),
    said=gettext_lazy("It is before the presidium."),
)


def _decide(one, *, by, on, decision, into, why):
    done = actions.screening
    presidium = one.disputed
    if decision == "merge":
        return done.merge(one, into, by=by, on=on, why=why, presidium=presidium)
    verb = {"file": done.file, "turn": done.turn, "refuse": done.refuse}[decision]
    return verb(one, by=by, on=on, why=why, presidium=presidium)


proposal_decide = _verb(
    forms.DecideForm,
    _decide,
    title=gettext_lazy("Decide on the proposal"),
    button=gettext_lazy("Decide on it"),
    said=gettext_lazy("Decided."),
    start=lambda one: {"proposal": one, **started(decision="turn" if one.late else "file")},
)
proposal_assign = _verb(
    forms.AssignForm,
    actions.handling.assign,
    title=gettext_lazy("Assign the proposal"),
    button=gettext_lazy("Assign"),
    said=gettext_lazy("Assigned."),
    lead=lambda one: rulebook.rule("proposal.answer_days", one.unit, today()).sentence(),
)
proposal_take = _verb(
    forms.DayForm,
    actions.handling.take,
    title=gettext_lazy("Take the proposal on"),
    button=gettext_lazy("Take on"),
    said=gettext_lazy("Taken on."),
)
proposal_answer = _verb(
    forms.AnswerForm,
    actions.handling.answer,
    title=gettext_lazy("Answer the proposal"),
    button=gettext_lazy("Answer it"),
    said=gettext_lazy("Answered; the answer sheet prints as Word."),
)
proposal_rate = _verb(
    forms.RateForm,
    actions.handling.rate,
    title=gettext_lazy("Rating of the proposer"),
    button=gettext_lazy("Enter the rating"),
    said=gettext_lazy("Entered."),
    lead=gettext_lazy("The proposer rates on the own page too; a rating stands once for each answer."),
)
proposal_again = _verb(
    forms.AgainForm,
    actions.handling.handle_again,
    title=gettext_lazy("Handle it again"),
    button=gettext_lazy("Assign again"),
    said=gettext_lazy("Assigned again."),
    lead=lambda one: rulebook.rule("proposal.second_handlings", one.unit, today()).sentence(),
)
proposal_close = _verb(
    forms.DayForm,
    actions.handling.close,
    title=gettext_lazy("Close the proposal"),
    button=gettext_lazy("Close it"),
    said=gettext_lazy("It is closed."),
)
proposal_archive = _verb(
    forms.DayForm,
    actions.handling.archive,
    title=gettext_lazy("File the proposal away"),
    button=gettext_lazy("File away"),
    said=gettext_lazy("Filed away."),
)
proposal_follow_up = _verb(
    forms.FollowUpForm,
    actions.handling.follow_up,
    title=gettext_lazy("Follow up the proposal"),
    button=gettext_lazy("Note it"),
    said=gettext_lazy("Noted."),
    lead=gettext_lazy(
        "Follow-up goes on over the year end; a plan that was carried out becomes class A. Add the proof to the file."
    ),
    start=lambda one: started(now=one.result),
)
proposal_remind = _verb(
    forms.RemindForm,
    actions.handling.remind,
    title=gettext_lazy("Press for an answer"),
    button=gettext_lazy("Note the reminder"),
    said=gettext_lazy("Noted."),
    start=lambda one: started(level="office"),
)
proposal_key = _verb(
    forms.KeyForm,
    actions.appraisal.mark_key,
    title=gettext_lazy("Make it a key proposal"),
    button=gettext_lazy("Choose"),
    said=gettext_lazy("Chosen."),
)
proposal_score = _verb(
    forms.ScoreForm,
    actions.appraisal.score,
    title=gettext_lazy("Points of a group"),
    button=gettext_lazy("Enter"),
    said=gettext_lazy("Entered."),
)
proposal_unaward = _verb(
    forms.DayWhyForm,
    actions.appraisal.take_award_back,
    title=gettext_lazy("Take the award back"),
    button=gettext_lazy("Take back"),
    said=gettext_lazy("Taken back."),
    danger=True,
)


def proposal_award(request, pk):
    """An excellent proposal, by the points of the groups or by a vote that was counted."""
    one = own_proposal(request, pk)
    words = {"title": _("Name it an excellent proposal"), "unit": one.unit, "lead": one.title(), "button": _("Name it")}
    return act_page(
        request,
        forms.AwardForm,
        context={**words, "back": one.get_absolute_url()},
        then=lambda data: actions.appraisal.award(one, by=request.user, **data),
        url=one.get_absolute_url(),
        said=_("Named."),
        form_kwargs={"ballots": queries.proposals.counted_ballots(request.user, one.unit), **started()},
    )


@require_safe
def proposal_sheet(request, pk):
    """The proposal with its answer as a Word file (办理答复)."""
    one = own_proposal(request, pk)
    return word_response(f"{one.round}提案{one.label}办理答复", papers.answer_sheet(one))


def evidence_add(request, kind, pk):
    """A paper for the file of a round, a proposal or a suggestion."""
    model = KINDS.get(kind)
    if model is None:
        raise Http404
    record = get_object_or_404(model.objects.visible_to(request.user).standing().select_related("unit"), pk=pk)
    words = {
        "title": _("Add a paper"),
        "unit": record.unit,
        "lead": record.title(),
        "button": _("Add"),
        "back": record.get_absolute_url(),
    }
    kinds = registry.records[record.record_type].evidence
    return act_page(
        request,
        forms.AttachForm,
        context=words,
        url=record.get_absolute_url(),
        said=_("Added."),
        form_kwargs={"kinds": kinds},
        then=lambda data: actions.life.attach(record, data["file"], by=request.user, kind=data["kind"]),
    )


@require_safe
def evidence_file(request, pk):
    """A paper, to whoever sees the record."""
    return evidence.response(request, pk)
