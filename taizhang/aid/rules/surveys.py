"""What the rules on survey rounds allow: verification before filing."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from taizhang.aid.models import Finding
from taizhang.kernel.verdicts import Allowed, Denied

Status = Finding.Status


def may_launch(name, launched_on, due_on, units):
    """A round has a name, unions that answer, and a day by which they do."""
    if not name.strip():
        return Denied(_("Give the round a name."))
    if due_on < launched_on:
        return Denied(_("The returns cannot be due before the round begins."))
    if not units:
        return Denied(_("Choose the unions that take part."))
    return Allowed


def may_go_on(held):
    """A closed round takes nothing in any more."""
    if held.closed_on:
        return Denied(_("This round was closed on %s.") % date_format(held.closed_on))
    return Allowed


def may_close(waiting, unverified):
    """A round is closed when every union has answered and everybody found was looked into."""
    if waiting:
        return Denied(_("%s unions have not answered yet.") % waiting)
    if unverified:
        return Denied(_("%s persons found wait to be verified.") % unverified)
    return Allowed


def may_verify(found):
    """Verification comes before filing, and once."""
    if found.status != Status.FOUND:
        return Denied(_("This person has been looked into already."))
    return Allowed


def may_file(found):
    """Only who was verified is filed."""
    if found.status != Status.VERIFIED:
        return Denied(_("Verification comes before filing: verify first."))
    return Allowed
