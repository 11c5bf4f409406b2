"""Meetings, walls, enterprises and books: one step after the other."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from taizhang.kernel.verdicts import Allowed, Denied
from taizhang.openness.models import Book, Meeting, Topic

State = Meeting.State
MUST_BE_OPENED = (Topic.MAJOR, Topic.FINANCE, Topic.CADRES)


def may_hold(meeting, attended, matters):
    """A meeting that was held had people and topics."""
    if meeting.state != State.PLANNED:
        return Denied(_("It is on record as held already."))
    if not attended:
        return Denied(_("Write how many attended."))
    return Allowed if matters else Denied(_("Write at least one topic."))


def may_minute(meeting, minutes):
    """Minutes belong to a meeting that was held."""
    if meeting.state == State.PLANNED:
        return Denied(_("Record first that it was held."))
    return Allowed if minutes.strip() else Denied(_("Write the minutes."))


def may_question(meeting):
    """Questions are asked at a meeting that was held, until it is followed up."""
    if meeting.state == State.PLANNED:
        return Denied(_("Record first that it was held."))
    return Allowed if meeting.state != State.DONE else Denied(_("This meeting has been followed up."))


def may_finish(meeting, unanswered):
    """Followed up: minutes on file and every question answered."""
    if meeting.state != State.MINUTED:
        return Denied(_("The minutes come first."))
    if unanswered:
        return Denied(_("%d questions are not answered yet.") % unanswered)
    return Allowed


def not_covered(topics):
    """Of what enterprises must open at meetings (OP-04: major decisions, large spending, appointments), what nobody has heard of yet."""
    return [one for one in MUST_BE_OPENED if one not in topics]


def may_stand(wall, on):
    """A sheet goes on a wall that stands."""
    if wall.until is not None and on >= wall.until:
        return Denied(_("The site was closed on %s.") % date_format(wall.until))
    if on < wall.since:
        return Denied(_("The wall stands since %s only.") % date_format(wall.since))
    return Allowed


def may_check_sheet(sheet, asked, satisfied):
    """A sheet is checked once; no more are satisfied than were asked."""
    if sheet.checked_on is not None:
        return Denied(_("This sheet has been checked already."))
    if satisfied is not None and (asked is None or satisfied > asked):
        return Denied(_("No more workers are satisfied than were asked."))
    return Allowed


def may_publish(practice, on):
    """An employer publishes between introducing openness and giving it up."""
    if on < practice.introduced_on or (practice.ended_on and on >= practice.ended_on):
        return Denied(_("Openness was introduced on %s.") % date_format(practice.introduced_on))
    return Allowed


def may_give_up(practice, on):
    """It ends once, not before it began."""
    if practice.ended_on is not None:
        return Denied(_("It was given up already."))
    return may_publish(practice, on)


def may_prepare(lines):
    """A book has something in it."""
    return Allowed if lines else Denied(_("Nothing was disclosed between these days."))


def may_show_book(book, on, to):
    """A prepared book is shown to those whom its items are meant for."""
    if book.state != Book.State.PREPARED:
        return Denied(_("It was shown already."))
    if on < book.prepared_on:
        return Denied(_("It was prepared on %s.") % date_format(book.prepared_on))
    return Allowed if to.strip() else Denied(_("Write to whom it was shown."))


def may_sign(book, on, name):
    """A shown book is signed for."""
    if book.state != Book.State.SHOWN:
        return Denied(_("It is signed for after it was shown, and once."))
    if on < book.shown_on:
        return Denied(_("It was shown on %s.") % date_format(book.shown_on))
    return Allowed if name.strip() else Denied(_("Write who signed."))
