"""Proposals: registers, the next number, who stands behind them, what is alike."""

from django.db.models import Max, Prefetch, Q

from taizhang.ballots.models import Ballot
from taizhang.kernel import rulebook
from taizhang.kernel.access import can
from taizhang.kernel.models import within
from taizhang.kernel.verdicts import Allowed
from taizhang.members.models import Membership
from taizhang.proposals import rules
from taizhang.proposals.models import Assignee, Backer, Handling, Proposal
from taizhang.ui import finding

WHOLE = (
    "backers",
    Prefetch("handlings", Handling.objects.prefetch_related("assignees")),
)


def register(user, *, under=None):
    """Proposals that the user may read, with those behind them and their handlings."""
    found = Proposal.objects.visible_to(user).standing()
    if under is not None:
        given = Assignee.objects.filter(Q(officer=user) | within([under.path], "unit__path"))
        found = found.filter(within([under.path], "unit__path") | Q(pk__in=given.values("handling__proposal")))
    found = found.select_related("round", "unit", "merged_into").prefetch_related(*WHOLE)
    return found.order_by("-round__session_on", "-round_id", "number", "id")


def of_round(round):
    """Everything of a round, in the order of its numbers."""
    found = round.proposals.filter(voided_at=None).select_related("round", "unit", "merged_into")
    return found.prefetch_related(*WHOLE).order_by("number", "id")


def next_number(round, field="number"):
    """The next number in the round; the caller holds the round's lock."""
    return (round.proposals.filter(voided_at=None).aggregate(last=Max(field))["last"] or 0) + 1


def handling_of(proposal):
    """The handling that runs now: the last one, with its departments; None before the assignment."""
    return proposal.handlings.prefetch_related("assignees").order_by("-number").first()


def proposers_of(proposal):
    """Names of proposer and joint proposers."""
    return [one.name for one in proposal.backers.all() if one.role != Backer.Role.SECONDER]


def seconders_of(proposal):
    """Names of the seconders who confirmed."""
    return [one.name for one in proposal.backers.all() if one.role == Backer.Role.SECONDER and one.confirmed_on]


def alike(unit, name, *, besides=None, limit=3):
    """Proposals of the same union whose title has much in common with this one: [(proposal, likeness)]."""
    found = Proposal.objects.standing().filter(unit=unit).exclude(pk=besides and besides.pk)
    near = [(one, rules.wording.likeness(name, one.name)) for one in found.order_by("-id")[:500]]
    return sorted((row for row in near if row[1] >= rules.wording.LIKE), key=lambda row: -row[1])[:limit]


def rules_of(proposal, on):
    """The figures of regulation that bind the handling: {name: RuleValue}."""
    names = ("answer_days", "remind_days", "escalate_days", "rating_days", "second_handlings", "second_days")
    return {name: rulebook.rule(f"proposal.{name}", proposal.unit, on) for name in names}


def mergeable(proposal):
    """Filed proposals of the same round that another may be merged into."""
    open_files = (Proposal.State.FILED, Proposal.State.ASSIGNED, Proposal.State.HANDLING, Proposal.State.ANSWERED)
    return (
        proposal.round.proposals.filter(voided_at=None, state__in=open_files).exclude(pk=proposal.pk).order_by("number")
    )


def counted_ballots(user, unit):
    """Counted votes at the unit that may have named excellent proposals, the newest first."""
    counted = (Ballot.State.COUNTED, Ballot.State.PUBLISHED)
    return Ballot.objects.visible_to(user).standing().filter(unit=unit, state__in=counted).order_by("-pk")


def may_handle(user, proposal, handling):
    """Verdict: whoever may answer at the union, and the officer or the union below to whom it was given."""
    general = can(user, "proposals.answer", proposal.unit)
    if general or handling is None:
        return general
    places = [one.unit for one in handling.assignees.all() if one.unit_id]
    if rules.handling.is_of(user, handling) or any(can(user, "proposals.answer", place) for place in places):
        return Allowed
    return general


def points_of(proposals):
    """[(proposal, number of groups, mean of their points)] of those that were scored, the best first."""
    scored = [(one, [score.points for score in one.scores.all()]) for one in proposals]
    rows = [(one, len(points), sum(points) / len(points)) for one, points in scored if points]
    return sorted(rows, key=lambda row: (-row[2], row[0].number or 0))


def membership_of(person, unit):
    """The person's membership at the unit or below it, or None."""
    return Membership.objects.standing().below(unit).filter(person=person).order_by("-id").first()


def found_items(user, text, limit):
    """Proposals for the search over everything."""
    found = Proposal.objects.visible_to(user).standing().filter(name__contains=text).select_related("unit", "round")
    return [
        finding.Found(one.title(), one.get_absolute_url(), f"{one.round} · {one.get_state_display()}", "message-circle")
        for one in found.order_by("-id")[:limit]
    ]
