"""Who may answer for a firm, and when a community is covered whole (OM-02, OM-04)."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from taizhang.kernel.verdicts import Allowed, Denied
from taizhang.outreach.models import Programme

State = Programme.State
ORDER = (State.SELECTED, State.SURVEY, State.UNDER_WAY, State.COVERED)


def may_assign(*, is_union, is_firm, already, sector, on):
    """A union answers for a firm, one union for each firm; a sector that stands, with a name behind it."""
    if not is_union:
        return Denied(_("A union answers for firms; choose the union of the community."))
    if not is_firm:
        return Denied(_("Only firms are assigned: enterprises with a union or without one."))
    if already is not None:
        return Denied(_("%s answers for this firm already; reassign it instead.") % already.unit.name)
    return may_stand_in(sector, on)


def may_stand_in(sector, on):
    """A sector takes firms while it stands."""
    if sector is not None and (sector.until is not None or on < sector.since):
        return Denied(
            _("The sector %(name)s does not stand on %(day)s.") % {"name": sector.name, "day": date_format(on)}
        )
    return Allowed


def may_change(assignment, on):
    """What has ended is not changed any more."""
    if assignment.until is not None:
        return Denied(_("This assignment ended on %s.") % date_format(assignment.until))
    if on < assignment.since:
        return Denied(_("This assignment begins on %s only.") % date_format(assignment.since))
    return Allowed


def may_dissolve_sector(sector, firms):
    """A sector is dissolved when nobody is assigned to it any more."""
    if sector.until is not None:
        return Denied(_("This sector was dissolved already."))
    if firms:
        return Denied(_("%d firms are assigned to this sector; give them to another one first.") % firms)
    return Allowed


def may_select(*, is_community, already):
    """Communities and villages are covered whole, once."""
    if not is_community:
        return Denied(_("Choose a community or a village."))
    return Denied(_("This community was selected already.")) if already else Allowed


def may_move_on(programme, state):
    """Selected, survey, under way, covered: one after the other."""
    if programme.state == State.ENDED:
        return Denied(_("This programme was given up."))
    if ORDER.index(state) != ORDER.index(programme.state) + 1:
        following = ORDER[min(ORDER.index(programme.state) + 1, len(ORDER) - 1)]
        return Denied(_("The next step here is “%s”.") % following.label)
    return Allowed


def may_cover(firms):
    """Covered is a community only when every qualifying firm has a union. `firms`: [FirmStatus, …] of the community."""
    unknown = [one for one in firms if one.status == "unknown"]
    if unknown:
        sentence = _("The staff of %(count)d firms are not on file (%(names)s); record them first.")
        return Denied(sentence % {"count": len(unknown), "names": names(unknown)})
    missing = [one for one in firms if one.status == "missing"]
    if missing:
        sentence = _("%(count)d qualifying firms have no union yet: %(names)s.")
        return Denied(sentence % {"count": len(missing), "names": names(missing)})
    if not any(one.qualifies for one in firms):
        return Denied(_("No firm of this community qualifies; there is nothing to cover."))
    return Allowed


def names(firms, shown=3):
    """The first names of a list, and how many more there are."""
    words = "、".join(one.name for one in firms[:shown])
    return words if len(firms) <= shown else f"{words}…"
