"""The term of a congress: begun, its delegates installed, postponed, ended."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from taizhang.congress.models import Congress
from taizhang.kernel import calendar
from taizhang.kernel.verdicts import Allowed, Denied

State = Congress.State


def may_start(*, since, until, staff, women, standing, regime):
    """A term has the length that regulation allows (3 to 5 years; Henan 3 or 5), follows the one before, and stands for somebody.

    `standing` is a congress of the same kind that is still in office, or None. Shanghai article 22, 教育部令第32号 article 15.
    """
    if staff < 1:
        return Denied(_("Say for how many the congress stands."))
    if women is not None and women > staff:
        return Denied(_("There cannot be more women than staff."))
    if standing is not None:
        return Denied(_("%s is still in office; end its term first.") % standing.name)
    if regime.term_years:
        ends = [calendar.years_after(since, years, rest=False) for years in regime.term_years.value]
        if not any(abs((until - end).days) <= 31 for end in ends):
            return Denied(
                _("From %(since)s to %(until)s is no term that is allowed. %(rule)s")
                % {"since": date_format(since), "until": date_format(until), "rule": regime.term_years.sentence()}
            )
    elif until <= since:
        return Denied(_("The term ends before it begins."))
    return Allowed


def may_change(congress):
    """What is on file about a term may be put right until it is over."""
    return Denied(_("This term is over.")) if congress.state == State.ENDED else Allowed


def may_install(congress, *, delegates):
    """The congress takes office when its delegates are elected. Rules of composition are shown, not enforced: by-elections follow."""
    if congress.state != State.PREPARING:
        return Denied(_("This congress is in office already."))
    if not delegates:
        return Denied(_("Enter the delegates first."))
    return Allowed


def may_postpone(congress, *, until, regime):
    """The end of a term may be put off once, by a year at most (Shanghai article 22)."""
    if congress.state == State.ENDED:
        return Denied(_("This term is over."))
    if congress.postponed_until:
        return Denied(_("The term was postponed to %s already.") % date_format(congress.postponed_until))
    if until <= congress.until:
        return Denied(_("Give a day after %s.") % date_format(congress.until))
    if regime.postponement:
        last = calendar.years_after(congress.until, int(regime.postponement.value), rest=False)
        if until > last:
            return Denied(
                _("Not beyond %(day)s. %(rule)s") % {"day": date_format(last), "rule": regime.postponement.sentence()}
            )
    return Allowed


def may_end(congress, *, on):
    """A term ends when the next congress is elected, or when it is over."""
    if congress.state == State.ENDED:
        return Denied(_("This term is over."))
    if on < congress.since:
        return Denied(_("The term began on %s.") % date_format(congress.since))
    return Allowed


def may_withdraw(congress, *, sessions):
    """A term that was entered by mistake goes; one that has met stays."""
    return Denied(_("This congress has met; its term is ended, not withdrawn.")) if sessions else Allowed
