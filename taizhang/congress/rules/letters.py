"""Letters of responsibility: signed when both sides have targets, settled target by target."""

from django.utils.translation import gettext as _

from taizhang.congress.models.letter import Letter
from taizhang.congress.rules.steps import first_refusal, is_state, may_happen_on, not_before
from taizhang.kernel.verdicts import Allowed, Denied

State = Letter.State


def may_draft(*, targets, on, settle_by):
    """A letter has targets that can be looked at on a day."""
    if not targets:
        return Denied(_("Write the targets, one a line."))
    return not_before(on, settle_by, _("the day of the draft"))


def may_sign(letter, *, on, today):
    """It is signed once."""
    return first_refusal(
        is_state(letter, (State.DRAFT,), _("It has been signed already.")),
        may_happen_on(on, today=today),
        not_before(letter.drafted_on, on, _("the day of the draft")),
    )


def may_note(letter, *, on, today):
    """It is tracked from signing to settling."""
    return first_refusal(
        is_state(letter, (State.SIGNED,), _("Letters are tracked between signing and settling.")),
        may_happen_on(on, today=today),
        not_before(letter.signed_on, on, _("the day of signing")),
    )


def may_settle(letter, *, on, judged, today):
    """Every target is judged, then the letter is settled."""
    if any(met is None for met in judged):
        return Denied(_("Say of every target whether it was met."))
    return first_refusal(may_note(letter, on=on, today=today), Allowed)


def may_count_met(met, targets):
    """Not more targets are met than the letter has."""
    if met > targets:
        return Denied(_("%(met)s targets met are more than the %(of)s of the letter.") % {"met": met, "of": targets})
    return Allowed


def is_overdue(letter, today):
    """Its day of settling is over."""
    return letter.state == State.SIGNED and letter.settle_by < today
