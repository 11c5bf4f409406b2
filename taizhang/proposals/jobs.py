"""Reminders that go out by themselves: to the department before the day, to the leader after it."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from taizhang.kernel.acts import SYSTEM
from taizhang.kernel.jobs import job
from taizhang.proposals import actions, queries, rules
from taizhang.proposals.models import Handling, Proposal, Reminder

Level = Reminder.Level


@job("proposals.remind_of_answers", _("Remind of answers to proposals"), every="day")
def remind_of_answers(**_about):
    """Each handling is reminded of once at each level; running it twice changes nothing."""
    today = timezone.localdate()
    owed = (
        Handling.objects.filter(
            answered_on=None,
            proposal__voided_at=None,
            proposal__state__in=(Proposal.State.ASSIGNED, Proposal.State.HANDLING),
        )
        .select_related("proposal__unit", "proposal__round")
        .prefetch_related("reminders")
    )
    for handling in owed.order_by("pk"):
        binding = queries.proposals.rules_of(handling.proposal, today)
        done = {one.level for one in handling.reminders.all() if one.by_itself}
        if Level.OFFICE not in done and today >= rules.handling.remind_from(handling, binding["remind_days"]):
            actions.handling.remind(handling.proposal, by=SYSTEM, on=today)
        if Level.LEADER not in done and today >= rules.handling.raised_from(handling, binding["escalate_days"]):
            actions.handling.remind(handling.proposal, by=SYSTEM, on=today, level=Level.LEADER)
