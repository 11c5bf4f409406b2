"""Rounds: which there are, who may propose, how they stand."""

from django.db.models import Count, Q

from taizhang.kernel import rulebook
from taizhang.kernel.manifest import registry
from taizhang.members.models import Membership
from taizhang.proposals.models import Proposal, Round


def rounds(user, *, under=None):
    """Rounds that the user may read, the newest first, with how many proposals were received and filed."""
    found = Round.objects.visible_to(user).standing()
    if under is not None:
        found = found.below(under)
    standing = Q(proposals__voided_at=None)
    return (
        found.select_related("unit")
        .order_by("-session_on", "-id")
        .annotate(
            received=Count("proposals", standing & Q(proposals__received_on__isnull=False)),
            filed=Count("proposals", standing & Q(proposals__state__in=Proposal.FILES)),
            excellent=Count("proposals", standing & Q(proposals__excellent_on__isnull=False)),
        )
    )


def handed_in_rule(unit, on):
    """How long before the session the window closes."""
    return rulebook.rule("proposal.handed_in_days", unit, on)


def seconders_rule(unit, on):
    """How many seconders a proposal needs."""
    return rulebook.rule("proposal.seconders", unit, on)


def is_entitled(round, person):
    """Whether a person may propose and second in a round."""
    if person is None:
        return False
    if round.proposers == Round.Proposers.MEMBERS:
        standing = Membership.objects.standing().below(round.unit).filter(status=Membership.Status.MEMBER)
        return standing.filter(person=person).exists()
    return round.entitled.filter(person=person).exists()


def open_for(person, today):
    """Rounds in which a person may propose today."""
    standing = Round.objects.standing().filter(opens_on__lte=today, session_on__gte=today).select_related("unit")
    return [one for one in standing if is_entitled(one, person)]


def sessions_to_copy(unit):
    """Sessions of congresses at the unit whose delegates may be copied: whatever other apps name."""
    return registry.assemblies_of(unit)


def session_of(round):
    """The session that a round points at, or None where it was not kept in this installation."""
    declared = registry.records.get(round.session_type)
    return declared.model._base_manager.filter(pk=round.session_id).first() if declared else None


def published():
    """Rounds whose decided proposals everybody may read."""
    return Round.objects.standing().exclude(published_on=None).select_related("unit")


def undecided(round):
    """How many received proposals wait for a decision."""
    return round.proposals.filter(voided_at=None, state__in=Proposal.WAITING).count()
