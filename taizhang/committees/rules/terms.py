"""Terms: so many years from the election (Trade Union Law, article 16), recalled before they end, extended by the union above for a while."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from taizhang.committees.models import Term
from taizhang.kernel import calendar
from taizhang.kernel.verdicts import Allowed, Denied

PHASES = {
    "in_office": (gettext_lazy("in office"), "green"),
    "warning": (gettext_lazy("ends soon"), "amber"),
    "overdue": (gettext_lazy("overdue"), "red"),
    "preparing": (gettext_lazy("election in preparation"), "blue"),
    "elected": (gettext_lazy("newly elected, not handed over"), "blue"),
    "ended": (pgettext_lazy("term", "handed over"), "grey"),
}


def ends_on(since, years):
    """The statutory end of a term: the corresponding day after so many years."""
    return calendar.years_after(since, years, rest=False)


def phase(term, today, *, months, preparing=False):
    """Where a term stands on a day: a key of PHASES. `months`: how long before the end the first reminder comes."""
    if term.state == Term.State.ENDED:
        return "ended"
    if term.reelected_on and term.reelected_on <= today:
        return "elected"
    if term.is_overdue(today):
        return "overdue"
    if preparing:
        return "preparing"
    return "warning" if warns_from(term.last_day, months) <= today else "in_office"


def warns_from(last_day, months):
    """The day so many months before the end."""
    year, month = divmod(last_day.year * 12 + last_day.month - 1 - months, 12)
    first = last_day.replace(year=year, month=month + 1, day=1)
    return min(first + calendar.DAY * (last_day.day - 1), calendar.months_after(first, 1, rest=False) - calendar.DAY)


def reminder_due(last_day, today, months, sent):
    """The reminder that is due and was not sent: the nearest of `months` that has come; None if there is none."""
    come = [one for one in sorted(months) if warns_from(last_day, one) <= today]
    nearest = come[0] if come else None
    return None if nearest in sent else nearest


def is_of(last_day, reminder):
    """Whether a reminder was of this end; one that was written down before an extension was of the end before it."""
    return reminder.on >= warns_from(last_day, reminder.months)


def may_grant(term):
    """An extension is granted while the term is in office and nobody else was elected."""
    if term.state != Term.State.IN_OFFICE or term.reelected_on:
        return Denied(_("This term is not in office any more."))
    return Allowed


def may_begin(body, *, number, years, since, rule, in_office, numbers, today):
    """A term is of three or five years in a grassroots union, of five above it (article 16), and follows those before."""
    if not body.has_terms:
        return Denied(_("Only committees that are elected have terms."))
    if in_office:
        return Denied(_("A term is in office already; it ends with the next election."))
    if number in numbers:
        return Denied(_("Term %d is on file already.") % number)
    if since > today:
        return Denied(_("%s has not come yet. Record what has happened.") % date_format(since))
    return may_last(years, rule)


def may_last(years, rule):
    """The years of a term as the law has them: a choice (3 or 5), or one figure."""
    if rule is None:
        return Allowed
    right = years in rule.value if isinstance(rule.value, list) else years == int(rule.value)
    return Allowed if right else Denied(_("%(years)d years. %(rule)s") % {"years": years, "rule": rule.sentence()})


def may_extend(term, *, until, why, longest, asked):
    """An election is put off with the consent of the union above, by half a year at most as a rule (rulebook election.postponement_months)."""
    verdict = may_grant(term)
    if not verdict:
        return verdict
    if asked:
        return Denied(_("An extension was asked for already; wait for the answer."))
    if len((why or "").strip()) < 4:
        return Denied(_("Say why the election cannot be held in time."))
    if until <= term.last_day:
        return Denied(_("The term lasts until %s anyway.") % date_format(term.last_day))
    if longest is not None:
        last = calendar.months_after(term.ends_on, int(longest.value), rest=False)
        if until > last:
            words = {"day": date_format(last), "rule": longest.sentence()}
            return Denied(_("It can be put off until %(day)s at most. %(rule)s") % words)
    return Allowed
