"""The calendar of second-level congresses: a window from above, held, filed, or excused with a reason."""

from django.utils.translation import gettext as _

from taizhang.congress.models.lower import LowerCongress
from taizhang.congress.rules.schemes import may_count
from taizhang.congress.rules.steps import first_refusal, is_state, may_happen_on, needs_reason, not_before
from taizhang.kernel.verdicts import Allowed, Denied

State = LowerCongress.State


def may_plan(unit, upper, *, opens_on, closes_on):
    """A union plans the calendar of the unions below it."""
    if unit.pk == upper.pk or not unit.is_in(upper):
        return Denied(_("%s does not stand below this union.") % unit.name)
    return not_before(opens_on, closes_on, _("the first day of the window"))


def may_hold(lower, *, on, entitled, present, today):
    """It is recorded when it was held; outside the window too, and then counts as late."""
    return first_refusal(
        is_state(lower, (State.PLANNED, State.EXCUSED), _("It has been recorded as held already.")),
        may_happen_on(on, today=today),
        may_count(entitled=entitled, present=present, votes_for=0, votes_against=0, abstained=0),
    )


def may_file(lower, *, on, today):
    """The record goes up after the session."""
    return first_refusal(
        is_state(
            lower,
            (State.HELD,),
            _("Record first that it was held.")
            if lower.state == State.PLANNED
            else _("Its record is on file already, or it was excused."),
        ),
        may_happen_on(on, today=today),
        not_before(lower.held_on, on, _("the day on which it was held")),
    )


def may_excuse(lower, *, why):
    """The union above excuses one that cannot hold it this year, with a reason."""
    return first_refusal(is_state(lower, (State.PLANNED,), _("It was held, or excused already.")), needs_reason(why))


def is_late(lower, today):
    """The window has closed and nothing was held."""
    return lower.state == State.PLANNED and lower.closes_on < today


def stage(lower, today):
    """(tone, code) for the matrix: filed, held in or out of the window, excused, late, open."""
    if lower.state == State.FILED:
        return ("green" if lower.in_window else "amber", "filed")
    if lower.state == State.HELD:
        return ("blue" if lower.in_window else "amber", "held")
    if lower.state == State.EXCUSED:
        return ("grey", "excused")
    return ("red", "late") if is_late(lower, today) else ("grey", "open")


def may_all(verdicts):
    """The first refusal of many, or allowed."""
    return next((verdict for verdict in verdicts if not verdict), Allowed)
