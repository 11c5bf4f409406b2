"""Resolutions: who may close one, and when it is overdue."""

from django.utils.translation import gettext as _

from taizhang.congress.models.resolution import Resolution
from taizhang.congress.rules.steps import first_refusal, is_state, may_happen_on, needs_reason, not_before

State = Resolution.State


def may_register(*, adopted_on, due_on, today):
    """A resolution is on the register when it has been adopted; its last day comes after."""
    return first_refusal(
        may_happen_on(adopted_on, today=today), not_before(adopted_on, due_on, _("the day of adoption"))
    )


def may_note(resolution, *, on, today):
    """Progress is noted while it is being carried out."""
    return first_refusal(
        is_state(resolution, (State.OPEN,), _("This resolution is closed; nothing is added any more.")),
        may_happen_on(on, today=today),
        not_before(resolution.adopted_on, on, _("the day of adoption")),
    )


def may_finish(resolution, *, on, result, today):
    """Carried out is said with a result that the next session can be told."""
    return first_refusal(may_note(resolution, on=on, today=today), needs_reason(result))


def may_drop(resolution, *, on, why, today):
    """A decision binds until a new one takes its place (Shanghai congress regulation, article 34): the reason names it."""
    return first_refusal(may_note(resolution, on=on, today=today), needs_reason(why))


def may_move(resolution, *, due_on, why):
    """The last day moves with a reason while it is being carried out."""
    return first_refusal(
        is_state(resolution, (State.OPEN,), _("This resolution is closed; nothing is added any more.")),
        not_before(resolution.adopted_on, due_on, _("the day of adoption")),
        needs_reason(why),
    )


def is_overdue(resolution, today):
    """The last day is over and it is still open; the last day itself still belongs to it."""
    return resolution.state == State.OPEN and resolution.due_on is not None and resolution.due_on < today
