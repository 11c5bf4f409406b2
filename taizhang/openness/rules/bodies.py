"""Who may sit where: disclosure and supervision are done by different people."""

from django.utils.translation import gettext as _

from taizhang.kernel.verdicts import Allowed, Denied
from taizhang.openness.models import Body


def same_person(one, other):
    """Whether two seats are one person's: by the register where both are on it, else by the name."""
    if one.person_id and other.person_id:
        return one.person_id == other.person_id
    return "".join(one.name.split()) == "".join(other.name.split())


def may_sit(seat, others, facing):
    """Nobody sits twice in a group, and nobody on both sides of a pair (OP-01: whoever discloses does not supervise himself).

    `others`: the standing seats of the same group; `facing`: those of the groups on the other side of the pair.
    """
    if any(same_person(seat, one) for one in others):
        return Denied(_("%(name)s sits in this group already.") % {"name": seat.name})
    for one in facing:
        if same_person(seat, one):
            return Denied(
                _(
                    "%(name)s sits in “%(group)s”, on the other side of this pair. Whoever discloses does not supervise himself: "
                    "choose somebody else."
                )
                % {"name": seat.name, "group": one.body.name}
            )
    return Allowed


def may_pair(supervision, disclosing):
    """A supervision group supervises a group that discloses, and no other kind does."""
    if supervision == Body.Kind.SUPERVISION:
        if disclosing is None:
            return Denied(_("Choose the group that this supervision group supervises."))
        if not disclosing.discloses:
            return Denied(_("“%s” discloses nothing; there is nothing to supervise.") % disclosing.name)
        return Allowed
    if disclosing is not None:
        return Denied(_("Only a supervision group supervises another one."))
    return Allowed


def may_dissolve(body, items):
    """A group that items are entrusted to hands them over first."""
    if body.until is not None:
        return Denied(_("This group has been dissolved already."))
    if items:
        return Denied(_("%d items are entrusted to this group. Give them to another one first.") % items)
    return Allowed
