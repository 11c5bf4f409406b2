"""A session: prepared, called with its papers, opened with a quorum, closed, reported and published."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from taizhang.congress.models import AgendaItem, Congress, Session
from taizhang.kernel import calendar
from taizhang.kernel.verdicts import Allowed, Denied

State = Session.State


def may_plan(congress, *, opens_on, number_taken):
    """A session is planned for a congress in its term; its number is free."""
    if congress.state == Congress.State.ENDED:
        return Denied(_("This term is over."))
    if number_taken:
        return Denied(_("There is a session of this number already."))
    if opens_on < congress.since:
        return Denied(_("The term begins on %s.") % date_format(congress.since))
    return Allowed


def may_call_extraordinary(*, demanded_by, due, regime):
    """An extraordinary session is called on demand of the employer, the union or a third of the delegates (Shanghai article 22).

    `demanded_by` is the number of delegates who ask; None when employer or union does.
    """
    if demanded_by is None or regime.extraordinary is None:
        return Allowed
    return regime.extraordinary.met_by(demanded_by, due)


def may_prepare(session):
    """Agenda, papers and presidium are settled before the session closes."""
    return (
        Allowed if session.state in (State.PLANNED, State.CALLED, State.OPEN) else Denied(_("The session is closed."))
    )


def may_speak(item, delegate):
    """Delegates speak on a matter from the call of the session until it is decided (Shanghai article 30: opinions are collected)."""
    if delegate.congress_id != item.session.congress_id or delegate.state != delegate.State.SERVING:
        return Denied(_("Only delegates of this congress speak here."))
    if item.session.state not in (State.CALLED, State.OPEN) or item.outcome != item.Outcome.OPEN:
        return Denied(_("The matter is decided, or the session is not called yet."))
    return Allowed


def may_call(session, *, items):
    """The session is called once, with an agenda."""
    if session.state != State.PLANNED:
        return Denied(_("The session was called on %s.") % date_format(session.called_on))
    return Allowed if items else Denied(_("Put a matter on the agenda first."))


def papers_in_time(session, paper, regime):
    """Papers reach the delegates seven days before the session (Shanghai article 30, Henan article 19). None where nothing is laid down."""
    if regime.papers_days is None:
        return None
    last = calendar.natural_days_before(session.opens_on, int(regime.papers_days.value))
    if paper.sent_on is None:
        return Denied(
            _("Due with the delegates by %(day)s. %(rule)s")
            % {"day": date_format(last), "rule": regime.papers_days.sentence()}
        )
    if paper.sent_on > last:
        return Denied(
            _("Reached the delegates on %(sent)s; the last day was %(day)s. %(rule)s")
            % {"sent": date_format(paper.sent_on), "day": date_format(last), "rule": regime.papers_days.sentence()}
        )
    return Allowed


def quorum(present, due, rule):
    """Whether enough of all delegates have come: two thirds or more of all, not of those invited (Shanghai article 28)."""
    if not due:
        return Denied(_("Nobody is due: enter the delegates first."))
    return rule.met_by(present, due) if rule else Allowed


def may_open(session, *, on, present, due, rule):
    """A session opens on its day with its quorum; the number of those due and present is frozen then."""
    if session.state == State.PLANNED:
        return Denied(_("Call the session first."))
    if session.state != State.CALLED:
        return Denied(_("The session was opened already."))
    if on < session.opens_on:
        return Denied(_("The session opens on %s.") % date_format(session.opens_on))
    return quorum(present, due, rule)


def may_note(session):
    """Who came is noted from the day of the call until the close."""
    if session.state not in (State.CALLED, State.OPEN):
        words = _("Call the session first.") if session.state == State.PLANNED else _("The session is closed.")
        return Denied(words)
    return Allowed


def may_decide(item):
    """A matter that needs a vote is decided by the vote; the others when they were heard."""
    if item.session.state != State.OPEN:
        return Denied(_("The session is not open."))
    if item.outcome != AgendaItem.Outcome.OPEN:
        return Denied(_("This matter is decided: %s.") % item.get_outcome_display())
    return Allowed


def may_hear(item, *, outcome):
    """Without a vote a matter may be heard or deferred; passing needs the vote (Shanghai articles 31, 33)."""
    verdict = may_decide(item)
    if not verdict:
        return verdict
    if outcome == AgendaItem.Outcome.HEARD and item.needs_vote:
        return Denied(_("“%(power)s” needs a vote.") % {"power": item.get_power_display()})
    return Allowed


def may_close(session, *, undecided, on):
    """A session is closed when every matter has an outcome."""
    if session.state != State.OPEN:
        return Denied(_("The session is not open."))
    if undecided:
        return Denied(_("Not decided yet: %s.") % _(", ").join(item.name for item in undecided))
    if on < session.opens_on:
        return Denied(_("The session opened on %s.") % date_format(session.opens_on))
    return Allowed


def report_by(session, regime):
    """The last day for the report to the union above: seven working days after the close (Shanghai article 37); None without a rule."""
    if regime.report_days is None or session.closes_on is None:
        return None
    return calendar.deadline_by_rule(session.closes_on, regime.report_days).last


def may_report(session, *, on):
    """What was decided is reported to the union above once the session is closed."""
    if not session.is_held:
        return Denied(_("Close the session first."))
    if session.reported_on:
        return Denied(_("Reported on %s.") % date_format(session.reported_on))
    return (
        Allowed if on >= session.closes_on else Denied(_("The session closed on %s.") % date_format(session.closes_on))
    )


def may_publish(session, *, on):
    """The result is made known to everybody (Shanghai article 32)."""
    if not session.is_held:
        return Denied(_("Close the session first."))
    if session.published_on:
        return Denied(_("Published on %s.") % date_format(session.published_on))
    return (
        Allowed if on >= session.closes_on else Denied(_("The session closed on %s.") % date_format(session.closes_on))
    )


def may_confirm(meeting, session):
    """What a smaller body decided between sessions is confirmed by the next full session (Henan article 21)."""
    if meeting.is_full or not meeting.is_held:
        return Denied(_("Only a meeting between sessions that was held needs this."))
    if meeting.confirms_id:
        return Denied(_("%s was confirmed already.") % meeting.name)
    if not session.is_full or session.congress_id != meeting.congress_id or session.opens_on < meeting.opens_on:
        return Denied(_("A later session of the same congress confirms it."))
    return Allowed


def may_withdraw(session):
    """A session that was planned by mistake goes; one that was opened stays."""
    return (
        Allowed
        if session.state in (State.PLANNED, State.CALLED)
        else Denied(_("This session was held; it stays on file."))
    )
