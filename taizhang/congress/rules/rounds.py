"""Rounds among the staff, and the canteen's checks: when one may be held and closed, how many checks were due."""

from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from taizhang.congress.models.round import Round
from taizhang.congress.rules.steps import first_refusal, is_state, may_happen_on, needs_reason, not_before
from taizhang.kernel.verdicts import Allowed, Denied

State, Kind = Round.State, Round.Kind
# What a round looks at unless somebody writes another list.
CHECKLISTS = {
    Kind.PATROL: (
        gettext_lazy("The resolutions of the congress are carried out"),
        gettext_lazy("Affairs are open: board, items, dates"),
        gettext_lazy("The collective contract is kept"),
        gettext_lazy("The wage contract is kept"),
        gettext_lazy("The contract on women's rights is kept"),
        gettext_lazy("Proposals are answered in time"),
    ),
    Kind.CHECK: (
        gettext_lazy("Raw materials are fresh and bought with receipts"),
        gettext_lazy("Samples of every dish are kept"),
        gettext_lazy("Kitchen and tableware are clean"),
        gettext_lazy("Weights and prices are right"),
        gettext_lazy("Taste and warmth"),
    ),
}
METHODS = {
    Kind.PATROL: (Round.Method.ON_SITE, Round.Method.ASSEMBLY, Round.Method.INTERVIEW),
    Kind.TEAM: (Round.Method.LIFE, Round.Method.MANAGEMENT),
    Kind.VISIT: (Round.Method.ASSEMBLY, Round.Method.INTERVIEW),
}


def checklist(kind):
    """The lines that a round of this kind starts with, in the reader's language."""
    return [str(words) for words in CHECKLISTS.get(kind, ())]


def may_plan(kind, *, host, place, canteen):
    """A round goes somewhere."""
    if kind in (Kind.CHECK, Kind.TABLE) and canteen is None:
        return Denied(_("Choose the canteen."))
    if kind in (Kind.PATROL, Kind.VISIT) and host is None and not place:
        return Denied(_("Say which unit or project is visited."))
    if kind == Kind.TEAM and not place:
        return Denied(_("Name the team."))
    return Allowed


def may_hold(round, *, on, people, today):
    """It is recorded when it was held, with how many took part."""
    return first_refusal(
        is_state(round, (State.PLANNED,), _("It was held, or cancelled, already.")),
        may_happen_on(on, today=today),
        Allowed if people else Denied(_("Say how many took part.")),
    )


def may_satisfy(asked, content):
    """Of those who were asked, not more are satisfied than were asked."""
    if content is not None and (asked is None or content > asked):
        return Denied(_("Not more can be satisfied than were asked."))
    return Allowed


def may_close(round, *, on, today, open_issues):
    """A report says of every finding to whom it was passed on and by when."""
    if open_issues:
        return Denied(
            _("%(count)s issues have no owner and no last day yet; pass them on first.") % {"count": open_issues}
        )
    return first_refusal(
        is_state(
            round,
            (State.HELD,),
            _("Record first that it was held.") if round.state == State.PLANNED else _("It is closed already."),
        ),
        may_happen_on(on, today=today),
        not_before(round.held_on, on, _("the day on which it was held")),
    )


def may_cancel(round, *, why):
    """What did not take place is cancelled with a reason."""
    return first_refusal(is_state(round, (State.PLANNED,), _("It was held, or cancelled, already.")), needs_reason(why))


def is_late(round, today):
    """Its day is over and nothing is recorded."""
    return round.state == State.PLANNED and round.planned_on < today


# --- the canteen --------------------------------------------------------------------------------------------------------------


def days_due(first, last, is_working_day):
    """The days of a stretch on which a check is due: one each working day (一日一查)."""
    span = (last - first).days + 1
    return [day for day in (first + timedelta(step) for step in range(max(span, 0))) if is_working_day(day)]


def last_full_week(today):
    """The Sunday before today: up to there the checks that were due are counted."""
    return today - timedelta(today.weekday() + 1)


def may_count_until(canteen, day):
    """Counting goes forward only, from the day on which the group began, to the day on which it ended."""
    if day < canteen.since:
        return Denied(_("The group has not worked a full week yet."))
    if canteen.counted_until is not None and day <= canteen.counted_until:
        return Denied(_("Counted already."))
    return Allowed


def may_check(canteen, *, on):
    """A group checks and meets from the day on which it began, until it ended."""
    if canteen.until is not None and on > canteen.until:
        return Denied(_("This group has ended already."))
    return not_before(canteen.since, on, _("the day on which the group began"))


def may_end_canteen(canteen, *, on):
    """A group ends once, after it began."""
    if canteen.until is not None:
        return Denied(_("This group has ended already."))
    return not_before(canteen.since, on, _("the day on which the group began"))
