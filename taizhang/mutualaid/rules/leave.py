"""Convalescence: no more than the quota, model workers first."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from taizhang.kernel.verdicts import Allowed, Denied
from taizhang.mutualaid.models.leave import Stay

State = Stay.State


def may_allot(unit, giver):
    """A quota comes from a superior."""
    if not unit.is_in(giver) or unit.pk == giver.pk:
        return Denied(_("A quota is allotted from above: choose a union below %s.") % giver.name)
    return Allowed


def may_nominate(membership, quota, *, nominated):
    """A member of the union that holds the quota, once."""
    if nominated:
        return Denied(_("%s is nominated already.") % membership.person.name)
    if not membership.unit.is_in(quota.unit):
        return Denied(_("The quota is for %s.") % quota.unit.name)
    if not membership.is_standing:
        return Denied(_("%s is not in membership.") % membership.person.name)
    return Allowed


def may_approve(stay, *, approved, waiting_models):
    """Within the places, model workers before others (the quota is meant for them first)."""
    if stay.state != State.NOMINATED:
        return Denied(_("This nomination is %s.") % stay.get_state_display())
    if approved >= stay.quota.places:
        return Denied(_("All %s places of the quota are given.") % stay.quota.places)
    left = stay.quota.places - approved
    if not stay.model_worker and waiting_models >= left:
        return Denied(
            ngettext(
                "Model workers go first: %(waiting)s of them waits, and %(left)s place is left.",
                "Model workers go first: %(waiting)s of them wait, and %(left)s places are left.",
                left,
            )
            % {"waiting": waiting_models, "left": left}
        )
    return Allowed


def may_take(stay, *, starts_on, ends_on, today):
    """A stay is noted when it is over."""
    if stay.state != State.APPROVED:
        return Denied(_("This nomination is %s.") % stay.get_state_display())
    if ends_on < starts_on:
        return Denied(_("The stay cannot end before it begins."))
    if ends_on > today:
        return Denied(_("%s lies in the future.") % date_format(ends_on))
    return Allowed


def may_decline(stay):
    """Whoever does not go makes room for the next one."""
    if stay.state not in (State.NOMINATED, State.APPROVED):
        return Denied(_("This nomination is %s.") % stay.get_state_display())
    return Allowed
