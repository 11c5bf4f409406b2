"""Blood donation and school places."""

from django.utils.translation import gettext as _

from taizhang.kernel.steps import may_happen_on, not_before
from taizhang.kernel.verdicts import Allowed, Denied
from taizhang.welfare.models import Placement, Volunteer

STEPS = {
    Placement.State.ASKED: (Placement.State.NEGOTIATING, Placement.State.PLACED, Placement.State.FAILED),
    Placement.State.NEGOTIATING: (Placement.State.PLACED, Placement.State.FAILED),
}


def may_volunteer(name, age, *, first, last):
    """Healthy citizens from 18 to 55 are called upon to give blood (Blood Donation Law, article 2). `age` on the day, or None."""
    for bound in (first, last):
        if age is not None and bound is not None and not bound.met_by(age):
            words = {"name": name, "age": age, "rule": bound.sentence()}
            return Denied(_("%(name)s is %(age)s years old on that day. %(rule)s") % words)
    return Allowed


def may_move(state, on, *, today):
    """Who has given blood is known when the day has come."""
    if state == Volunteer.State.DONATED:
        return may_happen_on(on, today=today)
    return Allowed


def compute_streak(years, year):
    """How many years in a row, `year` included, lie among `years`; nothing if this year is not."""
    count = 0
    while year in years:
        count, year = count + 1, year - 1
    return count


def may_step(placement, to, on, *, today):
    """Asked, negotiated, placed or not: forward only."""
    if placement.voided_at is not None:
        return Denied(_("This was voided as entered by mistake."))
    if to not in STEPS.get(placement.state, ()):
        return Denied(_("This request has been answered already."))
    last = placement.history[-1][0] if placement.history else None
    if last and on.isoformat() < last:
        return Denied(_("The last step is of %s; this one cannot lie before it.") % last)
    return may_happen_on(on, today=today) and not_before(placement.asked_on, on, _("the day of the request"))


def may_ask(on, wanted, *, today):
    """A request has its day and the school that is wanted."""
    if not (wanted or "").strip():
        return Denied(_("Write which school is wanted."))
    return may_happen_on(on, today=today)
