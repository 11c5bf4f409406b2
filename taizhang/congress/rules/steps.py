"""What all steps of the follow-up obey: days in order, reasons in words, nothing done to what was voided."""

from taizhang.kernel.steps import may_happen_on, needs_reason, needs_standing, not_before
from taizhang.kernel.verdicts import Allowed, Denied

__all__ = ["first_refusal", "is_state", "may_happen_on", "needs_reason", "needs_standing", "not_before"]


def is_state(record, states, sentence):
    """The step belongs to one of these states."""
    return Allowed if record.state in states else Denied(sentence)


def first_refusal(*verdicts):
    """The first verdict that says no, or allowed."""
    return next((verdict for verdict in verdicts if not verdict), Allowed)
