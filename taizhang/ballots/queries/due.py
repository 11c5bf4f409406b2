"""What is due in ballots: drafts whose opening is near, open ones to vote in, closed ones to be counted, counted ones to be published."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from taizhang.ballots.models import Ballot, Voter
from taizhang.kernel.access import can
from taizhang.ui.due import Due, by_the_minute

State = Ballot.State
SOON = timedelta(days=7)


@by_the_minute
def items(user, unit, today):
    """Everything about ballots that waits for this user at the unit or below it."""
    now = timezone.now()
    yield from _to_vote(user, today, now)
    if not can(user, "ballots.freeze", unit):
        return
    standing = Ballot.objects.visible_to(user).standing().below(unit).select_related("unit")
    for ballot in standing.filter(state=State.DRAFTED, opens_at__lte=now + SOON).order_by("opens_at", "id"):
        yield _due(ballot, today, _("Freeze the electorate of “%s”"), _("Set up"), ballot.opens_at)
    for ballot in standing.filter(state__in=(State.FROZEN, State.OPEN, State.CLOSED), closes_at__lte=now).order_by(
        "closes_at", "id"
    ):
        yield _due(ballot, today, _("Count “%s”"), _("Count"), ballot.closes_at + timedelta(days=1))
    for ballot in standing.filter(state=State.CLOSED, closes_at__gt=now).order_by("closes_at", "id"):
        yield _due(ballot, today, _("Count “%s”"), _("Count"), now)
    for ballot in standing.filter(state=State.COUNTED).order_by("counted_at", "id"):
        yield _due(ballot, today, _("Publish the result of “%s”"), _("Look"), ballot.counted_at + timedelta(days=3))


def _to_vote(user, today, now):
    if not user.pk:
        return
    waiting = Voter.objects.filter(
        user=user.pk, struck=False, tick=None, ballot__voided_at=None, ballot__state__in=(State.FROZEN, State.OPEN),
        ballot__opens_at__lte=now, ballot__closes_at__gt=now,
    )  # fmt: skip
    for voter in waiting.select_related("ballot__unit").order_by("ballot__closes_at", "id"):
        ballot = voter.ballot
        last = timezone.localdate(ballot.closes_at)
        yield Due(
            title=_("Vote in “%s”") % ballot.title_text, url=reverse("ballots:vote_page", args=[ballot.pk]), button=_("Vote"),
            unit=ballot.unit, by=last, tone="amber" if last <= today + timedelta(days=1) else "blue", first=True,
        )  # fmt: skip


def _due(ballot, today, words, button, by):
    day = timezone.localdate(by)
    return Due(
        title=words % ballot.title_text, url=ballot.get_absolute_url(), button=button, unit=ballot.unit, by=day,
        tone="red" if day < today else "amber" if day <= today + SOON else "blue",
    )  # fmt: skip
