"""Delegates: elected by their constituency, trained, replaced, recalled."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from taizhang.congress.models import Congress, Delegate
from taizhang.kernel.verdicts import Allowed, Denied

State = Delegate.State


def may_be_entered(congress, *, on, already):
    """A delegate is entered into a term that is not over, once."""
    if congress.state == Congress.State.ENDED:
        return Denied(_("This term is over."))
    if already:
        return Denied(_("This person is a delegate of this congress already."))
    if on > congress.last_day:
        return Denied(_("The term ends on %s.") % date_format(congress.last_day))
    return Allowed


def seats_left(constituency, *, serving):
    """A constituency has so many seats; the next one needs a free seat."""
    if constituency is not None and serving >= constituency.seats:
        return Denied(
            _("%(name)s has %(seats)s seats, and all are taken.")
            % {"name": constituency.name, "seats": constituency.seats}
        )
    return Allowed


def is_elected(*, entitled, took_part, in_favour, regime):
    """At least two thirds of the constituency take part, and half of all of it are in favour (Shanghai article 15: ≥ 1/2 of all).

    Where no votes are on record the minutes speak for themselves.
    """
    if None in (entitled, took_part, in_favour):
        return Allowed
    if took_part > entitled:
        return Denied(_("More took part than are entitled."))
    if in_favour > took_part:
        return Denied(_("More were in favour than took part."))
    if regime.turnout:
        verdict = regime.turnout.met_by(took_part, entitled)
        if not verdict:
            return verdict
    return regime.elected.met_by(in_favour, entitled) if regime.elected else Allowed


def may_leave(delegate, *, on):
    """Only who serves can stop serving."""
    if delegate.state != State.SERVING:
        return Denied(
            _("%(name)s has not served since %(day)s.") % {"name": delegate.name, "day": date_format(delegate.ended_on)}
        )
    if on < delegate.elected_on:
        return Denied(
            _("%(name)s was elected on %(day)s.") % {"name": delegate.name, "day": date_format(delegate.elected_on)}
        )
    return Allowed


def may_recall(delegate, *, on, entitled, in_favour, regime):
    """A recall needs more than half (Shanghai article 19: half or more) of all whom the delegate stands for, not of those who came."""
    verdict = may_leave(delegate, on=on)
    if not verdict:
        return verdict
    if in_favour > entitled:
        return Denied(_("More were in favour than are entitled."))
    return regime.recall.met_by(in_favour, entitled) if regime.recall else Allowed


def may_replace(delegate, *, replaced):
    """A vacancy is filled once."""
    if delegate.state == State.SERVING:
        return Denied(_("%s still serves; note first that the seat is vacant.") % delegate.name)
    if delegate.state == State.EXPIRED:
        return Denied(_("This term is over."))
    if replaced is not None:
        return Denied(
            _("%(name)s was elected in place of %(before)s already.") % {"name": replaced.name, "before": delegate.name}
        )
    return Allowed


def may_train(*, on, today, came):
    """A training is noted when it has been, with who came."""
    if on > today:
        return Denied(_("%s lies in the future.") % date_format(on))
    if not came:
        return Denied(pgettext("congress", "Tick who came."))
    return Allowed
