"""Rounds: the window in which proposals are collected."""

from django.utils.translation import gettext as _

from taizhang.kernel import calendar
from taizhang.kernel.verdicts import Allowed, Denied


def last_day(session_on, rule):
    """The last day of the window: so many days before the session opens.

    提案工作办法 of several schools: handed in 15 days before the opening (rulebook: proposal.handed_in_days).
    """
    return calendar.natural_days_before(session_on, int(rule.value))


def may_open(*, opens_on, closes_on, session_on, seconders, rule, seconders_rule):
    """A window that ends in time before the session, and no fewer seconders than the rule asks (proposal.seconders)."""
    if closes_on < opens_on:
        return Denied(_("The window cannot close before it opens."))
    if closes_on > last_day(session_on, rule):
        return Denied(
            _("The window must close by %(day)s. %(rule)s")
            % {"day": last_day(session_on, rule), "rule": rule.sentence()}
        )
    if seconders < int(seconders_rule.value):
        return Denied(seconders_rule.sentence())
    return Allowed


def may_report(round, *, undecided):
    """A round is reported once every proposal received has been decided on."""
    if round.reported_on:
        return Denied(_("This round was reported already."))
    if undecided:
        return Denied(_("%s proposals are not decided on yet.") % undecided)
    return Allowed


def may_publish(round, *, undecided):
    """What is published is decided."""
    if undecided:
        return Denied(_("%s proposals are not decided on yet; decide, then publish.") % undecided)
    return Allowed
