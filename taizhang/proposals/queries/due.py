"""What is due: decisions, assignments, answers, ratings, plans to follow up, suggestions to decide on."""

from datetime import timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from taizhang.kernel import calendar, rulebook
from taizhang.kernel.access import can
from taizhang.kernel.models import within
from taizhang.proposals import rules
from taizhang.proposals.models import Handling, Proposal, Suggestion
from taizhang.proposals.queries import proposals
from taizhang.ui.due import Due

State = Proposal.State
SHOWN = 30


def items(user, unit, today):
    """Everything that waits for this user at the unit or below it."""
    yield from _decisions(user, unit, today)
    yield from _answers(user, unit, today)
    yield from _ratings(user, unit, today)
    yield from _plans(user, unit, today)
    yield from _suggestions(user, unit, today)


def _decisions(user, unit, today):
    if not can(user, "proposals.decide", unit):
        return
    here = Proposal.objects.visible_to(user).standing().below(unit)
    for states, title, button in (
        (Proposal.WAITING, _("Decide on proposals"), _("Screen")),
        ((State.FILED,), _("Assign proposals"), _("Assign")),
    ):
        number = here.filter(state__in=states).count()
        if number:
            yield Due(
                title=title,
                url=f"{reverse('proposals:proposal_list')}?state={'waiting' if len(states) > 1 else states[0]}",
                button=button,
                unit=unit,
                words=ngettext("%(count)s proposal waits", "%(count)s proposals wait", number) % {"count": number},
                tone="amber",
            )


def owed(user, unit, today):
    """Handlings whose answer is due soon or overdue: at the unit and below, or given to the user or a unit of his."""
    mine = Q(assignees__officer=user) | within(user.paths(), "assignees__unit__path")
    found = (
        Handling.objects.filter(within([unit.path], "proposal__unit__path") | mine)
        .filter(answered_on=None, proposal__voided_at=None, proposal__state__in=(State.ASSIGNED, State.HANDLING))
        .filter(proposal__in=Proposal.objects.visible_to(user).values("pk"))
        .distinct()
    )
    rule = rulebook.find("proposal.remind_days", unit, today)
    found = found.filter(due_on__lte=today + timedelta(int(rule.value) if rule else 0))
    return (
        found.select_related("proposal__unit", "proposal__round").prefetch_related("assignees").order_by("due_on", "pk")
    )


def _answers(user, unit, today):
    leads = can(user, "proposals.assign", unit)
    for one in owed(user, unit, today)[:SHOWN]:
        proposal, lead = one.proposal, one.lead
        rule = rulebook.find("proposal.escalate_days", proposal.unit, today)
        raised = bool(leads and rule and today >= rules.handling.raised_from(one, rule))
        if not (raised or proposals.may_handle(user, proposal, one)):
            continue
        title = _("Overdue answer, leader’s business: %s") if raised else _("Answer to a proposal: %s")
        yield Due(
            title=title % proposal.title(),
            url=reverse("proposals:proposal_remind" if raised else "proposals:proposal_answer", args=[proposal.pk]),
            button=_("Press for it") if raised else _("Answer it"),
            unit=proposal.unit,
            by=one.due_on,
            words=lead.name if lead else "",
            tone="red" if one.due_on < today else "amber",
        )


def _ratings(user, unit, today):
    if not can(user, "proposals.rate", unit):
        return
    waiting = Handling.objects.filter(
        within([unit.path], "proposal__unit__path"), proposal__state=State.ANSWERED, rating="", proposal__voided_at=None
    ).exclude(answered_on=None)
    rows = waiting.filter(proposal__in=Proposal.objects.visible_to(user).values("pk")).select_related("proposal__unit")
    for one in rows.order_by("answered_on", "pk")[:SHOWN]:
        rule = rulebook.find("proposal.rating_days", one.proposal.unit, today)
        by = calendar.deadline_by_rule(one.answered_on, rule).last if rule else None
        if one.number != one.proposal.handlings.count():
            continue
        yield Due(
            title=_("Ask the proposer for the rating: %s") % one.proposal.title(),
            url=reverse("proposals:proposal_rate", args=[one.proposal_id]),
            button=_("Enter the rating"),
            unit=one.proposal.unit,
            by=by,
            tone="red" if by and by < today else "blue",
        )


def _plans(user, unit, today):
    """Class B whose day has come: carried out, or not?"""
    if not can(user, "proposals.follow_up", unit):
        return
    planned = Handling.objects.filter(
        within([unit.path], "proposal__unit__path"), result="B", planned_for__lte=today, proposal__result="B",
        proposal__voided_at=None,
    )  # fmt: skip
    rows = planned.filter(proposal__in=Proposal.objects.visible_to(user).values("pk")).select_related("proposal__unit")
    for one in rows.order_by("planned_for", "pk")[:SHOWN]:
        yield Due(
            title=_("Was it carried out? %s") % one.proposal.title(),
            url=reverse("proposals:proposal_follow_up", args=[one.proposal_id]),
            button=_("Follow it up"),
            unit=one.proposal.unit,
            by=one.planned_for,
            tone="amber",
        )


def _suggestions(user, unit, today):
    if not can(user, "proposals.adopt", unit):
        return
    here = Suggestion.objects.visible_to(user).standing().below(unit)
    number = here.filter(state=Suggestion.State.SUBMITTED).count()
    if number:
        yield Due(
            title=_("Decide on suggestions"),
            url=f"{reverse('proposals:suggestion_list')}?state=submitted",
            button=_("Look"),
            unit=unit,
            words=ngettext("%(count)s suggestion waits", "%(count)s suggestions wait", number) % {"count": number},
            tone="blue",
        )
    late = here.filter(state=Suggestion.State.ADOPTED, due_on__lt=today)
    for one in late.select_related("unit").order_by("due_on", "pk")[:SHOWN]:
        yield Due(
            title=_("Adopted and not carried out: %s") % one.name,
            url=one.get_absolute_url(),
            button=_("Look"),
            unit=one.unit,
            by=one.due_on,
            words=one.carried_by,
            tone="red",
        )
