"""What the law and the federation allow when unions are founded. No table, no clock: days, figures and records are handed in."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from taizhang.kernel.verdicts import Allowed, Denied

FIRST_YEAR = 1949


def may_happen_on(on, *, today):
    """A matter is recorded when its day has come."""
    if on > today:
        return Denied(_("%s has not come yet. Record what has happened.") % date_format(on))
    if on.year < FIRST_YEAR:
        return Denied(_("The year %s cannot be right.") % on.year)
    return Allowed


def may_follow(first, then, words):
    """A later step is not earlier than the one before it; `words` say which one that is."""
    if first and then < first:
        return Denied(
            _("%(then)s lies before %(first)s (%(words)s).")
            % {"then": date_format(then), "first": date_format(first), "words": words}
        )
    return Allowed


def needs_words(text, sentence):
    """Something has to be said; `sentence` says what."""
    return Allowed if (text or "").strip() else Denied(sentence)


def needs_reason(why):
    """What is given up, taken back or ended says why, in a line."""
    if len((why or "").strip()) < 2:
        return Denied(_("Say in a few words why."))
    return Allowed


def needs_standing(record):
    """A record that was voided is not worked on any more."""
    if record.voided_at is not None:
        return Denied(_("This was voided as entered by mistake."))
    return Allowed
