"""What every step of a record obeys: its day has come and follows the one before, a reason is in words, what was voided rests.

Verdicts for the rules of the apps: no table, no clock; days and records are handed in.
"""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from taizhang.kernel.verdicts import Allowed, Denied

FIRST_YEAR = 1949


def may_happen_on(on, *, today):
    """A matter is recorded when its day has come; a year before 1949 is a slip of the pen."""
    if on is None:
        return Denied(_("Write the date."))
    if on > today:
        return Denied(_("%s has not come yet. Record what has happened.") % date_format(on))
    if on.year < FIRST_YEAR:
        return Denied(_("The year %s cannot be right.") % on.year)
    return Allowed


def may_happen_at(unit, on):
    """What happens after a union has ended is recorded at the union that took its place; what happened before stays where it happened."""
    if unit.until is None or on is None or on < unit.until:
        return Allowed
    return Denied(
        _("%(unit)s ended on %(day)s. Record it at the union that took its place, or put the day right.")
        % {"unit": unit.name, "day": date_format(unit.until)}
    )


def not_before(first, then, words):
    """A later step is not earlier than the one before it; `words` say which one that is. A day that is not known refuses nothing."""
    if first and then and then < first:
        return Denied(
            _("%(then)s lies before %(first)s (%(words)s).")
            % {"then": date_format(then), "first": date_format(first), "words": words}
        )
    return Allowed


def needs_words(text, sentence):
    """Something has to be said; `sentence` says what."""
    return Allowed if (text or "").strip() else Denied(sentence)


def needs_reason(why):
    """What is returned, refused, ended or taken back says why, in a line."""
    return Allowed if len((why or "").strip()) >= 2 else Denied(_("Say in a few words why."))


def needs_standing(record):
    """A record that was voided is not worked on any more."""
    return Allowed if record.voided_at is None else Denied(_("This was voided as entered by mistake."))
