"""How a proposal moves: its state, the step that tells it, the day checked."""

from django.utils import timezone

from taizhang.kernel.verdicts import require
from taizhang.proposals import rules
from taizhang.proposals.models import Step


def fresh(record):
    """The record as it stands under the lock of the act."""
    return type(record)._base_manager.select_related("unit").get(pk=record.pk)


def check_day(this, proposal, on):
    """Refuse a day in the future or before the last step."""
    require(rules.proposal.on_a_day(proposal, on, timezone.localdate(this.at)))


def move(this, proposal, state, *, by, on, why=""):
    """The proposal comes into a state; the act saves and logs it."""
    check_day(this, proposal, on)
    proposal.state = state
    proposal.save()
    Step(proposal=proposal, state=state, on=on, by=by if by.pk else None, why=why.strip()[:500]).save()
    this.record = proposal
    this.note(title=proposal.title())
    if why:
        this.note(why=why.strip())
    return proposal
