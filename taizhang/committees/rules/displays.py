"""双亮双促: duties are written down, the plaque hangs before duties are checked, each step on its day (catalogue OM-14)."""

from django.utils.translation import gettext as _

from taizhang.kernel.steps import not_before
from taizhang.kernel.verdicts import Allowed, Denied


def may_go_on(display):
    """An ended display is not worked on any more."""
    return Allowed if display.is_open else Denied(_("This display has ended."))


def may_describe(seat, duties, *, unit_pk, there):
    """Duties are written for somebody who holds a post in the union's committee, once."""
    if seat.unit_id != unit_pk or seat.until is not None:
        return Denied(_("%s holds no post in this union.") % seat.name)
    if there:
        return Denied(_("This officer is on display already."))
    if len((duties or "").strip()) < 4:
        return Denied(_("Write down the duties of the post."))
    return Allowed


def may_hang(display, on, *, officers):
    """The plaque hangs after the announcement, and officers are told with it."""
    if display.plaque_on is not None:
        return Denied(_("The plaque hangs already."))
    if not officers:
        return Denied(_("Write down the duties of at least one officer first."))
    return not_before(display.announced_on, on, _("announced"))


def may_show(officer, on):
    """An identity is shown once, after the announcement."""
    if officer.shown_on is not None:
        return Denied(_("The identity is shown already."))
    return not_before(officer.display.announced_on, on, _("announced"))


def may_check(display, officer, on, *, by_whom):
    """Duties are checked once plaque and identity are shown."""
    if display.plaque_on is None or officer.shown_on is None:
        return Denied(_("Hang the plaque and show the identity first; then the duties are checked."))
    if not (by_whom or "").strip():
        return Denied(_("Write who checked."))
    return not_before(max(display.plaque_on, officer.shown_on), on, _("shown"))
