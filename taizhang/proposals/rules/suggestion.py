"""Suggestions for improvement: assessed, adopted or not with the reason, carried out, rewarded."""

from django.utils.translation import gettext as _

from taizhang.kernel.verdicts import Allowed, Denied
from taizhang.proposals.models import Suggestion

State = Suggestion.State


def may_suggest(contributors):
    """Somebody made it."""
    return Allowed if contributors else Denied(_("Name at least one person who made the suggestion."))


def may_assess(suggestion):
    """Experts speak before the decision."""
    if suggestion.state != State.SUBMITTED:
        return Denied(_("This suggestion was decided on already."))
    return Allowed


def may_decide(suggestion, why):
    """Adopted or not, with the reason told to those who made it."""
    if suggestion.state != State.SUBMITTED:
        return Denied(_("This suggestion was decided on already."))
    return Allowed if why.strip() else Denied(_("Those who made it are told why: write the reason."))


def may_carry_out(suggestion, on):
    """What was adopted is carried out, not before."""
    if suggestion.state != State.ADOPTED:
        return Denied(_("Only an adopted suggestion is carried out."))
    return Allowed if on >= suggestion.decided_on else Denied(_("It was adopted on %s.") % suggestion.decided_on)


def may_state_benefit(suggestion, stated_by):
    """A benefit is somebody's statement, of something carried out."""
    if suggestion.state != State.DONE:
        return Denied(_("A benefit is stated once the suggestion has been carried out."))
    return Allowed if stated_by.strip() else Denied(_("Say who states the benefit."))


def may_reward(suggestion):
    """Rewarded once, after the adoption."""
    if suggestion.state not in (State.ADOPTED, State.DONE):
        return Denied(_("Only an adopted suggestion is rewarded."))
    return Denied(_("It was rewarded already.")) if suggestion.rewarded_on else Allowed


def may_withdraw(suggestion):
    """Until it is decided on."""
    return may_assess(suggestion)
