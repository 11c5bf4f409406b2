"""What a member has to do with proposals and suggestions, for the own page."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from taizhang.kernel.manifest import OwnPart
from taizhang.proposals.models import Backer, Contributor, Proposal
from taizhang.proposals.queries import rounds


def told(person):
    """Own proposals and those asked to second, own suggestions; with the door to act."""
    yield OwnPart(
        _("My proposals"),
        (_("No."), _("Title"), _("My part"), _("State"), _("Answer to the proposer")),
        tuple(
            (one.proposal.label, one.proposal.name, _part(one), one.proposal.get_state_display(), _answer(one.proposal))
            for one in backed(person)
        ),
        doors=_doors(person),
    )
    yield OwnPart(
        _("My suggestions"),
        (_("No."), _("Title"), _("State"), _("Reason")),
        tuple(
            (one.suggestion.number, one.suggestion.name, one.suggestion.get_state_display(), one.suggestion.why)
            for one in contributed(person)
        ),
        doors=((_("Make a suggestion"), reverse("proposals:own_suggest")),),
    )


def _doors(person):
    doors = []
    if backed(person).exists() or rounds.open_for(person, timezone.localdate()):
        doors.append((_("Propose, second, rate"), reverse("proposals:own_proposals")))
    return tuple(doors)


def _part(backer):
    words = backer.get_role_display()
    return words if backer.confirmed_on else _("%s, not confirmed yet") % words


def _answer(proposal):
    return proposal.running.answer if proposal.running else proposal.why


def backed(person):
    """A person's part in proposals, the newest first; drafts of others are not among them unless the person was asked."""
    found = Backer.objects.filter(person=person, proposal__voided_at=None)
    found = found.select_related("proposal__round", "proposal__unit").prefetch_related("proposal__handlings")
    return found.exclude(proposal__state=Proposal.State.WITHDRAWN).order_by("-proposal_id")


def contributed(person):
    """A person's suggestions, the newest first."""
    found = Contributor.objects.filter(person=person, suggestion__voided_at=None).select_related("suggestion")
    return found.order_by("-suggestion_id")
