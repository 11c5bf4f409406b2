"""Re-registration of a roster: its time, who fills in, what is taken over (real-name programme; rules on membership)."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from taizhang.kernel.verdicts import Allowed, Denied
from taizhang.members.models import Confirmation

# What a form asks for, in its order: what belongs to the person, then what belongs to the work at this union.
PERSON_FIELDS = ("name", "sex", "birth_on", "ethnic", "education", "political", "household")
SEALED_FIELDS = ("id_number", "phone")
MEMBERSHIP_FIELDS = ("group", "position", "employment", "migrant", "contract_since", "contract_until")
FIELDS = (
    "name",
    "sex",
    "birth_on",
    "id_number",
    "phone",
    "ethnic",
    "education",
    "political",
    "household",
    *MEMBERSHIP_FIELDS,
)


def may_announce(since, until, *, today):
    """A campaign has a first and a last day, and the last one is still to come."""
    if until < since:
        return Denied(_("The last day lies before the first."))
    if until < today:
        return Denied(_("The last day is over already."))
    return Allowed


def may_fill(campaign, membership, *, on, on_file=None):
    """Forms are filled in while the campaign runs, once for each member at the union and below; filling in again replaces what was not checked."""
    if not campaign.is_open:
        return Denied(_("This re-registration is closed."))
    if on < campaign.since:
        return Denied(_("It begins on %s.") % date_format(campaign.since))
    if not membership.is_standing:
        return Denied(_("Only somebody in membership is re-registered."))
    if not membership.unit.is_in(campaign.unit):
        return Denied(_("This union does not belong to the re-registration."))
    if on_file is not None and on_file.state == Confirmation.State.CHECKED:
        return Denied(_("This member's form has been checked already."))
    return Allowed


def may_check(confirmation, *, on, today):
    """A form is checked once, not before it was filled in."""
    if confirmation.voided_at is not None or confirmation.state != Confirmation.State.FILLED:
        return Denied(_("This member's form has been checked already."))
    if not confirmation.reregistration.is_open:
        return Denied(_("This re-registration is closed."))
    if on > today:
        return Denied(_("%s lies in the future.") % date_format(on))
    if on < confirmation.filled_on:
        return Denied(_("The form was filled in on %s only.") % date_format(confirmation.filled_on))
    return Allowed


def may_close(campaign, *, on, unchecked):
    """A campaign is closed when every form that came in has been checked."""
    if not campaign.is_open:
        return Denied(_("This re-registration is closed."))
    if on < campaign.since:
        return Denied(_("It begins on %s.") % date_format(campaign.since))
    if unchecked:
        return Denied(_("%d forms wait to be checked; check them first.") % unchecked)
    return Allowed
