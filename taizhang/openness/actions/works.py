"""Meetings, walls of project sites, openness in enterprises, books: the writers."""

from django.utils.translation import gettext as _

from taizhang.kernel import calendar, rulebook
from taizhang.kernel.acts import act
from taizhang.kernel.verdicts import Refused, require
from taizhang.kernel.writing import afresh, day_of, locked, standing, words
from taizhang.openness import rules
from taizhang.openness.actions.opinions import ANSWER
from taizhang.openness.models import Book, Matter, Meeting, Practice, Publication, Question, Sheet, Wall
from taizhang.openness.papers import lines_of
from taizhang.openness.queries import works as queries
from taizhang.openness.rules import meetings as way
from taizhang.openness.rules.masking import masked_numbers

# --- meetings -----------------------------------------------------------------------------------------------------------------------


def plan_meeting(unit, *, by, on, name, place="", matters=()):
    """Plan an openness meeting; it gets the next number of its year. `matters`: [(class, topic, who reports)]."""
    with act(by, "openness.plan_meeting", unit, on=on) as this:
        list(type(unit).objects.select_for_update(no_key=True).filter(pk=unit.pk))  # numbered in turn
        meeting = Meeting(
            unit=unit,
            name=words(name, 120),
            on=on,
            year=on.year,
            number=queries.next_meeting(unit, on.year),
            place=words(place, 80),
        )
        require(rules.needs_words(meeting.name, _("Write what the meeting is called.")))
        meeting.save()
        _put_matters(meeting, matters)
        this.record = meeting
        this.note(title=meeting.title())
    return afresh(meeting)


def _put_matters(meeting, matters):
    for topic, name, told_by in matters:
        Matter(meeting=meeting, topic=topic, name=words(name, 120), told_by=words(told_by, 60)).save()


def hold_meeting(meeting, *, by, on, attended, chaired_by="", matters=()):
    """The meeting was held on a day with so many people; topics that came up are added."""
    with act(by, "openness.hold_meeting", meeting, on=on) as this:
        meeting = locked(meeting)
        require(rules.may_happen_on(on, today=day_of(this)))
        _put_matters(meeting, matters)
        require(way.may_hold(meeting, attended, meeting.matters.exists()))
        if on.year != meeting.year:
            meeting.year, meeting.number = on.year, queries.next_meeting(meeting.unit, on.year)
        meeting.on, meeting.attended, meeting.state = on, attended, Meeting.State.HELD
        meeting.chaired_by = words(chaired_by, 60)
        meeting.save()
        this.note(title=meeting.title(), people=attended)
    return afresh(meeting)


def minute_meeting(meeting, *, by, minutes):
    """The minutes go on file."""
    with act(by, "openness.minute_meeting", meeting) as this:
        meeting = locked(meeting)
        require(way.may_minute(meeting, minutes))
        meeting.minutes = masked_numbers(minutes.strip())[0][:20_000]
        if meeting.state == Meeting.State.HELD:
            meeting.state = Meeting.State.MINUTED
        meeting.save()
        this.note(title=meeting.title())
    return meeting


def take_question(meeting, *, by, said, answer=""):
    """A question from the floor: answered there, or by the day of the rulebook."""
    with act(by, "openness.take_question", meeting) as this:
        meeting = locked(meeting)
        require(way.may_question(meeting))
        require(rules.needs_words(said, _("Write the question.")))
        due = calendar.deadline_by_rule(meeting.on, rulebook.rule(ANSWER, meeting.unit, meeting.on)).last
        question = Question(
            meeting=meeting,
            words=masked_numbers(said.strip())[0][:1000],
            answer=masked_numbers(answer.strip())[0][:2000],
            due_on=due,
            answered_on=meeting.on if answer.strip() else None,
        )
        question.save()
        this.note(title=meeting.title())
    return question


def answer_question(question, *, by, on, answer):
    """A question that stayed open at the meeting is answered."""
    meeting = question.meeting
    with act(by, "openness.answer_question", meeting, on=on) as this:
        question = Question.objects.select_for_update().get(pk=question.pk)
        question.meeting = locked(meeting)
        require(rules.may_happen_on(on, today=day_of(this)))
        require(rules.needs_words(answer, _("Write the answer.")))
        if question.answered_on is not None:
            raise Refused(_("This has been answered already."))
        require(rules.not_before(question.meeting.on, on, _("day of the meeting")))
        question.answer, question.answered_on = masked_numbers(answer.strip())[0][:2000], on
        question.save()
        this.note(title=question.meeting.title())
    return question


def finish_meeting(meeting, *, by):
    """Followed up: the minutes are on file and every question is answered."""
    with act(by, "openness.finish_meeting", meeting) as this:
        meeting = locked(meeting)
        require(way.may_finish(meeting, meeting.questions.filter(answered_on=None).count()))
        meeting.state = Meeting.State.DONE
        meeting.save()
        this.note(title=meeting.title())
    return meeting


# --- walls of project sites ---------------------------------------------------------------------------------------------------------


def put_up_wall(unit, *, by, on, name, place=""):
    """A project site gets its wall."""
    with act(by, "openness.put_up_wall", unit, on=on) as this:
        require(rules.may_happen_on(on, today=day_of(this)))
        wall = Wall(unit=unit, name=words(name, 120), place=words(place, 80), since=on)
        if Wall.objects.standing().filter(unit=unit, name=wall.name, until=None).exists():
            raise Refused(_("This site has its wall already."))
        wall.save()
        this.record = wall
        this.note(title=wall.name)
    return wall


