"""Health checks: opened with a poll, arranged, scheduled, attended, followed up, closed."""

from django.utils import timezone
from django.utils.translation import gettext as _

from taizhang.kernel.acts import act
from taizhang.kernel.verdicts import Refused, require
from taizhang.mutualaid import queries, rules
from taizhang.mutualaid.models import CheckDay, Examination, HealthCheck, PollOption

State = HealthCheck.State


def open_check(unit, *, by, on, name, year, kind, poll_until, options, remark=""):
    """Open a health check: everybody whom it is for is invited, and asked about form and place. `options`: [(form, place)]."""
    with act(by, "mutualaid.open_check", unit, on=on) as this:
        if HealthCheck.objects.standing().filter(unit=unit, year=year, kind=kind).exists():
            raise Refused(_("There is a check of this kind for %s already.") % year)
        if len(options) < 2:
            raise Refused(_("A poll needs at least two options."))
        if poll_until < on:
            raise Refused(_("The poll cannot close before it opens."))
        check_up = HealthCheck(
            unit=unit,
            name=name.strip(),
            year=year,
            kind=kind,
            opened_on=on,
            poll_until=poll_until,
            remark=remark.strip(),
        )
        check_up.save()
        for form, place in options:
            PollOption(check_up=check_up, form=form, place=place).save()
        invited = _invite(check_up, this, on)
        this.record = check_up
        this.note(name=check_up.name, persons=len(invited))
    return check_up


def _invite(check_up, this, on):
    chosen = [one for one, verdict in queries.health.candidates(check_up) if verdict]
    rows = [
        Examination(unit=one.unit, check_up=check_up, person=one.person, membership=one, invited_on=on)
        for one in chosen
    ]
    return this.create_all(Examination, rows)


def invite_newcomers(check_up, *, by, on):
    """Invite those who joined since."""
    with act(by, "mutualaid.open_check", check_up, on=on) as this:
        if check_up.state == State.CLOSED:
            raise Refused(_("This check is closed."))
        invited = _invite(check_up, this, on)
        if not invited:
            raise Refused(_("Everybody is invited already."))
        this.record = check_up
        this.note(name=check_up.name, persons=len(invited))
    return check_up


def answer(examination, *, by, on, option):
    """Note a person's answer to the poll: one a person, changed until the poll closes."""
    with act(by, "mutualaid.answer_poll", examination, on=on) as this:
        require(rules.health.may_answer(examination.check_up, on=on))
        if option.check_up_id != examination.check_up_id:
            raise Refused(_("This option belongs to another poll."))
        examination.answer = option
        examination.save()
        this.note(name=examination.check_up.name)
    return examination


def arrange(check_up, *, by, on, chosen):
    """Settle form and place after the poll; the count of answers is kept with the act."""
    with act(by, "mutualaid.arrange_check", check_up, on=on) as this:
        require(rules.health.may_arrange(check_up))
        if chosen.check_up_id != check_up.pk:
            raise Refused(_("This option belongs to another poll."))
        counted, answers = queries.health.poll(check_up)
        check_up.chosen, check_up.state = chosen, State.ARRANGED
        check_up.save()
        this.note(
            name=check_up.name,
            chosen=str(chosen),
            answers=answers,
            counted={str(one): count for one, count, _share in counted},
        )
    return check_up


def add_day(check_up, *, by, on, place, places, transport="", seats=None):
    """A day of examinations with its places and its transport."""
    with act(by, "mutualaid.arrange_check", check_up, on=on) as this:
        require(rules.health.may_schedule(check_up))
        day = CheckDay(
            check_up=check_up, on=on, place=place.strip(), places=places, transport=transport.strip(), seats=seats
        )
        day.save()
        this.note(name=check_up.name, day=on.isoformat(), places=places)
    return day


def assign(check_up, *, by, day, rides=False):
    """Give the day's free places to those who have none yet, in the order of the list. → how many."""
    with act(by, "mutualaid.arrange_check", check_up, on=day.on) as this:
        require(rules.health.may_schedule(check_up))
        taken = queries.health.examinations(check_up).filter(day=day).count()
        require(rules.health.may_take_place(day, taken=taken))
        free = queries.health.examinations(check_up).filter(day=None, attended_on=None)[: day.places - taken]
        chosen = list(free)
        if not chosen:
            raise Refused(_("Everybody has a day already."))
        seats = (day.seats or 0) - queries.health.examinations(check_up).filter(day=day, rides=True).count()
        for number, one in enumerate(chosen):
            one.day, one.rides = day, rides and number < seats
            one.save()
        this.record = check_up
        this.note(name=check_up.name, day=day.on.isoformat(), persons=len(chosen))
    return len(chosen)


def attend(examination, *, by, on, findings="", follow_up_on=None):
    """Somebody was examined; what was found is sealed, and when it is to be followed up."""
    with act(by, "mutualaid.attend_check", examination, on=on) as this:
        if examination.check_up.state == State.POLLING:
            raise Refused(_("Settle form and place first."))
        require(rules.health.may_attend(examination, on=on, today=timezone.localdate(this.at)))
        examination.attended_on, examination.findings = on, findings.strip()
        examination.follow_up_on = follow_up_on
        examination.save()
        this.note(name=examination.check_up.name)
    return examination


def attend_all(check_up, *, by, on, persons):
    """Everybody ticked was examined on a day. `persons`: keys of examinations. → how many."""
    with act(by, "mutualaid.attend_check", check_up, on=on) as this:
        if check_up.state == State.POLLING:
            raise Refused(_("Settle form and place first."))
        chosen = list(queries.health.examinations(check_up).filter(pk__in=persons, attended_on=None))
        if not chosen:
            raise Refused(_("Tick who came."))
        for one in chosen:
            require(rules.health.may_attend(one, on=on, today=timezone.localdate(this.at)))
            one.attended_on = on
            one.save()
        this.record = check_up
        this.note(name=check_up.name, persons=len(chosen))
    return len(chosen)


def follow_up(examination, *, by, on):
    """What was found was followed up."""
    with act(by, "mutualaid.follow_up", examination, on=on) as this:
        require(rules.health.may_follow_up(examination))
        examination.followed_on = on
        examination.save()
        this.note(name=examination.check_up.name)
    return examination


def look_at_findings(examination, *, by, why):
    """Show what was found, once; who looked and why is kept (Personal Information Protection Law, articles 28 and 51)."""
    with act(by, "mutualaid.look_at_findings", examination) as this:
        if len(why.strip()) < 2:
            raise Refused(_("Say why you need to see it."))
        this.note(name=examination.person.name, why=why.strip())
        return examination.findings.reveal()


def close_check(check_up, *, by, on, cost=None):
    """Close a health check with what it cost."""
    with act(by, "mutualaid.arrange_check", check_up, on=on) as this:
        require(rules.health.may_close(check_up))
        check_up.state, check_up.closed_on, check_up.cost = State.CLOSED, on, cost
        check_up.save()
        this.note(name=check_up.name, cost=str(cost or ""))
    return check_up
