"""双亮双促: announced, duties written down, plaque hung, identity shown, duties checked."""

from django.utils.translation import gettext as _

from taizhang.committees import rules
from taizhang.committees.models import Display, DutyCheck, Officer, Seat
from taizhang.kernel.acts import act
from taizhang.kernel.verdicts import Refused, require
from taizhang.kernel.writing import afresh, day_of, locked, words

State = Display.State


def announce(unit, *, by, on, how=""):
    """The union announces that it shows its plaque and its officers."""
    with act(by, "committees.announce", unit, on=on) as this:
        require(rules.may_happen_on(on, today=day_of(this)))
        if Display.objects.standing().filter(unit=unit).exclude(state=State.ENDED).exists():
            raise Refused(_("This union is on display already."))
        display = Display(unit=unit, announced_on=on, how=words(how, 120))
        display.save()
        this.note(title=display.title())
    return display


def describe(display, *, by, seat, duties, promise=""):
    """Write down the duties of an officer's post, and what the officer promises."""
    with act(by, "committees.describe", display) as this:
        display = locked(display)
        require(rules.displays.may_go_on(display))
        seat = Seat.objects.select_related("body", "person").get(pk=seat.pk)
        there = display.officers.filter(seat=seat).exists()
        require(rules.displays.may_describe(seat, duties, unit_pk=display.unit_id, there=there))
        officer = Officer(display=display, seat=seat, duties=duties.strip(), promise=promise.strip())
        officer.save()
        this.note(name=seat.name, title=display.title())
    return officer


def hang(display, *, by, on, place=""):
    """The plaque hangs at the door."""
    with act(by, "committees.hang", display, on=on) as this:
        display = locked(display)
        require(rules.displays.may_go_on(display))
        require(rules.may_happen_on(on, today=day_of(this)))
        require(rules.displays.may_hang(display, on, officers=display.officers.count()))
        display.plaque_on, display.place, display.state = on, words(place, 120), State.HUNG
        display.save()
        this.note(title=display.title())
    return afresh(display)


def show(officer, *, by, on, how=""):
    """The identity of an officer is shown: on the board, by a badge, at the door of the office."""
    display = officer.display
    with act(by, "committees.show", display, on=on) as this:
        officer = Officer.objects.select_related("display__unit", "seat__body", "seat__person").get(pk=officer.pk)
        require(rules.displays.may_go_on(officer.display))
        require(rules.may_happen_on(on, today=day_of(this)))
        require(rules.displays.may_show(officer, on))
        officer.shown_on, officer.shown_how = on, words(how, 120)
        officer.save()
        this.note(name=officer.seat.name, title=officer.display.title())
    return officer


def check(officer, *, by, on, by_whom, result, findings=""):
    """Somebody looked whether the officer does what is written."""
    with act(by, "committees.check", officer.display, on=on) as this:
        display = locked(officer.display)
        officer = Officer.objects.select_related("display__unit", "seat__body").get(pk=officer.pk)
        require(rules.displays.may_go_on(display))
        require(rules.may_happen_on(on, today=day_of(this)))
        require(rules.displays.may_check(display, officer, on, by_whom=by_whom))
        if result != DutyCheck.Result.GOOD:
            require(rules.needs_words(findings, _("Say what is to be put right.")))
        done = DutyCheck(
            display=display,
            officer=officer,
            on=on,
            by_whom=words(by_whom, 60),
            result=result,
            findings=words(findings, 300),
        )
        done.save()
        display.state = State.CHECKED
        display.save()
        this.note(name=officer.seat.name, title=display.title(), result=done.get_result_display())
    return done


def end_display(display, *, by, on, why):
    """The display ends: a new term begins, or the union is no more."""
    with act(by, "committees.end_display", display, on=on) as this:
        display = locked(display)
        require(rules.displays.may_go_on(display))
        require(rules.may_happen_on(on, today=day_of(this)))
        require(rules.needs_reason(why))
        shown = [one.shown_on for one in display.officers.all() if one.shown_on]
        reached = max(day for day in [display.announced_on, display.plaque_on, *shown] if day)
        require(rules.not_before(reached, on, _("shown")))
        display.state, display.ended_on, display.why = State.ENDED, on, words(why, 200)
        display.save()
        this.note(title=display.title(), why=why)
    return display