def put_up(wall, *, by, on, subject, about=""):
    """One of the five subjects goes up, or is renewed."""
    with act(by, "openness.put_up", wall, on=on) as this:
        wall = standing(wall)
        require(rules.may_happen_on(on, today=day_of(this)))
        require(way.may_stand(wall, on))
        sheet = Sheet(unit=wall.unit, wall=wall, subject=subject, on=on, about=masked_numbers(words(about, 160))[0])
        sheet.save()
        this.touch(wall)
        this.record = sheet
        this.note(title=sheet.title())
    afresh(wall)
    return sheet


def check_sheet(sheet, *, by, on, checked_by, finding="", asked=None, satisfied=None):
    """The patrol looked at the sheet and asked workers how satisfied they are."""
    with act(by, "openness.check_sheet", sheet, on=on) as this:
        sheet = standing(sheet)
        require(rules.may_happen_on(on, today=day_of(this)))
        require(rules.not_before(sheet.on, on, _("put up on")))
        require(way.may_check_sheet(sheet, asked, satisfied))
        sheet.checked_on, sheet.checked_by, sheet.finding = on, words(checked_by, 60), words(finding, 200)
        sheet.asked, sheet.satisfied = asked, satisfied if asked is None else satisfied or 0
        sheet.save()
        this.note(title=sheet.title())
    return sheet


def close_wall(wall, *, by, on):
    """The site is closed; its sheets stay on file."""
    with act(by, "openness.close_wall", wall, on=on) as this:
        wall = locked(wall)
        require(way.may_stand(wall, on))
        wall.until = on
        wall.save()
        this.note(title=wall.name)
    return afresh(wall)


# --- openness in enterprises --------------------------------------------------------------------------------------------------------


def introduce(unit, *, by, on, name="", staff=None):
    """Openness is introduced in an enterprise: the unit's own, or one of the street that has no unit here."""
    with act(by, "openness.introduce", unit, on=on) as this:
        require(rules.may_happen_on(on, today=day_of(this)))
        practice = Practice(unit=unit, name=words(name or unit.name, 120), staff=staff, introduced_on=on)
        twin = Practice.objects.standing().filter(unit=unit, name=practice.name, ended_on=None)
        if twin.exists():
            raise Refused(_("Openness is practised in this enterprise already."))
        practice.save()
        this.record = practice
        this.note(title=practice.name)
    return afresh(practice)


def note_publication(practice, *, by, on, kind, what, channel=""):
    """The employer published something of the three classes of subjects."""
    if kind == Publication.Kind.CHECK:
        raise Refused(_("A check is recorded as a check."))
    return _noted(practice, "openness.note_publication", by=by, on=on, kind=kind, what=what, channel=channel)


def check_firm(practice, *, by, on, finding):
    """The union looked whether the employer publishes, and what it found."""
    return _noted(practice, "openness.check_firm", by=by, on=on, kind=Publication.Kind.CHECK, what=finding)


def _noted(practice, code, *, by, on, kind, what, channel=""):
    with act(by, code, practice, on=on) as this:
        practice = standing(practice)
        require(rules.may_happen_on(on, today=day_of(this)))
        require(way.may_publish(practice, on))
        require(rules.needs_words(what, _("Write in a line what it was.")))
        one = Publication(practice=practice, kind=kind, on=on, channel=channel, words=words(what, 200))
        one.save()
        this.note(title=practice.name)
    afresh(practice)
    return one


def give_up(practice, *, by, on, why):
    """Openness was given up, or the enterprise closed."""
    with act(by, "openness.give_up", practice, on=on) as this:
        practice = locked(practice)
        require(rules.needs_reason(why))
        require(way.may_give_up(practice, on))
        practice.ended_on, practice.why = on, words(why, 200)
        practice.save()
        this.note(title=practice.name, why=practice.why)
    return afresh(practice)


# --- two books and one board --------------------------------------------------------------------------------------------------------


def prepare_book(unit, *, by, on, kind, first, last):
    """Draw up a volume: what was disclosed (or said and answered) between two days, frozen as it is now."""
    with act(by, "openness.prepare_book", unit, on=on) as this:
        require(rules.may_happen_on(on, today=day_of(this)))
        if last < first:
            raise Refused(_("The last day lies before the first."))
        lines, per_level = lines_of(unit, kind, first, last)
        require(way.may_prepare(lines))
        book = Book(unit=unit, kind=kind, first=first, last=last, lines=lines, per_level=per_level, prepared_on=on)
        book.save()
        this.record = book
        this.note(title=book.title())
    return book


def show_book(book, *, by, on, to):
    """The volume was shown to those whom it is meant for."""
    with act(by, "openness.show_book", book, on=on) as this:
        book = locked(book)
        require(rules.may_happen_on(on, today=day_of(this)))
        require(way.may_show_book(book, on, to))
        book.state, book.shown_on, book.shown_to = Book.State.SHOWN, on, words(to, 120)
        book.save()
        this.note(title=book.title(), to=book.shown_to)
    return book


def sign_book(book, *, by, on, name):
    """Somebody who saw it signs for it."""
    with act(by, "openness.sign_book", book, on=on) as this:
        book = locked(book)
        require(rules.may_happen_on(on, today=day_of(this)))
        require(way.may_sign(book, on, name))
        book.state, book.signed_on, book.signed_by = Book.State.SIGNED, on, words(name, 120)
        book.save()
        this.note(title=book.title(), name=book.signed_by)
    return book


__all__ = [
    "answer_question", "check_firm", "check_sheet", "close_wall", "finish_meeting", "give_up", "hold_meeting", "introduce",
    "minute_meeting", "note_publication", "plan_meeting", "prepare_book", "put_up", "put_up_wall", "show_book", "sign_book",
    "take_question",
]  # fmt: skip
